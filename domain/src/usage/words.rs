//! The words of a release, and where a text uses them.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Finding, Kind, Other, edges, prose::Prose};
use crate::{
    Lang,
    content::DesignationKind,
    release::{Document, Term, TermStatus},
};

/// The designations of a release, ready to be looked for. Where one lies within another, the longer one counts.
#[derive(Debug)]
pub struct Words {
    automaton: AhoCorasick,
    entries: Vec<Entry>,
}

/// A word, and what is to be said where it is used; nothing where it is right.
#[derive(Debug)]
struct Entry {
    text: String,
    /// Whether it must stand as it is, in capital and small letters.
    exact: bool,
    kind: Option<Kind>,
}

impl Words {
    /// None where the words are too many for one automaton.
    pub fn of(document: &Document) -> Option<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        for right in [true, false] {
            for term in &document.terms {
                for designation in &term.designations {
                    let agreed = term.status == TermStatus::Agreed;
                    let is_right = agreed && designation.kind != DesignationKind::Deprecated;
                    let text = one_blank(&designation.text);
                    // What some term may be called by is right, whatever others say of it.
                    if is_right != right || entries.iter().any(|entry| entry.text == text) {
                        continue;
                    }
                    let kind = (!is_right).then(|| kind(document, term, &designation.lang));
                    let instead = kind.as_ref().and_then(Kind::instead);
                    let differs_by_case = instead
                        .is_some_and(|instead| instead.to_lowercase() == text.to_lowercase());
                    entries.push(Entry {
                        exact: is_capitals(&text) || differs_by_case,
                        text,
                        kind,
                    });
                }
            }
        }
        let folded = entries.iter().map(|entry| entry.text.to_lowercase());
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(folded)
            .ok()?;
        Some(Self { automaton, entries })
    }

    /// The uses of words that are not right any more, from left to right.
    pub fn find(&self, text: &str, prose: &Prose) -> Vec<Finding> {
        let folded = prose.fold(text);
        let mut uses: Vec<(Range<usize>, &Entry)> = self
            .automaton
            .find_overlapping_iter(&folded.text)
            .filter_map(|found| {
                let entry = &self.entries[found.pattern().as_usize()];
                let at = folded.source(found.range());
                let stands = folded.stands(found.range())
                    && (!entry.exact || one_blank(&text[at.clone()]) == entry.text);
                stands.then_some((at, entry))
            })
            .collect();
        // Leftmost first, of those the longest, of those the one that is right.
        uses.sort_by_key(|(at, entry)| {
            (
                at.start,
                std::cmp::Reverse(at.end),
                !entry.exact,
                entry.kind.is_some(),
            )
        });
        let mut findings = Vec::new();
        let mut end = 0;
        for (at, entry) in uses {
            if at.start < end {
                continue;
            }
            end = at.end;
            if let Some(kind) = &entry.kind {
                findings.push(Finding {
                    found: one_blank(&text[at.clone()]),
                    at,
                    kind: kind.clone(),
                });
            }
        }
        findings
    }
}

fn kind(document: &Document, term: &Term, lang: &Lang) -> Kind {
    if term.status == TermStatus::Retired {
        return Kind::Retired {
            instead: super::replacement(document, term).map(|other| Other::of(document, other)),
        };
    }
    let preferred = term.preferred(lang);
    Kind::Deprecated {
        instead: Other {
            word: preferred
                .unwrap_or_else(|| term.headword(document.lang()))
                .to_owned(),
            slug: term.slug.clone(),
        },
    }
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two capital letters and no small one: `SU`, which is not "su".
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// A text in small letters with single blanks, and where each of its bytes comes from.
pub(super) struct Folded {
    text: String,
    from: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            from: Vec::new(),
        }
    }

    /// Adds what stands at a place of the source.
    pub(super) fn words(&mut self, source: &str, at: Range<usize>) {
        for (offset, c) in source[at.clone()].char_indices() {
            let start = at.start + offset;
            let place = (start, start + c.len_utf8());
            if c.is_whitespace() {
                self.push(' ', place);
            } else {
                for small in c.to_lowercase() {
                    self.push(small, place);
                }
            }
        }
    }

    /// A blank, or what no word goes across.
    pub(super) fn push(&mut self, c: char, place: (usize, usize)) {
        if c == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    fn source(&self, at: Range<usize>) -> Range<usize> {
        let start = self.from.get(at.start).map_or(0, |place| place.0);
        let end = self.from.get(at.end.saturating_sub(1));
        start..end.map_or(start, |place| place.1)
    }

    fn stands(&self, at: Range<usize>) -> bool {
        edges::stands(&self.text, at)
    }
}
