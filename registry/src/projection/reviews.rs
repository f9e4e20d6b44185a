//! Public reviews, as the record says them. What is said in them is carried over with all comments.

use domain::{
    Event, Refusal,
    ids::ReviewNo,
    record::{Line, ReviewOpening},
    review::Prolonged,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel,
};

use super::due::set_next_due;
use crate::{
    Error, Result,
    rows::{json, value},
    tables::{processes, reviews},
};

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    match &line.event {
        Event::ReviewOpened(opening) => insert(tx, process, line, opening).await?,
        Event::ReviewExtended(extension) => {
            let found = find(tx, process, extension.review).await?;
            let mut all: Vec<Prolonged> =
                found.extensions.as_deref().map_or(Ok(Vec::new()), value)?;
            all.push(Prolonged {
                closes_at: extension.closes_at,
                reason: extension.reason.clone(),
                at: line.at,
            });
            let mut row = found.into_active_model();
            row.extensions = Set(Some(json(&all)?));
            row.closes_at = Set(extension.closes_at.millis());
            row.update(tx).await?;
        }
        Event::ReviewClosed(closing) => {
            let mut row = find(tx, process, closing.review).await?.into_active_model();
            row.closed_at = Set(Some(closing.due.unwrap_or(line.at).millis()));
            row.reason = Set(closing.reason.as_ref().map(ToString::to_string));
            row.update(tx).await?;
        }
        _ => return Ok(()),
    }
    set_next_due(tx, process).await
}

async fn insert(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    line: &Line,
    opening: &ReviewOpening,
) -> Result<()> {
    let row = reviews::ActiveModel {
        process_id: Set(process.id),
        number: Set(opening.review.into()),
        title: Set(opening.title.to_string()),
        introduction: Set(opening.introduction.as_ref().map(ToString::to_string)),
        entries: Set(json(&opening.entries)?),
        opens_at: Set(opening.opens_at.millis()),
        closes_at: Set(opening.closes_at.millis()),
        by: Set(line.actor.number().into()),
        at: Set(line.at.millis()),
        closed_at: Set(None),
        reason: Set(None),
        extensions: Set(None),
    };
    reviews::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn find(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    review: ReviewNo,
) -> Result<reviews::Model> {
    let row = reviews::Entity::find_by_id((process.id, i64::from(review)))
        .one(tx)
        .await?;
    row.ok_or(Error::Refused(Refusal::ReviewEnded))
}
