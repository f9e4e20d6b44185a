//! Deciding an act anew, from the lines before it, by the functions that decided it.

mod calls;
mod clock;
mod comments;
mod entries;
mod meetings;
mod people;
mod positions;
mod process;
mod redlines;
mod releases;
mod reviews;

use super::{
    Wrong,
    ledger::{Called, Comment, Entry, Ledger, Process, Redline},
};
use crate::{
    Decided, Event,
    ids::{CallNo, CommentNo, EntryNo, MemberNo, RedlineNo},
    permit::{Denial, May, Member, permit},
    record::{Actor, Line},
};

/// The line that is judged, after those before it.
#[derive(Debug, Clone, Copy)]
pub(in crate::recount) struct Act<'a> {
    pub ledger: &'a Ledger,
    pub line: &'a Line,
    /// The line behind it: where a blind call closes, it holds what was sealed.
    pub next: Option<&'a Line>,
}

/// An act that was allowed, as it is decided now.
#[derive(Debug)]
pub(in crate::recount) struct Judged {
    /// What has to stand in the line and, where there is more, in those behind it.
    pub decided: Vec<Decided>,
    /// One of these acts has to follow at once.
    pub then: Option<&'static [&'static str]>,
    /// What is no fault and should be known.
    pub remark: Option<String>,
}

type Verdict = Result<Judged, Wrong>;

impl From<Vec<Decided>> for Judged {
    fn from(decided: Vec<Decided>) -> Self {
        Self {
            decided,
            then: None,
            remark: None,
        }
    }
}

impl From<Decided> for Judged {
    fn from(decided: Decided) -> Self {
        vec![decided].into()
    }
}

impl Judged {
    fn then(mut self, acts: &'static [&'static str]) -> Self {
        self.then = Some(acts);
        self
    }
}

/// Decides a line anew.
pub(in crate::recount) fn judge(act: &Act<'_>) -> Verdict {
    if act.line.actor == Actor::Clock {
        return clock::does(act);
    }
    match &act.line.event {
        Event::ProcessCreated(founding) => process::created(act, founding),
        Event::ProcessUpdated(reform) => process::updated(act, reform),

        Event::InterestExpressed { interest, group } => {
            people::expressed(act, *interest, group.as_ref())
        }
        Event::InterestAdmitted { interest } => people::admitted(act, *interest),
        Event::InterestDeclined { interest, reason } => people::declined(act, *interest, reason),
        Event::OrganisationAdded {
            organisation,
            group,
        } => people::organisation_added(act, *organisation, group),
        Event::OrganisationRenamed { organisation } => {
            people::organisation_reformed(act, *organisation, None)
        }
        Event::OrganisationMerged { organisation, into } => {
            people::organisation_reformed(act, *organisation, Some(*into))
        }
        Event::MemberInvited { invitation, .. } => people::invited(act, *invitation),
        Event::InvitationWithdrawn { invitation, reason } => {
            people::invitation_withdrawn(act, *invitation, reason)
        }
        Event::MemberJoined(joining) => people::joined(act, joining),
        Event::MemberChanged {
            member,
            group,
            organisation,
            ..
        } => people::changed(act, *member, group.as_ref(), *organisation),
        Event::MemberLeft { member, reason, .. } => people::left(act, *member, reason.as_ref()),

        Event::EntryProposed {
            entry,
            content,
            rationale,
            ..
        } => entries::proposed(act, *entry, content, rationale.as_ref()),
        Event::EntryWithdrawn { entry, reason } => entries::withdrawn(act, *entry, reason),
        Event::PenPassed { entry, member } => entries::pen_passed(act, *entry, *member),
        Event::RedlineProposed(proposal) => redlines::proposed(act, proposal),
        Event::RedlineConfirmed { redline, agree } => redlines::confirmed(act, *redline, *agree),
        Event::RedlineFolded { redline, parts, .. } => redlines::folded(act, *redline, parts),
        Event::RedlineRefused { redline, reason } => redlines::refused(act, *redline, reason),
        Event::RedlineWithdrawn { redline, reason } => {
            redlines::withdrawn(act, *redline, reason.as_ref())
        }
        Event::CommentAdded(remark) => comments::added(act, remark),
        Event::CommentDisposed {
            comment,
            outcome,
            response,
        } => comments::disposed(act, *comment, *outcome, response.as_ref()),
        Event::CommentAcknowledged { comment, satisfied } => {
            comments::acknowledged(act, *comment, *satisfied)
        }

        Event::CallScheduled(schedule) => calls::scheduled(act, schedule),
        Event::CallExtended {
            call,
            closes_at,
            reason,
        } => calls::extended(act, *call, *closes_at, reason),
        Event::CallWithdrawn { call, reason } => calls::withdrawn(act, *call, reason),
        Event::CallClosed {
            call, statement, ..
        } => calls::closed(act, *call, statement.as_ref()),
        Event::CallStated { call, statement } => calls::stated(act, *call, statement),
        Event::CallNudged { call, .. } => calls::nudged(act, *call),
        Event::CallContested { call, reason, .. } => calls::contested(act, *call, reason),
        Event::ContestWithdrawn { call, .. } => calls::contest_withdrawn(act, *call),
        Event::PositionTaken { call, .. } => positions::taken(act, *call),
        Event::AnswerGiven {
            call,
            answer,
            objection,
            body,
        } => positions::answered(act, *call, *answer, *objection, body),
        Event::AnswerConfirmed {
            call,
            answer,
            agree,
            ..
        } => positions::confirmed(act, *call, *answer, *agree),
        Event::MinorityStated { call, text, .. } => positions::minority(act, *call, text),

        Event::ReleasePublished(publication) => releases::published(act, publication),
        Event::ReleaseYanked { version, reason } => releases::yanked(act, *version, reason),

        Event::ReviewOpened(opening) => reviews::opened(act, opening),
        Event::ReviewExtended(extension) => reviews::extended(act, extension),
        Event::ReviewClosed(closing) => reviews::closed(act, closing),
        Event::ReviewCommented(remark) | Event::ProblemReported(remark) => {
            reviews::said(act, remark)
        }
        Event::ReviewCommentHidden { comment, reason } => {
            reviews::shown(act, *comment, false, reason)
        }
        Event::ReviewCommentShown { comment, reason } => {
            reviews::shown(act, *comment, true, reason)
        }

        Event::MeetingPlanned(_)
        | Event::MeetingChanged(_)
        | Event::MeetingCancelled { .. }
        | Event::ItemSuggested(_)
        | Event::SuggestionAnswered(_)
        | Event::MeetingStarted { .. }
        | Event::MeetingEnded { .. }
        | Event::ItemOpened { .. }
        | Event::NoteTakerNamed { .. }
        | Event::AttendanceChanged { .. }
        | Event::PollOpened(_)
        | Event::PollClosed(_)
        | Event::NoteAdded(_)
        | Event::NoteChanged(_)
        | Event::ActionAssigned(_)
        | Event::ActionSettled(_)
        | Event::MinutesCirculated(_)
        | Event::CorrectionRequested(_)
        | Event::CorrectionAnswered(_)
        | Event::MinutesFrozen(_) => meetings::did(act),

        // They follow from another act and never stand for themselves.
        Event::RuleAdopted { .. }
        | Event::CallOpened { .. }
        | Event::CallFinalised { .. }
        | Event::CallSuperseded { .. }
        | Event::PositionsRevealed { .. }
        | Event::MinutesReturned(_) => Err(Wrong::not_allowed(
            "Nobody does this by themselves: it follows from another act, and no line before led to it.",
        )),
    }
}

