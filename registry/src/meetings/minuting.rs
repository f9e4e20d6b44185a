//! How minutes become final.

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{self, NewCirculation, NewCorrection, NewCorrectionAnswer},
    permit::May,
};

use super::{Meeting, convene, find, load, write};
use crate::{Caller, Registry, Result, door::Act};

/// Puts the minutes before everybody, to be corrected until a time.
pub async fn circulate(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewCirculation,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let decided = meeting::circulate(&folded.facts, new, act.at)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Says that the minutes should read otherwise.
pub async fn correct(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewCorrection,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = act.permit(May::Belong)?;
    meeting::must_go_on(act.state()?)?;
    let last = folded.corrections.last();
    let number = last.map_or(0, |it| it.request.correction) + 1;
    let decided = meeting::correct(&folded.facts, number, new, act.at)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Answers a correction.
pub async fn answer_correction(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, correction): (MeetingNo, u32),
    answer: NewCorrectionAnswer,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = write(&act, &folded)?;
    let waits = folded.correction_waits(correction);
    let decided = meeting::answer_correction(&folded.facts, correction, waits, answer)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}
