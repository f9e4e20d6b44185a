//! Calls for consensus: making, extending, closing, withdrawing and finding them.

mod view;

use domain::{
    Decided, Moment, Slug, Text,
    call::{CallState, NewCall},
    ids::{CallNo, EntryNo},
};

use crate::{Caller, Error, Listed, Page, Registry, Result, door::Act};

pub use view::{
    AnswerView, Call, CallSummary, ContestView, Earlier, EntryRef, GroupUnits, MinorityView,
    MyPart, PositionView, Setup, UnitView, Waiting,
};

/// Which calls of a process are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
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
    let _ = (registry, caller, now, process, new);
    Err(Error::NotFound)
}

/// Moves the closing of an open or scheduled call to later.
pub async fn extend(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    closes_at: Moment,
    reason: Text,
) -> Result<Call> {
    let _ = (registry, caller, now, process, call, closes_at, reason);
    Err(Error::NotFound)
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
    let _ = (registry, caller, now, process, call, statement);
    Err(Error::NotFound)
}

/// Takes back a call that did not close yet. Of a blind one nothing is revealed.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    reason: Text,
) -> Result<Call> {
    let _ = (registry, caller, now, process, call, reason);
    Err(Error::NotFound)
}

/// One call.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Call> {
    let _ = (registry, caller, now, process, call);
    Err(Error::NotFound)
}

/// The calls of a process, newest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &CallFilter,
    page: &Page,
) -> Result<Listed<CallSummary>> {
    let _ = (registry, caller, now, process, filter, page);
    Err(Error::NotFound)
}

/// Across all processes the open calls in which the caller is eligible and silent, soonest to close first.
pub async fn waiting_for(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
) -> Result<Vec<Waiting>> {
    let _ = (registry, caller, now);
    Err(Error::NotFound)
}

/// What governs a call made now.
pub async fn setup(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Setup> {
    let _ = (registry, caller, now, process);
    Err(Error::NotFound)
}

pub(crate) async fn due(_act: &Act) -> Result<Vec<Decided>> {
    Ok(Vec::new())
}
