//! Comments as they are seen.

use domain::{
    Moment, Slug,
    comment::{CommentKind, Disposition, Quote, anchor::Anchor},
    entry::EntryRef,
    ids::{CommentNo, EntryNo, MemberNo, RedlineNo, WordingNo},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use super::anchors::Anchors;
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
    /// The wording it was made on.
    pub wording: WordingNo,
    /// Where the quoted words stand now: in the entry's newest wording, or in what the redline makes of it where the
    /// comment speaks of one. None where it quotes none.
    pub anchor: Option<Anchor>,
    /// The words it proposes instead.
    pub proposed: Option<String>,
    /// The newest redline that was made of it.
    pub redlined: Option<RedlineNo>,
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
    let anchors = Anchors::load(&registry.db, &view.process, &entry, &rows).await?;
    let items = rows
        .into_iter()
        .map(|row| read(row, &names, Some(&anchors)))
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
    let entry = match entry {
        Some(entry) => entry_row(db, id, entry).await?,
        None => entry_row(db, id, &number(row.entry).into()).await?,
    };
    if entry.number != row.entry {
        return Err(Error::NotFound);
    }
    let anchors = Anchors::load(db, &view.process, &entry, std::slice::from_ref(&row)).await?;
    read(row, &*registry.names(&view.process).await?, Some(&anchors))
}

/// A comment; without anchors nothing is said of where its words stand now.
pub(crate) fn read(
    row: comments::Model,
    names: &Names,
    anchors: Option<&Anchors>,
) -> Result<Comment> {
    let by = number(row.by);
    let quote: Option<Quote> = row.quote.as_deref().map(value).transpose()?;
    let anchor = anchors
        .zip(quote.as_ref())
        .and_then(|(anchors, quote)| anchors.of(&row, quote));
    let wording = match anchors {
        Some(anchors) => anchors.made_on(&row),
        None => row.wording.map_or(1, number),
    };
    let redlined = anchors.and_then(|anchors| anchors.redlined(&row));
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
        wording,
        anchor,
        redlined,
        quote,
        proposed: row.proposed,
        by,
        author: names.person(by),
        at: moment(row.at),
        disposition,
        satisfied: row.satisfied,
    })
}
