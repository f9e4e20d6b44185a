//! Calls for consensus: a question on one frozen subject, open from a time to a time, under one rule.

pub mod aloud;
mod answer;
mod closing;
mod contest;
mod facts;
mod making;
mod nudging;
mod opening;
mod position;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Moment, Text, Version,
    comment::Quote,
    ids::{CallNo, EntryNo, MeetingNo, PositionNo, WordingNo},
    process::Group,
    reading::Stance,
    rule::{RuleChoice, Silence},
};

pub use answer::{answer, confirm, objection};
pub use closing::{Ending, close, extend, finalise, state, withdraw};
pub use contest::{Contest, contest, state_minority, withdraw_contest};
pub use facts::{CallFacts, unit_of};
pub use making::{EntryFacts, Ground, OtherCall, make};
pub use nudging::{nudge, silent_seats};
pub use opening::open;
pub use position::{Sealed, seal, take};

/// What a call asks about. It is frozen while the call is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    Wording {
        entry: EntryNo,
        wording: WordingNo,
    },
    Retirement {
        entry: EntryNo,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaced_by: Option<EntryNo>,
    },
    Rule {
        rule: RuleChoice,
    },
    Release {
        version: Version,
        /// The entries and wordings it would hold, written down when the call is made.
        #[serde(default)]
        terms: Vec<ReleaseItem>,
    },
    Charter {
        text: Text,
        /// Groups, contest window and publication terms travel with the charter as data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        groups: Option<Vec<Group>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contest_days: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        release_call: Option<bool>,
    },
    Resolution {
        text: Text,
    },
    /// Whether these are the minutes of a meeting. From the making of the call on they stay as they are.
    Minutes {
        meeting: MeetingNo,
    },
}

impl Subject {
    /// The entry it asks about, if it asks about one.
    pub const fn entry(&self) -> Option<EntryNo> {
        match self {
            Self::Wording { entry, .. } | Self::Retirement { entry, .. } => Some(*entry),
            _ => None,
        }
    }

    /// The meeting whose minutes it asks about, if it asks about any.
    pub const fn meeting(&self) -> Option<MeetingNo> {
        match self {
            Self::Minutes { meeting } => Some(*meeting),
            _ => None,
        }
    }

    /// Whether two calls on these subjects would decide the same matter.
    pub fn clashes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Release { version, .. }, Self::Release { version: other, .. }) => {
                version == other
            }
            _ => match (self.entry(), other.entry()) {
                (Some(entry), Some(other)) => entry == other,
                _ => self == other,
            },
        }
    }

    /// Whether a call on this subject can answer a contest of a call on the other.
    fn answers(&self, other: &Self) -> bool {
        self.clashes(other)
            || matches!(
                (self, other),
                (Self::Rule { .. }, Self::Rule { .. })
                    | (Self::Charter { .. }, Self::Charter { .. })
            )
    }

    fn is_kind_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// One entry of a release that is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseItem {
    pub entry: EntryNo,
    pub wording: WordingNo,
    /// Whether the entry was retired when the call was made; calls of old do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

/// `scheduled → open → closed → (contested →) final`, or `superseded` by the call that answers a
/// contest, or `withdrawn`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    Scheduled,
    Open,
    Closed,
    Contested,
    Final,
    Superseded,
    Withdrawn,
}

/// What a participant states in a call (`PUT …/calls/{n}/position`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    pub stance: Stance,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_resolve: Option<Text>,
    /// The words of the subject it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
}

/// What it takes to make a call (`POST /processes/{p}/calls`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewCall {
    pub subject: Subject,
    /// Now, where it is left out.
    #[serde(default)]
    pub opens_at: Option<Moment>,
    pub closes_at: Moment,
    #[serde(default)]
    pub blind: bool,
    #[serde(default)]
    pub silence: Option<Silence>,
    /// The contested call that this one answers, where the subject alone does not tell it.
    #[serde(default)]
    pub answers: Option<CallNo>,
}

/// What it takes to answer an objection (`POST …/calls/{n}/answers`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewAnswer {
    /// The number of the position that objects.
    pub objection: PositionNo,
    pub body: Text,
}

/// One extension of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Prolonged {
    pub closes_at: Moment,
    pub reason: Text,
    /// When it was decided.
    pub at: Moment,
}
