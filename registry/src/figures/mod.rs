//! Figures of a process, by everybody who may read it: the convener's own, who spoke how often, where
//! the entries stood and how positions came about. All of it is folded from the record by
//! [`domain::figures`]; nothing else is read.

mod sheets;

use std::sync::Arc;

use domain::{
    Moment, Slug,
    figures::{EntriesOverTime, Figures, Neutrality, PositionsOverTime, Voice},
    ids::CallNo,
};
use moka::future::Cache;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Caller, Error, Registry, Result,
    door::View,
    remembered::Remembered,
    tables::{processes, record},
};

pub use sheets::{entries_csv, neutrality_csv, positions_csv, voice_csv};

/// How many lines are read at once.
const PIECE: u64 = 1000;
/// Of how many processes the fold is kept to go on with.
const FOLDS: u64 = 64;

/// What was folded, by process and by where its record ended. A record only grows, so the newest
/// fold goes on with the lines that follow: after an act one line is read and not all of them.
#[derive(Debug, Clone)]
pub(crate) struct Folded {
    states: Remembered<Figures>,
    newest: Cache<i64, (i64, Arc<Figures>)>,
}

impl Folded {
    pub(crate) fn new() -> Self {
        Self {
            states: Remembered::new(),
            newest: Cache::new(FOLDS),
        }
    }
}

/// The convener's own figures.
pub async fn neutrality(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Neutrality> {
    let view = registry.view(caller, now, process).await?;
    Ok(view.figures().await?.neutrality())
}

/// Each group's share of what was said.
pub async fn voice(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Voice> {
    let view = registry.view(caller, now, process).await?;
    Ok(view.figures().await?.voice())
}

/// Where the entries stood from the first one on.
pub async fn entries(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<EntriesOverTime> {
    let view = registry.view(caller, now, process).await?;
    Ok(view.figures().await?.entries())
}

/// How the positions of a call came about; of a blind call nothing before it has closed.
pub async fn positions(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<PositionsOverTime> {
    let view = registry.view(caller, now, process).await?;
    let figures = view.figures().await?;
    figures.positions(call).ok_or(Error::NotFound)
}

impl View<'_> {
    /// The figures as the record stands.
    async fn figures(&self) -> Result<Arc<Figures>> {
        let folded = &self.registry.figures;
        let load = fold(self.registry, &self.process);
        let figures = folded.states.get(&self.process, load).await?;
        let known = folded.newest.get(&self.process.id).await;
        if known.is_none_or(|(seq, _)| seq < self.process.seq) {
            let newest = (self.process.seq, Arc::clone(&figures));
            folded.newest.insert(self.process.id, newest).await;
        }
        Ok(figures)
    }
}

async fn fold(registry: &Registry, process: &processes::Model) -> Result<Figures> {
    let known = registry.figures.newest.get(&process.id).await;
    let known = known.filter(|(seq, _)| *seq <= process.seq);
    let (mut after, mut figures) = known.map_or_else(
        || (0, Figures::default()),
        |(seq, figures)| (seq, Figures::clone(&figures)),
    );
    while after < process.seq {
        let rows = record::Entity::find()
            .filter(record::Column::ProcessId.eq(process.id))
            .filter(record::Column::Seq.gt(after))
            .filter(record::Column::Seq.lte(process.seq))
            .order_by_asc(record::Column::Seq)
            .limit(PIECE)
            .all(&registry.db)
            .await?;
        for row in &rows {
            figures.add(&row.line()?);
        }
        let last = rows.last().map(|row| row.seq);
        after = last.ok_or_else(|| {
            Error::Storage(format!("the record ends before its line {}", process.seq))
        })?;
    }
    Ok(figures)
}
