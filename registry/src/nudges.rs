//! Asking those who are silent in an open call to take a position. The letters go out from the line
//! in the record, see [`crate::notices`].

use domain::{Moment, Slug, call, ids::CallNo, permit::May};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Caller, Registry, Result,
    calls::{self, Call},
    door::Act,
    rows::{moment, number},
    tables::{members, standing_positions},
};

/// Asks everybody whose voting unit is silent; once in a day.
pub async fn nudge(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Call> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Convene)?;
    let heard = standing_positions::Entity::find()
        .filter(standing_positions::Column::ProcessId.eq(act.process.id))
        .filter(standing_positions::Column::Call.eq(call));
    let heard = act.all(heard).await?;
    let heard: Vec<_> = heard.iter().map(|row| number(row.member)).collect();
    let present = members::Entity::find()
        .filter(members::Column::ProcessId.eq(act.process.id))
        .filter(members::Column::LeftAt.is_null());
    let present = act.all(present).await?;
    let present: Vec<_> = present.iter().map(|row| number(row.number)).collect();
    let last = row.nudged_at.map(moment);
    let decided = call::nudge(&row.facts()?, &heard, &present, last, act.at)?;
    act.store(permit, [decided]).await?.commit().await?;
    calls::find(registry, caller, now, process, call).await
}
