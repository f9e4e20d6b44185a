//! Minority statements: what those who dissent say beside the outcome.

use domain::{Moment, Slug, Text, call, ids::CallNo, permit::May};

use crate::{
    Caller, Error, Registry, Result,
    calls::{MinorityView, Sheet, minority},
    door::Act,
};

/// Leaves a minority statement; the newest one of a member counts.
pub async fn state(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    text: Text,
) -> Result<MinorityView> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Participate)?;
    let facts = row.facts()?;
    let member = act.actor()?.number;
    facts.seat(member)?;
    let own = act.newest_of(call, member).await?;
    let stance = own.map(|taken| taken.stated.stance);
    let decided = call::state_minority(&facts, member, stance, text)?;
    act.store(permit, [decided]).await?.commit().await?;
    let view = registry.view(caller, now, process).await?;
    let sheet = Sheet::load(&view, call).await?;
    let mut all = minority(&view, &sheet).await?.into_iter();
    all.find(|it| it.member == member).ok_or(Error::NotFound)
}
