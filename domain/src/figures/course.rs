//! How the positions of each call came about.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Event, Moment, Slug,
    ids::{CallNo, MemberNo, PositionNo},
    reading::{Ballot, Cast, Counts, Seat, Stance, read},
    record::Line,
    rule::{Rule, VotingUnit},
};

/// How many voting units held what while a call was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PositionsOverTime {
    pub call: CallNo,
    pub unit: VotingUnit,
    /// Absent before it opens.
    pub opened_at: Option<Moment>,
    /// When it is due to close, or was.
    pub closes_at: Moment,
    /// When it closed or was withdrawn.
    pub ended_at: Option<Moment>,
    /// Whether it is blind and did not close: then nothing is told.
    pub hidden: bool,
    /// Each moment at which a count changed, from the opening on. The last one of a closed call is
    /// its tally, silence that was turned into acceptance included.
    pub points: Vec<Held>,
}

/// How many voting units held what from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Held {
    pub at: Moment,
    pub support: u32,
    pub accept: u32,
    pub concern: u32,
    pub object: u32,
    pub abstain: u32,
    /// Those whose position does not count, or who took none.
    pub silent: u32,
    /// Those who left the decision to the others; they are in no other count.
    pub recused: u32,
}

#[derive(Debug, Clone)]
struct Course {
    closes_at: Moment,
    blind: bool,
    opening: Option<Opening>,
    taken: Vec<Taken>,
    /// When it closed, and with what tally.
    closing: Option<(Moment, Counts)>,
    withdrawn_at: Option<Moment>,
}

#[derive(Debug, Clone)]
struct Opening {
    at: Moment,
    rule: Rule,
    groups: Vec<Slug>,
    seats: Vec<Seat>,
}

/// A position; of a sealed one the stance is known when it is revealed.
#[derive(Debug, Clone, Copy)]
struct Taken {
    at: Moment,
    number: PositionNo,
    member: MemberNo,
    stance: Option<Stance>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Courses(BTreeMap<CallNo, Course>);

impl Courses {
    pub fn add(&mut self, line: &Line) {
        if let Event::CallScheduled(schedule) = &line.event {
            let course = Course {
                closes_at: schedule.closes_at,
                blind: schedule.blind,
                opening: None,
                taken: Vec::new(),
                closing: None,
                withdrawn_at: None,
            };
            self.0.insert(schedule.call, course);
        } else if let Some(course) = about(&line.event).and_then(|call| self.0.get_mut(&call)) {
            course.add(line);
        }
    }

    pub fn told(&self, call: CallNo) -> Option<PositionsOverTime> {
        let course = self.0.get(&call)?;
        let ended_at = course.closing.map(|(at, _)| at).or(course.withdrawn_at);
        let hidden = course.blind && course.closing.is_none();
        Some(PositionsOverTime {
            call,
            unit: course
                .opening
                .as_ref()
                .map_or_else(VotingUnit::default, |opening| opening.rule.unit),
            opened_at: course.opening.as_ref().map(|opening| opening.at),
            closes_at: course.closes_at,
            ended_at,
            hidden,
            points: if hidden { Vec::new() } else { course.points() },
        })
    }
}

impl Course {
    fn add(&mut self, line: &Line) {
        match &line.event {
            Event::CallOpened {
                rule,
                groups,
                roster,
                ..
            } => {
                self.opening = Some(Opening {
                    at: line.at,
                    rule: rule.clone(),
                    groups: groups.clone(),
                    seats: roster.clone(),
                });
            }
            Event::CallExtended { closes_at, .. } => self.closes_at = *closes_at,
            Event::CallWithdrawn { .. } => self.withdrawn_at = Some(line.at),
            Event::CallClosed { due, tally, .. } => {
                self.closing = Some((due.unwrap_or(line.at), tally.all));
            }
            Event::PositionTaken {
                position,
                member,
                stated,
                ..
            } => self.taken.push(Taken {
                at: line.at,
                number: *position,
                member: *member,
                stance: stated.as_ref().map(|stated| stated.stance),
            }),
            Event::PositionsRevealed { positions, .. } => {
                for taken in &mut self.taken {
                    let mut revealed = positions.iter();
                    let opened = revealed.find(|opened| opened.position == taken.number);
                    taken.stance = opened.map(|opened| opened.stated.stance).or(taken.stance);
                }
            }
            _ => {}
        }
    }

    fn points(&self) -> Vec<Held> {
        let Some(opening) = &self.opening else {
            return Vec::new();
        };
        let mut ballot = Ballot {
            groups: opening.groups.clone(),
            seats: opening.seats.clone(),
            ..Ballot::default()
        };
        // Silence becomes acceptance at the closing only, which has a tally of its own.
        let tally = |ballot: &Ballot| read(&opening.rule, ballot).tally.all;
        let mut points = vec![Held::of(opening.at, &tally(&ballot))];
        for taken in &self.taken {
            let Some(stance) = taken.stance else { continue };
            ballot.positions.push(Cast {
                number: taken.number,
                member: taken.member,
                stance,
            });
            push(&mut points, Held::of(taken.at, &tally(&ballot)));
        }
        if let Some((at, tally)) = &self.closing {
            push(&mut points, Held::of(*at, tally));
        }
        points
    }
}

impl Held {
    fn of(at: Moment, counts: &Counts) -> Self {
        Self {
            at,
            support: counts.support,
            accept: counts.accept,
            concern: counts.concern,
            object: counts.object,
            abstain: counts.abstain,
            silent: counts.silent(),
            recused: counts.recused,
        }
    }
}

/// Adds what is different from before; of one moment the last stands.
fn push(points: &mut Vec<Held>, held: Held) {
    if points.last().is_some_and(|last| last.at == held.at) {
        points.pop();
    }
    let same = |last: &Held| {
        Held {
            at: held.at,
            ..*last
        } == held
    };
    if !points.last().is_some_and(same) {
        points.push(held);
    }
}

/// The call whose positions a line bears on.
const fn about(event: &Event) -> Option<CallNo> {
    match event {
        Event::CallOpened { call, .. }
        | Event::CallExtended { call, .. }
        | Event::CallWithdrawn { call, .. }
        | Event::CallClosed { call, .. }
        | Event::PositionTaken { call, .. }
        | Event::PositionsRevealed { call, .. } => Some(*call),
        _ => None,
    }
}
