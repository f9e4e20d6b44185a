//! Words of a text, and when a row of them is a designation.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::speech::{elides, inflects, singulars};
use crate::Lang;

/// A word, where it stands in its text, in bytes, and how it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) at: Range<usize>,
    pub(super) word: String,
}

/// The words of a text (UAX #29), in lower case. An ideograph is a word of its own; where a
/// language elides ("l'appareil"), what stands before the apostrophe is one too.
pub(super) fn tokens(text: &str, lang: &Lang) -> Vec<Token> {
    let mut found = Vec::new();
    for (start, word) in text.split_word_bound_indices() {
        if !word.contains(char::is_alphanumeric) {
            continue;
        }
        let elided = word.find(['\'', '’']).filter(|_| elides(lang));
        match elided {
            Some(at) => {
                let rest = at + word[at..].chars().next().map_or(0, char::len_utf8);
                found.push(token(start, &word[..at]));
                found.push(token(start + rest, &word[rest..]));
            }
            None => found.push(token(start, word)),
        }
    }
    found.retain(|token| !token.word.is_empty());
    found
}

fn token(start: usize, word: &str) -> Token {
    Token {
        at: start..start + word.len(),
        word: word.to_lowercase().replace('’', "'"),
    }
}

/// Whether a designation stands at the token with the index `at`: all of its words, with no more
/// than a space, a hyphen or an apostrophe between them, and not as a part of a compound.
pub(super) fn stands(
    text: &str,
    tokens: &[Token],
    at: usize,
    phrase: &[String],
    lang: &Lang,
) -> bool {
    let (Some(here), Some((last, first))) =
        (tokens.get(at..at + phrase.len()), phrase.split_last())
    else {
        return false;
    };
    let same = here
        .iter()
        .zip(first)
        .all(|(token, word)| token.word == *word)
        && here
            .last()
            .is_some_and(|token| inflects(&token.word, last, lang));
    same && here
        .windows(2)
        .all(|pair| joins(&text[pair[0].at.end..pair[1].at.start]))
        && !is_compound(text, tokens, at, phrase.len())
}

/// How a word may be written in a designation that it stands for.
pub(super) fn keys<'a>(word: &'a str, lang: &Lang) -> impl Iterator<Item = String> + use<'a> {
    std::iter::once(word.to_owned()).chain(singulars(word, lang))
}

/// Whether a token is joined to the one before or behind it by a hyphen.
pub(super) fn is_joined(text: &str, tokens: &[Token], at: usize) -> bool {
    is_compound(text, tokens, at, 1)
}

fn is_compound(text: &str, tokens: &[Token], at: usize, len: usize) -> bool {
    let hyphenated = |first: usize| match (tokens.get(first), tokens.get(first + 1)) {
        (Some(one), Some(next)) => is_hyphen(&text[one.at.end..next.at.start]),
        _ => false,
    };
    at.checked_sub(1).is_some_and(hyphenated) || hyphenated(at + len - 1)
}

/// What may stand between two words of one designation. Between ideographs nothing does.
fn joins(between: &str) -> bool {
    between.is_empty()
        || is_hyphen(between)
        || matches!(between, "'" | "’")
        || (between.chars().all(char::is_whitespace) && !between.contains("\n\n"))
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}
