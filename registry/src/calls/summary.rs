//! Calls in lists.

use std::collections::{BTreeSet, HashMap};

use domain::{
    Moment, Slug,
    call::{CallState, Subject, unit_of},
    ids::{CallNo, MemberNo},
    reading::Unit,
    rule::RuleChoice,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    CallFilter,
    view::{CallSummary, CalledEntry, Waiting},
};
use crate::{
    Caller, Error, Listed, Page, Registry, Result, clock,
    door::View,
    rows::{moment, number, word},
    tables::{calls, entries, members, processes, standing_positions},
};

/// How long a title made of a resolution's text is, in characters.
const TITLE_MAX: usize = 80;

/// The calls of a process, newest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &CallFilter,
    page: &Page,
) -> Result<Listed<CallSummary>> {
    let view = registry.view(caller, now, process).await?;
    let mut rows = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(view.process.id))
        .order_by_desc(calls::Column::Number);
    if let Some(state) = filter.state {
        rows = rows.filter(calls::Column::State.eq(word(&state)?));
    }
    if let Some(entry) = filter.entry {
        rows = rows.filter(calls::Column::Entry.eq(entry));
    }
    if let Some(cursor) = &page.cursor {
        let last: i64 = cursor.parse().map_err(|_| Error::NotFound)?;
        rows = rows.filter(calls::Column::Number.lt(last));
    }
    let rows = rows.limit(page.rows()).all(&registry.db).await?;
    let me = view.member.map(|member| (view.process.id, member.number));
    let items = summaries(registry, &rows, &me.into_iter().collect()).await?;
    Ok(page.cut(items, |item: &CallSummary| item.number.to_string()))
}

/// These calls of a process, by number.
pub(crate) async fn numbered(
    registry: &Registry,
    view: &View<'_>,
    numbers: &BTreeSet<CallNo>,
) -> Result<Vec<CallSummary>> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(view.process.id))
        .filter(calls::Column::Number.is_in(numbers.iter().copied()))
        .order_by_asc(calls::Column::Number)
        .all(&registry.db)
        .await?;
    let me = view.member.as_ref();
    let me = me.map(|member| (view.process.id, member.number));
    summaries(registry, &rows, &me.into_iter().collect()).await
}

/// Across all processes the open calls in which the caller is eligible and the caller's voting unit
/// is silent, soonest to close first.
pub async fn waiting_for(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
) -> Result<Vec<Waiting>> {
    let Some(user) = caller.user else {
        return Ok(Vec::new());
    };
    let seats = members::Entity::find()
        .filter(members::Column::UserId.eq(user))
        .filter(members::Column::LeftAt.is_null());
    let me: HashMap<i64, MemberNo> = seats
        .all(&registry.db)
        .await?
        .into_iter()
        .map(|row| (row.process_id, number(row.number)))
        .collect();
    let here = processes::Entity::find().filter(processes::Column::Id.is_in(me.keys().copied()));
    let here = here.all(&registry.db).await?;
    for process in &here {
        if process.next_due.is_some_and(|due| due <= now.millis()) {
            clock::run_due(registry, now, &Slug::parse(&process.slug)?).await?;
        }
    }
    let open = calls::Entity::find()
        .filter(calls::Column::ProcessId.is_in(me.keys().copied()))
        .filter(calls::Column::State.eq(word(&CallState::Open)?))
        .order_by_asc(calls::Column::ClosesAt)
        .order_by_asc(calls::Column::ProcessId)
        .all(&registry.db)
        .await?;
    let summaries = summaries(registry, &open, &me).await?;
    let mut waiting = Vec::new();
    for (row, call) in open.iter().zip(summaries) {
        let process = here.iter().find(|process| process.id == row.process_id);
        if let Some(process) = process.filter(|_| call.eligible && !call.spoken) {
            waiting.push(Waiting {
                process: Slug::parse(&process.slug)?,
                process_title: process.title.clone(),
                call,
            });
        }
    }
    Ok(waiting)
}

