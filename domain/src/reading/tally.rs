use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Stance, voices::Voices};
use crate::{Slug, rule::Base};

/// How many voting units hold what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// All who may take a position, those recused left out.
    pub eligible: u32,
    /// All whose position counts: neither the silent nor what the organisation cap set aside.
    pub cast: u32,
    pub support: u32,
    pub accept: u32,
    pub concern: u32,
    pub object: u32,
    pub abstain: u32,
    /// Those who left the eligible count.
    pub recused: u32,
}

/// The counts of all voting units and of every group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    pub all: Counts,
    /// Every declared group, silent ones too.
    pub groups: BTreeMap<Slug, Counts>,
}

impl Tally {
    pub(super) fn of(declared: &[Slug], voices: &Voices) -> Self {
        let mut tally = Self::default();
        for group in declared {
            tally.groups.insert(group.clone(), Counts::default());
        }
        for voice in &voices.all {
            let group = tally.groups.entry(voice.group.clone()).or_default();
            for counts in [&mut tally.all, group] {
                if voice.is_eligible() {
                    counts.eligible += 1;
                } else {
                    counts.recused += 1;
                }
                if let Some(stance) = voice.counted() {
                    counts.add(stance);
                }
            }
        }
        tally
    }

    /// The counts of a group; all zero where nobody belongs to it.
    pub fn group(&self, group: &Slug) -> Counts {
        self.groups.get(group).copied().unwrap_or_default()
    }
}

impl Counts {
    /// Support and acceptance.
    pub const fn yes(&self) -> u32 {
        self.support.saturating_add(self.accept)
    }

    /// Objections, and concerns where the rule counts them as a no.
    pub const fn no(&self, concern_is_no: bool) -> u32 {
        let concerns = if concern_is_no { self.concern } else { 0 };
        self.object.saturating_add(concerns)
    }

    /// Eligible units whose position is not counted.
    pub const fn silent(&self) -> u32 {
        self.eligible.saturating_sub(self.cast)
    }

    /// What a share of yes is taken of.
    pub const fn base(&self, of: Base, concern_is_no: bool) -> u32 {
        match of {
            Base::Expressed => self.yes().saturating_add(self.no(concern_is_no)),
            Base::Cast => self.cast,
            Base::Eligible => self.eligible,
        }
    }

    fn add(&mut self, stance: Stance) {
        let held = match stance {
            Stance::Support => &mut self.support,
            Stance::Accept => &mut self.accept,
            Stance::Concern => &mut self.concern,
            Stance::Object => &mut self.object,
            Stance::Abstain => &mut self.abstain,
            // Not a position among the others; it is counted where the unit leaves.
            Stance::Recuse => return,
        };
        *held += 1;
        self.cast += 1;
    }
}
