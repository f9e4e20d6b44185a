//! A rule as data: what must hold before an outcome counts as agreement.
//!
//! The participants adopt a rule beforehand; [`crate::reading`] applies it to the positions of a
//! call. A part that is `null` or left out is not asked for, and all parts asked for must hold.

mod check;
mod choice;
mod fraction;
pub mod presets;
pub mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod words_tests;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

pub use check::{RuleFault, RuleField};
pub use choice::RuleChoice;
pub use fraction::{Fraction, NoShare};

use crate::Slug;

/// What must hold for an outcome to be reached.
///
/// Unknown names are refused: a part misspelt would otherwise not be asked for, silently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What people call the rule; a preset carries the preset's name.
    pub name: String,
    /// Who has one voice.
    #[serde(default, deserialize_with = "or_default")]
    pub unit: VotingUnit,
    /// The least share of the eligible units that must have taken a position.
    pub quorum: Option<Fraction>,
    /// The least number of units that must hold `support`.
    pub support_min: Option<u32>,
    /// The least share of yes.
    pub approval: Option<Approval>,
    /// The greatest share of no among the positions cast.
    pub negatives_max: Option<Fraction>,
    /// What every stakeholder group must have said.
    pub groups: Option<GroupsPart>,
    /// What may still stand against it.
    pub objections: Option<ObjectionsPart>,
    /// The greatest share of the counted positions that one organisation may weigh.
    pub organisation_cap: Option<Fraction>,
    /// What silence means.
    #[serde(default, deserialize_with = "or_default")]
    pub silence: Silence,
}

/// Who has one voice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VotingUnit {
    /// Every participant.
    Person,
    /// Every organisation; a participant without one is a unit alone. It is the unit where none
    /// is named, because then nobody gains weight by sending more people.
    #[default]
    Organisation,
}

/// The least share of yes, where yes is `support` and `accept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    pub num: u32,
    /// Greater than zero and not below `num`.
    pub den: u32,
    /// What the share is taken of.
    #[serde(default, deserialize_with = "or_default")]
    pub of: Base,
    /// Whether the share must be exceeded rather than met.
    #[serde(default, deserialize_with = "or_default")]
    pub strict: bool,
    /// Whether `concern` is a no beside `object`. It holds for the whole rule, whether the
    /// approval of all or that of the groups says so.
    #[serde(default, deserialize_with = "or_default")]
    pub concern_counts_as_no: bool,
}

/// What a share of yes is taken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Those who said yes or no.
    #[default]
    Expressed,
    /// Those who took any position.
    Cast,
    /// All who may take one.
    Eligible,
}

/// What every required stakeholder group must have said. A silent group is never a pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupsPart {
    pub required: Required,
    /// The least number of units of each group that must have taken a position. Zero asks for
    /// one as well, since a silent group is unmet.
    #[serde(default = "one", deserialize_with = "or_one")]
    pub heard_min: u32,
    /// The least share of yes within each group.
    pub approval: Option<Approval>,
}

/// Which groups must be heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "required is \"all\" or a list of group slugs")]
pub enum Required {
    Every(Every),
    Listed(Vec<Slug>),
}

/// The word `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Every {
    #[serde(rename = "all")]
    All,
}

/// What may still stand against an agreement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionsPart {
    /// How many objections may stand at closing; `null` is any number.
    pub standing_max: Option<u32>,
    /// Whether each standing objection needs an answer on record.
    #[serde(default, deserialize_with = "or_default")]
    pub must_be_answered: bool,
    /// Whether each needs an answer that more units confirm than contest.
    #[serde(default, deserialize_with = "or_default")]
    pub must_be_confirmed: bool,
}

/// What silence means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// The silent are left out of every count but that of the eligible.
    #[default]
    Abstain,
    /// The silent accept, where the call announced it when it opened and nothing was said.
    Assent,
}

impl Rule {
    /// A rule that asks for nothing yet, to set parts on.
    pub fn named(name: &str, unit: VotingUnit) -> Self {
        Self {
            name: name.to_owned(),
            unit,
            quorum: None,
            support_min: None,
            approval: None,
            negatives_max: None,
            groups: None,
            objections: None,
            organisation_cap: None,
            silence: Silence::Abstain,
        }
    }

    /// Whether `concern` is a no beside `object`.
    pub fn concern_is_no(&self) -> bool {
        let groups = self.groups.as_ref().and_then(|part| part.approval);
        [self.approval, groups]
            .iter()
            .flatten()
            .any(|approval| approval.concern_counts_as_no)
    }

    /// Whether silence as assent is all that this rule is made of.
    pub fn is_only_assent(&self) -> bool {
        let bare = Self {
            silence: Silence::Assent,
            organisation_cap: self.organisation_cap,
            ..Self::named(&self.name, self.unit)
        };
        *self == bare
    }

    /// Whether a call under this rule may be blind: answers and confirmations need objections
    /// that all can see.
    pub fn may_be_blind(&self) -> bool {
        self.objections
            .is_none_or(|part| !part.must_be_answered && !part.must_be_confirmed)
    }
}

impl Approval {
    /// At least this share of those who said yes or no.
    pub const fn of_expressed(num: u32, den: u32) -> Self {
        Self {
            num,
            den,
            of: Base::Expressed,
            strict: false,
            concern_counts_as_no: false,
        }
    }

    pub const fn share(&self) -> Fraction {
        Fraction {
            num: self.num,
            den: self.den,
        }
    }
}

impl GroupsPart {
    /// Every declared group, heard through at least one unit.
    pub const fn every(approval: Option<Approval>) -> Self {
        Self {
            required: Required::Every(Every::All),
            heard_min: 1,
            approval,
        }
    }

    /// The groups that must be heard, of those declared.
    pub fn required_of<'a>(&'a self, declared: &'a [Slug]) -> &'a [Slug] {
        match &self.required {
            Required::Every(Every::All) => declared,
            Required::Listed(listed) => listed,
        }
    }
}

impl ObjectionsPart {
    /// At most so many objections may stand; nothing else is asked.
    pub const fn at_most(standing_max: u32) -> Self {
        Self {
            standing_max: Some(standing_max),
            must_be_answered: false,
            must_be_confirmed: false,
        }
    }
}

/// Reads `null` like a part left out.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

fn or_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(one()))
}

const fn one() -> u32 {
    1
}
