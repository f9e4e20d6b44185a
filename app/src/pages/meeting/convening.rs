//! What a convener does about a meeting: its plan, its beginning and end, who takes the notes.

use domain::meeting::MeetingState;
use leptos::prelude::*;

use super::{Sheet, one_button};
use crate::{
    Form,
    pages::role_word,
    parts::{Field, hidden},
};

pub fn convening(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let state = sheet.state();
    let writes = sheet.meeting.minutes.state.changes();
    if !sheet.convenes() || state == MeetingState::Cancelled || !writes {
        return None;
    }
    let here = sheet.here();
    // Before it is near, that is the first thing to do and stands at the top.
    let near = state == MeetingState::Planned && sheet.is_near();
    let edit = (near || state == MeetingState::Running).then(|| {
        view! { <p class="part-note"><a href=format!("{here}/edit")>"Change the plan or the agenda"</a></p> }
    });
    let acts = match state {
        MeetingState::Planned => view! { {start(sheet, "second")}{cancel(sheet, sent)} }.into_any(),
        MeetingState::Running => end(sheet),
        MeetingState::Ended | MeetingState::Cancelled => ().into_any(),
    };
    Some(
        view! {
            <section class="part meeting-convening" id="convening">
                <div class="part-head"><h2>"Convening it"</h2></div>
                {edit}
                {note_taker(sheet, sent)}
                <div class="meeting-acts">{acts}</div>
            </section>
        }
        .into_any(),
    )
}

/// `rank` is `second` where it is not the first thing to do.
pub fn start(sheet: &Sheet, rank: &'static str) -> AnyView {
    let rank = (rank == "second").then_some("second");
    let action = format!("{}/start", sheet.here());
    one_button(action, "start", "Start the meeting", rank)
}

fn end(sheet: &Sheet) -> AnyView {
    let action = format!("{}/end", sheet.here());
    view! {
        <p class="part-note">"Ending it closes an open straw poll, takes hands down and checks everybody out. It cannot be started again."</p>
        {one_button(action, "end", "End the meeting", Some("limit"))}
    }
    .into_any()
}

fn cancel(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "cancel", []);
    view! {
        <details class="disclosure" id="cancel" open=!form.errors.is_empty()>
            <summary>"Cancel it"</summary>
            <form class="form" method="post" action=format!("{}/cancel", sheet.here()) novalidate>
                {hidden("form", "cancel")}
                {Field::new("reason", "Reason").hint("Everybody reads it. Members are told by mail.").line(&form)}
                <div class="actions"><button class="button" data-rank="limit">"Cancel the meeting"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn note_taker(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let now = sheet.meeting.note_taker.as_ref();
    let chosen = now.map(|person| person.number.to_string());
    let form = Form::resume(sent, "note-taker", [("member", chosen.unwrap_or_default())]);
    let people = sheet.people.iter().map(|person| {
        let of = match &person.organisation {
            Some(organisation) => organisation.name.clone(),
            None => role_word(person.role).to_owned(),
        };
        (person.number.to_string(), format!("{} ({of})", person.name))
    });
    let options = [(String::new(), "Nobody yet".to_owned())]
        .into_iter()
        .filter(|_| now.is_none())
        .chain(people)
        .collect();
    view! {
        <form class="inline-form" method="post" action=format!("{}/note-taker", sheet.here()) novalidate>
            {hidden("form", "note-taker")}
            {Field::new("member", "Who takes the notes").select(&form, options)}
            <button class="button" data-rank="second">"Name them"</button>
        </form>
    }
    .into_any()
}
