//! Following the record of a process while it grows.

use domain::{Moment, Slug, ids::MeetingNo};

use crate::{Beat, Caller, Registry, Result, Tick};

/// A process whose record somebody follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    process: i64,
    /// The sequence number at which the record ended when the following began.
    pub seq: u64,
    /// Whether only members may follow it, so that who follows has to be asked for again.
    pub members_only: bool,
}

impl Followed {
    /// The sequence number that the record grew to, where a beat is of this process.
    pub fn beat(&self, beat: Beat) -> Option<u64> {
        (beat.process == self.process).then_some(beat.seq)
    }

    /// Whether something changed that is live only in this meeting of the process.
    pub fn tick(&self, tick: Tick, meeting: MeetingNo) -> bool {
        tick.process == self.process && tick.meeting == meeting
    }
}

/// Begins to follow.
pub async fn follow(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Followed> {
    let view = registry.view(caller, now, process).await?;
    Ok(Followed {
        process: view.process.id,
        seq: u64::try_from(view.process.seq).unwrap_or_default(),
        members_only: view.process.visibility != "public",
    })
}