/// What a call is about, in a few words.
pub(crate) fn title(subject: &Subject, entry: Option<&CalledEntry>) -> String {
    let term = entry.map_or("", |entry| entry.term.as_str());
    match subject {
        Subject::Wording { .. } => term.to_owned(),
        Subject::Retirement { .. } => format!("Retirement of {term}"),
        Subject::Rule {
            rule: RuleChoice::Own(rule),
        } => format!("Rule: {}", rule.name),
        Subject::Rule {
            rule: RuleChoice::Preset(name),
        } => format!("Rule: {name}"),
        Subject::Release { version, .. } => format!("Release {version}"),
        Subject::Charter { .. } => "Charter".to_owned(),
        Subject::Minutes { meeting } => format!("Minutes of meeting {meeting}"),
        Subject::Resolution { text } => {
            let line = text.lines().next().unwrap_or_default();
            let line = domain::markdown::plain(line);
            match line.char_indices().nth(TITLE_MAX) {
                Some((end, _)) => format!("{}…", &line[..end]),
                None => line,
            }
        }
    }
}

/// Calls in a few words, in the order given; `me` is the caller's number by process.
async fn summaries(
    registry: &Registry,
    rows: &[calls::Model],
    me: &HashMap<i64, MemberNo>,
) -> Result<Vec<CallSummary>> {
    let processes: BTreeSet<i64> = rows.iter().map(|row| row.process_id).collect();
    let standing = standing_positions::Entity::find()
        .filter(standing_positions::Column::ProcessId.is_in(processes.clone()))
        .filter(standing_positions::Column::Call.is_in(rows.iter().map(|row| row.number)));
    let mut spoke: HashMap<(i64, i64), BTreeSet<MemberNo>> = HashMap::new();
    for row in standing.all(&registry.db).await? {
        spoke
            .entry((row.process_id, row.call))
            .or_default()
            .insert(number(row.member));
    }
    let named = entries::Entity::find()
        .filter(entries::Column::ProcessId.is_in(processes))
        .filter(entries::Column::Number.is_in(rows.iter().filter_map(|row| row.entry)));
    let named: HashMap<(i64, i64), entries::Model> = named
        .all(&registry.db)
        .await?
        .into_iter()
        .map(|row| ((row.process_id, row.number), row))
        .collect();
    let none = BTreeSet::new();
    rows.iter()
        .map(|row| {
            let entry = row
                .entry
                .and_then(|entry| named.get(&(row.process_id, entry)));
            let spoke = spoke.get(&(row.process_id, row.number)).unwrap_or(&none);
            summary(row, entry, spoke, me.get(&row.process_id).copied())
        })
        .collect()
}

fn summary(
    row: &calls::Model,
    entry: Option<&entries::Model>,
    spoke: &BTreeSet<MemberNo>,
    me: Option<MemberNo>,
) -> Result<CallSummary> {
    let facts = row.facts()?;
    let units: BTreeSet<Unit> = facts
        .roster
        .iter()
        .map(|seat| unit_of(seat, facts.unit()))
        .collect();
    let heard: BTreeSet<Unit> = spoke
        .iter()
        .filter_map(|member| facts.seat(*member).ok())
        .map(|seat| unit_of(seat, facts.unit()))
        .collect();
    let mine = me
        .and_then(|member| facts.seat(member).ok())
        .map(|seat| unit_of(seat, facts.unit()));
    let entry = match entry {
        Some(row) => Some(CalledEntry {
            number: number(row.number),
            slug: Slug::parse(&row.slug)?,
            term: row.term.clone(),
        }),
        None => None,
    };
    Ok(CallSummary {
        number: facts.number,
        state: facts.state,
        title: title(&facts.subject, entry.as_ref()),
        entry,
        opens_at: facts.opens_at,
        closes_at: facts.closes_at,
        closed_at: row.closed_at.map(moment),
        final_at: facts.final_at,
        blind: facts.blind,
        result: row.outcome()?.map(|outcome| outcome.result),
        units: u32::try_from(units.len()).unwrap_or(u32::MAX),
        heard: u32::try_from(heard.len()).unwrap_or(u32::MAX),
        eligible: mine.is_some(),
        spoken: mine.is_some_and(|unit| heard.contains(&unit)),
        subject: facts.subject,
    })
}
