use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{objections::Objection, voices::Unit};
use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo},
    rule::{Base, Fraction},
};

/// A part of a rule, or what every rule needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    NothingCast,
    Silence,
    Quorum,
    SupportMin,
    Approval,
    NegativesMax,
    Groups,
    Objections,
}

/// What was found on one part of a rule. It holds numbers, never names, so that it may stand in
/// the record; [`super::Names`] turns it into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    pub part: Part,
    pub met: bool,
    pub figures: Figures,
    /// Who could change it; empty where it is met.
    pub who: Vec<Who>,
}

/// Who could change a finding.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Group(Slug),
    Organisation(OrganisationNo),
    Member(MemberNo),
}

/// The figures behind a finding, in voting units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Figures {
    /// Nobody is eligible, or nobody of those eligible took a position.
    NothingCast {
        eligible: u32,
    },
    /// The rule is made of silence as assent, and the call did not announce it.
    AssentNotAnnounced,
    /// Objected in the silence period: by a comment, or by a position other than support or
    /// accept, even one that was replaced since.
    SilenceBroken {
        commented: bool,
    },
    /// So many silent units accept.
    Assented {
        units: u32,
    },
    Quorum {
        cast: u32,
        eligible: u32,
        needed: u32,
    },
    SupportMin {
        support: u32,
        needed: u32,
    },
    Approval(ApprovalFigures),
    NegativesMax {
        no: u32,
        cast: u32,
        share: Fraction,
        allowed: u32,
    },
    GroupHeard {
        group: Slug,
        cast: u32,
        needed: u32,
    },
    Standing {
        /// How many may stand; none where any number may.
        allowed: Option<u32>,
        objections: Vec<Objection>,
    },
    /// Every eligible unit of a group objects, which no allowance covers.
    WholeGroupObjects {
        group: Slug,
        units: u32,
    },
    Unanswered {
        objection: Objection,
    },
    Unconfirmed {
        objection: Objection,
    },
}

/// The figures behind an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApprovalFigures {
    /// The group that is asked; none where all are.
    pub group: Option<Slug>,
    pub yes: u32,
    pub of: Base,
    pub base: u32,
    pub share: Fraction,
    pub strict: bool,
    /// How many yes of the same base would do; 1 where the base is empty.
    pub needed: u32,
}

impl Finding {
    pub(super) fn new(
        part: Part,
        met: bool,
        figures: Figures,
        who: impl IntoIterator<Item = Who>,
    ) -> Self {
        let who = if met {
            Vec::new()
        } else {
            who.into_iter().collect()
        };
        Self {
            part,
            met,
            figures,
            who,
        }
    }
}

impl From<Unit> for Who {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Organisation(number) => Self::Organisation(number),
            Unit::Member(number) => Self::Member(number),
        }
    }
}
