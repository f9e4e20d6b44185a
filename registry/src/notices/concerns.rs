//! From lines of the record to what in them may concern one member. Whether it does, and still
//! does, is looked up when a letter is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Event, Moment,
    ids::{CallNo, CommentNo, EntryNo, MeetingNo, MemberNo, RedlineNo},
    meeting::PlanPart,
    record::{Actor, Line, MeetingReform},
};

/// The acts that anybody is told of.
pub(super) const ACTS: [&str; 22] = [
    "interest.expressed",
    "pen.passed",
    "redline.proposed",
    "redline.folded",
    "redline.refused",
    "comment.added",
    "comment.disposed",
    "call.opened",
    "call.extended",
    "call.withdrawn",
    "call.closed",
    "call.contested",
    "contest.withdrawn",
    "call.finalised",
    "call.superseded",
    "answer.given",
    "meeting.planned",
    "meeting.changed",
    "meeting.cancelled",
    "action.assigned",
    "minutes.circulated",
    "correction.answered",
];

/// What happened to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happened {
    Opened,
    Extended,
    Withdrawn,
    Closed,
    Contested,
    ContestWithdrawn,
    Final,
    Superseded,
}

/// What happened to a meeting: to its plan, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Met {
    Planned,
    /// It is at another time or place.
    Moved,
    Cancelled,
    /// Its minutes are before everybody.
    Circulated,
    /// It gave the member this to do.
    Assigned(u32),
    /// This correction of its minutes was answered.
    Answered(u32),
}

/// What others did, by what it was done to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Concerns {
    pub(super) calls: BTreeMap<CallNo, BTreeSet<Happened>>,
    /// Calls in which an objection was answered, and when.
    pub(super) answered: BTreeSet<(CallNo, Moment)>,
    /// Entries with new redlines or comments.
    pub(super) discussed: BTreeSet<EntryNo>,
    /// Entries whose pen the member was handed.
    pub(super) pens: BTreeSet<EntryNo>,
    /// Redlines that were typed in the member's name.
    pub(super) moved: BTreeSet<RedlineNo>,
    /// Redlines that were folded or refused.
    pub(super) settled: BTreeSet<RedlineNo>,
    pub(super) disposed: BTreeSet<CommentNo>,
    pub(super) interests: bool,
    pub(super) meetings: BTreeMap<MeetingNo, BTreeSet<Met>>,
}

impl Concerns {
    /// What the lines hold for a member. What somebody did they need not be told.
    pub(super) fn of(lines: &[Line], me: MemberNo) -> Self {
        let mut concerns = Self::default();
        for line in lines.iter().filter(|line| line.actor != Actor::Member(me)) {
            concerns.add(line, me);
        }
        concerns
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, line: &Line, me: MemberNo) {
        match &line.event {
            Event::InterestExpressed { .. } => self.interests = true,
            Event::PenPassed { entry, member } if *member == me => {
                self.pens.insert(*entry);
            }
            Event::RedlineProposed(proposal) => {
                self.discussed.insert(proposal.entry);
                if proposal.moved_by == Some(me) {
                    self.moved.insert(proposal.redline);
                }
            }
            Event::RedlineFolded { redline, .. } | Event::RedlineRefused { redline, .. } => {
                self.settled.insert(*redline);
            }
            Event::CommentAdded(remark) if remark.in_reply_to.is_none() => {
                self.discussed.insert(remark.entry);
            }
            Event::ReviewCommented(remark) | Event::ProblemReported(remark) => {
                self.discussed.extend(remark.entry);
            }
            Event::CommentDisposed { comment, .. } => {
                self.disposed.insert(*comment);
            }
            Event::AnswerGiven { call, .. } => {
                self.answered.insert((*call, line.at));
            }
            Event::MeetingPlanned(plan) => self.meeting(plan.meeting, Met::Planned),
            Event::MeetingChanged(reform) if moved(reform) => {
                self.meeting(reform.meeting, Met::Moved);
            }
            Event::MeetingCancelled { meeting, .. } => self.meeting(*meeting, Met::Cancelled),
            Event::ActionAssigned(it) if it.owner == me => {
                self.meeting(it.meeting, Met::Assigned(it.action));
            }
            Event::MinutesCirculated(it) => self.meeting(it.meeting, Met::Circulated),
            Event::CorrectionAnswered(it) => {
                self.meeting(it.meeting, Met::Answered(it.correction));
            }
            Event::CallOpened { call, .. } => self.call(*call, Happened::Opened),
            Event::CallExtended { call, .. } => self.call(*call, Happened::Extended),
            Event::CallWithdrawn { call, .. } => self.call(*call, Happened::Withdrawn),
            Event::CallClosed { call, .. } => self.call(*call, Happened::Closed),
            Event::CallContested { call, .. } => self.call(*call, Happened::Contested),
            Event::ContestWithdrawn { call, .. } => self.call(*call, Happened::ContestWithdrawn),
            Event::CallFinalised { call, .. } => self.call(*call, Happened::Final),
            Event::CallSuperseded { call, .. } => self.call(*call, Happened::Superseded),
            _ => {}
        }
    }

    fn call(&mut self, call: CallNo, happened: Happened) {
        self.calls.entry(call).or_default().insert(happened);
    }

    fn meeting(&mut self, meeting: MeetingNo, happened: Met) {
        self.meetings.entry(meeting).or_default().insert(happened);
    }
}

/// Whether people have to come at another time or to another place. A new agenda is read when one comes.
fn moved(reform: &MeetingReform) -> bool {
    let without = |part| reform.without.contains(&part);
    reform.starts_at.is_some()
        || reform.place.is_some()
        || reform.link.is_some()
        || without(PlanPart::Place)
        || without(PlanPart::Link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(actor: Actor, event: Event) -> Line {
        Line::new(1, Moment::from_millis(0), actor, event, "")
    }

    #[test]
    fn nobody_is_told_what_they_did() {
        let lines = [
            line(
                Actor::Member(2),
                Event::PenPassed {
                    entry: 1,
                    member: 3,
                },
            ),
            line(
                Actor::Member(2),
                Event::ContestWithdrawn {
                    call: 4,
                    contest: 1,
                },
            ),
            line(
                Actor::Public,
                Event::InterestExpressed {
                    interest: 1,
                    group: None,
                },
            ),
        ];
        let concerns = Concerns::of(&lines, 2);
        assert!(concerns.interests && concerns.calls.is_empty() && concerns.pens.is_empty());
        let concerns = Concerns::of(&lines, 3);
        assert_eq!(concerns.pens, [1].into());
        assert_eq!(concerns.calls[&4], [Happened::ContestWithdrawn].into());
        assert!(Concerns::of(&lines[..2], 4).pens.is_empty());
        assert!(Concerns::of(&lines[..0], 4).is_empty());
    }
}
