//! Public reviews in which something was said that is on no one entry.

use std::collections::BTreeSet;

use domain::{Moment, Slug, ids::ReviewNo};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Place, count};
use crate::{
    Registry, Result,
    rows::{moment, number},
    tables::{comments, entries, reviews},
};

/// A review whose comments on the whole wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewNeed {
    pub process: Slug,
    pub process_title: String,
    pub review: ReviewNo,
    pub title: String,
    pub comments: u32,
    /// Since when the oldest of them waits.
    pub since: Moment,
}

/// The reviews in which somebody holds the pen of an entry.
pub(super) async fn reviewed(registry: &Registry, places: &[Place]) -> Result<Vec<ReviewNeed>> {
    let db = &registry.db;
    let here: Vec<i64> = places.iter().map(|place| place.id).collect();
    let waiting = comments::Entity::find()
        .filter(comments::Column::ProcessId.is_in(here.clone()))
        .filter(comments::Column::Entry.eq(0))
        .filter(comments::Column::Outcome.is_null())
        .filter(comments::Column::HiddenAt.is_null())
        .order_by_asc(comments::Column::At)
        .all(db)
        .await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let held: BTreeSet<(i64, i64)> = entries::Entity::find()
        .filter(entries::Column::ProcessId.is_in(here.clone()))
        .filter(entries::Column::Pen.is_in(places.iter().map(|place| place.member)))
        .all(db)
        .await?
        .iter()
        .filter(|row| {
            let mut mine = places.iter();
            mine.any(|place| (place.id, place.member) == (row.process_id, row.pen))
        })
        .map(|row| (row.process_id, row.number))
        .collect();
    let found = reviews::Entity::find()
        .filter(reviews::Column::ProcessId.is_in(here))
        .all(db)
        .await?;
    let mut needs = Vec::new();
    for row in found {
        let entries = row.entries()?;
        let mut entries = entries.iter();
        let answers = entries.any(|it| held.contains(&(row.process_id, it.entry.into())));
        let mine: Vec<_> = waiting
            .iter()
            .filter(|it| (it.process_id, it.review) == (row.process_id, Some(row.number)))
            .collect();
        let place = places.iter().find(|place| place.id == row.process_id);
        if let (true, Some(first), Some(place)) = (answers, mine.first(), place) {
            needs.push(ReviewNeed {
                process: place.slug.clone(),
                process_title: place.title.clone(),
                review: number(row.number),
                title: row.title.clone(),
                comments: count(mine.len()),
                since: moment(first.at),
            });
        }
    }
    Ok(needs)
}
