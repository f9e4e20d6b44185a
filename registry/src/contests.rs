//! Contests of how a call ended.

use domain::{Moment, Slug, Text, ids::CallNo};

use crate::{Caller, Error, Registry, Result, calls::ContestView};

/// Contests how a call ended, within the window of the charter.
pub async fn contest(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    reason: Text,
) -> Result<ContestView> {
    let _ = (registry, caller, now, process, call, reason);
    Err(Error::NotFound)
}

/// Takes one's contest back.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<()> {
    let _ = (registry, caller, now, process, call);
    Err(Error::NotFound)
}
