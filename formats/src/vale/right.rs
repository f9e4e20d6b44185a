//! The words that are right.

use std::{
    collections::{HashMap, HashSet},
    iter::once,
};

use domain::{
    content::DesignationKind,
    lint::plurals,
    release::{Document, TermStatus},
    usage::is_joined,
};

use super::pattern::escaped;
use crate::words::one_line;

/// The words that some term may be called by.
#[derive(Default)]
pub(super) struct Right {
    /// Each once, in the order of the document.
    words: Vec<String>,
    known: HashSet<String>,
    /// Those of several parts and their plurals, by each of their parts in small letters.
    longer: HashMap<String, Vec<String>>,
}

impl Right {
    pub(super) fn of(document: &Document) -> Self {
        let mut right = Self::default();
        let agreed = document
            .terms
            .iter()
            .filter(|term| term.status == TermStatus::Agreed);
        for designation in agreed.flat_map(|term| &term.designations) {
            let word = one_line(&designation.text);
            if designation.kind == DesignationKind::Deprecated || !right.known.insert(word.clone())
            {
                continue;
            }
            let plurals = plurals(&word, &designation.lang);
            for form in once(word.clone()).chain(plurals) {
                right.remember(&form);
            }
            right.words.push(word);
        }
        right
    }

    fn remember(&mut self, form: &str) {
        let parts: HashSet<String> = parts(form).collect();
        for part in parts.into_iter().filter(|part| part.len() < form.len()) {
            self.longer.entry(part).or_default().push(form.to_owned());
        }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// What stands before and behind a word in each longer one that is right, in small letters unless letters count as
    /// they are.
    pub(super) fn around(&self, word: &str, exact: bool) -> Vec<(String, String)> {
        let folded = |text: &str| match exact {
            true => text.to_owned(),
            false => text.to_lowercase(),
        };
        let longer = parts(word).next().and_then(|part| self.longer.get(&part));
        let (word, mut found) = (folded(word), Vec::new());
        for longer in longer.into_iter().flatten().map(|longer| folded(longer)) {
            for (at, _) in longer.match_indices(&word) {
                let around = (&longer[..at], &longer[at + word.len()..]);
                if is_apart(around) {
                    found.push((around.0.to_owned(), around.1.to_owned()));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// Every word, a line each.
    pub(super) fn accepted(&self) -> String {
        let lines = self.words.iter().map(|word| escaped(word) + "\n");
        lines.collect()
    }
}

/// Whether something stands around a word, and no letter goes on there.
fn is_apart((before, behind): (&str, &str)) -> bool {
    let joined = before.ends_with(is_joined) || behind.starts_with(is_joined);
    !joined && before.len() + behind.len() > 0
}

/// The parts of a word that letters join, in small letters.
fn parts(word: &str) -> impl Iterator<Item = String> {
    word.split(|c| !is_joined(c))
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
}
