//! Notes in the minutes.

use domain::{
    Moment, Slug, Text,
    ids::MeetingNo,
    meeting::{self, NewNote},
};

use super::{Meeting, find, load, write};
use crate::{Caller, Registry, Result, door::Act};

/// Writes a note.
pub async fn add(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewNote,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = write(&act, &folded)?;
    let number = folded.notes.last().map_or(0, |it| it.note.note) + 1;
    let decided = meeting::add_note(&folded.facts, number, new)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Lets a note read otherwise, or takes it out.
pub async fn change(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, note): (MeetingNo, u32),
    body: Option<Text>,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = write(&act, &folded)?;
    let decided = meeting::change_note(&folded.facts, note, folded.note(note), body)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}
