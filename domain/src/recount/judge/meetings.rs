//! Meetings. Who chose what in a straw poll is not on the record, so what it came to is taken as it is stated.

use super::{super::ledger::Met, Act, Verdict, Wrong, numbered};
use crate::{
    Event, Refusal, Title,
    ids::{MeetingNo, MemberNo},
    meeting::{
        self, AgendaItem, Bound, ItemNo, MeetingPatch, NewAction, NewCirculation, NewCorrection,
        NewCorrectionAnswer, NewItem, NewMeeting, NewNote, NewPoll, NewSettlement, NewSuggestion,
        NewSuggestionAnswer,
    },
    permit::May,
    record::{
        ActionAssignment, ActionSettlement, CorrectionAnswer, CorrectionRequest, ItemSuggestion,
        MeetingNote, MeetingPlan, MeetingReform, MinutesCirculation, PollClosing, PollOpening,
        SuggestionAnswer,
    },
};

/// Everything about meetings that somebody does.
pub(super) fn did(act: &Act<'_>) -> Verdict {
    match &act.line.event {
        Event::MeetingPlanned(plan) => planned(act, plan),
        Event::MeetingChanged(reform) => changed(act, reform),
        Event::MeetingCancelled { meeting, reason } => {
            let met = convened(act, *meeting)?;
            Ok(meeting::cancel(&met.meeting.facts, Some(reason.clone()))?.into())
        }
        Event::MeetingStarted { meeting } => started(act, *meeting),
        Event::MeetingEnded { meeting } => {
            let met = convened(act, *meeting)?;
            match met.meeting.open_poll() {
                Some(_) => Err(Wrong::not_allowed(
                    "A straw poll is still open, and closes before the meeting does.",
                )),
                None => Ok(meeting::end(&met.meeting.facts, None)?.into()),
            }
        }
        Event::ItemOpened { meeting, item } => {
            let met = convened(act, *meeting)?;
            Ok(meeting::open_item(&met.meeting.facts, *item)?.into())
        }
        Event::NoteTakerNamed { meeting, member } => {
            let met = convened(act, *meeting)?;
            let present = act.ledger.present(*member).is_some();
            Ok(meeting::name_note_taker(&met.meeting.facts, *member, present)?.into())
        }
        Event::AttendanceChanged {
            meeting,
            member,
            present,
        } => attended(act, *meeting, *member, *present),
        Event::ItemSuggested(suggestion) => suggested(act, suggestion),
        Event::SuggestionAnswered(answer) => answered(act, answer),
        Event::PollOpened(opening) => poll_opened(act, opening),
        Event::PollClosed(closing) => poll_closed(act, closing),
        Event::NoteAdded(note) => note_added(act, note),
        Event::NoteChanged(note) => note_changed(act, note),
        Event::ActionAssigned(assignment) => assigned(act, assignment),
        Event::ActionSettled(settlement) => settled(act, settlement),
        Event::MinutesCirculated(circulation) => circulated(act, circulation),
        Event::CorrectionRequested(request) => correction_requested(act, request),
        Event::CorrectionAnswered(answer) => correction_answered(act, answer),
        _ => Err(Wrong::not_allowed(
            "Minutes become final by the clock, or by a call that agreed them.",
        )),
    }
}

fn planned(act: &Act<'_>, plan: &MeetingPlan) -> Verdict {
    act.permit(May::Convene)?;
    meeting::must_go_on(act.process()?.state)?;
    let known = act.ledger.meetings.last_key_value();
    let number = numbered("meeting", plan.meeting, known.map(|(number, _)| number))?;
    let new = NewMeeting {
        title: plan.title.clone(),
        starts_at: plan.starts_at,
        place: plan.place.clone(),
        link: plan.link.then(stand_in).transpose()?,
        introduction: plan.introduction.clone(),
        agenda: asked_for(&plan.agenda, None),
        announced: plan.announced,
        suggestions_until: plan.suggestions_until,
    };
    Ok(meeting::plan(number, new, &bound(act), act.line.at)?.into())
}

