//! How minutes become final: put before everybody and corrected for a time, or agreed in a call.

use domain::{Moment, meeting::MinutesState, process::State};
use leptos::prelude::*;
use registry::meetings::minutes::Correction;

use super::Shown;
use crate::{
    Form,
    pages::call::typed_time,
    parts::{Byline, Choice, Field, hidden, until},
};

/// How long corrections are asked for, unless the convener says otherwise: a week.
const USUAL_MS: i64 = 7 * 86_400_000;

/// What the convener said with them, and the call that asks about them.
pub fn statement(shown: &Shown) -> AnyView {
    let statement = shown.minutes.statement.as_ref();
    let statement = statement.map(|it| shown.links.blocks("prose minutes-statement", it));
    let call = shown.minutes.called_by.or(shown.minutes.agreed_by);
    let call = call.map(|call| {
        let href = format!("/p/{}/calls/{call}", shown.process.slug);
        view! { <p class="minutes-call"><a href=href>{format!("Call {call}")}</a></p> }
    });
    view! { {call}{statement} }.into_any()
}

/// Puts the minutes before everybody.
pub fn circulate(shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    let over = shown.minutes.ended_at.is_some();
    if !over || !shown.convenes() || !shown.minutes.state.changes() {
        return None;
    }
    let open = shown.process.state == State::Open;
    let call = open.then(|| {
        let (slug, meeting) = (&shown.process.slug, shown.minutes.meeting);
        let href = format!("/p/{slug}/calls/new?kind=minutes&meeting={meeting}");
        view! {
            <p class="minutes-call">"A call among the participants can settle them as well."</p>
            <p><a href=href>"Call on these minutes"</a></p>
        }
    });
    if shown.minutes.state == MinutesState::Circulated {
        return call.map(|call| {
            view! { <section id="circulation"><h2>"Make them final"</h2>{call}</section> }
                .into_any()
        });
    }
    let usual = typed_time(Moment::from_millis(shown.now.millis() + USUAL_MS));
    let form = Form::resume(sent, "circulation", [("corrections_until", usual)]);
    Some(
        view! {
            <section id="circulation">
                <h2>"Make them final"</h2>
                <p>"Put them before everybody for a time. Members ask for corrections; when the time is over, the minutes are final."</p>
                <form class="form" method="post" action=format!("{}/circulation", shown.here()) novalidate>
                    {hidden("form", "circulation")}
                    {Field::new("corrections_until", "Corrections until").hint("In UTC; from an hour to 90 days from now.").typed(&form, "datetime-local")}
                    {Field::new("statement", "Statement").optional().hint("Everybody reads it with them.").area(&form)}
                    <div class="actions"><button class="button">"Put them before everybody"</button></div>
                </form>
                {call}
            </section>
        }
        .into_any(),
    )
}

/// What was asked for, and asking for more while there is time.
pub fn corrections(shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    let minutes = &shown.minutes;
    let circulated = minutes.state == MinutesState::Circulated;
    if minutes.corrections.is_empty() && !circulated {
        return None;
    }
    let items = minutes
        .corrections
        .iter()
        .map(|it| view! { <li id=format!("correction-{}", it.number)>{correction(it, shown, sent)}</li> })
        .collect_view();
    let list = (!minutes.corrections.is_empty())
        .then(|| view! { <ol class="minutes-corrections">{items}</ol> });
    let time = minutes
        .corrections_until
        .filter(|until| circulated && *until > shown.now);
    let ask = match (time, shown.me()) {
        (Some(at), Some(_)) => Some(ask(at, shown, sent)),
        (Some(at), None) => Some(
            view! { <p>"Members can ask for corrections " {until_words(at, shown.now)} "."</p> }
                .into_any(),
        ),
        (None, _) => None,
    };
    Some(
        view! {
            <section class="minutes-item" id="corrections">
                <h2>"Corrections"</h2>
                {list}
                {ask}
            </section>
        }
        .into_any(),
    )
}

fn until_words(at: Moment, now: Moment) -> AnyView {
    view! { "until " {until(at, now)} }.into_any()
}

fn ask(at: Moment, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "correction", []);
    let items = shown
        .minutes
        .items
        .iter()
        .filter_map(|part| part.item.as_ref());
    let items = items.map(|item| (item.number.to_string(), item.title.clone()));
    let items = [(String::new(), "The minutes as a whole".to_owned())]
        .into_iter()
        .chain(items)
        .collect();
    view! {
        <p>"Do they say what happened? Ask for a correction " {until_words(at, shown.now)} ". It stands here with its answer, also where it is not made."</p>
        <details class="disclosure" id="correction-form" open=!form.errors.is_empty()>
            <summary>"Ask for a correction"</summary>
            <form class="form" method="post" action=format!("{}/corrections", shown.here()) novalidate>
                {hidden("form", "correction")}
                {Field::new("item", "Where").width("half").select(&form, items)}
                {Field::new("body", "What they should say").area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Ask for it"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn correction(it: &Correction, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let under = it.item.and_then(|number| {
        let mut items = shown
            .minutes
            .items
            .iter()
            .filter_map(|part| part.item.as_ref());
        items.find(|item| item.number == number)
    });
    let under = under.map(|item| view! { <p class="quiet">{format!("On “{}”", item.title)}</p> });
    let circulated = shown.minutes.state == MinutesState::Circulated;
    let answered = match it.made {
        Some(true) => "The minutes say so now.",
        Some(false) => "The minutes stayed as they were.",
        None if circulated => "Waits for an answer.",
        None => "It was not answered.",
    };
    let response = it
        .response
        .as_ref()
        .map(|text| shown.links.blocks("minutes-said", text));
    let byline = Byline {
        name: it.by.name.clone(),
        organisation: it.by.organisation.clone(),
        group: it.by.group.clone(),
        ..Byline::default()
    };
    let answer = (it.made.is_none() && circulated && shown.may_write())
        .then(|| answer(it.number, shown, sent));
    view! {
        {byline.at(it.at).view(shown.now)}
        {under}
        {shown.links.blocks("prose", &it.text)}
        <p class="quiet">{answered}</p>
        {response}
        {answer}
    }
    .into_any()
}

fn answer(number: u32, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let name = format!("answer-{number}");
    let form = Form::resume(sent, &name, []);
    let choices = vec![
        Choice::new("yes", "Made")
            .meaning("Change the notes first; then say that they read so now."),
        Choice::new("no", "Not made").meaning("Say why. It stands in the minutes in full."),
    ];
    view! {
        <details class="disclosure" id=format!("{name}-form") open=!form.errors.is_empty()>
            <summary>"Answer it"</summary>
            <form class="form" method="post" action=format!("{}/corrections/{number}", shown.here()) novalidate>
                {hidden("form", &name)}
                {Field::new("made", "What became of it").choices(&form, choices)}
                {Field::new("response", "Response").optional().area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Answer"</button></div>
            </form>
        </details>
    }
    .into_any()
}
