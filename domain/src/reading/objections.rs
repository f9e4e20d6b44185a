use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Answer, Ballot,
    voices::{Unit, Voices},
};
use crate::{Slug, ids::PositionNo};

/// An objection that counts at the closing, and what was answered to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Objection {
    /// The objector: where organisations are the units, the organisation.
    pub unit: Unit,
    pub group: Slug,
    /// The newest position that states it.
    pub position: PositionNo,
    /// How many answers it carries. A restated objection keeps its answers.
    pub answers: u32,
    /// How many units confirm the answer that does best, and how many contest that one.
    pub confirmed: u32,
    pub contested: u32,
}

impl Objection {
    pub const fn is_answered(&self) -> bool {
        self.answers > 0
    }

    /// Whether more units confirm an answer than contest it. One at least does then.
    pub const fn is_confirmed(&self) -> bool {
        self.confirmed > self.contested
    }

    /// Adds an answer with those who confirm and contest it.
    fn add(&mut self, (confirmed, contested): (u32, u32)) {
        // Among answers with the same lead the one that more units spoke of is shown, so that the
        // order in which they were given does not matter.
        let lead = |yes: u32, no: u32| (i64::from(yes) - i64::from(no), yes);
        let better = lead(confirmed, contested) > lead(self.confirmed, self.contested);
        if self.answers == 0 || better {
            (self.confirmed, self.contested) = (confirmed, contested);
        }
        self.answers += 1;
    }
}

/// Every standing objection, in the order of the units. The organisation cap removes none.
pub(super) fn standing(ballot: &Ballot, voices: &Voices) -> Vec<Objection> {
    let mut answers: HashMap<PositionNo, Vec<&Answer>> = HashMap::new();
    for answer in &ballot.answers {
        answers.entry(answer.objection).or_default().push(answer);
    }
    let objecting = voices.all.iter().filter_map(|voice| {
        let newest = voice.objection().last()?;
        let mut objection = Objection {
            unit: voice.unit,
            group: voice.group.clone(),
            position: newest.number,
            answers: 0,
            confirmed: 0,
            contested: 0,
        };
        let stated = voice.objection().iter();
        for answer in stated.filter_map(|it| answers.get(&it.number)).flatten() {
            objection.add(confirmations(answer, voice.unit, voices));
        }
        Some(objection)
    });
    objecting.collect()
}

/// How many eligible units confirm and contest an answer, the objector's own left out.
fn confirmations(answer: &Answer, objector: Unit, voices: &Voices) -> (u32, u32) {
    let mut newest = BTreeMap::new();
    for confirmation in &answer.confirmations {
        match voices.eligible_unit(confirmation.member) {
            Some(unit) if unit != objector => {
                newest.insert(unit, confirmation.agree);
            }
            _ => {}
        }
    }
    newest.values().fold(
        (0, 0),
        |(yes, no), agree| {
            if *agree { (yes + 1, no) } else { (yes, no + 1) }
        },
    )
}
