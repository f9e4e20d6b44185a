//! What the convener does in the room: the item, straw polls, calls, beginning and end. Nothing here decides anything.

use domain::meeting::MeetingState;
use leptos::prelude::*;

use super::{Scene, Seen};
use crate::{
    Form,
    parts::{Choice, Field, counted, hidden},
};

pub(super) fn agenda(scene: &Scene, seen: Seen) -> AnyView {
    let meeting = &scene.recorded.meeting;
    let running = meeting.summary.state == MeetingState::Running;
    let items = meeting.agenda.iter().map(|item| {
        let current = meeting.current == Some(item.number);
        let open = (seen == Seen::Convener && running && !current).then(|| {
            view! {
                <form method="post" action=format!("{}/room/current", scene.home()) data-room="">
                    {hidden("item", item.number)}
                    <button class="button" data-rank="second" data-size="small">"Discuss"</button>
                </form>
            }
        });
        let minutes = item.minutes.map(|minutes| format!("{minutes} min"));
        view! {
            <li aria-current=current.then_some("step") data-opened=item.opened>
                <span>{format!("{}. {}", item.number, item.title)}</span>
                <span class="agenda-minutes">{minutes}</span>
                {open}
            </li>
        }
    });
    let items = items.collect::<Vec<_>>();
    let none = items
        .is_empty()
        .then(|| view! { <p class="quiet">"The agenda has no items."</p> });
    view! {
        <h3>"Agenda"</h3>
        <ol class="room-agenda">{items}</ol>
        {none}
    }
    .into_any()
}

/// `sent` is the form that was refused; what all see alike knows none.
pub(super) fn lead(scene: &Scene, sent: Option<&Form>) -> AnyView {
    let home = scene.home();
    match scene.recorded.meeting.summary.state {
        MeetingState::Planned => view! {
            <h3>"Convening"</h3>
            <form method="post" action=format!("{home}/room/state") data-room="">
                {hidden("state", "running")}
                <button class="button">"Start the meeting"</button>
            </form>
        }
        .into_any(),
        MeetingState::Running => view! {
            <h3>"Convening"</h3>
            {poll(scene, sent)}
            {calling(scene, sent)}
            <form method="post" action=format!("{home}/room/state") data-room="">
                {hidden("state", "ended")}
                <button class="button" data-rank="second">"End the meeting"</button>
            </form>
        }
        .into_any(),
        MeetingState::Ended => view! {
            <h3>"Convening"</h3>
            <p><a href=format!("{home}/minutes")>"Put the minutes before everybody"</a></p>
        }
        .into_any(),
        MeetingState::Cancelled => ().into_any(),
    }
}

/// The open poll with its end, or a new one.
fn poll(scene: &Scene, sent: Option<&Form>) -> AnyView {
    let home = scene.home();
    if let Some(poll) = &scene.live.room.poll {
        let action = format!("{home}/room/polls/{}/closing", poll.number);
        return view! {
            <form method="post" action=action data-room="">
                {hidden("form", "poll-end")}
                <p class="quiet">{counted(poll.answered as usize, "answer so far", "answers so far")}</p>
                <button class="button" data-rank="second">"Close the straw poll"</button>
            </form>
        }
        .into_any();
    }
    let form = Form::resume(sent, "poll", []);
    view! {
        <details class="disclosure" id="room-poll-new" open=!form.errors.is_empty()>
            <summary>"Open a straw poll"</summary>
            <form class="form" method="post" action=format!("{home}/room/polls") data-room="" novalidate>
                {hidden("form", "poll")}
                {Field::new("question", "Question").line(&form)}
                {Field::new("options", "Options").hint("One on each line. None takes the temperature: support, accept, concern, object.").optional().area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Ask the room"</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// A call on the words as they read now, or the end of the one that is open.
fn calling(scene: &Scene, sent: Option<&Form>) -> AnyView {
    let recorded = &scene.recorded;
    let home = scene.home();
    if let Some(call) = recorded.open_call() {
        let form = Form::resume(sent, "closure", []);
        return view! {
            <details class="disclosure" id="room-closure" open=!form.errors.is_empty()>
                <summary>{format!("Close call {}", call.number)}</summary>
                <form class="form" method="post" action=format!("{home}/room/calls/{}/closure", call.number) data-room="" novalidate>
                    {hidden("form", "closure")}
                    <p class="part-note">"The outcome follows from the rule and the positions on record alone."</p>
                    {Field::new("statement", "Why before its time").hint("It stands on record beside the outcome.").area(&form)}
                    <div class="actions"><button class="button" data-rank="second">"Close the call"</button></div>
                </form>
            </details>
        }
        .into_any();
    }
    let Some(entry) = &recorded.entry else {
        return ().into_any();
    };
    let form = Form::resume(sent, "call", [("minutes", "10".to_owned())]);
    view! {
        <details class="disclosure" id="room-call-new" open=!form.errors.is_empty()>
            <summary>{format!("Call wording {} of “{}”", entry.wording.number, entry.term)}</summary>
            <form class="form" method="post" action=format!("{home}/room/calls") data-room="" novalidate>
                {hidden("form", "call")}
                {hidden("entry", entry.number)}
                {hidden("wording", entry.wording.number)}
                <p class="part-note">"Everybody on the roster may take a position, here or not. Give those who are not here time where their voice matters."</p>
                {Field::new("minutes", "How long it is open, in minutes").width("short").typed(&form, "number")}
                {Field::new("blind", "Positions").ticks(&form, vec![Choice::new("yes", "Blind: sealed until it closes")])}
                <div class="actions"><button class="button" data-rank="second">"Open the call"</button></div>
            </form>
        </details>
    }
    .into_any()
}
