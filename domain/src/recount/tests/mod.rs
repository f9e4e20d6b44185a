//! A small record that is sound, and everything that can be done to it.

mod acts;
mod calls;
mod chain;
mod property;
mod story;

use serde_json::Value;

use super::*;
use crate::record::{START, canonical_sha256};
use story::story;

/// A record as it is tampered with: lines of JSON.
#[derive(Debug, Clone)]
struct Tampered(Vec<Value>);

impl Tampered {
    /// The small record.
    fn story() -> Self {
        let lines = story();
        Self(
            lines
                .iter()
                .map(|it| serde_json::to_value(it).unwrap())
                .collect(),
        )
    }

    fn text(&self) -> String {
        self.0.iter().map(|line| format!("{line}\n")).collect()
    }

    fn report(&self) -> Report {
        recount(self.text(), None)
    }

    /// The line of this number.
    fn line(&mut self, seq: usize) -> &mut Value {
        &mut self.0[seq - 1]
    }

    /// The number of the first line of an act.
    fn first(&self, act: &str) -> usize {
        self.nth(act, 0)
    }

    fn nth(&self, act: &str, n: usize) -> usize {
        let mut found = self
            .0
            .iter()
            .zip(1..)
            .filter(|(line, _)| line["act"] == act);
        found.nth(n).unwrap().1
    }

    /// Numbers and hashes every line anew from this one on, as somebody would who holds the record.
    fn hash_from(mut self, seq: usize) -> Self {
        let mut prev = match seq {
            1 => START.to_owned(),
            _ => self.line(seq - 1)["hash"].as_str().unwrap().to_owned(),
        };
        for (index, line) in self.0.iter_mut().enumerate().skip(seq - 1) {
            line["seq"] = (index + 1).into();
            line["prev"] = prev.into();
            rehash(line);
            prev = line["hash"].as_str().unwrap().to_owned();
        }
        self
    }
}

fn rehash(line: &mut Value) {
    line.as_object_mut().unwrap().remove("hash");
    line["hash"] = canonical_sha256(line).into();
}

/// The first fault is of this line and kind.
#[track_caller]
fn check(report: &Report, seq: usize, kind: FaultKind) {
    let first = report.first().expect("a fault is found");
    assert_eq!(
        (usize::try_from(first.seq).unwrap(), first.kind),
        (seq, kind),
        "{:#?}",
        &report.faults[..report.faults.len().min(5)]
    );
    assert!(!first.says.is_empty());
}

/// After being hashed anew the chain is whole, and still the line is named, with these words.
#[track_caller]
fn check_hashed_anew(tampered: Tampered, from: usize, seq: usize, kind: FaultKind, says: &str) {
    let report = tampered.hash_from(from).report();
    assert!(report.faults.iter().all(|it| !it.kind.is_of_the_chain()));
    check(&report, seq, kind);
    let first = report.first().unwrap().to_string();
    assert!(first.contains(says), "{first}");
}
