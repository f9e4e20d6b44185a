//! In which open calls nobody of a group has spoken. That somebody is silent is shown of a blind call
//! too; what others said is not read here.

use std::collections::HashSet;

use domain::{Slug, call::CallState};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Registry, Result,
    rows::word,
    tables::{calls, standing_positions},
};

/// The numbers of the entries in an open call in which the group is silent. A group of which nobody
/// is eligible is silent too.
pub(crate) async fn silent_on(
    registry: &Registry,
    process_id: i64,
    group: &Slug,
) -> Result<Vec<i64>> {
    let open = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(process_id))
        .filter(calls::Column::State.eq(word(&CallState::Open)?))
        .filter(calls::Column::Entry.is_not_null())
        .all(&registry.db)
        .await?;
    let spoken: HashSet<(i64, i64)> = standing_positions::Entity::find()
        .filter(standing_positions::Column::ProcessId.eq(process_id))
        .filter(standing_positions::Column::Call.is_in(open.iter().map(|row| row.number)))
        .all(&registry.db)
        .await?
        .into_iter()
        .map(|row| (row.call, row.member))
        .collect();
    let mut silent = Vec::new();
    for row in open {
        let roster = row.facts()?.roster;
        let heard = roster.iter().any(|seat| {
            seat.group == *group && spoken.contains(&(row.number, i64::from(seat.member)))
        });
        silent.extend(row.entry.filter(|_| !heard));
    }
    Ok(silent)
}
