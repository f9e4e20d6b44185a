//! How much each wording changed the one before it, as its redline was graded.

use std::collections::BTreeMap;

use domain::{
    entry::Impact,
    ids::{EntryNo, WordingNo},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Result,
    rows::{from_word, number},
    tables::wordings,
};

/// The graded wordings of a process.
#[derive(Debug, Default)]
pub(super) struct Impacts(BTreeMap<(EntryNo, WordingNo), Impact>);

impl Impacts {
    pub(super) async fn load(db: &impl ConnectionTrait, process_id: i64) -> Result<Self> {
        let rows: Vec<(i64, i64, String)> = wordings::Entity::find()
            .select_only()
            .columns([
                wordings::Column::Entry,
                wordings::Column::Number,
                wordings::Column::Impact,
            ])
            .filter(wordings::Column::ProcessId.eq(process_id))
            .filter(wordings::Column::Impact.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        let graded = rows.into_iter().map(|(entry, wording, impact)| {
            Ok(((number(entry), number(wording)), from_word(&impact)?))
        });
        Ok(Self(graded.collect::<Result<_>>()?))
    }

    /// The highest of what was folded after one wording of an entry, up to another one; none where
    /// nobody graded any of it.
    pub(super) fn between(&self, entry: EntryNo, from: WordingNo, to: WordingNo) -> Option<Impact> {
        // Where one looks back, as a comparison against time does, nothing lies between.
        if from >= to {
            return None;
        }
        let folded = self.0.range((entry, from + 1)..=(entry, to));
        folded.map(|(_, impact)| *impact).max()
    }
}
