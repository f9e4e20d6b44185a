//! What the lines of meetings say. A choice in a straw poll is no line: only what all of them came to is.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Day, Moment, Text, Title,
    ids::{CallNo, EntryNo, MeetingNo, MemberNo},
    meeting::{ActionState, AgendaItem, ItemNo, PlanPart},
};

/// The data of `meeting.planned`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingPlan {
    pub meeting: MeetingNo,
    pub title: Title,
    pub starts_at: Moment,
    /// Where people meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Title>,
    /// Whether there is an address to join from afar. Members see it; it is not on the record, so that nobody walks in
    /// who was not asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub link: bool,
    /// What people should know before they come. Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Text>,
    pub agenda: Vec<AgendaItem>,
    /// Whether it is made known to everybody, beyond the members.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub announced: bool,
    /// Until when participants may suggest items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestions_until: Option<Moment>,
}

/// The data of `meeting.changed`: what is absent stayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingReform {
    pub meeting: MeetingNo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Title>,
    /// Whether there is an address to join from afar, where the address changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Text>,
    /// The whole agenda as it is from now on; an item keeps its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda: Option<Vec<AgendaItem>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestions_until: Option<Moment>,
    /// What the plan goes without from now on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<PlanPart>,
}

/// The data of `item.suggested`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ItemSuggestion {
    pub meeting: MeetingNo,
    /// Its number among the suggestions for this meeting.
    pub suggestion: u32,
    pub title: Title,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNo>,
    /// How much time it would take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    pub reason: Text,
}

/// The data of `suggestion.answered`: it became this item, or did not for this reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SuggestionAnswer {
    pub meeting: MeetingNo,
    pub suggestion: u32,
    /// The item it became, the last one of the agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The data of `poll.opened`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PollOpening {
    pub meeting: MeetingNo,
    /// Its number among the straw polls of this meeting.
    pub poll: u32,
    /// The item it was asked under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemNo>,
    pub question: Title,
    /// Counted from 1 in this order.
    pub options: Vec<Title>,
    /// Whether it only takes the temperature: its options are the words of stances, and still bind nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub temperature: bool,
}

/// The data of `poll.closed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PollClosing {
    pub meeting: MeetingNo,
    pub poll: u32,
    /// How many chose each option, in their order.
    pub totals: Vec<u32>,
}

/// The data of `note.added` and `note.changed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingNote {
    pub meeting: MeetingNo,
    /// Its number among the notes of this meeting.
    pub note: u32,
    /// The item it was written under; a change does not move it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemNo>,
    /// Markdown; none where the note was taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
}

/// The data of `action.assigned`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActionAssignment {
    pub meeting: MeetingNo,
    /// Its number among the actions of this meeting.
    pub action: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemNo>,
    pub body: Text,
    /// Who sees to it.
    pub owner: MemberNo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}

/// The data of `action.settled`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActionSettlement {
    pub meeting: MeetingNo,
    pub action: u32,
    pub state: ActionState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Text>,
}

/// The data of `minutes.circulated`: the convener says that these are the minutes, unless somebody corrects them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MinutesCirculation {
    pub meeting: MeetingNo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Text>,
    pub corrections_until: Moment,
}

/// The data of `correction.requested`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CorrectionRequest {
    pub meeting: MeetingNo,
    /// Its number among the corrections of these minutes.
    pub correction: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemNo>,
    pub body: Text,
}

/// The data of `correction.answered`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CorrectionAnswer {
    pub meeting: MeetingNo,
    pub correction: u32,
    /// Whether the minutes say now what was asked for.
    pub made: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Text>,
}

/// The data of `minutes.frozen`: from now on nothing is added to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MinutesFreeze {
    pub meeting: MeetingNo,
    /// When the time for corrections was over, where the clock froze them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// The call that agreed them, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallNo>,
}

/// The data of `minutes.returned`: the call did not agree them, so they are open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MinutesReturn {
    pub meeting: MeetingNo,
    pub call: CallNo,
}
