//! A call with all that was said in it, as one reader may see it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{
    Slug,
    call::{CallFacts, objection, unit_of},
    ids::{CallNo, MemberNo, OrganisationNo, PositionNo},
    process::Role,
    reading::{self, Cast, Seat, Stance, Unit},
};
use sea_orm::ConnectionTrait;

use super::{
    rows::{self, Said, Taken, casts},
    view::{AnswerView, PositionView, UnitView},
};
use crate::{
    Result,
    door::View,
    names::Names,
    rows::{moment, number},
    tables::{answers, calls},
};

#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) row: calls::Model,
    pub(crate) facts: CallFacts,
    pub(crate) said: Said,
    pub(crate) names: Arc<Names>,
    /// The reader, if a participant of the process.
    pub(crate) me: Option<MemberNo>,
    casts: Vec<Cast>,
    /// Where each member's seat is on the roster.
    seats: HashMap<MemberNo, usize>,
    /// The place of each position among those of its member, from 0.
    earlier: HashMap<PositionNo, u32>,
    /// The voting unit that a seat's member speaks in, and each unit's newest position.
    units: HashMap<MemberNo, Unit>,
    newest: HashMap<Unit, Cast>,
    /// The position that an answer is shown with.
    answered: HashMap<i64, PositionNo>,
}

impl Sheet {
    pub(crate) async fn load(view: &View<'_>, call: CallNo) -> Result<Self> {
        let (db, process) = (&view.registry.db, view.process.id);
        let row = rows::found(rows::one(process, call).one(db).await?)?;
        let said = said(db, &row).await?;
        let me = view
            .member
            .as_ref()
            .filter(|member| member.role == Role::Participant);
        let facts = row.facts()?;
        let casts = casts(&said.positions);
        let mut taken: HashMap<MemberNo, u32> = HashMap::new();
        let mut earlier = HashMap::with_capacity(casts.len());
        for cast in &casts {
            let before = taken.entry(cast.member).or_default();
            earlier.insert(cast.number, *before);
            *before += 1;
        }
        let places = facts.roster.iter().enumerate();
        let places = places.map(|(place, seat)| (seat.member, place)).collect();
        let seats = facts.roster.iter();
        let units: HashMap<_, _> = seats
            .map(|seat| (seat.member, unit_of(seat, facts.unit())))
            .collect();
        let newest = casts
            .iter()
            .filter_map(|cast| Some((*units.get(&cast.member)?, *cast)));
        let answered = said
            .answers
            .iter()
            .map(|row| (row.number, shown_with(&facts, &casts, row)));
        Ok(Self {
            newest: newest.collect(),
            answered: answered.collect(),
            names: view.registry.names(&view.process).await?,
            me: me.map(|member| member.number),
            row,
            facts,
            said,
            casts,
            seats: places,
            earlier,
            units,
        })
    }

    /// One position, where the reader may see it.
    pub(crate) fn position(&self, number: PositionNo) -> Option<PositionView> {
        let mut positions = self.said.positions.iter();
        let taken = positions.find(|taken| taken.number == number)?;
        self.is_shown(taken).then(|| self.view(taken)).flatten()
    }

    /// The positions of one member, oldest first; of hidden ones only the reader's own.
    pub(crate) fn of_member(&self, member: MemberNo) -> Vec<PositionView> {
        let own = self.said.positions.iter();
        let own = own.filter(|taken| taken.member == member && self.is_shown(taken));
        own.filter_map(|taken| self.view(taken)).collect()
    }

    /// The newest position of every member, by member; of hidden ones the reader's own.
    pub(crate) fn positions(&self) -> Vec<PositionView> {
        let newest: BTreeMap<_, _> = self
            .said
            .positions
            .iter()
            .map(|taken| (taken.member, taken))
            .collect();
        let shown = newest.into_values().filter(|taken| self.is_shown(taken));
        shown.filter_map(|taken| self.view(taken)).collect()
    }

    /// Every position ever taken, oldest first; of hidden ones the reader's own.
    pub(crate) fn history(&self) -> Vec<PositionView> {
        let shown = self
            .said
            .positions
            .iter()
            .filter(|taken| self.is_shown(taken));
        shown.filter_map(|taken| self.view(taken)).collect()
    }

    /// The voting units of which nobody took a position.
    pub(crate) fn silent(&self) -> Vec<UnitView> {
        let units = self.all_units().into_iter();
        let silent = units.filter(|(_, silent, _)| *silent);
        silent.map(|(_, _, view)| view).collect()
    }

    /// All voting units, and whether nobody of them took a position.
    pub(crate) fn all_units(&self) -> Vec<(Unit, bool, UnitView)> {
        let mut units: BTreeMap<Unit, &Seat> = BTreeMap::new();
        for seat in &self.facts.roster {
            units
                .entry(unit_of(seat, self.facts.unit()))
                .or_insert(seat);
        }
        let views = units.into_iter().map(|(unit, seat)| {
            let silent = !self.newest.contains_key(&unit);
            (unit, silent, self.name(unit, &seat.group))
        });
        views.collect()
    }

