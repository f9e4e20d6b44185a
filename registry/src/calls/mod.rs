//! Calls for consensus: making, extending, closing, withdrawing and finding them.

mod due;
mod find;
pub(crate) mod loading;
mod objections;
mod rounds;
mod rows;
mod setup;
mod sheet;
mod silent;
mod standing;
mod summary;
mod view;

use domain::{
    Moment, Slug, Text,
    call::{self, CallState, NewCall, Subject},
    ids::{CallNo, EntryNo},
    permit::{Denial, May},
    process::State,
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;

use crate::{Caller, Error, Registry, Result, door::Act, tables::calls};

pub(crate) use due::due;
pub use find::find;
pub(crate) use find::{contest_view, minority};
pub use objections::{Objection, Objections, objections};
pub(crate) use objections::{called, title_of};
pub use rounds::{Contested, Round, Rounds, rounds};
pub(crate) use rows::{Taken, casts, contests_of};
pub use setup::{consider, setup};
pub(crate) use sheet::{Sheet, position_view};
pub(crate) use silent::silent_on;
pub(crate) use standing::standing;
pub use standing::{GroupStanding, Holds, Standing};
pub use summary::{list, waiting_for};
pub(crate) use summary::{numbered, title};
pub use view::{
    AnswerView, Call, CallSummary, CalledEntry, ContestView, Earlier, GroupUnits, MinorityView,
    MyPart, PositionView, Setup, UnitView, Waiting,
};

/// Which calls of a process are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct CallFilter {
    #[serde(default)]
    pub state: Option<CallState>,
    #[serde(default)]
    pub entry: Option<EntryNo>,
}

/// Makes a call. Without a time to open it opens at once.
pub async fn make(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    new: NewCall,
) -> Result<Call> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    match act.state()? {
        State::Announced => return Err(Error::Forbidden(Denial::NotOpenYet)),
        State::Closed => return Err(Error::Forbidden(Denial::Closed)),
        State::Open => {}
    }
    let here = calls::Entity::find().filter(calls::Column::ProcessId.eq(act.process.id));
    let number = act.next(here, calls::Column::Number).await?;
    let ground = act.ground(&new.subject, act.at).await?;
    let decided = call::make(number, new, &ground)?;
    act.store(permit, decided).await?.commit().await?;
    find(registry, caller, now, process, number).await
}

/// Moves the closing of a call to later, with the reason why.
pub async fn extend(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    closes_at: Moment,
    reason: Text,
) -> Result<Call> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Convene)?;
    let decided = call::extend(&row.facts()?, closes_at, reason)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, call).await
}

/// Closes an open call before its time.
pub async fn close(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    statement: Option<Text>,
) -> Result<Call> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Convene)?;
    let decided = due::close(&act, &row, &row.facts()?, None, statement).await?;
    act.store(permit, decided).await?.commit().await?;
    find(registry, caller, now, process, call).await
}

/// Says something about the outcome of a call that the clock closed.
pub async fn say(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    statement: Text,
) -> Result<Call> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Convene)?;
    let decided = call::state(&row.facts()?, statement)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, call).await
}

/// Takes back a call that has not closed. Of a blind one nothing is revealed.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    reason: Text,
) -> Result<Call> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Convene)?;
    let decided = call::withdraw(&row.facts()?, reason)?;
    act.store(permit, decided).await?.commit().await?;
    find(registry, caller, now, process, call).await
}

/// The word by which calls on this kind of subject are looked up.
pub(crate) const fn kind(subject: &Subject) -> &'static str {
    match subject {
        Subject::Wording { .. } => "wording",
        Subject::Retirement { .. } => "retirement",
        Subject::Rule { .. } => "rule",
        Subject::Release { .. } => "release",
        Subject::Charter { .. } => "charter",
        Subject::Resolution { .. } => "resolution",
        Subject::Minutes { .. } => "minutes",
    }
}
