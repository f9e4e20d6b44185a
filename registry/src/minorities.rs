//! Minority statements: what those who dissent say beside the outcome.

use domain::{Moment, Slug, Text, ids::CallNo};

use crate::{Caller, Error, Registry, Result, calls::MinorityView};

/// Leaves a minority statement; the newest one of a member counts.
pub async fn state(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    text: Text,
) -> Result<MinorityView> {
    let _ = (registry, caller, now, process, call, text);
    Err(Error::NotFound)
}
