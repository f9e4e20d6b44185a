//! A redline taken up again on the wording as it reads now.

use domain::{
    Moment, Slug,
    content::Content,
    entry::{EntryRef, left_to_fold},
    ids::RedlineNo,
    redline::{self, keep},
};
use sea_orm::EntityTrait;

use super::pending;
use crate::{
    Caller, Error, Registry, Result,
    entries::{authoritative, entry_row},
    rows::number,
    tables::redlines,
    wordings::contents,
};

/// The newest wording with what is left of a redline: carried over where it fits, and where the same words were
/// changed since, the redline's own text. It is where a new redline can begin; nothing is stored.
pub async fn take_up(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    redline: RedlineNo,
) -> Result<Content> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let entry = entry_row(db, id, entry).await?;
    let row = redlines::Entity::find_by_id((id, i64::from(redline)))
        .one(db)
        .await?
        .filter(|row| row.entry == entry.number)
        .ok_or(Error::NotFound)?;
    let (base, current) = (number(row.base), number(entry.wording));
    let contents = contents(db, id, entry.number, [base, current]).await?;
    let content = |wording| contents.get(&wording).ok_or(Error::NotFound);
    let authoritative = authoritative(&view.process)?;
    let pending = pending(&row)?;
    let left = left_to_fold(&pending, &authoritative);
    let left = keep(&pending.changes, &left, &authoritative);
    Ok(redline::take_up(
        content(base)?,
        &left,
        content(current)?,
        &authoritative,
    ))
}
