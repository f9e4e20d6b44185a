//! Answers to objections, and whether they are found to meet them.

use domain::{
    Moment, Slug,
    call::{self, NewAnswer},
    ids::CallNo,
    permit::May,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Caller, Error, Registry, Result,
    calls::{AnswerView, Sheet, casts},
    door::Act,
    tables::answers,
};

/// Answers a standing objection on record.
pub async fn give(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    new: NewAnswer,
) -> Result<AnswerView> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Participate)?;
    let of_call = answers::Entity::find()
        .filter(answers::Column::ProcessId.eq(act.process.id))
        .filter(answers::Column::Call.eq(call));
    let number = act.next(of_call, answers::Column::Number).await?;
    let positions = casts(&act.said(&row).await?.positions);
    let decided = call::answer(&row.facts()?, number, &positions, new)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, call, number).await
}

/// Says whether an answer meets its objection; the newest word of a voting unit counts.
pub async fn confirm(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    answer: u32,
    agree: bool,
) -> Result<AnswerView> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let known = answers::Entity::find_by_id((act.process.id, i64::from(call), i64::from(answer)));
    act.one(known).await?.ok_or(Error::NotFound)?;
    let permit = act.permit(May::Participate)?;
    let facts = row.facts()?;
    let member = act.actor()?.number;
    facts.seat(member)?;
    let decided = call::confirm(&facts, answer, member, agree)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, call, answer).await
}

async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    answer: u32,
) -> Result<AnswerView> {
    let view = registry.view(caller, now, process).await?;
    Sheet::load(&view, call)
        .await?
        .answer(answer)
        .ok_or(Error::NotFound)
}
