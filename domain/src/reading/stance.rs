use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a participant holds on the exact wording called.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    Support,
    Accept,
    Concern,
    Object,
    Abstain,
    Recuse,
}

impl Stance {
    /// All stances, from the warmest on.
    pub const ALL: [Self; 6] = [
        Self::Support,
        Self::Accept,
        Self::Concern,
        Self::Object,
        Self::Abstain,
        Self::Recuse,
    ];

    /// The word that stands in addresses, records and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Accept => "accept",
            Self::Concern => "concern",
            Self::Object => "object",
            Self::Abstain => "abstain",
            Self::Recuse => "recuse",
        }
    }

    /// What it means, for those who choose.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Support => "I am for it.",
            Self::Accept => "I can live with it.",
            Self::Concern => "I stand aside; my concern is on record and does not block.",
            Self::Object => "I block it, and say why and what would resolve it.",
            Self::Abstain => "I have heard the question and take no side.",
            Self::Recuse => "I leave this decision to the others and am not counted.",
        }
    }

    /// Whether it counts as a yes.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Support | Self::Accept)
    }

    /// Whether it needs a reason and what would resolve it.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Object)
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// No stance has this word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Choose one of support, accept, concern, object, abstain and recuse.")]
pub struct UnknownStance;

impl FromStr for Stance {
    type Err = UnknownStance;

    fn from_str(word: &str) -> Result<Self, UnknownStance> {
        let known = Self::ALL.into_iter().find(|stance| stance.word() == word);
        known.ok_or(UnknownStance)
    }
}