impl<'a> Act<'a> {
    fn process(&self) -> Result<&'a Process, Wrong> {
        let process = self.ledger.process.as_ref();
        process.ok_or_else(|| Wrong::not_allowed("It comes before the process was created."))
    }

    /// The member who acts, where the line names one who is on the roster.
    fn member(&self) -> Option<&'a Member> {
        match self.line.actor {
            Actor::Member(number) => self.ledger.present(number),
            Actor::Clock | Actor::Public => None,
        }
    }

    /// Leave to act, as the registry asks for it.
    fn permit(&self, may: May) -> Result<&'a Member, Wrong> {
        let member = self.member();
        permit(member, self.process()?.state, may)?;
        member.ok_or(Denial::NotMember.into())
    }

    /// Leave to act for oneself: the line names who acts and for whom, and both are the same.
    fn permit_own(&self, member: MemberNo) -> Result<&'a Member, Wrong> {
        let actor = self.permit(May::Participate)?;
        match actor.number == member {
            true => Ok(actor),
            false => Err(Wrong::not_allowed(format!(
                "Member {} did this in the name of member {member}.",
                actor.number
            ))),
        }
    }

    fn call(&self, number: CallNo) -> Result<&'a Called, Wrong> {
        let call = self.ledger.calls.get(&number);
        call.ok_or_else(|| Wrong::unknown("call", number))
    }

    fn entry(&self, number: EntryNo) -> Result<&'a Entry, Wrong> {
        let entry = self.ledger.entries.get(&number);
        entry.ok_or_else(|| Wrong::unknown("entry", number))
    }

    fn redline(&self, number: RedlineNo) -> Result<&'a Redline, Wrong> {
        let redline = self.ledger.redlines.get(&number);
        redline.ok_or_else(|| Wrong::unknown("redline", number))
    }

    fn comment(&self, number: CommentNo) -> Result<&'a Comment, Wrong> {
        let comment = self.ledger.comments.get(&number);
        comment.ok_or_else(|| Wrong::unknown("comment", number))
    }

    fn entry_exists(&self, number: EntryNo) -> bool {
        self.ledger.entries.contains_key(&number)
    }
}

/// Things are numbered one after the other.
fn numbered(what: &str, stated: u32, last: Option<&u32>) -> Result<u32, Wrong> {
    let next = last.copied().unwrap_or(0).saturating_add(1);
    match stated == next {
        true => Ok(next),
        false => Err(
            Wrong::not_allowed(format!("It is numbered {what} {stated}."))
                .should(format!("The next number is {next}.")),
        ),
    }
}
