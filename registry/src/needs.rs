//! What waits for somebody, across all processes they take part in.

mod actions;
mod moved;
mod reviewed;

use std::collections::{BTreeMap, HashMap};

use domain::{
    Moment, Slug, call::Stated, ids::CallNo, people::InterestState, process::Role, reading::Stance,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Caller, Registry, Result,
    calls::{self, Waiting},
    rows::{from_word, moment, number, value, word},
    tables::{
        answers, calls as call_rows, comments, entries, interests, members, positions, processes,
        redlines, standing_positions,
    },
};

pub use actions::ActionNeed;
pub use moved::MovedNeed;
pub use reviewed::ReviewNeed;

/// What waits for the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Open calls in which the caller's voice is silent, soonest to close first.
    pub calls: Vec<Waiting>,
    /// Entries whose pen the caller holds, with something to settle.
    pub pens: Vec<PenNeed>,
    /// Answers to the caller's standing objections, the newest of each call.
    pub answers: Vec<AnswerNeed>,
    /// What meetings gave the caller to do, those due first before all others.
    pub actions: Vec<ActionNeed>,
    /// Redlines that others typed in the caller's name.
    pub moved: Vec<MovedNeed>,
    /// Public reviews with comments on the whole that whoever holds a pen in them answers.
    pub reviews: Vec<ReviewNeed>,
    /// Wishes to take part where the caller convenes.
    pub interests: Vec<InterestNeed>,
}

/// An entry whose pen holder is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenNeed {
    pub process: Slug,
    pub process_title: String,
    pub slug: Slug,
    pub term: String,
    pub redlines: u32,
    pub comments: u32,
    /// Since when the oldest of them waits.
    pub since: Moment,
}

/// An objection that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerNeed {
    pub process: Slug,
    pub process_title: String,
    pub call: CallNo,
    pub term: Option<String>,
    pub closes_at: Moment,
    pub answered_at: Moment,
}

/// Wishes to take part that wait for the convener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestNeed {
    pub process: Slug,
    pub process_title: String,
    pub count: u32,
    pub since: Moment,
}

/// Where the caller takes part: the process, its slug, and the caller's number and role in it.
struct Place {
    id: i64,
    slug: Slug,
    title: String,
    member: i64,
    role: Role,
}

/// Reads what waits for the caller; nothing for nobody.
pub async fn needs(registry: &Registry, caller: &Caller, now: Moment) -> Result<Needs> {
    let places = places(registry, caller).await?;
    if places.is_empty() {
        return Ok(Needs::default());
    }
    Ok(Needs {
        calls: calls::waiting_for(registry, caller, now).await?,
        pens: pens(registry, &places).await?,
        answers: answered(registry, &places).await?,
        actions: actions::actions(registry, &places).await?,
        moved: moved::moved(registry, &places).await?,
        reviews: reviewed::reviewed(registry, &places).await?,
        interests: wishes(registry, &places).await?,
    })
}

async fn places(registry: &Registry, caller: &Caller) -> Result<Vec<Place>> {
    let Some(user) = caller.user else {
        return Ok(Vec::new());
    };
    let seats = members::Entity::find()
        .filter(members::Column::UserId.eq(user))
        .filter(members::Column::LeftAt.is_null())
        .all(&registry.db)
        .await?;
    let here = processes::Entity::find()
        .filter(processes::Column::Id.is_in(seats.iter().map(|seat| seat.process_id)))
        .filter(processes::Column::State.ne("closed"))
        .all(&registry.db)
        .await?;
    let mut places = Vec::new();
    for seat in seats {
        if let Some(process) = here.iter().find(|process| process.id == seat.process_id) {
            places.push(Place {
                id: process.id,
                slug: Slug::parse(&process.slug)?,
                title: process.title.clone(),
                member: seat.number,
                role: from_word(&seat.role)?,
            });
        }
    }
    Ok(places)
}

