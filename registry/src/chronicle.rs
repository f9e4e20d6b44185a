//! The record as people read it: newest lines first, in pieces, with the names that its numbers
//! stand for.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Moment, Slug,
    ids::{CallNo, CommentNo, EntryNo, RedlineNo},
    record::Line,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Caller, Listed, Page, Registry, Result,
    names::Names,
    rows::number,
    tables::{calls, comments, entries, record, redlines},
};

/// Lines of the record, and what their numbers stand for.
#[derive(Debug, Clone)]
pub struct Chronicle {
    pub lines: Listed<Line>,
    /// How many lines the whole record has.
    pub length: u64,
    pub names: Arc<Names>,
    /// The address and the term of every entry.
    pub entries: BTreeMap<EntryNo, (String, String)>,
    /// The entries that calls, redlines and comments are about.
    pub calls: BTreeMap<CallNo, EntryNo>,
    pub redlines: BTreeMap<RedlineNo, EntryNo>,
    pub comments: BTreeMap<CommentNo, EntryNo>,
}

/// Reads a piece of the record, newest first; `acts` narrows it to these acts.
pub async fn read(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    acts: &[&str],
    page: &Page,
) -> Result<Chronicle> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let mut query = record::Entity::find()
        .filter(record::Column::ProcessId.eq(id))
        .order_by_desc(record::Column::Seq)
        .limit(page.rows());
    if !acts.is_empty() {
        query = query.filter(record::Column::Act.is_in(acts.iter().copied()));
    }
    if let Some(before) = page.after()? {
        query = query.filter(record::Column::Seq.lt(before));
    }
    let lines = query
        .all(db)
        .await?
        .iter()
        .map(record::Model::line)
        .collect::<Result<Vec<_>>>()?;
    let entries = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(id))
        .all(db)
        .await?;
    let calls: Vec<(i64, i64)> = calls::Entity::find()
        .select_only()
        .columns([calls::Column::Number, calls::Column::Entry])
        .filter(calls::Column::ProcessId.eq(id))
        .filter(calls::Column::Entry.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let redlines: Vec<(i64, i64)> = redlines::Entity::find()
        .select_only()
        .columns([redlines::Column::Number, redlines::Column::Entry])
        .filter(redlines::Column::ProcessId.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    let comments: Vec<(i64, i64)> = comments::Entity::find()
        .select_only()
        .columns([comments::Column::Number, comments::Column::Entry])
        .filter(comments::Column::ProcessId.eq(id))
        // Those on a review as a whole are on no entry.
        .filter(comments::Column::Entry.ne(0))
        .into_tuple()
        .all(db)
        .await?;
    Ok(Chronicle {
        lines: page.cut(lines, |line: &Line| line.seq.to_string()),
        length: u64::try_from(view.process.seq).unwrap_or_default(),
        names: registry.names(&view.process).await?,
        entries: entries
            .into_iter()
            .map(|row| (number(row.number), (row.slug, row.term)))
            .collect(),
        calls: numbers(calls),
        redlines: numbers(redlines),
        comments: numbers(comments),
    })
}

fn numbers(rows: Vec<(i64, i64)>) -> BTreeMap<u32, u32> {
    rows.into_iter()
        .map(|(of, entry)| (number(of), number(entry)))
        .collect()
}
