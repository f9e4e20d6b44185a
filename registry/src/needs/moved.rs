//! Redlines that somebody typed for the caller.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use domain::{Moment, Slug, ids::RedlineNo};

use super::Place;
use crate::{
    Registry, Result,
    names::Names,
    rows::{moment, number},
    tables::{entries, redlines},
};

/// A redline that is said to be the caller's, and waits to be confirmed or disowned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedNeed {
    pub process: Slug,
    pub process_title: String,
    pub slug: Slug,
    pub term: String,
    pub redline: RedlineNo,
    /// Who typed it.
    pub typed_by: String,
    pub since: Moment,
}

/// The oldest first.
pub(super) async fn moved(registry: &Registry, places: &[Place]) -> Result<Vec<MovedNeed>> {
    let db = &registry.db;
    let mut needs = Vec::new();
    for place in places {
        let waiting = redlines::Entity::find()
            .filter(redlines::Column::ProcessId.eq(place.id))
            .filter(redlines::Column::MovedBy.eq(place.member))
            .filter(redlines::Column::Confirmed.is_null())
            .filter(redlines::Column::State.eq("pending"))
            .order_by_asc(redlines::Column::Number)
            .all(db)
            .await?;
        if waiting.is_empty() {
            continue;
        }
        let names = Names::load(db, place.id).await?;
        for row in waiting {
            let entry = entries::Entity::find_by_id((place.id, row.entry))
                .one(db)
                .await?;
            let Some(entry) = entry else { continue };
            needs.push(MovedNeed {
                process: place.slug.clone(),
                process_title: place.title.clone(),
                slug: Slug::parse(&entry.slug)?,
                term: entry.term,
                redline: number(row.number),
                typed_by: names.person(number(row.by)).name,
                since: moment(row.at),
            });
        }
    }
    needs.sort_by_key(|need| need.since);
    Ok(needs)
}
