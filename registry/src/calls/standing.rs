//! How all calls of a process stand that are not final yet, read at once for whoever watches over
//! them.

use std::collections::{BTreeMap, HashMap};

use domain::{
    Event, Moment, Slug,
    call::{CallState, unit_of},
    ids::{CallNo, EntryNo, MemberNo, OrganisationNo, PositionNo},
    reading::{self, Counts, Missing, Tally, Unit},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};

use super::rows::{Said, Taken, taken};
use crate::{
    Result,
    door::View,
    names::Names,
    rows::{moment, number, word},
    tables::{answers, calls, confirmations, positions, record},
};

/// A call under way and what stands in its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    pub call: CallNo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNo>,
    pub title: String,
    /// Open, closed or contested.
    pub state: CallState,
    pub closes_at: Moment,
    pub blind: bool,
    /// How many voting units there are, and the names of those of which nobody took a position.
    pub units: u32,
    pub silent: Vec<String>,
    /// When the silent were last asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nudged_at: Option<Moment>,
    /// What each group of the charter holds, in its order.
    pub groups: Vec<GroupStanding>,
    /// Absent while the call is blind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// The shortest path to agreement under the rule that governs; absent while the call is blind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<Missing>>,
}

/// Where a group stands in a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupStanding {
    pub group: Slug,
    /// Voting units of the group, and those of which somebody took a position.
    pub eligible: u32,
    pub heard: u32,
    /// Absent where it is sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Holds>,
}

/// What a group holds, by what weighs most for whoever looks for agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    Silent,
    Against,
    Concern,
    For,
    Abstains,
}

impl Standing {
    /// What a group holds, as far as it may be known.
    pub fn holds(&self, group: &Slug) -> Option<Holds> {
        let of = self.groups.iter().find(|it| it.group == *group)?;
        of.holds
    }
}

impl Holds {
    fn of(counts: &Counts) -> Self {
        if counts.cast == 0 {
            Self::Silent
        } else if counts.object > 0 {
            Self::Against
        } else if counts.concern > 0 {
            Self::Concern
        } else if counts.yes() > 0 {
            Self::For
        } else {
            Self::Abstains
        }
    }
}

/// The calls of a process that are open, closed or contested, soonest to close first. However many
/// there are, they are read by as many queries.
pub(crate) async fn standing(
    view: &View<'_>,
    names: &Names,
    title: impl Fn(&calls::Model) -> Result<String>,
) -> Result<Vec<Standing>> {
    let (db, id) = (&view.registry.db, view.process.id);
    let states = [CallState::Open, CallState::Closed, CallState::Contested];
    let states = states.iter().map(word).collect::<Result<Vec<_>>>()?;
    let under_way = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(id))
        .filter(calls::Column::State.is_in(states));
    let numbers = under_way
        .clone()
        .select_only()
        .column(calls::Column::Number)
        .into_query();
    let open = under_way
        .order_by_asc(calls::Column::ClosesAt)
        .order_by_asc(calls::Column::Number)
        .all(db)
        .await?;
    let positions = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(id))
        .filter(positions::Column::Call.in_subquery(numbers.clone()))
        .order_by_asc(positions::Column::Number)
        .all(db)
        .await?;
    let answers = answers::Entity::find()
        .filter(answers::Column::ProcessId.eq(id))
        .filter(answers::Column::Call.in_subquery(numbers.clone()))
        .order_by_asc(answers::Column::Number)
        .all(db)
        .await?;
    let confirmations = confirmations::Entity::find()
        .filter(confirmations::Column::ProcessId.eq(id))
        .filter(confirmations::Column::Call.in_subquery(numbers))
        .all(db)
        .await?;
    let commented = comments_since(view, &open).await?;
    let mut positions = by_call(positions, |row| row.call);
    let mut answers = by_call(answers, |row| row.call);
    let mut confirmations = by_call(confirmations, |row| row.call);
    let mut standings = Vec::new();
    for row in open {
        let said = Said {
            positions: taken(positions.remove(&row.number).unwrap_or_default())?,
            answers: answers.remove(&row.number).unwrap_or_default(),
            confirmations: confirmations.remove(&row.number).unwrap_or_default(),
            commented: bears_on(&row, &commented),
        };
        standings.push(stands(&row, &said, names, title(&row)?)?);
    }
    Ok(standings)
}

