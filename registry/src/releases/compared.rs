//! What changed between two releases.

use std::collections::BTreeMap;

use domain::{
    Moment, Slug, Version,
    call::CallState,
    ids::{CallNo, EntryNo},
    release::{Document, TermChange, compare},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{find, impacts::Impacts};
use crate::{
    Caller, Registry, Result,
    door::View,
    rows::{number, word},
    tables::calls,
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
    let impacts = Impacts::load(&registry.db, view.process.id).await?;
    let impact = |entry, before, after| impacts.between(entry, before, after);
    let retirements = retirements(&view).await?;
    let changes = compare(&old, &new, impact, |entry| retirements.get(&entry).copied());
    Ok(Compared { old, new, changes })
}

/// The call by which an entry was retired.
pub async fn retirement(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    entry: EntryNo,
) -> Result<Option<CallNo>> {
    let view = registry.view(caller, now, slug).await?;
    Ok(retirements(&view).await?.remove(&entry))
}

/// The calls by which entries were retired.
async fn retirements(view: &View<'_>) -> Result<BTreeMap<EntryNo, CallNo>> {
    let rows = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(view.process.id))
        .filter(calls::Column::Kind.eq("retirement"))
        .filter(calls::Column::State.eq(word(&CallState::Final)?))
        .all(&view.registry.db)
        .await?;
    let mut retired = BTreeMap::new();
    for row in rows {
        let reached = row.outcome()?.is_some_and(|outcome| outcome.is_reached());
        if let Some(entry) = row.entry.filter(|_| reached) {
            retired.insert(number(entry), number(row.number));
        }
    }
    Ok(retired)
}
