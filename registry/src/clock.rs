//! The clock of a process: what is due is done before anything else is, in a transaction of its own.

use domain::{Moment, Slug};

use crate::{Registry, Result, calls, door::Act};

/// Does everything that is due in a process, in the order of its due times.
pub(crate) async fn run_due(registry: &Registry, now: Moment, slug: &Slug) -> Result<()> {
    loop {
        let act = Act::of_clock(registry, now, slug).await?;
        let decided = calls::due(&act).await?;
        if decided.is_empty() {
            return Ok(());
        }
        let permit = act.permit_clock();
        act.store(permit, decided).await?.commit().await?;
    }
}
