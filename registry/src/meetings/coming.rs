//! Which meetings come, and which are over.

use std::collections::HashMap;

use domain::{
    Moment, Slug,
    meeting::{MeetingState, must_go_on},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Condition,
};

use super::{MeetingSummary, of, view};
use crate::{
    Caller, Listed, Page, Registry, Result,
    door::View,
    processes::ProcessSummary,
    rows::{from_word, word},
    tables::{meetings as rows, processes},
};

/// A meeting that should have begun longer ago than that and did not is the next one no more.
const FORGOTTEN_MS: i64 = 86_400_000;

/// The meeting that runs, then those that are planned, by when they begin.
pub async fn coming(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<MeetingSummary>> {
    let view = registry.view(caller, now, process).await?;
    let found = of(view.process.id)
        .filter(alive()?)
        .order_by_asc(rows::Column::StartsAt)
        .order_by_asc(rows::Column::Number)
        .all(&registry.db)
        .await?;
    running_first(&found)
}

/// Those whose minutes a call can ask about: they are over, and their minutes are not final. The newest first.
pub async fn callable(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<MeetingSummary>> {
    let view = registry.view(caller, now, process).await?;
    let found = of(view.process.id)
        .filter(rows::Column::State.eq(word(&MeetingState::Ended)?))
        .order_by_desc(rows::Column::StartsAt)
        .order_by_desc(rows::Column::Number)
        .all(&registry.db)
        .await?;
    let mut callable = Vec::new();
    for row in &found {
        let meeting = row.folded()?;
        if meeting.facts.check_callable().is_ok() {
            callable.push(view::summary(&meeting));
        }
    }
    Ok(callable)
}

/// Those that are over or do not take place, the newest planned first.
pub async fn past(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<MeetingSummary>> {
    let view = registry.view(caller, now, process).await?;
    newest(&view, of(view.process.id).filter(alive()?.not()), page).await
}

/// All of them, the newest planned first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<MeetingSummary>> {
    let view = registry.view(caller, now, process).await?;
    newest(&view, of(view.process.id), page).await
}

async fn newest(
    view: &View<'_>,
    mut query: Select<rows::Entity>,
    page: &Page,
) -> Result<Listed<MeetingSummary>> {
    query = query.order_by_desc(rows::Column::Number).limit(page.rows());
    if let Some(after) = page.after()? {
        query = query.filter(rows::Column::Number.lt(after));
    }
    let found = query.all(&view.registry.db).await?;
    Ok(page.cut(summaries(&found)?, |item| item.number.to_string()))
}

/// The next meeting of each of these processes, as far as who asks is told of it: members of every one, others of those
/// that were announced.
pub async fn next(
    registry: &Registry,
    now: Moment,
    listed: &[ProcessSummary],
) -> Result<HashMap<Slug, MeetingSummary>> {
    let open = |role: bool| {
        let meeting = listed.iter().filter(|it| must_go_on(it.state).is_ok());
        let here = meeting.filter(move |it| it.me.is_some() == role);
        here.map(|it| it.slug.to_string()).collect::<Vec<_>>()
    };
    let (mine, others) = (open(true), open(false));
    let named = processes::Entity::find()
        .filter(processes::Column::Slug.is_in(mine.iter().chain(&others)))
        .all(&registry.db)
        .await?;
    if named.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = |slugs: &[String]| {
        let named = named.iter().filter(|row| slugs.contains(&row.slug));
        named.map(|row| row.id).collect::<Vec<_>>()
    };
    let known = Condition::any()
        .add(rows::Column::ProcessId.is_in(ids(&mine)))
        .add(
            Condition::all()
                .add(rows::Column::ProcessId.is_in(ids(&others)))
                .add(rows::Column::Announced.eq(true)),
        );
    let found = rows::Entity::find()
        .filter(known)
        .filter(alive()?)
        .filter(not_forgotten(now)?)
        .order_by_asc(rows::Column::StartsAt)
        .all(&registry.db)
        .await?;
    let mut next = HashMap::new();
    for process in named {
        let here: Vec<_> = found
            .iter()
            .filter(|row| row.process_id == process.id)
            .cloned()
            .collect();
        if let Some(first) = running_first(&here)?.into_iter().next() {
            next.insert(Slug::parse(&process.slug)?, first);
        }
    }
    Ok(next)
}

/// The next meeting of one process, as far as who asks is told of it.
pub async fn next_of(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Option<MeetingSummary>> {
    let view = registry.view(caller, now, process).await?;
    if must_go_on(from_word(&view.process.state)?).is_err() {
        return Ok(None);
    }
    let mut query = of(view.process.id)
        .filter(alive()?)
        .filter(not_forgotten(now)?)
        .order_by_asc(rows::Column::StartsAt);
    if view.member.is_none() {
        query = query.filter(rows::Column::Announced.eq(true));
    }
    let found = query.all(&registry.db).await?;
    Ok(running_first(&found)?.into_iter().next())
}

fn not_forgotten(now: Moment) -> Result<Condition> {
    Ok(Condition::any()
        .add(rows::Column::State.eq(word(&MeetingState::Running)?))
        .add(rows::Column::StartsAt.gt(now.millis() - FORGOTTEN_MS)))
}

fn alive() -> Result<Condition> {
    let alive = [MeetingState::Planned, MeetingState::Running].map(|state| word(&state));
    let alive = alive.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(Condition::all().add(rows::Column::State.is_in(alive)))
}

fn summaries(found: &[rows::Model]) -> Result<Vec<MeetingSummary>> {
    let items = found.iter().map(|row| Ok(view::summary(&row.folded()?)));
    items.collect()
}

/// What runs stands first.
fn running_first(found: &[rows::Model]) -> Result<Vec<MeetingSummary>> {
    let mut items = summaries(found)?;
    items.sort_by_key(|item| item.state != MeetingState::Running);
    Ok(items)
}
