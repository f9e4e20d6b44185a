//! Comments as they are seen.

use domain::{
    Moment, Slug,
    comment::{CommentKind, Disposition, Quote, anchor::Anchor},
    entry::EntryRef,
    ids::{CommentNo, EntryNo, MemberNo, RedlineNo, ReviewNo, WordingNo},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use super::{anchors::Anchors, signatures::Signatures};
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
    /// Where it came from, where its author is no member: `by` is 0 then, and `author` is who signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<Public>,
}

/// Where a comment from outside came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Public {
    /// The review it was left in.
    pub review: Option<ReviewNo>,
    /// The release that a problem was reported with.
    pub version: Option<String>,
    /// Why it is not shown; its words are left out then.
    pub hidden: Option<Hidden>,
}

/// Why a comment is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hidden {
    pub reason: String,
    pub by: MemberNo,
    pub at: Moment,
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
    let signed = Signatures::load(&registry.db, &rows).await?;
    let anchors = Anchors::load(&registry.db, &view.process, &entry, &rows).await?;
    let items = rows
        .into_iter()
        .map(|row| read(row, &names, &signed, Some(&anchors)))
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
    let rows = std::slice::from_ref(&row);
    let signed = Signatures::load(db, rows).await?;
    let anchors = Anchors::load(db, &view.process, &entry, rows).await?;
    let names = registry.names(&view.process).await?;
    read(row, &names, &signed, Some(&anchors))
}

/// A comment; without anchors nothing is said of where its words stand now.
pub(crate) fn read(
    mut row: comments::Model,
    names: &Names,
    signed: &Signatures,
    anchors: Option<&Anchors>,
) -> Result<Comment> {
    let by = number(row.by);
    let hidden = hidden(&row);
    if hidden.is_some() {
        row.body.clear();
        (row.quote, row.proposed) = (None, None);
    }
    let public = (by == 0).then(|| Public {
        review: row.review.map(number),
        version: row.version.clone(),
        hidden,
    });
    let author = match by {
        0 => signed.person(&row, names)?,
        by => names.person(by),
    };
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
        author,
        at: moment(row.at),
        disposition,
        satisfied: row.satisfied,
        public,
    })
}

/// Why a comment is not shown, where it is not.
fn hidden(row: &comments::Model) -> Option<Hidden> {
    Some(Hidden {
        reason: row.hidden_reason.clone()?,
        by: number(row.hidden_by?),
        at: moment(row.hidden_at?),
    })
}
