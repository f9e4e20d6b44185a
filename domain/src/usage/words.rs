//! The words of a release, and where a text uses them.

use std::{collections::HashMap, ops::Range};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Finding, Kind, Other, folded::SOFT_HYPHEN, prose::Prose};
use crate::{
    Lang,
    content::{Designation, DesignationKind},
    lint::plurals,
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
    /// Whether it is made of a word of the glossary instead of being one.
    plural: bool,
    kind: Option<Kind>,
}

impl Words {
    /// None where the words are too many for one automaton.
    pub fn of(document: &Document) -> Option<Self> {
        let entries = entries(document);
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
                let at = found.range();
                let stands = folded.stands(at.clone())
                    && (!entry.exact || folded.words_at(text, at.clone()) == entry.text);
                stands.then_some((at, entry))
            })
            .collect();
        // Leftmost first, of those the longest, of those the one that was agreed on as it stands, of those the one that
        // is right.
        uses.sort_by_key(|(at, entry)| {
            (
                at.start,
                std::cmp::Reverse(at.end),
                !entry.exact,
                entry.plural,
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
                    found: folded.words_at(text, at.clone()),
                    at: folded.source(at),
                    kind: kind.clone(),
                });
            }
        }
        findings
    }
}

/// Every word once, and its plurals, which are as right or wrong as the word itself.
fn entries(document: &Document) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Whether each word is right. What some term may be called by is right, whatever others say of it.
    let mut known: HashMap<String, bool> = HashMap::new();
    for right in [true, false] {
        for (term, designation) in designations(document, right) {
            let text = one_blank(&designation.text.replace(SOFT_HYPHEN, ""));
            let is_new = !known.contains_key(&text);
            if *known.entry(text.clone()).or_insert(right) != right || text.is_empty() {
                continue;
            }
            let kind = (!right).then(|| kind(document, term, &designation.lang));
            let exact = is_exact(&text, kind.as_ref());
            // The same word in another language may have other plurals.
            let plurals = plurals(&text, &designation.lang).map(|text| (text, true));
            let word = is_new.then(|| (text.clone(), false));
            entries.extend(word.into_iter().chain(plurals).map(|(text, plural)| Entry {
                text,
                exact,
                plural,
                kind: kind.clone(),
            }));
        }
    }
    entries
}

/// The designations that are right, or those that are not.
fn designations(document: &Document, right: bool) -> impl Iterator<Item = (&Term, &Designation)> {
    document.terms.iter().flat_map(move |term| {
        let is_right = move |designation: &&Designation| {
            let agreed = term.status == TermStatus::Agreed;
            right == (agreed && designation.kind != DesignationKind::Deprecated)
        };
        let right = term.designations.iter().filter(is_right);
        right.map(move |designation| (term, designation))
    })
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

/// Whether a word is another one in capital or small letters: it is short for something, or what is to be used instead
/// of it differs from it by that alone.
fn is_exact(text: &str, kind: Option<&Kind>) -> bool {
    let instead = kind.and_then(Kind::instead);
    is_capitals(text)
        || instead.is_some_and(|instead| instead.to_lowercase() == text.to_lowercase())
}

/// Two capital letters and no small one: `SU`, which is not "su".
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}
