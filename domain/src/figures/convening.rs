//! What conveners did: who convened when, their acts by kind, and where they limited somebody.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::roster::Roster;
use crate::{
    Event, Moment, Text,
    ids::{CallNo, MemberNo},
    process::{Role, State},
    record::{Actor, Line},
};

/// The time in which somebody convened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tenure {
    pub member: MemberNo,
    pub from: Moment,
    /// Absent while they still do.
    pub until: Option<Moment>,
}

/// How often conveners did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActCount {
    /// As the record names it: `call.scheduled`.
    pub act: String,
    pub count: u32,
    pub newest: Moment,
}

/// An act by which a convener limited or moved something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limit {
    /// The line of the record that holds it.
    pub seq: u64,
    pub at: Moment,
    /// The convener.
    pub by: MemberNo,
    pub kind: Limited,
    /// What it concerned, where that is a call, a member, or what has a number of its own.
    pub call: Option<CallNo>,
    pub member: Option<MemberNo>,
    pub number: Option<u32>,
    /// Until when a call was extended.
    pub until: Option<Moment>,
    /// Absent where the record holds none: a call may be closed early without a statement.
    pub reason: Option<Text>,
}

/// In which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Limited {
    CallClosedEarly,
    CallExtended,
    CallWithdrawn,
    MemberRemoved,
    MemberMoved,
    InterestDeclined,
    InvitationWithdrawn,
    CommentHidden,
    ReleaseYanked,
    ProcessClosed,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Convening {
    tenures: Vec<Tenure>,
    acts: BTreeMap<String, (u32, Moment)>,
    limits: Vec<Limit>,
    /// When and by whom a call became final last: what stands beside that followed from it.
    finality: Option<(Moment, Actor)>,
    /// The same of who was admitted last: the lines that bring them in follow from it.
    admission: Option<(Moment, Actor)>,
}

impl Convening {
    pub fn add(&mut self, line: &Line, roster: &Roster) {
        let Some(by) = self.convener(line, roster) else {
            self.tenure(line, roster);
            return;
        };
        if !self.follows(line) {
            let act = line.event.act();
            let count = self.acts.entry(act).or_insert((0, line.at));
            *count = (count.0 + 1, line.at);
        }
        match &line.event {
            Event::CallFinalised { .. } => self.finality = Some((line.at, line.actor)),
            Event::InterestAdmitted { .. } => self.admission = Some((line.at, line.actor)),
            Event::MemberJoined(_) | Event::MemberInvited { .. } => self.admission = None,
            _ => {}
        }
        self.limits.extend(limit(line, by));
        self.tenure(line, roster);
    }

    pub fn tenures(&self) -> &[Tenure] {
        &self.tenures
    }

    /// The most frequent first.
    pub fn acts(&self) -> Vec<ActCount> {
        let counts = self.acts.iter().map(|(act, (count, newest))| ActCount {
            act: act.clone(),
            count: *count,
            newest: *newest,
        });
        let mut counts: Vec<_> = counts.collect();
        counts.sort_by_key(|it| std::cmp::Reverse(it.count));
        counts
    }

    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// Who founds a process convenes it, though the line that says so follows.
    fn convener(&self, line: &Line, roster: &Roster) -> Option<MemberNo> {
        match (&line.event, line.actor) {
            (Event::ProcessCreated(_), Actor::Member(number)) => Some(number),
            _ => roster.convener(line.actor),
        }
    }

    /// Whether a line only says what followed from an act by itself.
    fn follows(&self, line: &Line) -> bool {
        match &line.event {
            Event::CallOpened { .. }
            | Event::CallFinalised { .. }
            | Event::CallSuperseded { .. }
            | Event::PositionsRevealed { .. }
            | Event::RuleAdopted { .. }
            | Event::MinutesFrozen(_)
            | Event::MinutesReturned(_) => true,
            Event::OrganisationAdded { .. }
            | Event::MemberJoined(_)
            | Event::MemberInvited { .. } => self.admission == Some((line.at, line.actor)),
            // A charter that a call adopted.
            Event::ProcessUpdated(reform) => {
                reform.charter.is_some() && self.finality == Some((line.at, line.actor))
            }
            _ => false,
        }
    }

    fn tenure(&mut self, line: &Line, roster: &Roster) {
        match &line.event {
            Event::MemberJoined(joining) if joining.role == Role::Convener => {
                self.tenures.push(Tenure {
                    member: joining.member,
                    from: line.at,
                    until: None,
                });
            }
            Event::MemberLeft { member, .. }
                if roster.convener(Actor::Member(*member)).is_some() =>
            {
                let mut held = self.tenures.iter_mut();
                if let Some(tenure) = held.rfind(|tenure| tenure.member == *member) {
                    tenure.until = Some(line.at);
                }
            }
            _ => {}
        }
    }
}

fn limit(line: &Line, by: MemberNo) -> Option<Limit> {
    let limit = |kind, reason: Option<&Text>| Limit {
        seq: line.seq,
        at: line.at,
        by,
        kind,
        call: None,
        member: None,
        number: None,
        until: None,
        reason: reason.cloned(),
    };
    let told = match &line.event {
        Event::CallClosed {
            call,
            early: true,
            statement,
            ..
        } => Limit {
            call: Some(*call),
            ..limit(Limited::CallClosedEarly, statement.as_ref())
        },
        Event::CallExtended {
            call,
            closes_at,
            reason,
        } => Limit {
            call: Some(*call),
            until: Some(*closes_at),
            ..limit(Limited::CallExtended, Some(reason))
        },
        Event::CallWithdrawn { call, reason } => Limit {
            call: Some(*call),
            ..limit(Limited::CallWithdrawn, Some(reason))
        },
        Event::MemberLeft {
            member,
            reason,
            removed: true,
        } => Limit {
            member: Some(*member),
            ..limit(Limited::MemberRemoved, reason.as_ref())
        },
        Event::MemberChanged { member, reason, .. } => Limit {
            member: Some(*member),
            ..limit(Limited::MemberMoved, Some(reason))
        },
        Event::InterestDeclined { interest, reason } => Limit {
            number: Some(*interest),
            ..limit(Limited::InterestDeclined, Some(reason))
        },
        Event::InvitationWithdrawn { invitation, reason } => Limit {
            number: Some(*invitation),
            ..limit(Limited::InvitationWithdrawn, Some(reason))
        },
        Event::ReviewCommentHidden { comment, reason } => Limit {
            number: Some(*comment),
            ..limit(Limited::CommentHidden, Some(reason))
        },
        Event::ReleaseYanked { reason, .. } => limit(Limited::ReleaseYanked, Some(reason)),
        Event::ProcessUpdated(reform) if reform.state == Some(State::Closed) => {
            limit(Limited::ProcessClosed, reform.reason.as_ref())
        }
        _ => return None,
    };
    Some(told)
}
