//! A line of the record as a sentence.

use domain::{
    Event,
    ids::{CallNo, CommentNo, EntryNo, MemberNo, RedlineNo, ReviewNo},
    reading::Verdict,
    record::{Actor, Line},
};
use leptos::prelude::*;
use registry::chronicle::Chronicle;

use super::clauses::{disposed, held, reformed, role_word, said, subject};
use crate::parts::counted;

/// What happened, with links to what it happened to. `home` is the address of the process.
pub(in crate::pages) fn sentence(line: &Line, of: &Chronicle, home: &str) -> AnyView {
    let teller = Teller { of, home };
    let who = teller.actor(line.actor);
    let told = teller.told(&line.event);
    view! { {who} " " {told} "." }.into_any()
}

pub(super) struct Teller<'a> {
    of: &'a Chronicle,
    pub(super) home: &'a str,
}

impl Teller<'_> {
    fn actor(&self, actor: Actor) -> String {
        match actor {
            Actor::Member(number) => self.person(number),
            Actor::Clock => "The clock".to_owned(),
            Actor::Public => "Somebody from outside".to_owned(),
        }
    }

    fn told(&self, event: &Event) -> AnyView {
        match event {
            Event::ProcessCreated(founding) => {
                plain(format!("began the process “{}”", founding.title))
            }
            Event::ProcessUpdated(reform) => plain(reformed(reform)),
            Event::RuleAdopted { call, rule } => {
                self.about_call(format!("adopted the rule “{}” by", rule.name), *call, "")
            }
            Event::InterestExpressed { group, .. } => {
                let of = group.as_ref().map(|group| self.of.names.group(group));
                let of = of.map(|group| format!(" in the group {group}"));
                plain(format!("asked to take part{}", of.unwrap_or_default()))
            }
            Event::InterestAdmitted { interest } => plain(format!(
                "admitted who asked to take part (interest {interest})"
            )),
            Event::InterestDeclined { interest, reason } => {
                plain(format!("declined interest {interest}: {}", said(reason)))
            }
            Event::OrganisationAdded {
                organisation,
                group,
            } => plain(format!(
                "added {} to the group {}",
                self.organisation(*organisation),
                self.of.names.group(group)
            )),
            Event::OrganisationRenamed { organisation } => plain(format!(
                "renamed an organisation, now {}",
                self.organisation(*organisation)
            )),
            Event::OrganisationMerged { organisation, into } => plain(format!(
                "merged {} into {}",
                self.organisation(*organisation),
                self.organisation(*into)
            )),
            Event::MemberInvited { role, .. } => {
                plain(format!("invited somebody as {}", role_word(*role)))
            }
            Event::InvitationWithdrawn { reason, .. } => {
                plain(format!("took an invitation back: {}", said(reason)))
            }
            Event::MemberJoined(joining) => plain(format!(
                "brought in {} as {}",
                self.person(joining.member),
                role_word(joining.role)
            )),
            Event::MemberChanged { member, reason, .. } => {
                plain(format!("moved {}: {}", self.person(*member), said(reason)))
            }
            Event::MemberLeft {
                member,
                reason,
                removed,
            } => {
                let why = reason
                    .as_ref()
                    .map(|reason| format!(": {}", said(reason)))
                    .unwrap_or_default();
                let what = if *removed {
                    format!("removed {}", self.person(*member))
                } else {
                    "left".to_owned()
                };
                plain(format!("{what}{why}"))
            }
            Event::EntryProposed { entry, .. } => self.about_entry("proposed", *entry, ""),
            Event::EntryWithdrawn { entry, reason } => {
                self.about_entry("withdrew", *entry, &format!(": {}", said(reason)))
            }
            Event::PenPassed { entry, member } => self.about_entry(
                &format!("gave {} the pen of", self.person(*member)),
                *entry,
                "",
            ),
            Event::RedlineProposed(proposal) => {
                let from = proposal
                    .from_comment
                    .map(|comment| format!(" from comment {comment}"));
                self.about_redline("proposed", proposal.redline, &from.unwrap_or_default())
            }
            Event::RedlineConfirmed { redline, agree } => self.about_redline(
                if *agree {
                    "confirmed having moved"
                } else {
                    "denied having moved"
                },
                *redline,
                "",
            ),
            Event::RedlineFolded {
                redline,
                wording,
                parts,
                ..
            } => {
                let some = if parts.is_empty() { "" } else { " in part" };
                self.about_redline(
                    "folded in",
                    *redline,
                    &format!("{some}, which makes wording {wording}"),
                )
            }
            Event::RedlineRefused { redline, reason } => {
                self.about_redline("refused", *redline, &format!(": {}", said(reason)))
            }
            Event::RedlineWithdrawn { redline, .. } => self.about_redline("withdrew", *redline, ""),
            Event::CommentAdded(remark) => self.about_comment(
                if remark.in_reply_to.is_some() {
                    "replied with"
                } else {
                    "made"
                },
                remark.comment,
                "",
            ),
            Event::CommentDisposed {
                comment, outcome, ..
            } => self.about_comment("answered", *comment, disposed(*outcome)),
            Event::CommentAcknowledged { comment, satisfied } => self.about_comment(
                "said of the answer to",
                *comment,
                if *satisfied {
                    ": it satisfies"
                } else {
                    ": it does not satisfy"
                },
            ),
            _ => self.told_of_calls(event),
        }
    }

    fn told_of_calls(&self, event: &Event) -> AnyView {
        match event {
            Event::CallScheduled(schedule) => self.about_call(
                "set up".to_owned(),
                schedule.call,
                &format!(": {}", subject(&schedule.subject)),
            ),
            Event::CallOpened { call, roster, .. } => self.about_call(
                "opened".to_owned(),
                *call,
                &format!(
                    " with {} eligible",
                    counted(roster.len(), "person", "people")
                ),
            ),
            Event::CallExtended { call, reason, .. } => {
                self.about_call("extended".to_owned(), *call, &format!(": {}", said(reason)))
            }
            Event::CallStated { call, statement } => self.about_call(
                "said about the outcome of".to_owned(),
                *call,
                &format!(": {}", said(statement)),
            ),
            Event::CallNudged { call, members } => self.about_call(
                format!(
                    "asked {} to take a position in",
                    counted(members.len(), "silent member", "silent members")
                ),
                *call,
                "",
            ),
            Event::CallWithdrawn { call, reason } => {
                self.about_call("withdrew".to_owned(), *call, &format!(": {}", said(reason)))
            }
            Event::CallClosed {
                call,
                outcome,
                early,
                ..
            } => {
                let result = if outcome.result == Verdict::Reached {
                    "reached"
                } else {
                    "not reached"
                };
                let early = if *early { " early" } else { "" };
                self.about_call(
                    "closed".to_owned(),
                    *call,
                    &format!("{early}: agreement was {result}"),
                )
            }
            Event::CallContested { call, reason, .. } => self.about_call(
                "contested how".to_owned(),
                *call,
                &format!(" ended: {}", said(reason)),
            ),
            Event::ContestWithdrawn { call, .. } => {
                self.about_call("took the contest back of".to_owned(), *call, "")
            }
            Event::CallFinalised { call, .. } => {
                self.about_call("made".to_owned(), *call, " final")
            }
            Event::CallSuperseded { call, by } => {
                self.about_call("superseded".to_owned(), *call, &format!(" by call {by}"))
            }
            Event::PositionTaken { call, stated, .. } => {
                self.about_call(held(stated.as_ref()).to_owned(), *call, "")
            }
            Event::PositionsRevealed { call, positions } => self.about_call(
                format!("opened {} of", counted(positions.len(), "seal", "seals")),
                *call,
                "",
            ),
            Event::AnswerGiven {
                call, objection, ..
            } => self.about_call(format!("answered objection {objection} in"), *call, ""),
            Event::AnswerConfirmed {
                call,
                answer,
                agree,
                ..
            } => {
                let word = if *agree { "confirmed" } else { "contested" };
                self.about_call(format!("{word} answer {answer} in"), *call, "")
            }
            Event::MinorityStated { call, .. } => {
                self.about_call("left a minority statement on".to_owned(), *call, "")
            }
            Event::ReleasePublished(publication) => {
                self.about_release("published", &publication.version.to_string(), "")
            }
            Event::ReleaseYanked { version, reason } => self.about_release(
                "marked",
                &version.to_string(),
                &format!(" as not to be used: {}", said(reason)),
            ),
            other => self.told_of_reviews(other),
        }
    }

    fn told_of_reviews(&self, event: &Event) -> AnyView {
        match event {
            Event::ReviewOpened(opening) => {
                let words = counted(opening.entries.len(), "entry", "entries");
                self.about_review(
                    "opened",
                    opening.review,
                    &format!(" of {words}: “{}”", opening.title),
                )
            }
            Event::ReviewExtended(it) => {
                self.about_review("extended", it.review, &format!(": {}", said(&it.reason)))
            }
            Event::ReviewClosed(it) => {
                let why = it
                    .reason
                    .as_ref()
                    .map(|reason| format!(" early: {}", said(reason)));
                self.about_review("closed", it.review, &why.unwrap_or_default())
            }
            Event::ReviewCommented(remark) => match remark.entry {
                Some(_) => self.about_comment("left", remark.comment, ", in a public review"),
                None => self.about_review(
                    &format!("left comment {} on", remark.comment),
                    remark.review.unwrap_or_default(),
                    " as a whole",
                ),
            },
            Event::ProblemReported(remark) => {
                self.about_comment("reported a problem with", remark.comment, "")
            }
            Event::ReviewCommentHidden { comment, reason } => {
                self.about_comment("hid", *comment, &format!(": {}", said(reason)))
            }
            Event::ReviewCommentShown { comment, reason } => {
                self.about_comment("shows again", *comment, &format!(": {}", said(reason)))
            }
            other => super::meetings::told(self, other),
        }
    }

    pub(super) fn person(&self, number: MemberNo) -> String {
        let person = self.of.names.person(number);
        match (person.organisation, person.group_name) {
            (Some(organisation), _) => format!("{} for {}", person.name, organisation.name),
            (None, Some(group)) => format!("{} ({group})", person.name),
            (None, None) => person.name,
        }
    }

    fn organisation(&self, number: u32) -> String {
        self.of.names.organisation(number).name
    }

    fn about_entry(&self, verb: &str, entry: EntryNo, rest: &str) -> AnyView {
        view! { {format!("{verb} ")} {self.entry(entry)} {rest_of(rest)} }.into_any()
    }

    fn about_redline(&self, verb: &str, redline: RedlineNo, rest: &str) -> AnyView {
        let entry = self
            .of
            .redlines
            .get(&redline)
            .map(|entry| view! { " on " {self.entry(*entry)} });
        view! { {format!("{verb} redline {redline}")} {entry} {rest_of(rest)} }.into_any()
    }

    fn about_comment(&self, verb: &str, comment: CommentNo, rest: &str) -> AnyView {
        let entry = self
            .of
            .comments
            .get(&comment)
            .map(|entry| view! { " on " {self.entry(*entry)} });
        view! { {format!("{verb} comment {comment}")} {entry} {rest_of(rest)} }.into_any()
    }

    fn about_call(&self, verb: String, call: CallNo, rest: &str) -> AnyView {
        let entry = self
            .of
            .calls
            .get(&call)
            .map(|entry| view! { " on " {self.entry(*entry)} });
        let href = format!("{}/calls/{call}", self.home);
        view! { {format!("{verb} ")} <a href=href>{format!("call {call}")}</a> {entry} {rest_of(rest)} }.into_any()
    }

    fn about_review(&self, verb: &str, review: ReviewNo, rest: &str) -> AnyView {
        let href = format!("{}/reviews/{review}", self.home);
        view! { {format!("{verb} ")} <a href=href>{format!("public review {review}")}</a> {rest_of(rest)} }.into_any()
    }

    fn about_release(&self, verb: &str, version: &str, rest: &str) -> AnyView {
        let href = format!("{}/{version}/", self.home.replacen("/p/", "/g/", 1));
        view! { {format!("{verb} ")} <a href=href>{format!("release {version}")}</a> {rest_of(rest)} }.into_any()
    }

    pub(super) fn entry(&self, entry: EntryNo) -> AnyView {
        match self.of.entries.get(&entry) {
            Some((slug, term)) => {
                view! { <a href=format!("{}/entries/{slug}", self.home)>{term.clone()}</a> }
                    .into_any()
            }
            None => plain(format!("entry {entry}")),
        }
    }
}

/// What follows a link; an empty text would leave a gap before the full stop.
pub(super) fn rest_of(rest: &str) -> Option<String> {
    (!rest.is_empty()).then(|| rest.to_owned())
}

pub(super) fn plain(text: String) -> AnyView {
    text.into_any()
}
