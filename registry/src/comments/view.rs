//! Comments as they are seen.

use domain::{
    Moment, Slug,
    comment::{CommentKind, Disposition, Quote},
    entry::EntryRef,
    ids::{CommentNo, EntryNo, MemberNo, RedlineNo},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    entries::entry_row,
    names::{Names, Person},
    rows::{from_word, moment, number, value},
    tables::comments,
};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comment {
    pub number: CommentNo,
    pub entry: EntryNo,
    /// The redline it speaks of; none where it speaks of the entry as it is.
    pub redline: Option<RedlineNo>,
    pub in_reply_to: Option<CommentNo>,
    pub kind: CommentKind,
    /// Markdown.
    pub body: String,
    pub quote: Option<Quote>,
    /// The words it proposes instead.
    pub proposed: Option<String>,
    pub by: MemberNo,
    pub author: Person,
    pub at: Moment,
    /// What became of it; none yet where this is absent.
    pub disposition: Option<Disposed>,
    /// Whether that satisfies its author, once they said so.
    pub satisfied: Option<bool>,
}

/// What became of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Disposed {
    pub outcome: Disposition,
    pub response: Option<String>,
    pub by: MemberNo,
    pub author: Person,
    pub at: Moment,
}

/// The comments on an entry and its redlines, oldest first; replies name what they reply to.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    page: &Page,
) -> Result<Listed<Comment>> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let mut query = comments::Entity::find()
        .filter(comments::Column::ProcessId.eq(view.process.id))
        .filter(comments::Column::Entry.eq(entry.number));
    if let Some(after) = page.after()? {
        query = query.filter(comments::Column::Number.gt(after));
    }
    let rows = query
        .order_by_asc(comments::Column::Number)
        .limit(page.rows())
        .all(&registry.db)
        .await?;
    let names = registry.names(&view.process).await?;
    let items = rows
        .into_iter()
        .map(|row| read(row, &names))
        .collect::<Result<Vec<_>>>()?;
    Ok(page.cut(items, |item| item.number.to_string()))
}

/// One comment. An address may name its entry too.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: Option<&EntryRef>,
    comment: CommentNo,
) -> Result<Comment> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let row = comments::Entity::find_by_id((id, i64::from(comment)))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(entry) = entry
        && entry_row(db, id, entry).await?.number != row.entry
    {
        return Err(Error::NotFound);
    }
    read(row, &*registry.names(&view.process).await?)
}

fn read(row: comments::Model, names: &Names) -> Result<Comment> {
    let by = number(row.by);
    let disposition = match (row.outcome, row.disposed_by, row.disposed_at) {
        (Some(outcome), Some(by), Some(at)) => Some(Disposed {
            outcome: from_word(&outcome)?,
            response: row.response,
            by: number(by),
            author: names.person(number(by)),
            at: moment(at),
        }),
        _ => None,
    };
    Ok(Comment {
        number: number(row.number),
        entry: number(row.entry),
        redline: row.redline.map(number),
        in_reply_to: row.in_reply_to.map(number),
        kind: from_word(&row.kind)?,
        body: row.body,
        quote: row.quote.as_deref().map(value).transpose()?,
        proposed: row.proposed,
        by,
        author: names.person(by),
        at: moment(row.at),
        disposition,
        satisfied: row.satisfied,
    })
}
