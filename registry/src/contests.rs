//! Contests of how a call ended.

use domain::{
    Moment, Slug, Text,
    call::{self, Contest},
    ids::CallNo,
    permit::May,
};

use crate::{
    Caller, Error, Registry, Result,
    calls::{ContestView, contest_view, contests_of},
    door::Act,
    names::Names,
};

/// Contests how a call ended, within the window of the charter.
pub async fn contest(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    reason: Text,
) -> Result<ContestView> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Participate)?;
    let facts = row.facts()?;
    let member = act.actor()?.number;
    facts.seat(member)?;
    let contests = standing(&act, call).await?;
    let decided = call::contest(&facts, member, &contests, act.at, reason)?;
    let stored = act.store(permit, [decided]).await?;
    let process = stored.process.id;
    let mut rows = contests_of(process, call).all(stored.tx()).await?;
    let names = Names::load(stored.tx(), process).await?;
    stored.commit().await?;
    let newest = rows.pop().ok_or(Error::NotFound)?;
    Ok(contest_view(&newest, &names))
}

/// Takes one's contest back. With the last one gone the call becomes final after all.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<()> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Participate)?;
    let member = act.actor()?.number;
    let contests = standing(&act, call).await?;
    let decided = call::withdraw_contest(&row.facts()?, member, &contests)?;
    act.store(permit, [decided]).await?.commit().await?;
    Ok(())
}

async fn standing(act: &Act, call: CallNo) -> Result<Vec<Contest>> {
    let rows = act.all(contests_of(act.process.id, call)).await?;
    Ok(rows.iter().map(|row| row.contest()).collect())
}
