//! Meetings: an agenda bound to entries and calls, what happens while they run, and the minutes that come of it.
//!
//! The convener opens and closes here too, and decides nothing: what is agreed is agreed in calls. A straw poll binds
//! nobody, and what somebody chose in one is never on the record.

mod attending;
mod fault;
pub mod floor;
mod folded;
pub mod minutes;
mod minuting;
mod noting;
mod planning;
mod poll;
mod running;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Moment, Refusal, Text, Title,
    ids::{CallNo, EntryNo, MeetingNo, MemberNo},
    permit::{Denial, Member},
    process::{Role, State},
};

pub use attending::{Quorum, attend, check_in_from, quorum};
pub use fault::MeetingFault;
pub use folded::{Corrected, Meeting, Noted, Polled, Suggested};
pub use minuting::{
    NewCirculation, NewCorrection, NewCorrectionAnswer, answer_correction, circulate, correct,
    freeze,
};
pub use noting::{
    ActionFacts, ActionState, NewAction, NewNote, NewSettlement, add_note, assign, change_note,
    may_settle, settle,
};
pub use planning::{
    Bound, MeetingPatch, NewMeeting, NewSuggestion, NewSuggestionAnswer, answer_suggestion, cancel,
    change, plan, suggest,
};
pub use poll::{ChosenOption, NewPoll, PollFacts, choose, close_poll, open_poll};
pub use running::{end, name_note_taker, open_item, start};

/// The number of an item within the agenda of a meeting, counted from 1. It stays when the agenda changes.
pub type ItemNo = u32;

/// `planned → running → ended`, or `cancelled`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    Planned,
    Running,
    Ended,
    Cancelled,
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgendaItem {
    pub number: ItemNo,
    pub title: Title,
    /// The entry that is discussed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNo>,
    /// The call that is discussed, or held in the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallNo>,
    /// How much time is meant for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

/// An item as it is asked for. One that is on the agenda already keeps its number where it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewItem {
    #[serde(default)]
    pub number: Option<ItemNo>,
    pub title: Title,
    #[serde(default)]
    pub entry: Option<EntryNo>,
    #[serde(default)]
    pub call: Option<CallNo>,
    #[serde(default)]
    pub minutes: Option<u32>,
}

/// What a plan may say and may also go without.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlanPart {
    Place,
    Link,
    Introduction,
    /// The call for items.
    Suggestions,
}

/// How far the minutes are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MinutesState {
    /// They grow with what happens, and notes are added.
    #[default]
    Growing,
    /// They are before everybody, to be corrected.
    Circulated,
    /// A call asks whether these are the minutes; until it is over they stay as they are.
    Called,
    Frozen,
}

impl MinutesState {
    /// Whether what they say may change: until they are final, and not while a call asks about them.
    pub const fn changes(self) -> bool {
        matches!(self, Self::Growing | Self::Circulated)
    }
}

/// A meeting as its acts find it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingFacts {
    pub number: MeetingNo,
    pub state: MeetingState,
    pub starts_at: Moment,
    pub suggestions_until: Option<Moment>,
    pub agenda: Vec<AgendaItem>,
    /// The highest number that an item of it ever had.
    pub last_item: ItemNo,
    /// The items that were opened so far.
    pub opened: BTreeSet<ItemNo>,
    pub current: Option<ItemNo>,
    pub note_taker: Option<MemberNo>,
    pub minutes: MinutesState,
    pub corrections_until: Option<Moment>,
}

impl MeetingFacts {
    pub fn item(&self, number: ItemNo) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.number == number)
    }

    /// When the clock has to do something to it: freeze the minutes when the time for corrections is over.
    pub fn due(&self) -> Option<Moment> {
        match self.minutes {
            MinutesState::Circulated => self.corrections_until,
            MinutesState::Growing | MinutesState::Called | MinutesState::Frozen => None,
        }
    }

    /// Whether a call can ask if these are its minutes.
    pub fn check_callable(&self) -> Result<(), Refusal> {
        self.must_be(MeetingState::Ended, MeetingFault::NotEnded)?;
        match self.minutes {
            MinutesState::Frozen => Err(MeetingFault::Frozen.into()),
            MinutesState::Growing | MinutesState::Circulated | MinutesState::Called => Ok(()),
        }
    }

    /// Notes and actions are written by the convener and by whoever was named to take notes.
    pub fn may_write(&self, actor: &Member) -> Result<(), Denial> {
        if actor.role == Role::Convener || self.note_taker == Some(actor.number) {
            Ok(())
        } else {
            Err(Denial::NotNoteTaker)
        }
    }

    fn must_be(&self, state: MeetingState, otherwise: MeetingFault) -> Result<(), Refusal> {
        match self.state == state {
            true => Ok(()),
            false => Err(otherwise.into()),
        }
    }

    fn must_run(&self) -> Result<(), Refusal> {
        self.must_be(MeetingState::Running, MeetingFault::NotRunning)
    }

    fn must_have(&self, item: Option<ItemNo>) -> Result<(), Refusal> {
        match item.is_none_or(|item| self.item(item).is_some()) {
            true => Ok(()),
            false => Err(MeetingFault::ItemUnknown.into()),
        }
    }

    /// What is written while it runs belongs to the item under discussion, unless another one is named.
    fn item_or_current(&self, item: Option<ItemNo>) -> Result<Option<ItemNo>, Refusal> {
        self.must_have(item)?;
        let running = self.state == MeetingState::Running;
        Ok(item.or(self.current.filter(|_| running)))
    }

    fn must_take_notes(&self) -> Result<(), Refusal> {
        self.minutes_must_change()?;
        match self.state {
            MeetingState::Running | MeetingState::Ended => Ok(()),
            _ => Err(MeetingFault::NotRunning.into()),
        }
    }

    /// What minutes say changes until they are final, and not while a call asks about them.
    fn minutes_must_change(&self) -> Result<(), Refusal> {
        match self.minutes {
            MinutesState::Growing | MinutesState::Circulated => Ok(()),
            MinutesState::Called => Err(MeetingFault::Called.into()),
            MinutesState::Frozen => Err(MeetingFault::Frozen.into()),
        }
    }
}

/// Meetings are planned and held from the announcement of a process on, because people meet to begin one. Once it is
/// closed nothing changes any more.
pub fn must_go_on(state: State) -> Result<(), Denial> {
    match state {
        State::Announced | State::Open => Ok(()),
        State::Closed => Err(Denial::Closed),
    }
}

/// What takes a reason where it is not granted.
fn needs_reason(granted: bool, reason: Option<&Text>) -> Result<(), Refusal> {
    match granted || reason.is_some() {
        true => Ok(()),
        false => Err(Refusal::ReasonMissing),
    }
}
