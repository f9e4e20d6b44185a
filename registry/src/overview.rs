//! A process at a glance: how far its words are, and who takes part.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    Moment, Slug, Version,
    entry::EntryStatus,
    ids::{EntryNo, WordingNo},
    release::Document,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Caller, Registry, Result,
    names::Names,
    rows::{from_word, number, value},
    tables::{entries, releases},
};

/// How many entries stand where. Those released are no longer counted as agreed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub proposed: u32,
    pub discussed: u32,
    pub called: u32,
    pub agreed: u32,
    pub released: u32,
    /// Withdrawn or retired.
    pub ended: u32,
}

/// A process at a glance.
#[derive(Debug, Clone)]
pub struct Overview {
    pub progress: Progress,
    pub newest: Option<Version>,
    pub names: Arc<Names>,
}

impl Progress {
    /// All entries that did not end.
    pub const fn all(&self) -> u32 {
        self.proposed + self.discussed + self.called + self.agreed + self.released
    }
}

/// Who is or was on the roster of a process, and what its organisations and groups are called.
pub async fn names(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Arc<Names>> {
    let view = registry.view(caller, now, process).await?;
    registry.names(&view.process).await
}

/// Reads a process at a glance.
pub async fn overview(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Overview> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let newest = releases::Entity::find()
        .filter(releases::Column::ProcessId.eq(id))
        .order_by_desc(releases::Column::VersionKey)
        .one(db)
        .await?;
    let newest: Option<Document> = newest.map(|row| value(&row.document)).transpose()?;
    let published: BTreeSet<(EntryNo, WordingNo)> = newest
        .iter()
        .flat_map(|document| &document.terms)
        .map(|term| (term.number, term.wording))
        .collect();
    let rows = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(id))
        .all(db)
        .await?;
    let mut progress = Progress::default();
    for row in rows {
        let agreed = row
            .agreed_wording
            .map(|wording| (number(row.number), number(wording)));
        let count = match from_word(&row.status)? {
            EntryStatus::Proposed => &mut progress.proposed,
            EntryStatus::Discussed => &mut progress.discussed,
            EntryStatus::Called => &mut progress.called,
            EntryStatus::Agreed if agreed.is_some_and(|it| published.contains(&it)) => {
                &mut progress.released
            }
            EntryStatus::Agreed => &mut progress.agreed,
            EntryStatus::Withdrawn | EntryStatus::Retired => &mut progress.ended,
        };
        *count += 1;
    }
    Ok(Overview {
        progress,
        newest: newest.map(|document| document.version),
        names: registry.names(&view.process).await?,
    })
}
