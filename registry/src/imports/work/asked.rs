//! What is asked about the entries of the file while their relations are settled.

use domain::{content::RelationKind, ids::EntryNo};
use formats::import::{Fidelity, Pointer};

use super::Work;
use crate::imports::report::Outcome;

impl Work {
    pub(in crate::imports) fn at_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    pub(in crate::imports) fn here(&self, at: usize) -> Option<EntryNo> {
        self.here.get(at).copied().flatten()
    }

    pub(in crate::imports) fn of_entry(&self, number: EntryNo) -> Option<usize> {
        self.of_entry.get(&number).copied()
    }

    pub(in crate::imports) fn is_refused(&self, at: usize) -> bool {
        let item = self.items.get(at).and_then(Option::as_ref);
        item.is_some_and(|item| item.outcome == Outcome::Refused)
    }

    pub(in crate::imports) fn pointers(&self, at: usize) -> Vec<Pointer> {
        let entry = self.entries.get(at);
        entry
            .map(|entry| entry.relations.clone())
            .unwrap_or_default()
    }

    pub(in crate::imports) fn fidelity(&self, at: usize) -> Fidelity {
        self.entries
            .get(at)
            .map(|entry| entry.fidelity)
            .unwrap_or_default()
    }

    pub(in crate::imports) fn complete(&self, at: usize) -> &[RelationKind] {
        self.entries.get(at).map_or(&[], |entry| &entry.complete)
    }

    pub(in crate::imports) fn owe(&mut self, to: usize, kind: RelationKind, from: usize) {
        self.owed.entry(to).or_default().push((kind, from));
    }

    pub(in crate::imports) fn owed(&self, at: usize) -> Vec<(RelationKind, usize)> {
        self.owed.get(&at).cloned().unwrap_or_default()
    }
}
