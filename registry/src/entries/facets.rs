//! What the entries of a process may be filtered by, whatever the filter.

use std::{collections::BTreeMap, sync::Arc};

use domain::entry::EntryStatus;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Registry, Result,
    rows::from_word,
    tables::{entries, processes},
};

/// How many entries there are in each status, and the letters that terms begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    pub(crate) counts: BTreeMap<EntryStatus, u64>,
    pub(crate) letters: Vec<String>,
}

/// The facets of a process as it stands. To count ten thousand entries takes longer than to find
/// one of them.
pub(crate) async fn facets(registry: &Registry, process: &processes::Model) -> Result<Arc<Facets>> {
    let load = async {
        Ok(Facets {
            counts: counts(&registry.db, process.id).await?,
            letters: letters(&registry.db, process.id).await?,
        })
    };
    registry.facets.get(process, load).await
}

async fn counts(db: &impl ConnectionTrait, id: i64) -> Result<BTreeMap<EntryStatus, u64>> {
    let status = entries::Column::Status;
    let rows: Vec<(String, i64)> = entries::Entity::find()
        .select_only()
        .column(status)
        .column_as(entries::Column::Number.count(), "n")
        .filter(entries::Column::ProcessId.eq(id))
        .group_by(status)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(status, n)| Ok((from_word(&status)?, u64::try_from(n).unwrap_or_default())))
        .collect()
}

async fn letters(db: &impl ConnectionTrait, id: i64) -> Result<Vec<String>> {
    let mut letters: Vec<String> = entries::Entity::find()
        .select_only()
        .column(entries::Column::Letter)
        .distinct()
        .filter(entries::Column::ProcessId.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    letters.sort();
    Ok(letters)
}
