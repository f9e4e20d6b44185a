//! What waits for the pen holder of an entry.

use std::collections::{HashMap, HashSet};

use domain::{Moment, ids::EntryNo};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;

use crate::{
    Result,
    calls::{CalledEntry, called},
    door::View,
    names::{Names, Person},
    rows::{moment, number},
    tables::{comments, entries, redlines},
};

/// What waited longer than this is overdue, in days.
const OVERDUE_DAYS: u32 = 14;
/// As many as one looks at; the oldest come first.
const TOLD: usize = 50;

/// A comment without an answer, or a redline that is neither folded nor refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Waiting {
    pub kind: WaitingKind,
    /// The number of the comment or the redline.
    pub number: u32,
    pub entry: CalledEntry,
    pub pen_holder: Person,
    pub at: Moment,
    pub overdue: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitingKind {
    Comment,
    Redline,
}

/// Whether what waits since then waited too long.
pub fn is_overdue(since: Moment, now: Moment) -> bool {
    since.plus_days(OVERDUE_DAYS) < now
}

/// The oldest of what waits on these entries, or on all, and how much there is in all.
pub(super) async fn waiting(
    view: &View<'_>,
    names: &Names,
    entries: &HashMap<i64, &entries::Model>,
    on: Option<&HashSet<EntryNo>>,
    now: Moment,
) -> Result<(Vec<Waiting>, u32)> {
    let (db, id) = (&view.registry.db, view.process.id);
    let comments: Vec<(i64, i64, i64)> = comments::Entity::find()
        .filter(comments::Column::ProcessId.eq(id))
        .filter(comments::Column::InReplyTo.is_null())
        .filter(comments::Column::Outcome.is_null())
        .filter(comments::Column::HiddenAt.is_null())
        .select_only()
        .columns([
            comments::Column::Number,
            comments::Column::Entry,
            comments::Column::At,
        ])
        .into_tuple()
        .all(db)
        .await?;
    let redlines: Vec<(i64, i64, i64)> = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(id))
        .filter(redlines::Column::State.eq("pending"))
        .select_only()
        .columns([
            redlines::Column::Number,
            redlines::Column::Entry,
            redlines::Column::At,
        ])
        .into_tuple()
        .all(db)
        .await?;
    let comments = comments.into_iter().map(|it| (WaitingKind::Comment, it));
    let redlines = redlines.into_iter().map(|it| (WaitingKind::Redline, it));
    // Nobody's pen moves on what has ended.
    let lives = |entry: i64| {
        let row = entries.get(&entry).copied();
        row.filter(|row| !row.withdrawn && !row.retired)
            .filter(|_| on.is_none_or(|on| on.contains(&number(entry))))
    };
    let mut found: Vec<_> = comments
        .chain(redlines)
        .filter_map(|(kind, (of, entry, at))| Some((at, kind, of, lives(entry)?)))
        .collect();
    found.sort_by_key(|(at, ..)| *at);
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let told = found.into_iter().take(TOLD);
    let told = told.map(|(at, kind, of, row)| {
        Ok(Waiting {
            kind,
            number: number(of),
            entry: called(row)?,
            pen_holder: names.person(number(row.pen)),
            at: moment(at),
            overdue: is_overdue(moment(at), now),
        })
    });
    Ok((told.collect::<Result<_>>()?, total))
}
