//! What is written between what the record says by itself: notes, and what somebody was given to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ItemNo, MeetingFacts, MeetingFault as Fault, needs_reason};
use crate::{
    Day, Decided, Event, Refusal, Text,
    ids::MemberNo,
    permit::{Denial, Member},
    record::{ActionAssignment, ActionSettlement, MeetingNote},
};

/// What it takes to write a note (`POST …/meetings/{m}/notes`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewNote {
    /// The item it belongs to; while the meeting runs the one under discussion, where none is named.
    #[serde(default)]
    pub item: Option<ItemNo>,
    /// Markdown.
    pub body: Text,
}

/// What it takes to give somebody something to do (`POST …/meetings/{m}/actions`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewAction {
    #[serde(default)]
    pub item: Option<ItemNo>,
    pub body: Text,
    /// The number of the member who sees to it.
    pub owner: MemberNo,
    #[serde(default)]
    pub due: Option<Day>,
}

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    Open,
    Done,
    /// Nobody does it any more.
    Dropped,
}

/// What is said of an action (`PUT …/actions/{a}/state`): dropping it needs a remark that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewSettlement {
    pub state: ActionState,
    #[serde(default)]
    pub remark: Option<Text>,
}

/// An action as its settlement finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionFacts {
    pub number: u32,
    pub owner: MemberNo,
    pub state: ActionState,
}

/// Writes a note.
pub fn add_note(meeting: &MeetingFacts, number: u32, new: NewNote) -> Result<Decided, Refusal> {
    meeting.must_take_notes()?;
    Ok(Decided::new(Event::NoteAdded(MeetingNote {
        meeting: meeting.number,
        note: number,
        item: meeting.item_or_current(new.item)?,
        body: Some(new.body),
    })))
}

/// Lets a note read otherwise, or takes it out where there are no words. `before` is what it says now.
pub fn change_note(
    meeting: &MeetingFacts,
    number: u32,
    before: Option<&Text>,
    body: Option<Text>,
) -> Result<Decided, Refusal> {
    meeting.must_take_notes()?;
    let before = before.ok_or(Fault::NoteUnknown)?;
    if body.as_ref() == Some(before) {
        return Err(Refusal::NothingChanged);
    }
    Ok(Decided::new(Event::NoteChanged(MeetingNote {
        meeting: meeting.number,
        note: number,
        item: None,
        body,
    })))
}

/// Gives somebody something to do. `on_roster` says whether they are a member.
pub fn assign(
    meeting: &MeetingFacts,
    number: u32,
    new: NewAction,
    on_roster: bool,
) -> Result<Decided, Refusal> {
    meeting.must_take_notes()?;
    if !on_roster {
        return Err(Refusal::MemberUnknown);
    }
    Ok(Decided::new(Event::ActionAssigned(ActionAssignment {
        meeting: meeting.number,
        action: number,
        item: meeting.item_or_current(new.item)?,
        body: new.body,
        owner: new.owner,
        due: new.due,
    })))
}

/// Whether somebody may say what became of an action: its owner may, and whoever writes the minutes.
pub fn may_settle(
    meeting: &MeetingFacts,
    actor: &Member,
    action: &ActionFacts,
) -> Result<(), Denial> {
    match actor.number == action.owner {
        true => Ok(()),
        false => meeting.may_write(actor),
    }
}

/// Says what became of an action. It goes on after the minutes are final, which say what was given to do and not what
/// became of it.
pub fn settle(
    meeting: &MeetingFacts,
    action: &ActionFacts,
    new: NewSettlement,
) -> Result<Decided, Refusal> {
    if action.state == new.state {
        return Err(Refusal::NothingChanged);
    }
    needs_reason(new.state != ActionState::Dropped, new.remark.as_ref())?;
    Ok(Decided::new(Event::ActionSettled(ActionSettlement {
        meeting: meeting.number,
        action: action.number,
        state: new.state,
        remark: new.remark,
    })))
}
