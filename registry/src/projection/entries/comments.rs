//! Comments and what became of them.

use domain::{
    Event, Refusal,
    ids::{CommentNo, EntryNo},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::Here;
use crate::{
    Error, Result,
    rows::{json, number, word},
    tables::comments,
};

/// Carries a line over and returns the entry it concerns.
pub(super) async fn apply(here: Here<'_>, event: &Event) -> Result<EntryNo> {
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
            };
            comments::Entity::insert(row)
                .exec_without_returning(here.tx)
                .await?;
            here.discussed(remark.entry).await?;
            Ok(remark.entry)
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
) -> Result<EntryNo> {
    let row = comments::Entity::find_by_id((here.process.id, i64::from(comment)))
        .one(here.tx)
        .await?;
    let row = row.ok_or(Error::Refused(Refusal::CommentUnknown))?;
    let entry = number(row.entry);
    let mut row = row.into_active_model();
    change(&mut row);
    row.update(here.tx).await?;
    Ok(entry)
}