fn by_call<T>(rows: Vec<T>, call: impl Fn(&T) -> i64) -> HashMap<i64, Vec<T>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    for row in rows {
        found.entry(call(&row)).or_default().push(row);
    }
    found
}

/// Comments bear only on calls in which silence is assent: the lines of those that came since the
/// first of them opened, each with the entry it is on.
async fn comments_since(view: &View<'_>, open: &[calls::Model]) -> Result<Vec<(i64, EntryNo)>> {
    let assenting = open.iter().filter(|row| row.assent && row.entry.is_some());
    let Some(first) = assenting.filter_map(|row| row.opened_seq).min() else {
        return Ok(Vec::new());
    };
    let lines = record::Entity::find()
        .filter(record::Column::ProcessId.eq(view.process.id))
        .filter(record::Column::Act.eq("comment.added"))
        .filter(record::Column::Seq.gt(first))
        .all(&view.registry.db)
        .await?;
    let mut comments = Vec::with_capacity(lines.len());
    for line in lines {
        if let Event::CommentAdded(remark) = line.line()?.event {
            comments.push((line.seq, remark.entry));
        }
    }
    Ok(comments)
}

fn bears_on(row: &calls::Model, comments: &[(i64, EntryNo)]) -> bool {
    let (true, Some(entry), Some(opened)) = (row.assent, row.entry, row.opened_seq) else {
        return false;
    };
    comments.iter().any(|(seq, on)| {
        i64::from(*on) == entry
            && *seq > opened
            && row.closed_seq.is_none_or(|closed| *seq < closed)
    })
}

fn stands(row: &calls::Model, said: &Said, names: &Names, title: String) -> Result<Standing> {
    let facts = row.facts()?;
    let mut seats: HashMap<MemberNo, (Unit, &Slug)> = HashMap::with_capacity(facts.roster.len());
    let mut all: BTreeMap<Unit, &Slug> = BTreeMap::new();
    for seat in &facts.roster {
        let unit = unit_of(seat, facts.unit());
        seats.insert(seat.member, (unit, &seat.group));
        all.entry(unit).or_insert(&seat.group);
    }
    let heard: HashMap<Unit, &Slug> = said
        .positions
        .iter()
        .filter_map(|taken| seats.get(&taken.member).copied())
        .collect();
    let teller = Teller {
        names,
        positions: &said.positions,
    };
    let silent = all.keys().filter(|unit| !heard.contains_key(unit));
    let silent = silent.map(|unit| match unit {
        Unit::Organisation(number) => names.organisation(*number).name,
        Unit::Member(number) => names.person(*number).name,
    });
    let silent = silent.collect();
    let reading = match facts.rule.as_ref().filter(|_| !facts.is_hidden()) {
        Some(rule) => Some(reading::read(rule, &row.ballot(said)?)),
        None => None,
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let groups = names.groups().iter().map(|group| {
        let heard = count(heard.values().filter(|of| ***of == group.slug).count());
        let counts = reading.as_ref().map(|it| it.tally.group(&group.slug));
        GroupStanding {
            group: group.slug.clone(),
            eligible: match &counts {
                Some(counts) => counts.eligible,
                None => count(all.values().filter(|of| ***of == group.slug).count()),
            },
            heard: counts.as_ref().map_or(heard, |counts| counts.cast),
            holds: match &counts {
                Some(counts) => Some(Holds::of(counts)),
                // That nobody spoke is shown of a sealed call too.
                None => (heard == 0).then_some(Holds::Silent),
            },
        }
    });
    Ok(Standing {
        call: facts.number,
        entry: row.entry.map(number),
        title,
        state: facts.state,
        closes_at: moment(row.closes_at),
        blind: row.blind,
        units: count(all.len()),
        silent,
        nudged_at: row.nudged_at.map(moment),
        groups: groups.collect(),
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
