//! Readings as people and the API get them: with names looked up and findings in words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Level, Outcome, Part, Reading, Readings, Verdict, Who, sentence::counted};
use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo, PositionNo},
};

/// Looks up what the record holds as numbers.
pub trait Names {
    fn member(&self, member: MemberNo) -> String;
    fn organisation(&self, organisation: OrganisationNo) -> String;
    fn group(&self, group: &Slug) -> String;
    /// What would resolve the objection that this position states, in the objector's words.
    fn would_resolve(&self, position: PositionNo) -> Option<String>;
}

/// Tells by number, where the names are not known or must not be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbers;

/// [`Readings`] as the API and the pages give them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ToldReadings {
    pub rule: ToldReading,
    pub presets: Vec<ToldPreset>,
    pub level: Level,
    /// Cross-group agreement, above 0 and below 1: an indicator, never a verdict.
    pub gic: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldReading {
    pub met: bool,
    /// The shortest path to agreement.
    pub missing: Vec<Missing>,
    /// The figures behind it, part by part, met and unmet.
    pub figures: Vec<ToldFigure>,
    /// What the organisation cap did, a line per organisation that it touched.
    pub remarks: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldPreset {
    pub name: String,
    #[serde(flatten)]
    pub reading: ToldReading,
}

/// One thing that is missing, and who could change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    pub part: Part,
    pub text: String,
    pub who: Vec<Who>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldFigure {
    pub part: Part,
    pub met: bool,
    pub text: String,
}

/// [`Outcome`] as the API and the pages give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldOutcome {
    pub result: Verdict,
    pub missing: Vec<Missing>,
}

impl Readings {
    pub fn tell(&self, names: &impl Names) -> ToldReadings {
        let presets = self.presets.iter().map(|preset| ToldPreset {
            name: preset.name.clone(),
            reading: preset.reading.tell(names),
        });
        ToldReadings {
            rule: self.rule.tell(names),
            presets: presets.collect(),
            level: self.level,
            gic: self.gic,
        }
    }
}

impl Reading {
    pub fn tell(&self, names: &impl Names) -> ToldReading {
        let figures = self.findings.iter().map(|finding| ToldFigure {
            part: finding.part,
            met: finding.met,
            text: finding.text(names),
        });
        ToldReading {
            met: self.met,
            missing: self.missing().map(|it| it.tell(names)).collect(),
            figures: figures.collect(),
            remarks: self.remarks(names),
        }
    }

    fn remarks(&self, names: &impl Names) -> Vec<String> {
        let mut organisations: Vec<_> = self.set_aside.iter().map(|it| it.organisation).collect();
        organisations.sort_unstable();
        organisations
            .chunk_by(|a, b| a == b)
            .map(|same| {
                let positions = counted(same.len(), "position", "positions");
                let name = names.organisation(same[0]);
                format!("{positions} of {name} left out of the count by the organisation cap")
            })
            .collect()
    }
}

impl Outcome {
    pub fn tell(&self, names: &impl Names) -> ToldOutcome {
        ToldOutcome {
            result: self.result,
            missing: self.missing.iter().map(|it| it.tell(names)).collect(),
        }
    }
}

impl Finding {
    pub fn tell(&self, names: &impl Names) -> Missing {
        Missing {
            part: self.part,
            text: self.text(names),
            who: self.who.clone(),
        }
    }
}

impl Names for Numbers {
    fn member(&self, member: MemberNo) -> String {
        format!("member {member}")
    }

    fn organisation(&self, organisation: OrganisationNo) -> String {
        format!("organisation {organisation}")
    }

    fn group(&self, group: &Slug) -> String {
        group.to_string()
    }

    fn would_resolve(&self, _: PositionNo) -> Option<String> {
        None
    }
}
