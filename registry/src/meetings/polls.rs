//! Straw polls. What somebody chooses is kept until the poll closes, and never enters the record.

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{self, ChosenOption, NewPoll, PollFacts},
    permit::May,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{PollView, convene, live::Live, load, view};
use crate::{Caller, Error, Registry, Result, door::Act, tables::poll_choices as choices};

/// Opens a straw poll in a running meeting.
pub async fn open(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewPoll,
) -> Result<PollView> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let number = folded.polls.last().map_or(0, |it| it.poll.poll) + 1;
    let open = folded.open_poll().is_some();
    let decided = meeting::open_poll(&folded.facts, number, new, open)?;
    act.store(permit, [decided]).await?.commit().await?;
    one(registry, caller, now, process, meeting, number).await
}

/// Chooses an option in an open straw poll; choosing again changes one's choice.
pub async fn choose(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, poll): (MeetingNo, u32),
    option: &ChosenOption,
) -> Result<PollView> {
    let live = Live::load(registry, caller, now, process, meeting, May::Participate).await?;
    let asked = live.meeting.poll(poll).ok_or(Error::NotFound)?;
    let option = meeting::choose(&asked.facts(), option)?;
    use choices::Column::{Meeting, Member, Option as Chosen, Poll, ProcessId};
    let row = choices::ActiveModel {
        process_id: Set(live.process_id),
        meeting: Set(meeting.into()),
        poll: Set(poll.into()),
        member: Set(live.member.number.into()),
        option: Set(option.into()),
    };
    let newest = OnConflict::columns([ProcessId, Meeting, Poll, Member])
        .update_column(Chosen)
        .to_owned();
    choices::Entity::insert(row)
        .on_conflict(newest)
        .exec_without_returning(live.tx())
        .await?;
    live.commit().await?;
    one(registry, caller, now, process, meeting, poll).await
}

/// Closes a straw poll; what it came to is seen from then on.
pub async fn close(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, poll): (MeetingNo, u32),
) -> Result<PollView> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let facts = folded.poll(poll).ok_or(Error::NotFound)?.facts();
    let totals = totals(&act, meeting, &facts).await?;
    let decided = meeting::close_poll(&folded.facts, &facts, totals)?;
    act.store(permit, [decided]).await?.commit().await?;
    one(registry, caller, now, process, meeting, poll).await
}

/// How many chose each option, in their order.
pub(super) async fn totals(act: &Act, meeting: MeetingNo, poll: &PollFacts) -> Result<Vec<u32>> {
    let chosen = choices::Entity::find()
        .filter(choices::Column::ProcessId.eq(act.process.id))
        .filter(choices::Column::Meeting.eq(meeting))
        .filter(choices::Column::Poll.eq(poll.number));
    let mut totals = vec![0; poll.options.len()];
    for row in act.all(chosen).await? {
        let index = usize::try_from(row.option - 1).unwrap_or(usize::MAX);
        if let Some(total) = totals.get_mut(index) {
            *total += 1;
        }
    }
    Ok(totals)
}

async fn one(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    poll: u32,
) -> Result<PollView> {
    let view = registry.view(caller, now, process).await?;
    let row = view::row(&view, meeting).await?;
    let folded = row.folded()?;
    let asked = folded.poll(poll).ok_or(Error::NotFound)?;
    view::poll(&view, asked).await
}
