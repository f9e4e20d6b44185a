//! What changed between two releases.

use std::collections::BTreeMap;

use domain::{
    Moment, Slug, Version,
    entry::Impact,
    ids::{EntryNo, WordingNo},
    release::{Document, TermChange, compare},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::find;
use crate::{
    Caller, Registry, Result,
    rows::{from_word, number},
    tables::wordings,
};

/// Two releases and what changed between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub old: Document,
    pub new: Document,
    pub changes: Vec<TermChange>,
}

/// What changed from one release to another one, each change with the highest impact of the redlines that were folded
/// into what was agreed since.
pub async fn compared(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    (from, to): (Version, Version),
) -> Result<Compared> {
    let view = registry.view(caller, now, slug).await?;
    let old = find::published(registry, caller, now, slug, Some(from)).await?;
    let new = find::published(registry, caller, now, slug, Some(to)).await?;
    let rows: Vec<(i64, i64, String)> = wordings::Entity::find()
        .select_only()
        .columns([
            wordings::Column::Entry,
            wordings::Column::Number,
            wordings::Column::Impact,
        ])
        .filter(wordings::Column::ProcessId.eq(view.process.id))
        .filter(wordings::Column::Impact.is_not_null())
        .into_tuple()
        .all(&registry.db)
        .await?;
    let mut impacts: BTreeMap<(EntryNo, WordingNo), Impact> = BTreeMap::new();
    for (entry, wording, impact) in rows {
        impacts.insert((number(entry), number(wording)), from_word(&impact)?);
    }
    let changes = compare(&old, &new, |entry, before, after| {
        let folded = impacts
            .iter()
            .filter(|((of, wording), _)| *of == entry && *wording > before && *wording <= after);
        folded.map(|(_, impact)| *impact).max()
    });
    Ok(Compared { old, new, changes })
}
