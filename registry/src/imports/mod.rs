//! Imports: entries of a file become proposals of whoever sends it. What is known already stays as
//! it is, and what is known in other words becomes a redline, because a file overwrites nobody.
//!
//! A dry run and a run decide by the same code, entry after entry, on a [`ground`] that follows
//! what was decided; a run stores it, in portions, so that others get their turn between them.

mod ground;
mod kept;
mod relating;
mod report;
mod work;

use domain::{Lang, Moment, Refusal, Slug, Text, permit::May};
use formats::import::{self, Reading};
pub use formats::import::{FILE_MAX, Format, Place, Problem};

pub use kept::{
    Import, ImportState, Upload, begin, fail, find, hold, list, resume, stored, sweep, take_back,
};
pub use report::{Change, Counts, Item, Outcome, Report};

use self::{ground::Ground, work::Work};
use crate::{
    Caller, Error, Registry, Result,
    door::Act,
    entries::{authoritative, languages},
};

/// How many lines are stored in one transaction: more hold others up, fewer cost more commits.
const PORTION: usize = 250;

/// Why a file is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The reason that proposals and redlines are given; one that names the form where left out.
    pub rationale: Option<Text>,
}

/// A file that was read for a process.
#[derive(Debug, Clone)]
pub struct Brought {
    pub format: Format,
    reading: Reading,
}

impl Brought {
    pub fn entries(&self) -> usize {
        self.reading.entries.len()
    }
}

/// Reads a file for a process: what says in no language what it says is in its authoritative one.
pub async fn read(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    format: Format,
    bytes: impl AsRef<[u8]> + Send + 'static,
) -> Result<Brought> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Participate)?;
    let lang: Lang = authoritative(&view.process)?;
    let languages = languages(&view.process)?;
    let reading = tokio::task::spawn_blocking(move || {
        let mut reading = import::read(format, bytes.as_ref(), &lang)?;
        import::adapt(&mut reading, &languages);
        Ok::<_, Problem>(reading)
    });
    let reading = reading.await;
    let reading = reading.map_err(|error| Error::Storage(error.to_string()))?;
    let reading = reading.map_err(|problem| Refusal::FileUnread {
        detail: problem.line(),
    })?;
    Ok(Brought { format, reading })
}

/// What a file would change. Nothing is written.
pub async fn preview(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    brought: Brought,
    settings: Settings,
) -> Result<Report> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Participate)?;
    let me = view.member.as_ref().map_or(0, |me| me.number);
    let base = registry.base_url();
    let mut ground = Ground::of_view(&view, base, &languages(&view.process)?).await?;
    // Long files would keep others from this thread.
    let report = tokio::task::spawn_blocking(move || {
        let mut work = Work::new(brought, settings, &ground)?;
        while !work.is_done() {
            work.portion(&mut ground, me, usize::MAX)?;
        }
        Ok(work.report(true))
    });
    let report = report.await;
    report.map_err(|error| Error::Storage(error.to_string()))?
}

/// Proposes what a file holds. `clock` tells the time of each portion, `told` is told how many of
/// how many entries are done. `row` is the number of the import that keeps an account of it.
///
/// # Errors
/// What was stored before an error stays; sent again, it is found to be the same.
pub async fn run(
    registry: &Registry,
    caller: &Caller,
    clock: impl Fn() -> Moment,
    process: &Slug,
    (brought, settings): (Brought, Settings),
    row: Option<u32>,
    mut told: impl FnMut(usize, usize),
) -> Result<Report> {
    let act = Act::load(registry, caller, clock(), process).await?;
    act.permit(May::Participate)?;
    let base = registry.base_url();
    let mut ground = Ground::of_act(&act, base, &languages(&act.process)?).await?;
    drop(act);
    let mut work = Work::new(brought, settings, &ground)?;
    while !work.is_done() {
        let act = Act::load(registry, caller, clock(), process).await?;
        let permit = act.permit(May::Participate)?;
        if ground.seq() != act.process.seq {
            // Others did something meanwhile.
            ground = Ground::of_act(&act, base, &languages(&act.process)?).await?;
        }
        let decided = work.portion(&mut ground, act.actor()?.number, PORTION)?;
        let (done, total) = work.progress();
        let touched = act.at;
        if !decided.is_empty() {
            let stored = act.store(permit, decided).await?;
            if let Some(row) = row {
                kept::advance(stored.tx(), stored.process.id, row, touched, done).await?;
            }
            let seq = stored.commit().await?;
            ground.follow(seq);
        }
        told(done, total);
    }
    Ok(work.report(false))
}