fn changed(act: &Act<'_>, reform: &MeetingReform) -> Verdict {
    let met = convened(act, reform.meeting)?;
    let patch = MeetingPatch {
        title: reform.title.clone(),
        starts_at: reform.starts_at,
        place: reform.place.clone(),
        link: reform.link.map(|_| stand_in()).transpose()?,
        introduction: reform.introduction.clone(),
        agenda: reform.agenda.as_ref().map(|it| asked_for(it, Some(met))),
        announced: reform.announced,
        suggestions_until: reform.suggestions_until,
        without: reform.without.clone(),
    };
    Ok(meeting::change(&met.meeting.facts, patch, &bound(act), act.line.at)?.into())
}

fn started(act: &Act<'_>, number: MeetingNo) -> Verdict {
    let met = convened(act, number)?;
    let mut others = act.ledger.meetings.values();
    let other = others.any(|it| it.meeting.facts.state == meeting::MeetingState::Running);
    Ok(meeting::start(&met.meeting.facts, other)?.into())
}

fn attended(act: &Act<'_>, number: MeetingNo, member: MemberNo, present: bool) -> Verdict {
    let actor = act.permit(May::Belong)?;
    meeting::must_go_on(act.process()?.state)?;
    if actor.number != member {
        return Err(Wrong::not_allowed(format!(
            "Member {} said that member {member} is there.",
            actor.number
        )));
    }
    let met = find(act, number)?;
    let here = met.present.contains(&member);
    let decided = meeting::attend(&met.meeting.facts, member, here, present, act.line.at)?;
    match decided {
        Some(decided) => Ok(decided.into()),
        None => Err(Wrong::not_allowed("Nothing changed with it.")),
    }
}

fn suggested(act: &Act<'_>, suggestion: &ItemSuggestion) -> Verdict {
    act.permit(May::Participate)?;
    let met = find(act, suggestion.meeting)?;
    let known = met.meeting.suggestions.last();
    let known = known.map(|it| &it.suggestion.suggestion);
    let number = numbered("suggestion", suggestion.suggestion, known)?;
    let new = NewSuggestion {
        title: suggestion.title.clone(),
        entry: suggestion.entry,
        minutes: suggestion.minutes,
        reason: suggestion.reason.clone(),
    };
    Ok(meeting::suggest(&met.meeting.facts, number, new, &bound(act), act.line.at)?.into())
}

fn answered(act: &Act<'_>, answer: &SuggestionAnswer) -> Verdict {
    let met = convened(act, answer.meeting)?;
    let suggested = met.meeting.suggestion(answer.suggestion);
    let new = NewSuggestionAnswer {
        taken: answer.item.is_some(),
        reason: answer.reason.clone(),
    };
    let facts = &met.meeting.facts;
    Ok(meeting::answer_suggestion(facts, answer.suggestion, suggested, new)?.into())
}

fn poll_opened(act: &Act<'_>, opening: &PollOpening) -> Verdict {
    let met = convened(act, opening.meeting)?;
    let known = met.meeting.polls.last().map(|it| &it.poll.poll);
    let number = numbered("straw poll", opening.poll, known)?;
    let new = NewPoll {
        question: opening.question.clone(),
        options: match opening.temperature {
            true => Vec::new(),
            false => opening.options.clone(),
        },
        item: opening.item,
    };
    let open = met.meeting.open_poll().is_some();
    Ok(meeting::open_poll(&met.meeting.facts, number, new, open)?.into())
}

fn poll_closed(act: &Act<'_>, closing: &PollClosing) -> Verdict {
    let met = convened(act, closing.meeting)?;
    let poll = met.meeting.poll(closing.poll);
    let poll = poll.ok_or_else(|| Wrong::unknown("straw poll", closing.poll))?;
    let totals = closing.totals.clone();
    Ok(meeting::close_poll(&met.meeting.facts, &poll.facts(), totals)?.into())
}

fn note_added(act: &Act<'_>, note: &MeetingNote) -> Verdict {
    let met = written(act, note.meeting)?;
    let known = met.meeting.notes.last().map(|it| &it.note.note);
    let number = numbered("note", note.note, known)?;
    let empty = || Wrong::not_allowed("It holds no words.");
    let new = NewNote {
        item: note.item,
        body: note.body.clone().ok_or_else(empty)?,
    };
    Ok(meeting::add_note(&met.meeting.facts, number, new)?.into())
}

fn note_changed(act: &Act<'_>, note: &MeetingNote) -> Verdict {
    let met = written(act, note.meeting)?;
    let before = met.meeting.note(note.note);
    Ok(meeting::change_note(&met.meeting.facts, note.note, before, note.body.clone())?.into())
}