    pub(crate) fn answer(&self, answer: u32) -> Option<AnswerView> {
        let mut answers = self.said.answers.iter();
        answers
            .find(|row| number(row.number) == answer)
            .map(|row| self.view_answer(row))
    }

    fn is_shown(&self, taken: &Taken) -> bool {
        !self.facts.is_hidden() || self.me == Some(taken.member)
    }

    fn view(&self, taken: &Taken) -> Option<PositionView> {
        let newest = self
            .unit(taken.member)
            .and_then(|unit| self.newest.get(&unit));
        let counts = newest.is_some_and(|cast| cast.number == taken.number);
        let answers = self.said.answers.iter();
        let answers = answers.filter(|row| self.answered.get(&row.number) == Some(&taken.number));
        let answers = answers.map(|row| self.view_answer(row)).collect();
        let seat = &self.facts.roster[*self.seats.get(&taken.member)?];
        let mut view = position_view(seat, &self.names, taken, counts, answers);
        view.earlier = self.earlier.get(&taken.number).copied().unwrap_or_default();
        Some(view)
    }

    fn view_answer(&self, row: &answers::Model) -> AnswerView {
        let objector = self
            .casts
            .iter()
            .find(|cast| cast.number == number(row.objection));
        let objector = objector.and_then(|cast| self.unit(cast.member));
        let mut of_answer: Vec<_> = self
            .said
            .confirmations
            .iter()
            .filter(|it| it.answer == row.number)
            .collect();
        of_answer.sort_by_key(|it| it.seq);
        let mut newest = HashMap::new();
        for confirmation in &of_answer {
            let unit = self
                .unit(number(confirmation.member))
                .filter(|unit| !self.is_recused(*unit));
            if unit.is_some() && unit != objector {
                newest.insert(unit, confirmation.agree);
            }
        }
        let count = |agree: bool| newest.values().filter(|it| **it == agree).count();
        let mine = of_answer
            .iter()
            .find(|it| Some(number(it.member)) == self.me);
        AnswerView {
            number: number(row.number),
            objection: number(row.objection),
            body: row.body.clone(),
            by: number(row.by),
            by_name: self.names.person(number(row.by)).name,
            at: moment(row.at),
            confirmed: u32::try_from(count(true)).unwrap_or(u32::MAX),
            contested: u32::try_from(count(false)).unwrap_or(u32::MAX),
            mine: mine.map(|it| it.agree),
        }
    }

    fn is_recused(&self, unit: Unit) -> bool {
        self.newest
            .get(&unit)
            .is_some_and(|cast| cast.stance == Stance::Recuse)
    }

    pub(crate) fn unit(&self, member: MemberNo) -> Option<Unit> {
        self.units.get(&member).copied()
    }

    fn name(&self, unit: Unit, group: &Slug) -> UnitView {
        let (organisation, member, name) = match unit {
            Unit::Organisation(number) => {
                (Some(number), None, self.names.organisation(number).name)
            }
            Unit::Member(number) => (None, Some(number), self.names.person(number).name),
        };
        UnitView {
            organisation,
            member,
            name,
            group: group.clone(),
            group_name: self.names.group(group),
        }
    }
}

/// A position beside the seat that it was taken from, as if it were its member's first.
pub(crate) fn position_view(
    seat: &Seat,
    names: &Names,
    taken: &Taken,
    counts: bool,
    answers: Vec<AnswerView>,
) -> PositionView {
    let text = |text: &Option<domain::Text>| text.as_ref().map(ToString::to_string);
    PositionView {
        number: taken.number,
        member: taken.member,
        member_name: names.person(taken.member).name,
        organisation: seat.organisation,
        organisation_name: seat.organisation.map(|it| names.organisation(it).name),
        group: seat.group.clone(),
        group_name: names.group(&seat.group),
        stance: taken.stated.stance,
        reason: text(&taken.stated.reason),
        would_resolve: text(&taken.stated.would_resolve),
        quote: taken.stated.quote.clone(),
        at: moment(taken.row.at),
        counts,
        earlier: 0,
        answers,
    }
}

/// An answer is shown with the position that states its objection now, and else with the one that
/// was answered.
fn shown_with(facts: &CallFacts, casts: &[Cast], row: &answers::Model) -> PositionNo {
    let answered = number(row.objection);
    objection(facts, casts, answered)
        .last()
        .copied()
        .unwrap_or(answered)
}

/// Reads what was said in a call.
async fn said(db: &impl ConnectionTrait, row: &calls::Model) -> Result<Said> {
    let (process, call) = (row.process_id, number(row.number));
    let lines = match rows::comments_during(row) {
        Some(lines) => lines.all(db).await?,
        None => Vec::new(),
    };
    Ok(Said {
        positions: rows::taken(rows::positions_of(process, call).all(db).await?)?,
        answers: rows::answers_of(process, call).all(db).await?,
        confirmations: rows::confirmations_of(process, call).all(db).await?,
        commented: rows::any_on(row.entry, &lines)?,
    })
}

/// Readings are told with the names of this process and the words of its objectors.
impl reading::Names for Sheet {
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
        let mut positions = self.said.positions.iter();
        let taken = positions.find(|taken| taken.number == position)?;
        taken.stated.would_resolve.as_ref().map(ToString::to_string)
    }
}
