//! How often somebody wants mail of a process. It is private: it stands in no record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::process::Role;

/// How often a process writes to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Within seconds of what happened; what happens close together is one mail.
    Immediate,
    /// At most one mail a day, with everything since the last one.
    Daily,
    /// At most one mail a week, with everything since the last one.
    Weekly,
    /// No mail at all, not even before a call closes.
    None,
}

const DAY_MS: i64 = 86_400_000;

impl Frequency {
    /// All of them, from the most mail to none.
    pub const ALL: [Self; 4] = [Self::Immediate, Self::Daily, Self::Weekly, Self::None];

    /// What holds for somebody who chose nothing: who only follows is not written to.
    pub const fn usual(role: Role) -> Self {
        match role {
            Role::Convener | Role::Participant => Self::Daily,
            Role::Observer => Self::None,
        }
    }

    /// How much time lies between two mails at least, in milliseconds; nothing for who gets none.
    pub const fn pause(self) -> Option<i64> {
        match self {
            Self::Immediate => Some(0),
            Self::Daily => Some(DAY_MS),
            Self::Weekly => Some(7 * DAY_MS),
            Self::None => None,
        }
    }

    /// The word that stands in forms and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::None => "none",
        }
    }

    /// What it means, for those who choose.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Immediate => "at once",
            Self::Daily => "once a day",
            Self::Weekly => "once a week",
            Self::None => "no mail",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_only_follows_is_not_written_to() {
        assert_eq!(Frequency::usual(Role::Observer), Frequency::None);
        assert_eq!(Frequency::usual(Role::Participant), Frequency::Daily);
        assert_eq!(Frequency::usual(Role::Convener), Frequency::Daily);
    }

    #[test]
    fn its_word_is_the_one_in_json() {
        for frequency in Frequency::ALL {
            assert_eq!(serde_json::to_value(frequency).unwrap(), frequency.word());
        }
    }
}
