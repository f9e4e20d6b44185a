//! What becomes of comments from outside: answering those on a review as a whole, hiding, and telling their authors.

use domain::{
    Moment, Slug,
    comment::{Disposition, NewDisposition},
    entry::EntryRef,
    ids::{CommentNo, MemberNo, ReviewNo},
    permit::May,
    review::{self, NewVisibility, ReviewedEntry},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{load, view::ReviewComment};
use crate::{
    Caller, Error, Letter, Registry, Result, comments as remarks,
    door::{Act, Stored},
    rows::number,
    tables::{commenters, comments, entries},
};

/// Says what becomes of a comment in a review: the pen holder of its entry does, or where it is on the review as a whole,
/// whoever holds the pen of an entry in it.
pub async fn dispose(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (review, comment): (ReviewNo, CommentNo),
    new: NewDisposition,
) -> Result<ReviewComment> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = find_comment(&act, Some(review), comment).await?;
    if row.entry != 0 {
        drop(act);
        let entry = EntryRef::Number(number(row.entry));
        let which = (Some(&entry), comment);
        remarks::dispose(registry, caller, now, process, which, new).await?;
        return super::comment(registry, caller, now, process, review, comment).await;
    }
    let pens = pens(&act, &load(&act, review).await?.entries()?).await?;
    let permit = act.permit(May::Participate)?;
    let decided = review::dispose_whole(&pens, act.actor()?.number, comment, new.clone())?;
    let stored = act.store(permit, [decided]).await?;
    let letter = answered(registry, &stored, &row, &new).await?;
    stored.commit().await?;
    letter.into_iter().for_each(|letter| registry.send(letter));
    super::comment(registry, caller, now, process, review, comment).await
}

/// Hides a comment from outside or shows it again, with the reason on the record. The address may name its review.
pub async fn set_visibility(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (review, comment): (Option<ReviewNo>, CommentNo),
    new: NewVisibility,
) -> Result<()> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    let row = find_comment(&act, review, comment).await?;
    let (public, hidden) = (row.by == 0, row.hidden_at.is_some());
    let decided = review::set_visibility(comment, public, hidden, new)?;
    act.store(permit, [decided]).await?.commit().await?;
    Ok(())
}

/// The letter that tells the author of a comment from outside what became of it; none where a member wrote it, or where
/// the address was erased.
pub(crate) async fn answered(
    registry: &Registry,
    stored: &Stored,
    row: &comments::Model,
    new: &NewDisposition,
) -> Result<Option<Letter>> {
    let (tx, process) = (stored.tx(), &stored.process);
    let signed = commenters::Entity::find_by_id((process.id, row.number))
        .one(tx)
        .await?;
    let Some(signed) = signed.filter(|signed| !signed.email.is_empty()) else {
        return Ok(None);
    };
    let term = entries::Entity::find_by_id((process.id, row.entry))
        .one(tx)
        .await?
        .map(|entry| (entry.slug, entry.term));
    let (base, slug) = (registry.base_url(), &process.slug);
    let here = match (row.review, &term) {
        (Some(review), _) => format!("{base}/p/{slug}/reviews/{review}"),
        (None, Some((entry, _))) => format!("{base}/p/{slug}/entries/{entry}"),
        (None, None) => format!("{base}/p/{slug}"),
    };
    let about = term.map_or_else(|| process.title.clone(), |(_, term)| term);
    let response = new.response.as_ref().map(|text| format!("\n{text}\n"));
    Ok(Some(Letter {
        to: signed.email,
        subject: format!("An answer to your comment on “{about}”"),
        body: format!(
            "You commented on “{about}” in “{}”. This is what became of it:\n\n{}.\n{}\n\
             Your comment and the answer:\n{here}#comment-{}\n\n\
             You can have your name taken away from your comments at any time:\n{base}/p/{slug}/reviews/names\n",
            process.title,
            outcome(new.outcome),
            response.unwrap_or_default(),
            row.number
        ),
    }))
}

/// Who holds the pens of these entries.
pub(super) async fn pens(act: &Act, on: &[ReviewedEntry]) -> Result<Vec<MemberNo>> {
    let numbers = on.iter().map(|it| i64::from(it.entry));
    let rows = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(act.process.id))
        .filter(entries::Column::Number.is_in(numbers));
    let rows = act.all(rows).await?;
    Ok(rows.iter().map(|row| number(row.pen)).collect())
}

async fn find_comment(
    act: &Act,
    review: Option<ReviewNo>,
    comment: CommentNo,
) -> Result<comments::Model> {
    let row = comments::Entity::find_by_id((act.process.id, i64::from(comment)));
    let row = act.one(row).await?.ok_or(Error::NotFound)?;
    match review {
        Some(review) if row.review != Some(review.into()) => Err(Error::NotFound),
        _ => Ok(row),
    }
}

fn outcome(outcome: Disposition) -> &'static str {
    match outcome {
        Disposition::Accepted => "Accepted",
        Disposition::Partly => "Accepted in part",
        Disposition::NotAccepted => "Not accepted",
        Disposition::Noted => "Noted",
        Disposition::OutOfScope => "Out of scope",
        Disposition::Duplicate => "Said before by somebody else",
    }
}
