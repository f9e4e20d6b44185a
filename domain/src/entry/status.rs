//! Where an entry stands, computed from what happened to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Refusal,
    ids::{EntryNo, MemberNo, WordingNo},
};

/// Where an entry stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    Proposed,
    Discussed,
    Called,
    Agreed,
    Withdrawn,
    Retired,
}

/// What happened to an entry, as far as its status depends on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    pub withdrawn: bool,
    pub retired: bool,
    /// A call on it is open.
    pub in_call: bool,
    /// A call on its current wording, or on its retirement, reached agreement and is not final yet.
    pub awaits_final: bool,
    /// The newest wording that a final call agreed.
    pub agreed: Option<WordingNo>,
    pub wording: WordingNo,
    /// Somebody redlined or commented, or a call on it was open once.
    pub discussed: bool,
}

/// The status of an entry: the one place that tells it. An agreed entry whose words changed since
/// is discussed again, and what was agreed stays agreed (contract, section 2).
pub fn status(facts: &Facts) -> EntryStatus {
    if facts.withdrawn {
        EntryStatus::Withdrawn
    } else if facts.retired {
        EntryStatus::Retired
    } else if facts.in_call || facts.awaits_final {
        EntryStatus::Called
    } else if facts.agreed == Some(facts.wording) {
        EntryStatus::Agreed
    } else if facts.discussed || facts.agreed.is_some() {
        EntryStatus::Discussed
    } else {
        EntryStatus::Proposed
    }
}

/// An entry as it stands when something is decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub number: EntryNo,
    pub proposer: MemberNo,
    pub pen: MemberNo,
    pub facts: Facts,
}

impl Standing {
    /// Only the pen holder settles what others propose to an entry.
    pub(crate) fn held_by(&self, member: MemberNo) -> Result<(), Refusal> {
        if self.pen == member {
            Ok(())
        } else {
            Err(Refusal::NotPenHolder)
        }
    }

    /// What ended does not change any more.
    pub(crate) fn lives(&self) -> Result<(), Refusal> {
        if self.facts.withdrawn || self.facts.retired {
            Err(Refusal::EntryEnded)
        } else {
            Ok(())
        }
    }

    /// The words hold still while a call on them is open.
    pub(crate) fn is_free(&self) -> Result<(), Refusal> {
        if self.facts.in_call {
            Err(Refusal::WordingFrozen)
        } else {
            Ok(())
        }
    }
}
