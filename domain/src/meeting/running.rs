//! While a meeting runs: its beginning and end, the item under discussion, who takes notes.

use super::{ItemNo, MeetingFacts, MeetingFault as Fault, MeetingState, PollFacts, poll};
use crate::{Decided, Event, Refusal, ids::MemberNo};

/// Starts a planned meeting. `other` says whether another one of the process runs: people are in one place at a time.
pub fn start(meeting: &MeetingFacts, other: bool) -> Result<Decided, Refusal> {
    meeting.must_be(MeetingState::Planned, Fault::NotPlanned)?;
    if other {
        return Err(Fault::OtherRunning.into());
    }
    let meeting = meeting.number;
    Ok(Decided::new(Event::MeetingStarted { meeting }))
}

/// Ends a running meeting. A straw poll that is still open closes with it.
pub fn end(
    meeting: &MeetingFacts,
    open: Option<(&PollFacts, Vec<u32>)>,
) -> Result<Vec<Decided>, Refusal> {
    meeting.must_run()?;
    let mut decided = Vec::new();
    if let Some((poll, totals)) = open {
        decided.push(poll::close_poll(meeting, poll, totals)?);
    }
    decided.push(Decided::new(Event::MeetingEnded {
        meeting: meeting.number,
    }));
    Ok(decided)
}

/// Puts an item under discussion, in any order.
pub fn open_item(meeting: &MeetingFacts, item: ItemNo) -> Result<Decided, Refusal> {
    meeting.must_run()?;
    meeting.must_have(Some(item))?;
    if meeting.current == Some(item) {
        return Err(Fault::ItemOpen.into());
    }
    Ok(Decided::new(Event::ItemOpened {
        meeting: meeting.number,
        item,
    }))
}

/// Names who takes the notes. `present` says whether they are on the roster.
pub fn name_note_taker(
    meeting: &MeetingFacts,
    member: MemberNo,
    present: bool,
) -> Result<Decided, Refusal> {
    if meeting.state == MeetingState::Cancelled {
        return Err(Fault::Over.into());
    }
    meeting.minutes_must_change()?;
    if !present {
        return Err(Fault::MemberUnknown.into());
    }
    if meeting.note_taker == Some(member) {
        return Err(Fault::NoteTakerAlready.into());
    }
    Ok(Decided::new(Event::NoteTakerNamed {
        meeting: meeting.number,
        member,
    }))
}
