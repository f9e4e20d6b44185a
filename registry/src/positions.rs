//! Positions: taking them, the roll call, and how it came about.

use domain::{Moment, Slug, call::Stated, ids::CallNo};

use crate::{Caller, Error, Listed, Page, Registry, Result, calls::PositionView};

/// Takes a position; the newest of a member stands.
pub async fn take(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    stated: Stated,
) -> Result<PositionView> {
    let _ = (registry, caller, now, process, call, stated);
    Err(Error::NotFound)
}

/// The roll call: the newest position of every member. Of a blind call that is open, one's own.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    page: &Page,
) -> Result<Listed<PositionView>> {
    let _ = (registry, caller, now, process, call, page);
    Err(Error::NotFound)
}

/// Every position ever taken in a call, oldest first. Of a blind call that is open, one's own.
pub async fn history(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    page: &Page,
) -> Result<Listed<PositionView>> {
    let _ = (registry, caller, now, process, call, page);
    Err(Error::NotFound)
}

/// The roll call as CSV (RFC 4180) in UTF-8.
pub async fn csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Vec<u8>> {
    let _ = (registry, caller, now, process, call);
    Err(Error::NotFound)
}
