//! Comments and what became of them.

use domain::{
    Event, Refusal,
    comment::CommentKind,
    ids::{CommentNo, EntryNo},
    record::PublicRemark,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::Here;
use crate::{
    Error, Result,
    rows::{json, number, word},
    tables::comments,
};

/// Carries a line over and returns the entry it concerns, if it concerns one.
pub(super) async fn apply(here: Here<'_>, event: &Event) -> Result<Option<EntryNo>> {
    match event {
        Event::CommentAdded(remark) => {
            // Lines that do not say so were written about the wording of their time.
            let wording = match remark.wording {
                Some(wording) => wording.into(),
                None => here.current(remark.entry).await?,
            };
            let row = comments::ActiveModel {
                process_id: Set(here.process.id),
                number: Set(remark.comment.into()),
                entry: Set(remark.entry.into()),
                redline: Set(remark.redline.map(i64::from)),
                in_reply_to: Set(remark.in_reply_to.map(i64::from)),
                kind: Set(word(&remark.kind)?),
                body: Set(remark.body.to_string()),
                quote: Set(remark.quote.as_ref().map(json).transpose()?),
                proposed: Set(remark.proposed.as_ref().map(ToString::to_string)),
                by: Set(here.by),
                at: Set(here.at),
                outcome: Set(None),
                response: Set(None),
                disposed_by: Set(None),
                disposed_at: Set(None),
                satisfied: Set(None),
                wording: Set(Some(wording)),
                ..Default::default()
            };
            comments::Entity::insert(row)
                .exec_without_returning(here.tx)
                .await?;
            here.discussed(remark.entry).await?;
            Ok(Some(remark.entry))
        }
        Event::ReviewCommented(remark) | Event::ProblemReported(remark) => {
            from_outside(here, remark).await
        }
        Event::ReviewCommentHidden { comment, reason } => {
            change(here, *comment, |row| {
                row.hidden_reason = Set(Some(reason.to_string()));
                row.hidden_by = Set(Some(here.by));
                row.hidden_at = Set(Some(here.at));
            })
            .await
        }
        Event::ReviewCommentShown { comment, .. } => {
            change(here, *comment, |row| {
                row.hidden_reason = Set(None);
                row.hidden_by = Set(None);
                row.hidden_at = Set(None);
            })
            .await
        }
        Event::CommentDisposed {
            comment,
            outcome,
            response,
        } => {
            let outcome = word(outcome)?;
            change(here, *comment, |row| {
                row.outcome = Set(Some(outcome));
                row.response = Set(response.as_ref().map(ToString::to_string));
                row.disposed_by = Set(Some(here.by));
                row.disposed_at = Set(Some(here.at));
                // Whoever was satisfied by another disposition is asked again.
                row.satisfied = Set(None);
            })
            .await
        }
        Event::CommentAcknowledged { comment, satisfied } => {
            change(here, *comment, |row| row.satisfied = Set(Some(*satisfied))).await
        }
        _ => Err(Error::Refused(Refusal::CommentUnknown)),
    }
}

async fn change(
    here: Here<'_>,
    comment: CommentNo,
    change: impl FnOnce(&mut comments::ActiveModel),
) -> Result<Option<EntryNo>> {
    let row = comments::Entity::find_by_id((here.process.id, i64::from(comment)))
        .one(here.tx)
        .await?;
    let row = row.ok_or(Error::Refused(Refusal::CommentUnknown))?;
    let entry = number(row.entry);
    let mut row = row.into_active_model();
    change(&mut row);
    row.update(here.tx).await?;
    Ok(Some(entry).filter(|entry| *entry != 0))
}

/// Whoever left it has no number here; their name is written beside the record by the act.
async fn from_outside(here: Here<'_>, remark: &PublicRemark) -> Result<Option<EntryNo>> {
    let row = comments::ActiveModel {
        process_id: Set(here.process.id),
        number: Set(remark.comment.into()),
        entry: Set(remark.entry.unwrap_or_default().into()),
        kind: Set(word(&CommentKind::General)?),
        body: Set(remark.body.to_string()),
        quote: Set(remark.quote.as_ref().map(json).transpose()?),
        proposed: Set(remark.proposed.as_ref().map(ToString::to_string)),
        by: Set(0),
        at: Set(here.at),
        wording: Set(remark.wording.map(i64::from)),
        review: Set(remark.review.map(i64::from)),
        version: Set(remark.version.map(|version| version.to_string())),
        interest: Set(remark.interest.as_ref().map(ToString::to_string)),
        ..Default::default()
    };
    comments::Entity::insert(row)
        .exec_without_returning(here.tx)
        .await?;
    if let Some(entry) = remark.entry {
        here.discussed(entry).await?;
    }
    Ok(remark.entry)
}
