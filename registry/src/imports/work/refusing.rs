//! What cannot be taken, and what the file says twice.

use std::collections::HashMap;

use domain::Refusal;
use formats::import::Problem;

use super::Work;
use crate::imports::{
    ground::{Ground, Match},
    report::Outcome,
};

impl Work {
    /// Entries with faults of their own.
    pub(super) fn refuse_unfit(&mut self) {
        for at in 0..self.entries.len() {
            let problems = self
                .entries
                .get_mut(at)
                .map(|entry| std::mem::take(&mut entry.problems));
            let problems = problems.unwrap_or_default();
            if !problems.is_empty() {
                let mut item = self.item(at, Outcome::Refused);
                item.problems = problems;
                self.done(at, item);
            }
        }
    }

    /// Entries of one name that the file says different things of; of those that say the same, one
    /// is kept.
    pub(super) fn refuse_contradicting(&mut self, ground: &Ground) {
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, term) in self.terms.iter().enumerate() {
            let fit = self.items.get(at).is_some_and(Option::is_none);
            let known = matches!(self.find(at, ground), Match::Itself(_));
            if let Some(term) = term.as_ref().filter(|_| fit && !known) {
                named.entry(term.to_lowercase()).or_default().push(at);
            }
        }
        for group in named.into_values().filter(|group| group.len() > 1) {
            let said = |at: usize| {
                self.entries
                    .get(at)
                    .map(|entry| (&entry.words, &entry.sources))
            };
            let same = group.iter().all(|at| said(*at) == said(group[0]));
            let lines = |but: usize| -> Vec<u64> {
                let others = group.iter().filter(|other| **other != but);
                let lines = others.filter_map(|other| self.entries.get(*other));
                lines.take(10).map(|entry| entry.place.line).collect()
            };
            let told: Vec<_> = group
                .iter()
                .skip(usize::from(same))
                .map(|at| {
                    let detail = match same {
                        true => already(&lines(*at)),
                        false => otherwise(&lines(*at)),
                    };
                    (*at, detail)
                })
                .collect();
            for (at, detail) in told {
                self.refuse(at, "preferred", detail);
            }
        }
    }

    pub(super) fn refuse_as(&mut self, at: usize, refusal: &Refusal) {
        self.refuse(at, refusal.field().unwrap_or("entry"), refusal.to_string());
    }

    pub(super) fn refuse(&mut self, at: usize, field: &str, detail: String) {
        let mut item = self.item(at, Outcome::Refused);
        item.problems.push(Problem {
            place: item.place,
            field: Some(field.to_owned()),
            detail,
        });
        let name = item.term.clone();
        self.done(at, item);
        for (_, from) in self.owed.remove(&at).unwrap_or_default() {
            if let Some(Some(item)) = self.items.get_mut(from) {
                let note =
                    format!("The relation to “{name}” is left out, because that was refused.");
                item.notes.push(note);
            }
        }
    }
}

fn already(lines: &[u64]) -> String {
    match lines {
        [one] => format!("This stands in line {one} already. Take one of them out."),
        many => format!(
            "This stands in lines {} already. Keep one of them.",
            listed(many)
        ),
    }
}

fn otherwise(lines: &[u64]) -> String {
    match lines {
        [one] => format!(
            "Line {one} has the same preferred designation and says something else. Keep one, or give one another designation."
        ),
        many => format!(
            "Lines {} have the same preferred designation and say something else. Keep one, or give the others another designation.",
            listed(many)
        ),
    }
}

/// "3 and 4", "3, 4 and 5".
fn listed(lines: &[u64]) -> String {
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    match &lines[..] {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        lines => lines.concat(),
    }
}
