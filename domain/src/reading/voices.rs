//! From participants to voting units: who speaks, for which group, and what counts of it.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Ballot, Cast, Stance};
use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo, PositionNo},
    rule::VotingUnit,
};

/// One voting unit.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Organisation(OrganisationNo),
    Member(MemberNo),
}

/// What one voting unit says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    pub unit: Unit,
    pub organisation: Option<OrganisationNo>,
    pub group: Slug,
    /// The unit's positions, oldest first.
    pub said: Vec<Cast>,
    /// Whether its silence was turned into an acceptance.
    pub assented: bool,
    /// Whether the organisation cap leaves it out of the count.
    pub set_aside: bool,
}

/// All voices of a ballot, in the order of their units.
#[derive(Debug, Clone)]
pub(super) struct Voices {
    pub all: Vec<Voice>,
    /// Where in `all` a member's unit stands.
    of_member: HashMap<MemberNo, usize>,
}

impl Voices {
    pub fn of(ballot: &Ballot, unit: VotingUnit) -> Self {
        let mut units = BTreeMap::new();
        for seat in &ballot.seats {
            let unit = match (unit, seat.organisation) {
                (VotingUnit::Organisation, Some(number)) => Unit::Organisation(number),
                _ => Unit::Member(seat.member),
            };
            // An organisation belongs to one group, and its members with it.
            units.entry(unit).or_insert_with(Vec::new).push(seat);
        }
        let mut of_member = HashMap::new();
        let mut all = Vec::with_capacity(units.len());
        for (unit, seats) in units {
            for seat in &seats {
                of_member.insert(seat.member, all.len());
            }
            all.push(Voice {
                unit,
                organisation: seats[0].organisation,
                group: seats[0].group.clone(),
                said: Vec::new(),
                assented: false,
                set_aside: false,
            });
        }
        for cast in &ballot.positions {
            // Who was not on the roster at the opening holds no position.
            if let Some(&index) = of_member.get(&cast.member) {
                let voice: &mut Voice = &mut all[index];
                voice.said.push(*cast);
            }
        }
        for voice in &mut all {
            voice.said.sort_by_key(|cast| cast.number);
        }
        Self { all, of_member }
    }

    /// The eligible unit that this member speaks in; none where it recused itself.
    pub fn eligible_unit(&self, member: MemberNo) -> Option<Unit> {
        let voice = &self.all[*self.of_member.get(&member)?];
        voice.is_eligible().then_some(voice.unit)
    }

    /// The units of which `test` holds.
    pub fn units(&self, test: impl Fn(&Voice) -> bool) -> impl Iterator<Item = Unit> {
        let voices = self.all.iter().filter(move |voice| test(voice));
        voices.map(|voice| voice.unit)
    }
}

impl Voice {
    /// What the unit holds now: its newest position, or an acceptance by silence.
    pub fn stance(&self) -> Option<Stance> {
        match self.said.last() {
            Some(cast) => Some(cast.stance),
            None => self.assented.then_some(Stance::Accept),
        }
    }

    pub fn is_eligible(&self) -> bool {
        self.stance() != Some(Stance::Recuse)
    }

    /// The stance as it enters the count of those cast.
    pub fn counted(&self) -> Option<Stance> {
        self.stance()
            .filter(|stance| *stance != Stance::Recuse && !self.set_aside)
    }

    /// The positions that restate the unit's standing objection, oldest first; empty where it
    /// does not object. What was said before its stance changed is another objection.
    pub fn objection(&self) -> &[Cast] {
        let changed = self.said.iter().rposition(|it| it.stance != Stance::Object);
        &self.said[changed.map_or(0, |index| index + 1)..]
    }

    /// Where the voice stands in time: an acceptance by silence comes about at the closing and so
    /// is newer than any position.
    pub fn newest(&self) -> (PositionNo, Unit) {
        let number = self.said.last().map_or(PositionNo::MAX, |it| it.number);
        (number, self.unit)
    }
}
