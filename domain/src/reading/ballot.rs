use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Stance;
use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo, PositionNo},
};

/// All that a call's outcome is computed from.
///
/// Everything in it stands in the record; whoever folds the record arrives at the same ballot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ballot {
    /// The groups that the charter declares, silent ones too.
    pub groups: Vec<Slug>,
    /// Who was on the roster when the call opened, whoever left since.
    pub seats: Vec<Seat>,
    /// Every position taken, replaced ones too; their numbers give the order.
    pub positions: Vec<Cast>,
    pub answers: Vec<Answer>,
    /// Whether the call announced, when it opened, that silence is assent.
    pub assent_announced: bool,
    /// Whether anyone commented on the subject while the call was open.
    pub commented: bool,
}

/// One eligible participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seat {
    pub member: MemberNo,
    pub organisation: Option<OrganisationNo>,
    pub group: Slug,
}

/// One position, as it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cast {
    /// Increases in the order of the record.
    pub number: PositionNo,
    pub member: MemberNo,
    pub stance: Stance,
}

/// An answer on record to an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// The number of the position that objects.
    pub objection: PositionNo,
    /// In the order of the record: the newest of a unit counts.
    pub confirmations: Vec<Confirmation>,
}

/// Whether a participant finds that an answer meets the objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Confirmation {
    pub member: MemberNo,
    pub agree: bool,
}
