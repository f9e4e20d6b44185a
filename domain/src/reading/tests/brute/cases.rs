//! Random cases in plain numbers, each made again from its number alone.

use super::*;
use crate::rule::{
    Approval, Base, Every, Fraction, GroupsPart, ObjectionsPart, Required, Silence, VotingUnit,
};

pub(super) const GROUPS: [&str; 3] = ["makers", "consumers", "academia"];
pub(super) const STANCES: [Stance; 6] = Stance::ALL;

/// A roster, what was said, and a rule.
#[derive(Debug)]
pub(super) struct Case {
    pub persons: bool,
    /// The organisation (0 is none) and the group of members 1, 2, 3 …
    pub seats: Vec<(u32, usize)>,
    /// Positions 1, 2, 3 …: the member, and the number of the stance.
    pub said: Vec<(u32, usize)>,
    /// The position that is answered, and who confirms or contests it.
    pub answers: Vec<(u32, Vec<(u32, bool)>)>,
    pub announced: bool,
    pub commented: bool,
    pub asked: Asked,
}

/// What a rule asks for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub quorum: Option<(u32, u32)>,
    pub support: Option<u32>,
    pub approval: Option<Share>,
    pub negatives: Option<(u32, u32)>,
    /// The groups asked (none is all), how many must be heard, and their approval.
    pub groups: Option<(Option<usize>, u32, Option<Share>)>,
    /// How many objections may stand, whether answered, whether confirmed.
    pub objections: Option<(Option<u32>, bool, bool)>,
    pub cap: Option<(u32, u32)>,
    pub assent: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub num: u32,
    pub den: u32,
    /// 0 expressed, 1 cast, 2 eligible.
    pub of: u32,
    pub strict: bool,
    pub concern: bool,
}

/// Numbers that look random (SplitMix64), the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) % u64::from(sides)).unwrap()
    }

    /// True once in so many times.
    fn one_in(&mut self, times: u32) -> bool {
        self.throw(times) == 0
    }

    fn maybe<T>(&mut self, times: u32, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(times).then(|| make(self))
    }

    fn share(&mut self) -> (u32, u32) {
        match self.throw(8) {
            // As large as numbers get.
            0 => (self.throw(u32::MAX), u32::MAX),
            _ => {
                let den = 1 + self.throw(6);
                (self.throw(den + 1), den)
            }
        }
    }

    fn approval(&mut self) -> Share {
        let (num, den) = self.share();
        Share {
            num,
            den,
            of: self.throw(3),
            strict: self.one_in(3) && num < den,
            concern: self.one_in(4),
        }
    }

    /// Mostly warm, so that rules are met as well.
    fn stance(&mut self) -> usize {
        [0, 0, 0, 1, 1, 2, 3, 3, 4, 5][self.throw(10) as usize]
    }
}

impl Case {
    pub fn of(number: u64) -> Self {
        let mut dice = Dice(number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let persons = dice.one_in(2);
        let seats: Vec<_> = (0..dice.throw(10))
            .map(|_| match dice.throw(5) {
                0 => (0, dice.throw(3) as usize),
                own => (own, own as usize % 3),
            })
            .collect();
        let members = seats.len() as u32 + 2;
        let said: Vec<_> = (0..dice.throw(15))
            .map(|_| (1 + dice.throw(members), dice.stance()))
            .collect();
        let answers = (0..dice.throw(5))
            .map(|_| {
                let objection = 1 + dice.throw(said.len() as u32 + 1);
                let spoken = (0..dice.throw(5))
                    .map(|_| (1 + dice.throw(members), !dice.one_in(3)))
                    .collect();
                (objection, spoken)
            })
            .collect();
        Self {
            persons,
            seats,
            said,
            answers,
            announced: dice.one_in(2),
            commented: dice.one_in(6),
            asked: Asked {
                quorum: dice.maybe(3, Dice::share),
                support: dice.maybe(4, |dice| dice.throw(4)),
                approval: dice.maybe(2, Dice::approval),
                negatives: dice.maybe(4, Dice::share),
                groups: dice.maybe(4, |dice| {
                    let only = dice.maybe(2, |dice| dice.throw(3) as usize);
                    (only, dice.throw(3), dice.maybe(2, Dice::approval))
                }),
                objections: dice.maybe(2, |dice| {
                    let most = dice.maybe(2, |dice| dice.throw(4));
                    (most, dice.one_in(3), dice.one_in(4))
                }),
                cap: dice
                    .maybe(2, Dice::share)
                    .filter(|(num, _)| persons && *num > 0),
                assent: dice.one_in(4),
            },
        }
    }

    pub fn rule(&self) -> Rule {
        let share = |(num, den)| Fraction { num, den };
        let approval = |it: Share| Approval {
            num: it.num,
            den: it.den,
            of: [Base::Expressed, Base::Cast, Base::Eligible][it.of as usize],
            strict: it.strict,
            concern_counts_as_no: it.concern,
        };
        let asked = &self.asked;
        Rule {
            name: "any".into(),
            unit: match self.persons {
                true => VotingUnit::Person,
                false => VotingUnit::Organisation,
            },
            quorum: asked.quorum.map(share),
            support_min: asked.support,
            approval: asked.approval.map(approval),
            negatives_max: asked.negatives.map(share),
            groups: asked
                .groups
                .as_ref()
                .map(|(only, heard_min, own)| GroupsPart {
                    required: match only {
                        None => Required::Every(Every::All),
                        Some(index) => Required::Listed(vec![group(GROUPS[*index])]),
                    },
                    heard_min: *heard_min,
                    approval: own.map(approval),
                }),
            objections: asked.objections.map(
                |(standing_max, must_be_answered, must_be_confirmed)| ObjectionsPart {
                    standing_max,
                    must_be_answered,
                    must_be_confirmed,
                },
            ),
            organisation_cap: asked.cap.map(share),
            silence: match asked.assent {
                true => Silence::Assent,
                false => Silence::Abstain,
            },
        }
    }

    pub fn ballot(&self) -> Ballot {
        let seats = self
            .seats
            .iter()
            .zip(1..)
            .map(|((own, index), member)| Seat {
                member,
                organisation: (*own > 0).then_some(*own),
                group: group(GROUPS[*index]),
            });
        let positions = self
            .said
            .iter()
            .zip(1..)
            .map(|((member, stance), number)| Cast {
                number,
                member: *member,
                stance: STANCES[*stance],
            });
        let answers = self.answers.iter().map(|(objection, spoken)| Answer {
            objection: *objection,
            confirmations: spoken
                .iter()
                .map(|(member, agree)| Confirmation {
                    member: *member,
                    agree: *agree,
                })
                .collect(),
        });
        Ballot {
            groups: GROUPS.map(group).to_vec(),
            seats: seats.collect(),
            positions: positions.collect(),
            answers: answers.collect(),
            assent_announced: self.announced,
            commented: self.commented,
        }
    }
}
