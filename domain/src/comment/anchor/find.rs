//! Looking words up in texts: exactly, or as nearly as they stand there.

use std::ops::Range;

use super::{Passage, Quote, squeezed};
use crate::redline::{Kind, Word, words};

/// How much of what stands around words is looked at, in characters on each side.
const AROUND: usize = 32;
/// Words that are found in another place are the same ones when they are so many, or when so many characters around
/// them agree: "the" stands everywhere.
const SURE_WORDS: usize = 3;
const SURE_AROUND: usize = 8;
/// The share of their letters, in percent, that words found nearly must have in common with those that are looked for.
const ALIKE: usize = 60;
/// Texts whose words would have to be compared more often than this are looked through exactly only.
const COMPARISONS: usize = 2_000_000;

/// Words that are looked for, and what stands around them, with single spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    exact: String,
    before: String,
    after: String,
}

impl Wanted {
    pub(super) fn of(quote: &Quote) -> Self {
        let around = |text: &Option<crate::Text>| text.as_deref().map(squeezed).unwrap_or_default();
        Self {
            exact: squeezed(&quote.exact),
            before: around(&quote.prefix),
            after: around(&quote.suffix),
        }
    }

    /// Words as they stand in a text.
    pub(super) fn from(text: &str, span: &Range<usize>) -> Self {
        let before: Vec<char> = text[..span.start].chars().rev().take(AROUND).collect();
        let after: String = text[span.end..].chars().take(AROUND).collect();
        Self {
            exact: squeezed(&text[span.clone()]),
            before: squeezed(&before.into_iter().rev().collect::<String>()),
            after: squeezed(&after),
        }
    }
}

/// Where words stand that somebody quotes: exactly, in the place whose surroundings agree most, else nearly.
pub(super) fn at_all(passages: &[Passage], wanted: &Wanted) -> Option<(usize, Range<usize>)> {
    exactly(passages, wanted)
        .map(|(place, _)| place)
        .or_else(|| nearly(passages, wanted))
}

/// Where words stand again that were lost from their place. Words that could be any are not.
pub(super) fn again(passages: &[Passage], wanted: &Wanted) -> Option<(usize, Range<usize>)> {
    let many = solid(&wanted.exact).count() >= SURE_WORDS;
    exactly(passages, wanted)
        .filter(|(_, agreement)| many || *agreement >= SURE_AROUND)
        .map(|(place, _)| place)
        .or_else(|| nearly(passages, wanted))
}

/// The best exact place, and how many characters around it agree.
fn exactly(passages: &[Passage], wanted: &Wanted) -> Option<((usize, Range<usize>), usize)> {
    let mut best: Option<((usize, Range<usize>), usize)> = None;
    if wanted.exact.is_empty() {
        return None;
    }
    for (at, passage) in passages.iter().enumerate() {
        let text = Squeezed::of(&passage.text);
        for (start, _) in text.text.match_indices(&wanted.exact) {
            let end = start + wanted.exact.len();
            let agreement =
                agreeing(
                    text.text[..start].trim_end().chars().rev(),
                    wanted.before.chars().rev(),
                ) + agreeing(text.text[end..].trim_start().chars(), wanted.after.chars());
            if best.as_ref().is_none_or(|(_, most)| agreement > *most) {
                best = Some(((at, text.place(start..end)), agreement));
            }
        }
    }
    best
}

fn agreeing(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// The stretch of a text that has most of the words in their order.
fn nearly(passages: &[Passage], wanted: &Wanted) -> Option<(usize, Range<usize>)> {
    let wanted: Vec<Word<'_>> = solid(&wanted.exact).map(|(_, word)| word).collect();
    let letters: usize = wanted.iter().map(|word| word.text.len()).sum();
    if wanted.len() < SURE_WORDS {
        return None;
    }
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for (at, passage) in passages.iter().enumerate() {
        let text: Vec<_> = solid(&passage.text).collect();
        if wanted.len() * text.len() > COMPARISONS {
            continue;
        }
        let (common, span) = alignment(&wanted, &text);
        if common * 100 >= letters * ALIKE && best.as_ref().is_none_or(|(most, ..)| common > *most)
        {
            best = Some((common, at, span));
        }
    }
    best.map(|(_, at, span)| (at, span))
}

/// How a stretch of text compares with the words that are looked for.
#[derive(Clone, Copy, Default)]
struct Score {
    worth: usize,
    common: usize,
    start: usize,
}

/// The local alignment (Smith and Waterman) of words with a text: how many letters they have in common, and where. Words
/// that differ count against it as much as they are long.
fn alignment(wanted: &[Word<'_>], text: &[(usize, Word<'_>)]) -> (usize, Range<usize>) {
    let mut row = vec![Score::default(); text.len() + 1];
    let (mut best, mut end) = (Score::default(), 0);
    for word in wanted {
        let len = word.text.len();
        let mut diagonal = Score::default();
        for (at, (start, other)) in text.iter().enumerate() {
            let same = if word.text == other.text {
                let fresh = diagonal.worth == 0;
                Score {
                    worth: diagonal.worth + 2 * len,
                    common: if fresh { len } else { diagonal.common + len },
                    start: if fresh { *start } else { diagonal.start },
                }
            } else {
                less(diagonal, len.max(other.text.len()))
            };
            let skipped = less(row[at + 1], len);
            let extra = less(row[at], other.text.len());
            diagonal = row[at + 1];
            row[at + 1] = [same, skipped, extra]
                .into_iter()
                .fold(
                    Score::default(),
                    |a, b| if b.worth > a.worth { b } else { a },
                );
            if row[at + 1].worth > best.worth {
                (best, end) = (row[at + 1], start + other.text.len());
            }
        }
    }
    (best.common, best.start..end.max(best.start))
}

fn less(score: Score, by: usize) -> Score {
    Score {
        worth: score.worth.saturating_sub(by),
        ..score
    }
}

/// Words and marks of a text with where they begin; spaces are left out.
fn solid(text: &str) -> impl Iterator<Item = (usize, Word<'_>)> {
    let mut at = 0;
    words(text).into_iter().filter_map(move |word| {
        let start = at;
        at += word.text.len();
        matches!(word.kind, Kind::Word | Kind::Mark).then_some((start, word))
    })
}

/// A text with single spaces, and for every byte of it where it stands in the text.
struct Squeezed {
    text: String,
    at: Vec<usize>,
}

impl Squeezed {
    fn of(text: &str) -> Self {
        let mut squeezed = Self {
            text: String::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
        };
        for (at, letter) in text.char_indices() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if letter == ' ' && squeezed.text.ends_with(' ') {
                continue;
            }
            squeezed.text.push(letter);
            squeezed.at.resize(squeezed.text.len(), at);
        }
        squeezed.at.push(text.len());
        squeezed
    }

    /// The bytes of the text that these are made of; spaces that were left out belong to what stands before them.
    fn place(&self, span: Range<usize>) -> Range<usize> {
        self.at[span.start]..self.at[span.end]
    }
}