async fn pens(registry: &Registry, places: &[Place]) -> Result<Vec<PenNeed>> {
    let db = &registry.db;
    let held = entries::Entity::find()
        .filter(entries::Column::ProcessId.is_in(places.iter().map(|place| place.id)))
        .filter(entries::Column::Pen.is_in(places.iter().map(|place| place.member)))
        .filter(entries::Column::Withdrawn.eq(false))
        .filter(entries::Column::Retired.eq(false))
        .order_by_asc(entries::Column::TermKey)
        .all(db)
        .await?;
    let mine = |row: &entries::Model| {
        places
            .iter()
            .find(|it| it.id == row.process_id && it.member == row.pen)
    };
    let held: Vec<_> = held.into_iter().filter(|row| mine(row).is_some()).collect();
    let ids: Vec<i64> = held.iter().map(|row| row.process_id).collect();
    let numbers: Vec<i64> = held.iter().map(|row| row.number).collect();
    let pending = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.is_in(ids.clone()))
        .filter(redlines::Column::Entry.is_in(numbers.clone()))
        .filter(redlines::Column::State.eq("pending"))
        .all(db)
        .await?;
    let open = comments::Entity::find()
        .filter(comments::Column::ProcessId.is_in(ids))
        .filter(comments::Column::Entry.is_in(numbers))
        .filter(comments::Column::InReplyTo.is_null())
        .filter(comments::Column::Outcome.is_null())
        .filter(comments::Column::HiddenAt.is_null())
        .all(db)
        .await?;
    let mut needs = Vec::new();
    for row in &held {
        let redlines: Vec<i64> = pending
            .iter()
            .filter(|it| (it.process_id, it.entry) == (row.process_id, row.number))
            .map(|it| it.at)
            .collect();
        let comments: Vec<i64> = open
            .iter()
            .filter(|it| (it.process_id, it.entry) == (row.process_id, row.number))
            .map(|it| it.at)
            .collect();
        let since = redlines.iter().chain(&comments).min();
        if let (Some(since), Some(place)) = (since, mine(row)) {
            needs.push(PenNeed {
                process: place.slug.clone(),
                process_title: place.title.clone(),
                slug: Slug::parse(&row.slug)?,
                term: row.term.clone(),
                redlines: count(redlines.len()),
                comments: count(comments.len()),
                since: moment(*since),
            });
        }
    }
    needs.sort_by_key(|need| need.since);
    Ok(needs)
}

async fn answered(registry: &Registry, places: &[Place]) -> Result<Vec<AnswerNeed>> {
    let db = &registry.db;
    let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
    let open = call_rows::Entity::find()
        .filter(call_rows::Column::ProcessId.is_in(ids))
        .filter(call_rows::Column::State.eq("open"))
        .order_by_asc(call_rows::Column::ClosesAt)
        .all(db)
        .await?;
    let of: Vec<i64> = open.iter().map(|call| call.process_id).collect();
    let numbers: Vec<i64> = open.iter().map(|call| call.number).collect();
    let standing = standing_positions::Entity::find()
        .filter(standing_positions::Column::ProcessId.is_in(of.clone()))
        .filter(standing_positions::Column::Call.is_in(numbers.clone()))
        .filter(standing_positions::Column::Member.is_in(places.iter().map(|place| place.member)))
        .all(db)
        .await?;
    let taken = positions::Entity::find()
        .filter(positions::Column::ProcessId.is_in(of.clone()))
        .filter(positions::Column::Call.is_in(numbers.clone()))
        .filter(positions::Column::Number.is_in(standing.iter().map(|it| it.position)))
        .all(db)
        .await?;
    let given = answers::Entity::find()
        .filter(answers::Column::ProcessId.is_in(of.clone()))
        .filter(answers::Column::Call.is_in(numbers))
        .all(db)
        .await?;
    let terms = entries::Entity::find()
        .filter(entries::Column::ProcessId.is_in(of))
        .filter(entries::Column::Number.is_in(open.iter().filter_map(|call| call.entry)))
        .all(db)
        .await?;
    let terms: HashMap<_, _> = terms
        .into_iter()
        .map(|row| ((row.process_id, row.number), row.term))
        .collect();
    let mut needs = Vec::new();
    for call in &open {
        let key = (call.process_id, call.number);
        let Some(place) = places.iter().find(|place| place.id == call.process_id) else {
            continue;
        };
        let mine = standing
            .iter()
            .find(|it| (it.process_id, it.call, it.member) == (key.0, key.1, place.member));
        let mine = mine.and_then(|mine| {
            taken
                .iter()
                .find(|it| (it.process_id, it.call, it.number) == (key.0, key.1, mine.position))
        });
        let Some(mine) = mine else { continue };
        if value::<Stated>(&mine.stated)?.stance != Stance::Object {
            continue;
        }
        let of_mine = given
            .iter()
            .filter(|it| (it.process_id, it.call, it.objection) == (key.0, key.1, mine.number));
        if let Some(newest) = of_mine.map(|it| it.at).max() {
            needs.push(AnswerNeed {
                process: place.slug.clone(),
                process_title: place.title.clone(),
                call: number(call.number),
                term: call
                    .entry
                    .and_then(|entry| terms.get(&(call.process_id, entry)).cloned()),
                closes_at: moment(call.closes_at),
                answered_at: moment(newest),
            });
        }
    }
    Ok(needs)
}

async fn wishes(registry: &Registry, places: &[Place]) -> Result<Vec<InterestNeed>> {
    let convened = places.iter().filter(|place| place.role == Role::Convener);
    let pending = interests::Entity::find()
        .filter(interests::Column::ProcessId.is_in(convened.clone().map(|place| place.id)))
        .filter(interests::Column::State.eq(word(&InterestState::Pending)?))
        .all(&registry.db)
        .await?;
    let mut by_process: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for row in pending {
        by_process.entry(row.process_id).or_default().push(row.at);
    }
    let needs = convened.filter_map(|place| {
        let waiting = by_process.get(&place.id)?;
        Some(InterestNeed {
            process: place.slug.clone(),
            process_title: place.title.clone(),
            count: count(waiting.len()),
            since: moment(*waiting.iter().min()?),
        })
    });
    Ok(needs.collect())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
