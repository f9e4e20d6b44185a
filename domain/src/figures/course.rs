//! How the positions of each call came about.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Event, Moment,
    call::Stated,
    ids::{CallNo, MemberNo, PositionNo},
    reading::{Ballot, Cast, Counts, Stance, read},
    record::{Line, Revealed},
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
    unit: VotingUnit,
    opened_at: Option<Moment>,
    ended_at: Option<Moment>,
    /// Whether it closed; a blind one that was withdrawn stays hidden.
    closed: bool,
    points: Vec<Held>,
    /// What is counted, for as long as something can come to it.
    counting: Option<Counting>,
}

#[derive(Debug, Clone)]
struct Counting {
    rule: Rule,
    ballot: Ballot,
    /// When and by whom sealed positions were taken, oldest first.
    sealed: Vec<(Moment, PositionNo, MemberNo)>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Courses(BTreeMap<CallNo, Course>);

impl Courses {
    pub fn add(&mut self, line: &Line) {
        if let Event::CallScheduled(schedule) = &line.event {
            let course = Course {
                closes_at: schedule.closes_at,
                blind: schedule.blind,
                unit: VotingUnit::default(),
                opened_at: None,
                ended_at: None,
                closed: false,
                points: Vec::new(),
                counting: None,
            };
            self.0.insert(schedule.call, course);
        } else if let Some(course) = about(&line.event).and_then(|call| self.0.get_mut(&call)) {
            course.add(line);
        }
    }

    pub fn told(&self, call: CallNo) -> Option<PositionsOverTime> {
        let course = self.0.get(&call)?;
        let hidden = course.blind && !course.closed;
        Some(PositionsOverTime {
            call,
            unit: course.unit,
            opened_at: course.opened_at,
            closes_at: course.closes_at,
            ended_at: course.ended_at,
            hidden,
            points: if hidden {
                Vec::new()
            } else {
                course.points.clone()
            },
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
                let counting = Counting {
                    rule: rule.clone(),
                    // Silence becomes acceptance at the closing only, which has a tally of its own.
                    ballot: Ballot {
                        groups: groups.clone(),
                        seats: roster.clone(),
                        ..Ballot::default()
                    },
                    sealed: Vec::new(),
                };
                self.unit = rule.unit;
                self.opened_at = Some(line.at);
                self.points = vec![Held::of(line.at, &counting.counts())];
                self.counting = Some(counting);
            }
            Event::CallExtended { closes_at, .. } => self.closes_at = *closes_at,
            Event::CallWithdrawn { .. } => {
                self.ended_at = Some(line.at);
                self.counting = None;
            }
            Event::CallClosed { due, tally, .. } => {
                let at = due.unwrap_or(line.at);
                (self.ended_at, self.closed) = (Some(at), true);
                push(&mut self.points, Held::of(at, &tally.all));
                // Of a blind call the positions are yet to come.
                self.counting.take_if(|_| !self.blind);
            }
            Event::PositionTaken {
                position,
                member,
                stated,
                ..
            } => self.take(line.at, *position, *member, stated.as_ref()),
            Event::PositionsRevealed { positions, .. } => self.reveal(positions),
            _ => {}
        }
    }

    fn take(&mut self, at: Moment, number: PositionNo, member: MemberNo, stated: Option<&Stated>) {
        let Some(counting) = &mut self.counting else {
            return;
        };
        match stated {
            Some(stated) => {
                let held = counting.cast(at, number, member, stated.stance);
                push(&mut self.points, held);
            }
            None => counting.sealed.push((at, number, member)),
        }
    }

    /// Counts what was sealed when it was taken, between the opening and the closing.
    fn reveal(&mut self, positions: &[Revealed]) {
        let Some(mut counting) = self.counting.take() else {
            return;
        };
        let rest = self.points.split_off(self.points.len().min(1));
        for (at, number, member) in std::mem::take(&mut counting.sealed) {
            let opened = positions.iter().find(|opened| opened.position == number);
            if let Some(opened) = opened {
                let held = counting.cast(at, number, member, opened.stated.stance);
                push(&mut self.points, held);
            }
        }
        for held in rest {
            push(&mut self.points, held);
        }
    }
}

impl Counting {
    fn counts(&self) -> Counts {
        read(&self.rule, &self.ballot).tally.all
    }

    /// Counts a position in; what is held from then on.
    fn cast(&mut self, at: Moment, number: PositionNo, member: MemberNo, stance: Stance) -> Held {
        self.ballot.positions.push(Cast {
            number,
            member,
            stance,
        });
        Held::of(at, &self.counts())
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
