//! How all calls of a process stand that are not final yet, read at once for whoever watches over
//! them.

use std::collections::BTreeSet;

use domain::{
    Moment, Slug,
    call::{CallState, unit_of},
    ids::{CallNo, EntryNo, MemberNo, OrganisationNo, PositionNo},
    reading::{self, Missing, Tally, Unit},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::rows::{Said, Taken, any_on, comments_during, taken};
use crate::{
    Result,
    door::View,
    names::Names,
    rows::{moment, number, word},
    tables::{answers, calls, confirmations, positions},
};

/// A call under way and what stands in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub call: CallNo,
    pub entry: Option<EntryNo>,
    pub title: String,
    /// Open, closed or contested.
    pub state: CallState,
    pub closes_at: Moment,
    pub blind: bool,
    /// How many voting units there are, and the names of those of which nobody took a position.
    pub units: usize,
    pub silent: Vec<String>,
    /// When the silent were last asked.
    pub nudged_at: Option<Moment>,
    /// Absent while the call is blind.
    pub tally: Option<Tally>,
    /// The shortest path to agreement under the rule that governs; absent while the call is blind.
    pub missing: Option<Vec<Missing>>,
}

/// The calls of a process that are open, closed or contested, soonest to close first.
pub(crate) async fn standing(
    view: &View<'_>,
    names: &Names,
    title: impl Fn(&calls::Model) -> Result<String>,
) -> Result<Vec<Standing>> {
    let (db, id) = (&view.registry.db, view.process.id);
    let states = [CallState::Open, CallState::Closed, CallState::Contested];
    let states = states.iter().map(word).collect::<Result<Vec<_>>>()?;
    let open = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(id))
        .filter(calls::Column::State.is_in(states))
        .order_by_asc(calls::Column::ClosesAt)
        .all(db)
        .await?;
    let numbers: Vec<i64> = open.iter().map(|row| row.number).collect();
    let positions = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(id))
        .filter(positions::Column::Call.is_in(numbers.clone()))
        .order_by_asc(positions::Column::Number)
        .all(db)
        .await?;
    let answers = answers::Entity::find()
        .filter(answers::Column::ProcessId.eq(id))
        .filter(answers::Column::Call.is_in(numbers.clone()))
        .order_by_asc(answers::Column::Number)
        .all(db)
        .await?;
    let confirmations = confirmations::Entity::find()
        .filter(confirmations::Column::ProcessId.eq(id))
        .filter(confirmations::Column::Call.is_in(numbers))
        .all(db)
        .await?;
    let mut standings = Vec::new();
    for row in open {
        let of = |call: i64| call == row.number;
        // Comments bear only on calls in which silence is assent, which are few.
        let lines = match comments_during(&row) {
            Some(lines) => lines.all(db).await?,
            None => Vec::new(),
        };
        let said = Said {
            positions: taken(positions.iter().filter(|it| of(it.call)).cloned().collect())?,
            answers: answers.iter().filter(|it| of(it.call)).cloned().collect(),
            confirmations: confirmations
                .iter()
                .filter(|it| of(it.call))
                .cloned()
                .collect(),
            commented: any_on(row.entry, &lines)?,
        };
        standings.push(stands(&row, &said, names, title(&row)?)?);
    }
    Ok(standings)
}

fn stands(row: &calls::Model, said: &Said, names: &Names, title: String) -> Result<Standing> {
    let facts = row.facts()?;
    let unit = |member: MemberNo| {
        facts
            .seat(member)
            .ok()
            .map(|seat| unit_of(seat, facts.unit()))
    };
    let all: BTreeSet<Unit> = facts
        .roster
        .iter()
        .map(|seat| unit_of(seat, facts.unit()))
        .collect();
    let heard: BTreeSet<Unit> = said
        .positions
        .iter()
        .filter_map(|taken| unit(taken.member))
        .collect();
    let teller = Teller {
        names,
        positions: &said.positions,
    };
    let silent = all.difference(&heard).map(|unit| match unit {
        Unit::Organisation(number) => names.organisation(*number).name,
        Unit::Member(number) => names.person(*number).name,
    });
    let silent = silent.collect();
    let reading = match facts.rule.as_ref().filter(|_| !facts.is_hidden()) {
        Some(rule) => Some(reading::read(rule, &row.ballot(said)?)),
        None => None,
    };
    Ok(Standing {
        call: facts.number,
        entry: row.entry.map(number),
        title,
        state: facts.state,
        closes_at: moment(row.closes_at),
        blind: row.blind,
        units: all.len(),
        silent,
        nudged_at: row.nudged_at.map(moment),
        missing: reading
            .as_ref()
            .map(|reading| reading.outcome().tell(&teller).missing),
        tally: reading.map(|reading| reading.tally),
    })
}

/// Tells findings with the names of the process and the words of its objectors.
struct Teller<'a> {
    names: &'a Names,
    positions: &'a [Taken],
}

impl reading::Names for Teller<'_> {
    fn member(&self, member: MemberNo) -> String {
        self.names.person(member).name
    }

    fn organisation(&self, organisation: OrganisationNo) -> String {
        self.names.organisation(organisation).name
    }

    fn group(&self, group: &Slug) -> String {
        self.names.group(group)
    }

    fn would_resolve(&self, position: PositionNo) -> Option<String> {
        let taken = self
            .positions
            .iter()
            .find(|taken| taken.number == position)?;
        taken.stated.would_resolve.as_ref().map(ToString::to_string)
    }
}
