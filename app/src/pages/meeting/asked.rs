//! What participants ask to discuss, what became of it, and asking.

use domain::{Moment, meeting::MeetingState, record::SuggestionAnswer};
use leptos::prelude::*;
use registry::meetings::SuggestionView;

use super::{Sheet, rows::entry_options};
use crate::{
    Form,
    parts::{Byline, EntryLinks, Field, hidden, until},
};

pub fn suggestions(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let asked = &sheet.meeting.suggestions;
    let open = sheet
        .meeting
        .suggestions_until
        .filter(|until| sheet.now < *until && sheet.state() == MeetingState::Planned);
    if asked.is_empty() && open.is_none() {
        return None;
    }
    let items = asked
        .iter()
        .map(|it| view! { <li>{one(sheet, it, sent)}</li> })
        .collect_view();
    let list = (!asked.is_empty()).then(|| view! { <ol class="comments">{items}</ol> });
    let lead = open.map(|at| {
        view! { <p class="part-note">"Participants can ask for items until " {until(at, sheet.now)} ". The convener takes each onto the agenda, or says why not."</p> }
    });
    let form = sheet.may_suggest().map(|_| suggest(sheet, sent));
    Some(
        view! {
            <section class="part" id="suggestions">
                <div class="part-head"><h2>"Suggested items"</h2></div>
                {lead}
                <div id="asked" data-live="">{list}</div>
                {form}
            </section>
        }
        .into_any(),
    )
}

fn one(sheet: &Sheet, it: &SuggestionView, sent: Option<&Form>) -> AnyView {
    let suggestion = &it.suggested.suggestion;
    let number = suggestion.suggestion;
    let links = EntryLinks::of(&sheet.process.slug);
    let entry = suggestion.entry.map(|entry| {
        let known = sheet.terms.iter().find(|link| link.number == entry);
        let (slug, term) = known.map_or((entry.to_string(), format!("entry {entry}")), |link| {
            (link.slug.to_string(), link.term.clone())
        });
        view! { " on " <a class="term" href=format!("/p/{}/entries/{slug}", sheet.process.slug)>{term}</a> }
    });
    let minutes = suggestion
        .minutes
        .map(|minutes| view! { " " <span class="quiet">{format!("{minutes} minutes")}</span> });
    let waits = it.suggested.answer.is_none();
    let over = matches!(sheet.state(), MeetingState::Ended | MeetingState::Cancelled);
    let answer = (waits && sheet.convenes() && !over).then(|| answer(sheet, number, sent));
    view! {
        <article class="comment" id=format!("suggestion-{number}")>
            {Byline::from(&it.suggested_by).at(it.suggested.at).view(sheet.now)}
            <p><b>{suggestion.title.to_string()}</b>{entry}{minutes}</p>
            {links.blocks("comment-body", &suggestion.reason)}
            {became(it.suggested.answer.as_ref())}
            {answer}
        </article>
    }
    .into_any()
}

fn became(answer: Option<&SuggestionAnswer>) -> AnyView {
    let (outcome, word, more) = match answer {
        None => ("none", "Waits for an answer.", None),
        Some(answer) => match answer.item.is_some() {
            true => ("accepted", "On the agenda.", answer.reason.as_ref()),
            false => ("not_accepted", "Not taken.", answer.reason.as_ref()),
        },
    };
    let more = more.map(|reason| format!(" {reason}"));
    view! {
        <div class="disposition" data-outcome=outcome>
            <p><span class="disposition-outcome">{word}</span>{more}</p>
        </div>
    }
    .into_any()
}

fn answer(sheet: &Sheet, number: u32, sent: Option<&Form>) -> AnyView {
    let name = format!("suggestion-{number}");
    let form = Form::resume(sent, &name, []);
    let action = format!("{}/suggestions/{number}/answer", sheet.here());
    let reason = Field::new("reason", "Reason")
        .hint("Everybody reads it. It is needed where you do not take the item.")
        .line(&form);
    view! {
        <details class="disclosure" id=format!("answer-{number}") open=!form.errors.is_empty()>
            <summary>"Answer it"</summary>
            <form class="form" method="post" action=action novalidate>
                {hidden("form", name)}
                {reason}
                <div class="actions">
                    <button class="button" data-rank="second" name="taken" value="yes">"Put it on the agenda"</button>
                    <button class="button" data-rank="limit" name="taken" value="no">"Do not take it"</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn suggest(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "suggest", []);
    view! {
        <form class="form meeting-suggest" id="suggest" method="post" action=format!("{}/suggestions", sheet.here()) novalidate>
            <h3>"Suggest an item"</h3>
            {hidden("form", "suggest")}
            {Field::new("title", "What should be discussed?").line(&form)}
            <div class="field-row">
                {Field::new("entry", "Entry").optional().select(&form, entry_options(&sheet.terms))}
                {Field::new("minutes", "Minutes").optional().width("short").typed(&form, "number")}
            </div>
            {Field::new("reason", "Why").hint("Everybody reads it.").area(&form)}
            <div class="actions"><button class="button" data-rank="second">"Suggest it"</button></div>
        </form>
    }
    .into_any()
}

/// When suggestions end, as the planning form begins: a day before.
pub fn usual_end(starts_at: Moment) -> Moment {
    starts_at + -86_400_000
}
