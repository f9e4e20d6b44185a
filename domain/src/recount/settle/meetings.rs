//! Meetings, as their lines make them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ledger::{Ledger, Met};
use crate::{
    Event,
    meeting::{ActionFacts, ActionState, Meeting},
    record::Line,
};

impl Ledger {
    pub(super) fn settle_meetings(&mut self, line: &Line) {
        if let Event::MemberLeft { member, .. } = &line.event {
            for met in self.meetings.values_mut() {
                met.present.remove(member);
            }
        }
        let Some(number) = line.event.meeting() else {
            return;
        };
        if let Event::MeetingPlanned(plan) = &line.event {
            let by = line.actor.number();
            self.meetings.entry(number).or_insert_with(|| Met {
                meeting: Meeting::planned(plan, by, line.at),
                present: BTreeSet::new(),
                actions: BTreeMap::new(),
            });
            return;
        }
        let Some(met) = self.meetings.get_mut(&number) else {
            return;
        };
        match &line.event {
            Event::AttendanceChanged {
                member, present, ..
            } => {
                match present {
                    true => met.present.insert(*member),
                    false => met.present.remove(member),
                };
            }
            Event::ActionAssigned(assignment) => {
                let facts = ActionFacts {
                    number: assignment.action,
                    owner: assignment.owner,
                    state: ActionState::Open,
                };
                met.actions.insert(assignment.action, facts);
            }
            Event::ActionSettled(settlement) => {
                if let Some(action) = met.actions.get_mut(&settlement.action) {
                    action.state = settlement.state;
                }
            }
            _ => met.meeting.apply(line),
        }
    }
}
