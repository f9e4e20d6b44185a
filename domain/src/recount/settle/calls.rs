//! Calls: their life, what is said in them, and what they put into force.

use super::super::{
    ledger::{Called, Ledger, Position},
    report::{Counted, Published},
};
use crate::{
    Event, Moment,
    call::{CallFacts, CallState, Contest, Subject},
    ids::CallNo,
    reading::{Confirmation, readings},
    record::{Line, Publication, Schedule},
};

impl Ledger {
    pub(super) fn settle_calls(&mut self, line: &Line, decided: Option<&Event>) {
        // What was numbered has its number, also where it does not count.
        match &line.event {
            Event::PositionTaken { call, position, .. } => self.alter(*call, |it| {
                it.last_position = it.last_position.max(*position);
            }),
            Event::AnswerGiven { call, answer, .. } => self.alter(*call, |it| {
                it.last_answer = it.last_answer.max(*answer);
            }),
            Event::CallClosed { call, outcome, .. } => {
                self.count(*call).stated = Some(outcome.result);
                let agrees = decided == Some(&line.event);
                self.count(*call).agrees = Some(agrees);
            }
            _ => {}
        }
        let event = match (&line.event, decided) {
            (_, Some(decided)) => decided,
            // That a call exists, and that it is open, is taken as it is stated.
            (made @ (Event::CallScheduled(_) | Event::CallOpened { .. }), None) => made,
            _ => return,
        };
        self.said(event);
        self.life(line, event);
    }

    fn life(&mut self, line: &Line, event: &Event) {
        match event {
            Event::CallScheduled(schedule) => self.schedule(schedule),
            Event::CallOpened {
                call,
                rule,
                groups,
                roster,
                ..
            } => self.alter(*call, |it| {
                it.facts.state = CallState::Open;
                it.facts.rule = Some(rule.clone());
                it.facts.roster.clone_from(roster);
                it.groups.clone_from(groups);
                it.opened_by = Some(line.seq);
            }),
            Event::CallExtended {
                call, closes_at, ..
            } => self.alter(*call, |it| it.facts.closes_at = *closes_at),
            Event::CallWithdrawn { call, .. } => self.enter(*call, CallState::Withdrawn),
            Event::CallNudged { call, .. } => {
                self.alter(*call, |it| it.nudged_at = Some(line.at));
            }
            Event::CallStated { call, .. } => self.alter(*call, |it| it.facts.stated = true),
            Event::CallClosed {
                call,
                outcome,
                tally,
                final_at,
                statement,
                due,
                ..
            } => {
                self.alter(*call, |it| {
                    it.facts.stated = statement.is_some();
                    it.facts.state = CallState::Closed;
                    it.facts.reached = Some(outcome.is_reached());
                    it.facts.final_at = Some(*final_at);
                    it.closed_by = Some(line.seq);
                });
                let told = self.calls.get(call).map(|it| outcome.tell(it));
                let counted = self.count(*call);
                counted.tally = Some(tally.clone());
                counted.outcome = told;
                counted.closed_at = Some(due.unwrap_or(line.at));
                self.read_again(*call);
            }
            Event::CallContested {
                call,
                contest,
                member,
                ..
            } => self.alter(*call, |it| {
                it.facts.state = CallState::Contested;
                it.contests.push(Contest {
                    number: *contest,
                    member: *member,
                    withdrawn: false,
                });
            }),
            Event::ContestWithdrawn { call, contest } => {
                self.alter(*call, |it| it.uncontest(*contest, line.at));
            }
            Event::MinorityStated { call, member, text } => {
                let stated = &mut self.count(*call).minorities;
                stated.insert(*member, text.clone());
            }
            Event::CallFinalised { call, .. } => {
                self.enter(*call, CallState::Final);
                self.put_into_force(*call);
            }
            Event::CallSuperseded { call, .. } => self.enter(*call, CallState::Superseded),
            _ => {}
        }
    }

