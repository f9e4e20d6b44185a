//! The convener's desk: every word under way beside every group, and what waits.

use domain::{Moment, Slug, entry::EntryStatus, ids::CommentNo, permit::May, process::Group};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Caller, Error, Registry, Result,
    calls::{self, CalledEntry, Standing},
    names::Person,
    rows::{from_word, moment, number, value},
    tables::{comments, entries},
};

/// What the convener looks at.
#[derive(Debug, Clone)]
pub struct Desk {
    pub groups: Vec<Group>,
    /// The entries that are discussed or called, those in a call first.
    pub rows: Vec<DeskRow>,
    /// The calls that are open, closed or contested, soonest to close first.
    pub calls: Vec<Standing>,
    /// Comments nobody answered, oldest first.
    pub comments: Vec<WaitingComment>,
}

/// An entry under way; what the groups hold is in the call on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    pub entry: CalledEntry,
    pub status: EntryStatus,
}

/// A comment nobody answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingComment {
    pub number: CommentNo,
    pub entry: CalledEntry,
    pub pen_holder: Person,
    pub at: Moment,
}

/// Reads the desk, for the convener.
pub async fn desk(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Desk> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Convene)?;
    let (db, id) = (&registry.db, view.process.id);
    let names = registry.names(&view.process).await?;
    let all = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(id))
        .order_by_asc(entries::Column::TermKey)
        .all(db)
        .await?;
    let open = comments::Entity::find()
        .filter(comments::Column::ProcessId.eq(id))
        .filter(comments::Column::InReplyTo.is_null())
        .filter(comments::Column::Outcome.is_null())
        .filter(comments::Column::HiddenAt.is_null())
        .order_by_asc(comments::Column::At)
        .all(db)
        .await?;
    let find = |entry: i64| all.iter().find(|row| row.number == entry);
    let mut waiting = Vec::new();
    for comment in open {
        let row = find(comment.entry).filter(|row| !row.withdrawn && !row.retired);
        if let Some(row) = row {
            waiting.push(WaitingComment {
                number: number(comment.number),
                entry: called(row)?,
                pen_holder: names.person(number(row.pen)),
                at: moment(comment.at),
            });
        }
    }
    let mut rows = Vec::new();
    for row in &all {
        let status: EntryStatus = from_word(&row.status)?;
        if matches!(status, EntryStatus::Discussed | EntryStatus::Called) {
            rows.push(DeskRow {
                entry: called(row)?,
                status,
            });
        }
    }
    rows.sort_by_key(|row| row.status != EntryStatus::Called);
    let title = |call: &crate::tables::calls::Model| {
        let entry = call.entry.and_then(find).map(called).transpose()?;
        Ok::<_, Error>(calls::title(&value(&call.subject)?, entry.as_ref()))
    };
    Ok(Desk {
        groups: names.groups().to_vec(),
        rows,
        calls: calls::standing(&view, &names, title).await?,
        comments: waiting,
    })
}

fn called(row: &entries::Model) -> Result<CalledEntry> {
    Ok(CalledEntry {
        number: number(row.number),
        slug: Slug::parse(&row.slug)?,
        term: row.term.clone(),
    })
}
