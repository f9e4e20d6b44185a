//! What meetings gave the caller to do.

use domain::{Day, Moment, Slug, ids::MeetingNo};

use super::Place;
use crate::{Registry, Result, meetings, rows::number};

/// Something that a meeting gave the caller to do, and that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionNeed {
    pub process: Slug,
    pub process_title: String,
    pub meeting: MeetingNo,
    /// Its number among the actions of the meeting.
    pub action: u32,
    /// Markdown.
    pub body: String,
    pub due: Option<Day>,
    pub since: Moment,
}

/// Those due first before all others.
pub(super) async fn actions(registry: &Registry, places: &[Place]) -> Result<Vec<ActionNeed>> {
    let mine: Vec<_> = places
        .iter()
        .map(|place| (place.id, number(place.member)))
        .collect();
    let own = meetings::own(registry, &mine).await?;
    let needs = own.into_iter().filter_map(|action| {
        let place = places.iter().find(|place| place.id == action.process_id)?;
        Some(ActionNeed {
            process: place.slug.clone(),
            process_title: place.title.clone(),
            meeting: action.meeting,
            action: action.number,
            body: action.body,
            due: action.due,
            since: action.at,
        })
    });
    Ok(needs.collect())
}