    /// What people say in a call.
    fn said(&mut self, event: &Event) {
        match event {
            Event::PositionTaken {
                call,
                position,
                member,
                stated,
                sealed,
            } => self.alter(*call, |it| {
                it.positions.push(Position {
                    number: *position,
                    member: *member,
                    stated: stated.clone(),
                    sealed: sealed.clone(),
                });
            }),
            Event::PositionsRevealed { call, positions } => {
                self.alter(*call, |it| {
                    for revealed in positions {
                        let mut taken = it.positions.iter_mut();
                        if let Some(taken) = taken.find(|it| it.number == revealed.position) {
                            taken.stated = Some(revealed.stated.clone());
                        }
                    }
                });
                self.read_again(*call);
            }
            Event::AnswerGiven {
                call,
                answer,
                objection,
                ..
            } => self.alter(*call, |it| {
                it.answers.insert(*answer, *objection);
            }),
            Event::AnswerConfirmed {
                call,
                answer,
                member,
                agree,
            } => self.alter(*call, |it| {
                let confirmation = Confirmation {
                    member: *member,
                    agree: *agree,
                };
                it.confirmations.push((*answer, confirmation));
            }),
            _ => {}
        }
    }

    fn schedule(&mut self, schedule: &Schedule) {
        let number = schedule.call;
        let called = Called {
            facts: CallFacts {
                number,
                subject: schedule.subject.clone(),
                state: CallState::Scheduled,
                opens_at: schedule.opens_at,
                closes_at: schedule.closes_at,
                blind: schedule.blind,
                silence: schedule.silence.unwrap_or_default(),
                rule: None,
                roster: Vec::new(),
                reached: None,
                final_at: None,
                stated: false,
            },
            answers_call: schedule.answers,
            groups: Vec::new(),
            positions: Vec::new(),
            last_position: 0,
            last_answer: 0,
            answers: Default::default(),
            confirmations: Vec::new(),
            contests: Vec::new(),
            commented: false,
            nudged_at: None,
            opened_by: None,
            closed_by: None,
        };
        if let Some(entry) = schedule.subject.entry()
            && let Some(entry) = self.entries.get_mut(&entry)
        {
            entry.calls.push(number);
        }
        self.calls.entry(number).or_insert(called);
        self.ticking.insert(number);
    }

    /// Changes a call, and sees whether the clock still has to do something to it.
    fn alter(&mut self, number: CallNo, change: impl FnOnce(&mut Called)) {
        if let Some(call) = self.calls.get_mut(&number) {
            change(call);
            if call.due().is_some() {
                self.ticking.insert(number);
            } else {
                self.ticking.remove(&number);
            }
        }
    }

    fn enter(&mut self, number: CallNo, state: CallState) {
        self.alter(number, |it| it.facts.state = state);
    }

    /// What a final call that reached agreement does to its entry. What was withdrawn stays so, and
    /// an older call that becomes final late does not undo a newer one.
    fn put_into_force(&mut self, number: CallNo) {
        let Some(call) = self.calls.get(&number) else {
            return;
        };
        if call.facts.reached != Some(true) {
            return;
        }
        let Some(entry) = call.facts.subject.entry() else {
            return;
        };
        let Some(entry) = self.entries.get_mut(&entry).filter(|it| !it.withdrawn) else {
            return;
        };
        match call.facts.subject {
            Subject::Wording { wording, .. } => {
                if entry.agreed.is_none_or(|(_, agreed)| agreed < number) {
                    entry.agreed = Some((wording, number));
                }
            }
            _ => entry.retired = true,
        }
    }

    fn count(&mut self, number: CallNo) -> &mut Counted {
        self.counted.entry(number).or_default()
    }

    /// Every reading of a call that closed, once what was sealed is known.
    fn read_again(&mut self, number: CallNo) {
        let Some(call) = self.calls.get(&number) else {
            return;
        };
        let hidden = call.positions.iter().any(|it| it.stated.is_none());
        if let Some(rule) = call.facts.rule.as_ref().filter(|_| !hidden) {
            let told = readings(rule, &call.ballot(&[])).tell(call);
            self.count(number).readings = Some(told);
        }
    }

    pub(super) fn publish(
        &mut self,
        line: &Line,
        decided: Option<&Event>,
        publication: &Publication,
    ) {
        let settled = self.settle_release(Some(publication.version));
        self.published.push(Published {
            version: publication.version,
            line: line.seq,
            terms: publication.terms.len(),
            at_least: settled.ok().map(|it| it.plan.suggested),
            agrees: decided == Some(&line.event),
        });
    }
}

impl Called {
    /// With the last contest gone the call becomes final after all.
    fn uncontest(&mut self, contest: u32, at: Moment) {
        for taken_back in self.contests.iter_mut().filter(|it| it.number == contest) {
            taken_back.withdrawn = true;
        }
        if self.contests.iter().all(|it| it.withdrawn) {
            self.facts.state = CallState::Closed;
            self.facts.final_at = self.facts.final_at.map(|until| until.max(at));
        }
    }
}