fn assigned(act: &Act<'_>, assignment: &ActionAssignment) -> Verdict {
    let met = written(act, assignment.meeting)?;
    let known = met.actions.last_key_value().map(|(number, _)| number);
    let number = numbered("action", assignment.action, known)?;
    let new = NewAction {
        item: assignment.item,
        body: assignment.body.clone(),
        owner: assignment.owner,
        due: assignment.due,
    };
    let on_roster = act.ledger.present(assignment.owner).is_some();
    Ok(meeting::assign(&met.meeting.facts, number, new, on_roster)?.into())
}

fn settled(act: &Act<'_>, settlement: &ActionSettlement) -> Verdict {
    let actor = act.permit(May::Belong)?;
    meeting::must_go_on(act.process()?.state)?;
    let met = find(act, settlement.meeting)?;
    let action = met.actions.get(&settlement.action);
    let action = action.ok_or_else(|| Wrong::unknown("action", settlement.action))?;
    meeting::may_settle(&met.meeting.facts, actor, action)?;
    let new = NewSettlement {
        state: settlement.state,
        remark: settlement.remark.clone(),
    };
    Ok(meeting::settle(&met.meeting.facts, action, new)?.into())
}

fn circulated(act: &Act<'_>, circulation: &MinutesCirculation) -> Verdict {
    let met = convened(act, circulation.meeting)?;
    let new = NewCirculation {
        statement: circulation.statement.clone(),
        corrections_until: circulation.corrections_until,
    };
    Ok(meeting::circulate(&met.meeting.facts, new, act.line.at)?.into())
}

fn correction_requested(act: &Act<'_>, request: &CorrectionRequest) -> Verdict {
    act.permit(May::Belong)?;
    meeting::must_go_on(act.process()?.state)?;
    let met = find(act, request.meeting)?;
    let known = met.meeting.corrections.last();
    let known = known.map(|it| &it.request.correction);
    let number = numbered("correction", request.correction, known)?;
    let new = NewCorrection {
        item: request.item,
        body: request.body.clone(),
    };
    Ok(meeting::correct(&met.meeting.facts, number, new, act.line.at)?.into())
}

fn correction_answered(act: &Act<'_>, answer: &CorrectionAnswer) -> Verdict {
    let met = written(act, answer.meeting)?;
    let waits = met.meeting.correction_waits(answer.correction);
    let new = NewCorrectionAnswer {
        made: answer.made,
        response: answer.response.clone(),
    };
    let facts = &met.meeting.facts;
    Ok(meeting::answer_correction(facts, answer.correction, waits, new)?.into())
}

/// A meeting that its convener does something to.
fn convened<'a>(act: &Act<'a>, number: MeetingNo) -> Result<&'a Met, Wrong> {
    act.permit(May::Convene)?;
    meeting::must_go_on(act.process()?.state)?;
    find(act, number)
}

/// A meeting that somebody writes the minutes of who may.
fn written<'a>(act: &Act<'a>, number: MeetingNo) -> Result<&'a Met, Wrong> {
    let actor = act.permit(May::Belong)?;
    meeting::must_go_on(act.process()?.state)?;
    let met = find(act, number)?;
    met.meeting.facts.may_write(actor)?;
    Ok(met)
}

fn find<'a>(act: &Act<'a>, number: MeetingNo) -> Result<&'a Met, Wrong> {
    let met = act.ledger.meetings.get(&number);
    met.ok_or_else(|| Wrong::unknown("meeting", number))
}

fn bound(act: &Act<'_>) -> Bound {
    Bound {
        entries: act.ledger.entries.keys().copied().collect(),
        calls: act.ledger.calls.keys().copied().collect(),
    }
}

/// The items as they were asked for: those that were on the agenda before carry their number.
fn asked_for(agenda: &[AgendaItem], before: Option<&Met>) -> Vec<NewItem> {
    let known = |number: ItemNo| before.is_some_and(|met| met.meeting.facts.item(number).is_some());
    let items = agenda.iter().map(|item| NewItem {
        number: Some(item.number).filter(|number| known(*number)),
        title: item.title.clone(),
        entry: item.entry,
        call: item.call,
        minutes: item.minutes,
    });
    items.collect()
}

/// The address to join is not on the record; it was a good one when it was taken.
fn stand_in() -> Result<Title, Refusal> {
    Title::parse("https://example.org/")
}
