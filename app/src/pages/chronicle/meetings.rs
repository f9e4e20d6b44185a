//! Sentences of what happened to meetings and in them.

use domain::{Event, ids::MeetingNo, meeting::ActionState, record::MeetingReform};
use leptos::prelude::*;

use super::{
    clauses::said,
    sentence::{Teller, plain, rest_of},
};
use crate::parts::{counted, enumerated, exact};

/// What one can narrow the record to.
pub(super) const ACTS: &[&str] = &[
    "meeting.planned",
    "meeting.changed",
    "meeting.cancelled",
    "item.suggested",
    "suggestion.answered",
    "note_taker.named",
    "attendance.changed",
    "meeting.started",
    "item.opened",
    "poll.opened",
    "poll.closed",
    "note.added",
    "note.changed",
    "action.assigned",
    "action.settled",
    "meeting.ended",
    "minutes.circulated",
    "correction.requested",
    "correction.answered",
    "minutes.returned",
    "minutes.frozen",
];

/// What happened, with a link to the meeting.
pub(super) fn told(teller: &Teller<'_>, event: &Event) -> AnyView {
    let Some(meeting) = event.meeting() else {
        return plain(format!("did {}", event.act()));
    };
    let about = |verb: &str, rest: &str| about(teller, verb, meeting, "", rest);
    let minuted = |verb: &str, rest: &str| self::about(teller, verb, meeting, "/minutes", rest);
    match event {
        Event::MeetingPlanned(plan) => about(
            "planned",
            &format!(" “{}” for {}", plan.title, exact(plan.starts_at)),
        ),
        Event::MeetingChanged(reform) => about("changed", &changed(reform)),
        Event::MeetingCancelled { reason, .. } => {
            about("cancelled", &format!(": {}", said(reason)))
        }
        Event::MeetingStarted { .. } => about("started", ""),
        Event::MeetingEnded { .. } => about("ended", ""),
        Event::ItemOpened { item, .. } => {
            about(&format!("put item {item} under discussion in"), "")
        }
        Event::NoteTakerNamed { member, .. } => about(
            &format!("asked {} to take the notes of", teller.person(*member)),
            "",
        ),
        // Everybody checks in and out for themselves.
        Event::AttendanceChanged { present, .. } => match present {
            true => about("came to", ""),
            false => about("left", ""),
        },
        Event::ItemSuggested(it) => {
            let entry = it.entry.map(|entry| view! { " on " {teller.entry(entry)} });
            let href = format!("{}/meetings/{meeting}", teller.home);
            view! {
                {format!("suggested “{}”", it.title)} {entry} " for " <a href=href>{format!("meeting {meeting}")}</a>
                {format!(": {}", said(&it.reason))}
            }
            .into_any()
        }
        Event::SuggestionAnswered(answer) => {
            let why = answer.reason.as_ref();
            let why = why.map(|reason| format!(": {}", said(reason)));
            let verb = match answer.item.is_some() {
                true => format!("put suggestion {} on the agenda of", answer.suggestion),
                false => format!("did not take suggestion {} for", answer.suggestion),
            };
            about(&verb, &why.unwrap_or_default())
        }
        Event::PollOpened(opening) => about(
            &format!("opened straw poll {} in", opening.poll),
            &format!(": {}", opening.question),
        ),
        Event::PollClosed(closing) => {
            let answers: u32 = closing.totals.iter().sum();
            about(
                &format!("closed straw poll {} in", closing.poll),
                &format!(" with {}", counted(answers as usize, "answer", "answers")),
            )
        }
        Event::NoteAdded(note) => minuted(&format!("wrote note {} on", note.note), ""),
        Event::NoteChanged(note) => match note.body.is_some() {
            true => minuted(&format!("changed note {} on", note.note), ""),
            false => minuted(&format!("took out note {} on", note.note), ""),
        },
        Event::ActionAssigned(it) => minuted(
            &format!("gave {} action {} in", teller.person(it.owner), it.action),
            &format!(": {}", said(&it.body)),
        ),
        Event::ActionSettled(it) => {
            let became = match it.state {
                ActionState::Open => "opened again",
                ActionState::Done => "did",
                ActionState::Dropped => "dropped",
            };
            let remark = it.remark.as_ref();
            let remark = remark.map(|remark| format!(": {}", said(remark)));
            minuted(
                &format!("{became} action {} of", it.action),
                &remark.unwrap_or_default(),
            )
        }
        Event::MinutesCirculated(it) => minuted(
            "put the minutes before everybody, of",
            &format!(", to be corrected until {}", exact(it.corrections_until)),
        ),
        Event::CorrectionRequested(it) => minuted(
            &format!("asked for correction {} of the minutes of", it.correction),
            &format!(": {}", said(&it.body)),
        ),
        Event::CorrectionAnswered(it) => {
            let verb = match it.made {
                true => "made",
                false => "did not make",
            };
            let why = it.response.as_ref();
            let why = why.map(|response| format!(": {}", said(response)));
            minuted(
                &format!("{verb} correction {} of the minutes of", it.correction),
                &why.unwrap_or_default(),
            )
        }
        Event::MinutesReturned(returned) => minuted(
            "opened the minutes again, of",
            &format!(", which call {} did not agree", returned.call),
        ),
        Event::MinutesFrozen(freeze) => {
            let by = freeze.call.map(|call| format!(", agreed by call {call}"));
            minuted("made the minutes final, of", &by.unwrap_or_default())
        }
        other => plain(format!("did {}", other.act())),
    }
}

fn about(teller: &Teller<'_>, verb: &str, meeting: MeetingNo, below: &str, rest: &str) -> AnyView {
    let href = format!("{}/meetings/{meeting}{below}", teller.home);
    view! { {format!("{verb} ")} <a href=href>{format!("meeting {meeting}")}</a> {rest_of(rest)} }
        .into_any()
}

/// What of a plan changed.
fn changed(reform: &MeetingReform) -> String {
    let to = reform
        .starts_at
        .map(|at| format!("it begins on {}", exact(at)));
    let parts = [
        (reform.title.is_some(), "its title"),
        (reform.place.is_some(), "its place"),
        (reform.link.is_some(), "the address to join"),
        (reform.introduction.is_some(), "its introduction"),
        (reform.agenda.is_some(), "its agenda"),
        (reform.announced.is_some(), "who is told"),
        (reform.suggestions_until.is_some(), "the call for items"),
        (!reform.without.is_empty(), "what it goes without"),
    ];
    let parts = parts.iter().filter(|(changed, _)| *changed);
    let parts: Vec<_> = parts.map(|(_, words)| (*words).to_owned()).collect();
    let parts = (!parts.is_empty()).then(|| enumerated(&parts));
    let all: Vec<_> = to.into_iter().chain(parts).collect();
    format!(": {}", all.join("; "))
}
