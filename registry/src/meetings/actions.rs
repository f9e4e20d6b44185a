//! What meetings gave somebody to do.

use domain::{
    Day, Moment, Slug,
    ids::{MeetingNo, MemberNo},
    meeting::{self, ActionFacts, ActionState, ItemNo, NewAction, NewSettlement},
    permit::May,
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select, sea_query::Condition};
use serde::Serialize;

use super::{load, on_roster, view, write};
use crate::{
    Caller, Error, Registry, Result,
    door::{Act, View},
    names::{Names, Person},
    rows::{from_word, moment, number},
    tables::meeting_actions as rows,
};

/// Something that somebody was given to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActionView {
    pub meeting: MeetingNo,
    /// Its number among the actions of the meeting.
    pub number: u32,
    pub item: Option<ItemNo>,
    pub body: String,
    pub owner: MemberNo,
    pub owned_by: Person,
    pub due: Option<Day>,
    pub state: ActionState,
    /// What was said when it was settled.
    pub remark: Option<String>,
    pub at: Moment,
    pub settled_at: Option<Moment>,
}

/// An action that waits for the one who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAction {
    pub process_id: i64,
    pub meeting: MeetingNo,
    pub number: u32,
    pub body: String,
    pub due: Option<Day>,
    pub at: Moment,
}

/// Gives somebody something to do.
pub async fn assign(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewAction,
) -> Result<ActionView> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = write(&act, &folded)?;
    let known = on_roster(&act, new.owner).await?;
    let action = act
        .next(of(act.process.id, meeting), rows::Column::Number)
        .await?;
    let decided = meeting::assign(&folded.facts, action, new, known)?;
    act.store(permit, [decided]).await?.commit().await?;
    one(registry, caller, now, process, (meeting, action)).await
}

/// Says what became of an action.
pub async fn settle(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, action): (MeetingNo, u32),
    new: NewSettlement,
) -> Result<ActionView> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let key = (act.process.id, i64::from(meeting), i64::from(action));
    let row = act.one(rows::Entity::find_by_id(key)).await?;
    let facts = row.ok_or(Error::NotFound)?.facts()?;
    let permit = act.permit(May::Belong)?;
    meeting::must_go_on(act.state()?)?;
    meeting::may_settle(&folded.facts, act.actor()?, &facts)?;
    let decided = meeting::settle(&folded.facts, &facts, new)?;
    act.store(permit, [decided]).await?.commit().await?;
    one(registry, caller, now, process, (meeting, action)).await
}

/// The open actions of a member in each of some processes, those due first before all others.
pub async fn own(registry: &Registry, places: &[(i64, MemberNo)]) -> Result<Vec<OwnAction>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let mut mine = Condition::any();
    for (process, member) in places {
        mine = mine.add(
            Condition::all()
                .add(rows::Column::ProcessId.eq(*process))
                .add(rows::Column::Owner.eq(*member)),
        );
    }
    let found = rows::Entity::find()
        .filter(mine)
        .filter(rows::Column::State.eq("open"))
        .all(&registry.db)
        .await?;
    let actions = found.into_iter().map(|row| {
        Ok(OwnAction {
            process_id: row.process_id,
            meeting: number(row.meeting),
            number: number(row.number),
            due: row.due()?,
            body: row.body,
            at: moment(row.at),
        })
    });
    let mut actions = actions.collect::<Result<Vec<_>>>()?;
    actions.sort_by_key(|action| (action.due.is_none(), action.due, action.at));
    Ok(actions)
}

/// All actions of a meeting.
pub(super) async fn all(
    view: &View<'_>,
    names: &Names,
    meeting: MeetingNo,
) -> Result<Vec<ActionView>> {
    let found = of(view.process.id, meeting).order_by_asc(rows::Column::Number);
    let found = found.all(&view.registry.db).await?;
    found.into_iter().map(|row| seen(row, names)).collect()
}

async fn one(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, action): (MeetingNo, u32),
) -> Result<ActionView> {
    let view = registry.view(caller, now, process).await?;
    view::row(&view, meeting).await?;
    let names = registry.names(&view.process).await?;
    let key = (view.process.id, i64::from(meeting), i64::from(action));
    let row = rows::Entity::find_by_id(key).one(&registry.db).await?;
    seen(row.ok_or(Error::NotFound)?, &names)
}

fn of(process_id: i64, meeting: MeetingNo) -> Select<rows::Entity> {
    rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(process_id))
        .filter(rows::Column::Meeting.eq(meeting))
}

fn seen(row: rows::Model, names: &Names) -> Result<ActionView> {
    let owner = number(row.owner);
    Ok(ActionView {
        meeting: number(row.meeting),
        number: number(row.number),
        item: row.item.map(number),
        owner,
        owned_by: names.person(owner),
        due: row.due()?,
        state: from_word(&row.state)?,
        at: moment(row.at),
        settled_at: row.settled_at.map(moment),
        body: row.body,
        remark: row.remark,
    })
}

impl rows::Model {
    fn facts(&self) -> Result<ActionFacts> {
        Ok(ActionFacts {
            number: number(self.number),
            owner: number(self.owner),
            state: from_word(&self.state)?,
        })
    }

    fn due(&self) -> Result<Option<Day>> {
        Ok(self.due.as_deref().map(Day::parse).transpose()?)
    }
}
