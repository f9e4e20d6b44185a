//! Meetings: planning them, holding them, and making their minutes final.

mod actions;
mod calendar;
mod coming;
mod drafts;
mod find;
mod live;
mod materials;
pub mod minutes;
mod minuting;
mod notes;
mod polls;
mod suggestions;
mod view;

use std::collections::BTreeSet;

use domain::{
    Decided, Moment, Slug, Text, Title,
    ids::{CallNo, EntryNo, MeetingNo, MemberNo},
    meeting::{
        self, Bound, ItemNo, MeetingFault, MeetingPatch, MeetingState, NewMeeting, PlanPart,
    },
    permit::May,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

use crate::{
    Caller, Error, Registry, Result,
    door::{Act, Permit, Stored},
    rows::{moment, number, value, word},
    tables::{attendances, calls, entries, meetings as rows, members},
};

pub use actions::{ActionView, OwnAction, assign, own, settle};
pub(crate) use calendar::{agenda as agenda_lines, written};
pub use calendar::{calendar, invitation};
pub use coming::{callable, coming, list, next, next_of, past};
pub use drafts::{Draft, NewDraft, draft, drafts, end_draft};
pub use find::{attendees, find, role};
pub use live::{HandView, Room, give_floor, lower_hand, raise_hand, room};
pub use materials::{Material, Materials, materials};
pub use minutes::{minutes, minutes_docx, minutes_markdown};
pub use minuting::{answer_correction, circulate, correct};
pub use notes::{add as add_note, change as change_note};
pub use polls::{choose, close as close_poll, open as open_poll};
pub use suggestions::{answer as answer_suggestion, suggest};
pub use view::{
    AgendaView, Attendance, Attendee, CorrectionView, GroupHere, Meeting, MeetingSummary,
    MinutesView, NoteView, PollOption, PollState, PollView, SuggestionView,
};

/// Plans a meeting.
pub async fn plan(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    new: NewMeeting,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = convene(&act)?;
    let number = act.next(of(act.process.id), rows::Column::Number).await?;
    let items = new.agenda.iter();
    let bound = bound(&act, items.map(|item| (item.entry, item.call))).await?;
    let link = new.link.clone();
    let decided = meeting::plan(number, new, &bound, act.at)?;
    let stored = act.store(permit, [decided]).await?;
    keep_link(&stored, number, link).await?;
    stored.commit().await?;
    find(registry, caller, now, process, number).await
}

/// Changes a meeting that has not ended.
pub async fn change(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    patch: MeetingPatch,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let items = patch.agenda.iter().flatten();
    let bound = bound(&act, items.map(|item| (item.entry, item.call))).await?;
    let link = patch.link.clone();
    let unlinked = patch.without.contains(&PlanPart::Link);
    let decided = meeting::change(&folded.facts, patch, &bound, act.at)?;
    let stored = act.store(permit, [decided]).await?;
    if link.is_some() || unlinked {
        keep_link(&stored, meeting, link).await?;
    }
    stored.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Starts or ends a meeting, or says that it does not take place.
pub async fn set_state(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    (state, reason): (MeetingState, Option<Text>),
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let facts = &folded.facts;
    let decided = match state {
        MeetingState::Planned => return Err(MeetingFault::StateBackwards.into()),
        MeetingState::Running => {
            let running = of(act.process.id).filter(rows::Column::State.eq(word(&state)?));
            vec![meeting::start(facts, act.one(running).await?.is_some())?]
        }
        MeetingState::Ended => match folded.open_poll() {
            Some(open) => {
                let poll = open.facts();
                let totals = polls::totals(&act, meeting, &poll).await?;
                meeting::end(facts, Some((&poll, totals)))?
            }
            None => meeting::end(facts, None)?,
        },
        MeetingState::Cancelled => vec![meeting::cancel(facts, reason)?],
    };
    act.store(permit, decided).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Puts an item of the agenda under discussion.
pub async fn open_item(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    item: ItemNo,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let decided = meeting::open_item(&folded.facts, item)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Names who takes the notes.
pub async fn name_note_taker(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    member: MemberNo,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let present = on_roster(&act, member).await?;
    let decided = meeting::name_note_taker(&folded.facts, member, present)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Checks the caller in or out. Doing it twice changes nothing.
pub async fn attend(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    present: bool,
) -> Result<Attendance> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = act.permit(May::Belong)?;
    meeting::must_go_on(act.state()?)?;
    let member = act.actor()?.number;
    let key = (act.process.id, meeting.into(), member.into());
    let here = act.one(attendances::Entity::find_by_id(key)).await?;
    let here = here.is_some_and(|row| row.present);
    let decided = meeting::attend(&folded.facts, member, here, present, act.at)?;
    if let Some(decided) = decided {
        act.store(permit, [decided]).await?.commit().await?;
    }
    Ok(Attendance {
        meeting,
        member,
        present,
    })
}

/// The next minutes that the clock has to make final, with the time.
pub(crate) async fn due(act: &Act) -> Result<Option<(Moment, Vec<Decided>)>> {
    let due = of(act.process.id)
        .filter(rows::Column::Due.lte(act.at.millis()))
        .order_by_asc(rows::Column::Due)
        .order_by_asc(rows::Column::Number);
    let Some(row) = act.one(due).await? else {
        return Ok(None);
    };
    let due = moment(row.due.unwrap_or_default());
    let decided = meeting::freeze(&row.folded()?.facts, due)?;
    Ok(Some((due, vec![decided])))
}

/// Leave for what only the convener does, while the process is open.
fn convene(act: &Act) -> Result<Permit> {
    let permit = act.permit(May::Convene)?;
    meeting::must_go_on(act.state()?)?;
    Ok(permit)
}

/// Leave for whoever writes the minutes of this meeting.
fn write(act: &Act, folded: &meeting::Meeting) -> Result<Permit> {
    let permit = act.permit(May::Belong)?;
    meeting::must_go_on(act.state()?)?;
    folded.facts.may_write(act.actor()?)?;
    Ok(permit)
}

fn of(process_id: i64) -> Select<rows::Entity> {
    rows::Entity::find().filter(rows::Column::ProcessId.eq(process_id))
}

async fn load(act: &Act, meeting: MeetingNo) -> Result<meeting::Meeting> {
    // What is live only waits for this row, so that no choice comes between counting and closing.
    let row = rows::Entity::find_by_id((act.process.id, i64::from(meeting))).lock_exclusive();
    act.one(row).await?.ok_or(Error::NotFound)?.folded()
}

async fn on_roster(act: &Act, member: MemberNo) -> Result<bool> {
    let row = members::Entity::find()
        .filter(members::Column::ProcessId.eq(act.process.id))
        .filter(members::Column::Number.eq(member))
        .filter(members::Column::LeftAt.is_null());
    Ok(act.one(row).await?.is_some())
}

/// Of the entries and calls that are named, those that exist.
async fn bound(
    act: &Act,
    named: impl Iterator<Item = (Option<EntryNo>, Option<CallNo>)>,
) -> Result<Bound> {
    let (wanted, called): (Vec<_>, Vec<_>) = named.unzip();
    let wanted: BTreeSet<i64> = wanted.into_iter().flatten().map(i64::from).collect();
    let called: BTreeSet<i64> = called.into_iter().flatten().map(i64::from).collect();
    let mut bound = Bound::default();
    if !wanted.is_empty() {
        let found = entries::Entity::find()
            .filter(entries::Column::ProcessId.eq(act.process.id))
            .filter(entries::Column::Number.is_in(wanted));
        bound.entries = act
            .all(found)
            .await?
            .iter()
            .map(|row| number(row.number))
            .collect();
    }
    if !called.is_empty() {
        let found = calls::Entity::find()
            .filter(calls::Column::ProcessId.eq(act.process.id))
            .filter(calls::Column::Number.is_in(called));
        bound.calls = act
            .all(found)
            .await?
            .iter()
            .map(|row| number(row.number))
            .collect();
    }
    Ok(bound)
}

/// The address to join is for members: it stands beside the record.
async fn keep_link(stored: &Stored, meeting: MeetingNo, link: Option<Title>) -> Result<()> {
    rows::Entity::update_many()
        .col_expr(
            rows::Column::Link,
            Expr::value(link.map(|link| link.to_string())),
        )
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(meeting))
        .exec(stored.tx())
        .await?;
    Ok(())
}

impl rows::Model {
    pub(crate) fn folded(&self) -> Result<meeting::Meeting> {
        value(&self.folded)
    }
}

impl From<MeetingFault> for Error {
    fn from(fault: MeetingFault) -> Self {
        domain::Refusal::from(fault).into()
    }
}
