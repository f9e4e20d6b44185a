//! The convener's desk: every word under way beside every group, and what waits.

mod waiting;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};

use domain::{
    Moment, Slug, call::CallState, entry::EntryStatus, ids::EntryNo, people::InterestState,
    permit::May, process::Group,
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::{
    Caller, Error, Page, Registry, Result,
    calls::{self, CalledEntry, Holds, Standing, called},
    door::View,
    rows::{from_word, number, value, word},
    search::{self, Hits},
    tables::{entries, interests},
};

pub use waiting::{Waiting, WaitingKind, is_overdue};

/// Which entries are wanted; what is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeskFilter {
    /// Any of these. Where none is named, the entries under way: those discussed or in call.
    #[serde(default)]
    pub status: Vec<EntryStatus>,
    /// A group that is silent in the open call on the entry.
    #[serde(default)]
    pub silent: Option<Slug>,
    /// A group that is against in the open call on the entry; what is sealed is in no group's name.
    #[serde(default)]
    pub against: Option<Slug>,
    /// Words of the designations, the definition or the notes; the last one as far as it was typed.
    #[serde(default)]
    pub q: Option<String>,
    #[serde(default)]
    pub sort: DeskSort,
}

/// In which order the entries stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeskSort {
    /// Those in call first, the soonest to close on top; the others by term.
    #[default]
    Closing,
    Term,
    /// Those on top in whose call most groups are silent.
    Silent,
    /// Those on top in whose call most groups are against.
    Against,
}

/// What the convener looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Desk {
    pub groups: Vec<Group>,
    /// How many entries the process has in each status, whatever the filter.
    pub counts: BTreeMap<EntryStatus, u64>,
    /// How many entries the filter lets through.
    pub total: u32,
    pub entries: Vec<DeskRow>,
    pub next: Option<String>,
    /// Calls under way that are on no entry, soonest to close first; left out where the filter asks
    /// for certain entries.
    pub calls: Vec<Standing>,
    /// Comments and redlines that wait for a pen holder, oldest first, those on the entries that
    /// the filter lets through.
    pub waiting: Vec<Waiting>,
    /// How many of them there are; only the oldest are told.
    pub waiting_total: u32,
    /// How many interests wait for an answer.
    pub interests: u64,
}

/// An entry, with the newest call on it that is open, closed or contested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeskRow {
    pub entry: CalledEntry,
    pub status: EntryStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Standing>,
}

/// Reads the desk, for the convener.
pub async fn desk(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &DeskFilter,
    page: &Page,
) -> Result<Desk> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Convene)?;
    let (db, id) = (&registry.db, view.process.id);
    let names = registry.names(&view.process).await?;
    let counts = counted_by_status(&view).await?;
    let all = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(id))
        .order_by_asc(entries::Column::TermKey)
        .all(db)
        .await?;
    let by_number: HashMap<i64, &entries::Model> =
        all.iter().map(|row| (row.number, row)).collect();
    let title = |call: &crate::tables::calls::Model| {
        let entry = call.entry.and_then(|entry| by_number.get(&entry));
        let entry = entry.map(|row| called(row)).transpose()?;
        Ok::<_, Error>(calls::title(&value(&call.subject)?, entry.as_ref()))
    };
    let mut others = Vec::new();
    let mut on_entries: HashMap<EntryNo, Standing> = HashMap::new();
    for call in calls::standing(&view, &names, title).await? {
        match call.entry {
            None => others.push(call),
            Some(entry) => {
                let newer = on_entries.get(&entry).is_none_or(|it| it.call < call.call);
                if newer {
                    on_entries.insert(entry, call);
                }
            }
        }
    }
    let hits = found(registry, id, filter).await?;
    let narrowed = filter.narrows();
    let mut rows = Vec::new();
    for row in &all {
        let status: EntryStatus = from_word(&row.status)?;
        let entry = number(row.number);
        let found = hits.as_ref().is_none_or(|hits| hits.contains(&row.number));
        if found && filter.lets(status, on_entries.get(&entry)) {
            rows.push(DeskRow {
                entry: called(row)?,
                status,
                call: on_entries.remove(&entry),
            });
        }
    }
    sort(&mut rows, filter.sort);
    let shown = rows.iter().map(|row| row.entry.number).collect();
    let (waiting, waiting_total) =
        waiting::waiting(&view, &names, &by_number, narrowed.then_some(&shown), now).await?;
    let total = rows.len();
    if let Some(cursor) = page.after()? {
        let last = rows
            .iter()
            .position(|row| i64::from(row.entry.number) == cursor)
            .ok_or(Error::NotFound)?;
        rows.drain(..=last);
    }
    let piece = page.cut(rows, |row| row.entry.number.to_string());
    let interests = interests::Entity::find()
        .filter(interests::Column::ProcessId.eq(id))
        .filter(interests::Column::State.eq(word(&InterestState::Pending)?))
        .count(db)
        .await?;
    Ok(Desk {
        groups: names.groups().to_vec(),
        counts,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        entries: piece.items,
        next: piece.next,
        calls: if narrowed { Vec::new() } else { others },
        waiting,
        waiting_total,
        interests,
    })
}

