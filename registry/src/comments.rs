//! Comments on entries and redlines: making them, disposing of them, acknowledging that.

pub(crate) mod anchors;
mod redlining;
pub(crate) mod signatures;
mod view;

use domain::{
    Moment, Slug,
    comment::{self, NewComment, NewDisposition, Parent},
    entry::{EntryRef, Standing},
    ids::CommentNo,
    permit::May,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Caller, Error, Registry, Result,
    door::Act,
    entries, reviews,
    rows::number,
    tables::{comments, redlines},
};

pub use redlining::redline;
pub(crate) use view::read;
pub use view::{Comment, Disposed, Hidden, Public, find, list};

/// Comments on an entry, on a redline of it, or on another comment.
pub async fn add(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    new: NewComment,
) -> Result<Comment> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = entries::load(&act, entry).await?;
    let standing = entries::standing(&act, &row).await?;
    let numbered = comments::Entity::find().filter(comments::Column::ProcessId.eq(act.process.id));
    let comment = act.next(numbered, comments::Column::Number).await?;
    let redline_known = match new.redline {
        Some(redline) => {
            let redline = act
                .one(redlines::Entity::find_by_id((
                    act.process.id,
                    i64::from(redline),
                )))
                .await?;
            redline.is_some_and(|redline| redline.entry == row.number)
        }
        None => false,
    };
    let parent = match new.in_reply_to {
        Some(parent) => {
            let parent = act
                .one(comments::Entity::find_by_id((
                    act.process.id,
                    i64::from(parent),
                )))
                .await?;
            let parent = parent.filter(|parent| parent.entry == row.number);
            parent.map(|parent| Parent {
                redline: parent.redline.map(number),
            })
        }
        None => None,
    };
    let permit = act.permit(May::Participate)?;
    let decided = comment::add(comment, &standing, new, redline_known, parent)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, Some(entry), comment).await
}

/// Says what becomes of a comment.
///
/// An address may name the entry beside the comment; then the comment is one on that entry.
pub async fn dispose(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, comment): (Option<&EntryRef>, CommentNo),
    new: NewDisposition,
) -> Result<Comment> {
    let act = Act::load(registry, caller, now, process).await?;
    let (row, standing) = load(&act, entry, comment).await?;
    let permit = act.permit(May::Participate)?;
    let decided = comment::dispose(&standing, act.actor()?.number, comment, new.clone())?;
    let stored = act.store(permit, [decided]).await?;
    let letter = reviews::answered(registry, &stored, &row, &new).await?;
    stored.commit().await?;
    letter.into_iter().for_each(|letter| registry.send(letter));
    find(registry, caller, now, process, entry, comment).await
}

/// Says whether what became of one's own comment satisfies.
pub async fn acknowledge(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, comment): (Option<&EntryRef>, CommentNo),
    satisfied: bool,
) -> Result<Comment> {
    let act = Act::load(registry, caller, now, process).await?;
    let (row, standing) = load(&act, entry, comment).await?;
    let permit = act.permit(May::Participate)?;
    let author = number(row.by);
    let disposed = row.outcome.is_some();
    let decided = comment::acknowledge(
        &standing,
        act.actor()?.number,
        (comment, author),
        disposed,
        satisfied,
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry, comment).await
}

async fn load(
    act: &Act,
    entry: Option<&EntryRef>,
    comment: CommentNo,
) -> Result<(comments::Model, Standing)> {
    let row = act
        .one(comments::Entity::find_by_id((
            act.process.id,
            i64::from(comment),
        )))
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let entry_row = match entry {
        Some(entry) => entries::load(act, entry).await?,
        None => entries::load_number(act, row.entry).await?,
    };
    if entry_row.number != row.entry {
        return Err(Error::NotFound);
    }
    let standing = entries::standing(act, &entry_row).await?;
    Ok((row, standing))
}
