//! What the clock does to calls: it opens them, closes them and makes them final.

use std::collections::BTreeSet;

use domain::{
    Decided, Moment, Slug,
    call::{self, CallFacts, CallState, Ending},
    ids::CallNo,
    record::Revealed,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Condition};

use super::rows::Said;
use crate::{
    Result,
    door::Act,
    rows::{moment, number, word},
    tables::{calls, members},
};

/// The next thing that is due about calls in a process: what was due first, with its time, and nothing where nothing is.
pub(crate) async fn due(act: &Act) -> Result<Option<(Moment, Vec<Decided>)>> {
    let now = act.at.millis();
    let when = |state: CallState, column: calls::Column| -> Result<Condition> {
        Ok(Condition::all()
            .add(calls::Column::State.eq(word(&state)?))
            .add(column.is_not_null())
            .add(column.lte(now)))
    };
    let due = Condition::any()
        .add(when(CallState::Scheduled, calls::Column::OpensAt)?)
        .add(when(CallState::Open, calls::Column::ClosesAt)?)
        .add(when(CallState::Closed, calls::Column::FinalAt)?);
    let rows = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(act.process.id))
        .filter(due);
    let mut first: Option<(Moment, calls::Model)> = None;
    for row in act.all(rows).await? {
        let at = due_of(&row)?;
        if first
            .as_ref()
            .is_none_or(|(other, kept)| (at, row.number) < (*other, kept.number))
        {
            first = Some((at, row));
        }
    }
    let Some((due, row)) = first else {
        return Ok(None);
    };
    let facts = row.facts()?;
    let decided = match facts.state {
        CallState::Scheduled => {
            let ground = act.ground(&facts.subject, act.at).await?;
            call::open(&facts, &ground)?
        }
        CallState::Open => close(act, &row, &facts, Some(due), None).await?,
        _ => call::finalise(&facts)?,
    };
    Ok(Some((due, decided)))
}

/// Closes a call on what was said in it.
pub(super) async fn close(
    act: &Act,
    row: &calls::Model,
    facts: &CallFacts,
    due: Option<Moment>,
    statement: Option<domain::Text>,
) -> Result<Vec<Decided>> {
    let said = act.said(row).await?;
    let ending = Ending {
        at: act.at,
        due,
        statement,
        contest_days: number(act.process.contest_days),
        left: left(act, facts).await?,
        answers: still_contested(act, row).await?,
        sealed: if facts.blind {
            sealed(&said)
        } else {
            Vec::new()
        },
    };
    Ok(call::close(facts, &row.ballot(&said)?, ending)?)
}

fn due_of(row: &calls::Model) -> Result<Moment> {
    Ok(moment(match row.state()? {
        CallState::Scheduled => row.opens_at,
        CallState::Open => row.closes_at,
        _ => row.final_at.unwrap_or(i64::MAX),
    }))
}

/// The groups of which somebody left since the call opened: who had a seat and is gone.
async fn left(act: &Act, facts: &CallFacts) -> Result<Vec<Slug>> {
    let gone = members::Entity::find()
        .filter(members::Column::ProcessId.eq(act.process.id))
        .filter(members::Column::LeftAt.is_not_null());
    let gone: BTreeSet<u32> = act
        .all(gone)
        .await?
        .iter()
        .map(|row| number(row.number))
        .collect();
    let seats = facts
        .roster
        .iter()
        .filter(|seat| gone.contains(&seat.member));
    let groups: BTreeSet<Slug> = seats.map(|seat| seat.group.clone()).collect();
    Ok(groups.into_iter().collect())
}

async fn still_contested(act: &Act, row: &calls::Model) -> Result<Option<CallNo>> {
    let Some(answered) = row.answers_call.map(number) else {
        return Ok(None);
    };
    let contested = act.call(answered).await?.state()? == CallState::Contested;
    Ok(contested.then_some(answered))
}

fn sealed(said: &Said) -> Vec<Revealed> {
    let positions = said.positions.iter().map(|taken| Revealed {
        position: taken.number,
        salt: taken.row.salt.clone().unwrap_or_default(),
        stated: taken.stated.clone(),
    });
    positions.collect()
}