async fn counted_by_status(view: &View<'_>) -> Result<BTreeMap<EntryStatus, u64>> {
    let counts: Vec<(String, i64)> = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(view.process.id))
        .select_only()
        .column(entries::Column::Status)
        .column_as(entries::Column::Number.count(), "n")
        .group_by(entries::Column::Status)
        .into_tuple()
        .all(&view.registry.db)
        .await?;
    counts
        .into_iter()
        .map(|(status, n)| Ok((from_word(&status)?, u64::try_from(n).unwrap_or_default())))
        .collect()
}

/// The entries that have the words asked for; none where no words were.
async fn found(
    registry: &Registry,
    process: i64,
    filter: &DeskFilter,
) -> Result<Option<HashSet<i64>>> {
    let typed = filter.q.as_deref().unwrap_or_default();
    match search::hits(&registry.db, process, typed).await? {
        Hits::All => Ok(None),
        Hits::Few(numbers) => Ok(Some(numbers.into_iter().collect())),
        Hits::Many(among) => {
            let numbers: Vec<i64> = entries::Entity::find()
                .filter(entries::Column::ProcessId.eq(process))
                .filter(among)
                .select_only()
                .column(entries::Column::Number)
                .into_tuple()
                .all(&registry.db)
                .await?;
            Ok(Some(numbers.into_iter().collect()))
        }
    }
}

impl DeskFilter {
    /// Whether it asks for certain entries rather than for all under way.
    pub fn narrows(&self) -> bool {
        let all = Self {
            sort: self.sort,
            ..Self::default()
        };
        *self != all
    }

    fn lets(&self, status: EntryStatus, call: Option<&Standing>) -> bool {
        let by_status = if self.status.is_empty() {
            matches!(status, EntryStatus::Discussed | EntryStatus::Called)
        } else {
            self.status.contains(&status)
        };
        let open = call.filter(|call| call.state == CallState::Open);
        let holds = |group: &Option<Slug>, wanted: Holds| {
            group
                .as_ref()
                .is_none_or(|group| open.is_some_and(|call| call.holds(group) == Some(wanted)))
        };
        by_status && holds(&self.silent, Holds::Silent) && holds(&self.against, Holds::Against)
    }
}

/// Within what is alike the entries stay in the order of their terms.
fn sort(rows: &mut [DeskRow], by: DeskSort) {
    let count = |row: &DeskRow, wanted: Holds| {
        let groups = row.call.iter().flat_map(|call| &call.groups);
        Reverse(groups.filter(|it| it.holds == Some(wanted)).count())
    };
    match by {
        DeskSort::Term => {}
        DeskSort::Closing => rows.sort_by_key(|row| {
            let call = row.call.as_ref();
            let closes = call.map(|call| call.closes_at);
            (
                Reverse(row.status == EntryStatus::Called),
                closes.is_none(),
                closes,
            )
        }),
        DeskSort::Silent => rows.sort_by_key(|row| count(row, Holds::Silent)),
        DeskSort::Against => rows.sort_by_key(|row| count(row, Holds::Against)),
    }
}
