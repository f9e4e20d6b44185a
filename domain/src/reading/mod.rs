//! Readings: what the positions of a call amount to, under the adopted rule and every preset.
//!
//! Nothing here judges. A rule that was adopted beforehand is applied to positions on record, in
//! whole numbers and exactly, and whoever applies it again arrives at the same.

mod ballot;
mod cap;
mod evaluate;
mod finding;
mod level;
mod objections;
mod sentence;
mod stance;
mod tally;
mod tell;
mod voices;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use ballot::{Answer, Ballot, Cast, Confirmation, Seat};
pub use evaluate::{Reading, SetAside, read};
pub use finding::{ApprovalFigures, Figures, Finding, Part, Who};
pub use level::{Level, cross_group_agreement};
pub use objections::Objection;
pub use stance::{Stance, UnknownStance};
pub use tally::{Counts, Tally};
pub use tell::{
    Missing, Names, Numbers, ToldFigure, ToldOutcome, ToldPreset, ToldReading, ToldReadings,
};
pub use voices::Unit;

use crate::rule::{Rule, presets};

/// Everything that is read from a ballot: by the adopted rule, by every preset with the same
/// voting unit, and as two descriptions that decide nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    pub rule: Reading,
    pub presets: Vec<NamedReading>,
    pub level: Level,
    /// See [`cross_group_agreement`].
    pub gic: Option<f64>,
}

/// What a preset makes of a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedReading {
    pub name: String,
    pub reading: Reading,
}

/// How a call ended under its rule. It holds numbers, never names, and stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    pub result: Verdict,
    /// What was missing; empty where it was reached.
    pub missing: Vec<Finding>,
}

/// Whether the rule's agreement was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Reached,
    NotReached,
}

/// Reads a ballot under the adopted rule and every preset at once.
pub fn readings(adopted: &Rule, ballot: &Ballot) -> Readings {
    let voices = voices::Voices::of(ballot, adopted.unit);
    let apply = |rule: &Rule| evaluate::read_voices(rule, ballot, voices.clone());
    let rule = apply(adopted);
    let presets = presets::beside(adopted).into_iter().map(|preset| {
        let reading = apply(&preset);
        let name = preset.name;
        NamedReading { name, reading }
    });
    Readings {
        presets: presets.collect(),
        level: Level::of(&rule.tally.all),
        gic: cross_group_agreement(&rule.tally, &ballot.groups),
        rule,
    }
}

/// How a ballot ends under the rule fixed when its call opened.
pub fn outcome(rule: &Rule, ballot: &Ballot) -> Outcome {
    read(rule, ballot).outcome()
}

impl Reading {
    /// How a call ends that closes on this reading.
    pub fn outcome(&self) -> Outcome {
        Outcome {
            result: if self.met {
                Verdict::Reached
            } else {
                Verdict::NotReached
            },
            missing: self.missing().cloned().collect(),
        }
    }
}

impl Outcome {
    pub fn is_reached(&self) -> bool {
        self.result == Verdict::Reached
    }
}
