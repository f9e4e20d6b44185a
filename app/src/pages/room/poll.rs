//! Straw polls: one question at a time, an answer in one tap, totals on closing.

use leptos::prelude::*;
use registry::meetings::{PollState, PollView};

use super::{Scene, Seen};
use crate::parts::{counted, hidden};

/// How many closed polls of the item stay in sight.
const SHOWN: usize = 2;

pub(super) fn poll(scene: &Scene, seen: Seen) -> AnyView {
    let meeting = &scene.recorded.meeting;
    let open = scene.live.room.poll.as_ref();
    let item = meeting.current;
    let closed = meeting.polls.iter().rev();
    let closed = closed
        .filter(|poll| poll.state == PollState::Closed && poll.item == item)
        .take(SHOWN)
        .map(came_to);
    let closed = closed.collect::<Vec<_>>();
    if open.is_none() && closed.is_empty() {
        return ().into_any();
    }
    view! {
        {open.map(|poll| asked(scene, poll, seen))}
        {closed}
    }
    .into_any()
}

fn asked(scene: &Scene, poll: &PollView, seen: Seen) -> AnyView {
    let action = format!("{}/room/polls/{}/choice", scene.home(), poll.number);
    let options = poll.options.iter().map(|option| {
        let text = option.text.clone();
        if seen != Seen::Participant {
            return view! { <li class="poll-option">{text}</li> }.into_any();
        }
        let pressed = (poll.mine == Some(option.number)).to_string();
        view! {
            <form method="post" action=action.clone() data-room="">
                {hidden("option", option.number)}
                <button class="tap" data-tap-option=option.number.to_string() data-poll=poll.number.to_string() aria-pressed=pressed>{text}</button>
            </form>
        }
        .into_any()
    });
    let options = options.collect_view();
    let options = match seen {
        Seen::Participant => view! { <div class="taps">{options}</div> }.into_any(),
        _ => view! { <ul class="plain-list">{options}</ul> }.into_any(),
    };
    view! {
        <div class="room-poll">
            <p class="room-kind">{kind(poll)}</p>
            <h3>{poll.question.clone()}</h3>
            {options}
            <p class="quiet">{answered(scene, poll)} ". What was chosen is seen when it closes, and by whom never."</p>
        </div>
    }
    .into_any()
}

/// What a poll came to, as bars and as numbers.
fn came_to(poll: &PollView) -> AnyView {
    let most = poll
        .options
        .iter()
        .filter_map(|it| it.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let options = poll.options.iter().map(|option| {
        let count = option.count.unwrap_or(0);
        view! {
            <li class="poll-option">
                <span>{option.text.clone()}</span>
                <b>{count}</b>
                <svg class="poll-bar" viewBox=format!("0 0 {most} 1") preserveAspectRatio="none" aria-hidden="true">
                    <rect class="rest" width=most.to_string() height="1"></rect>
                    <rect width=count.to_string() height="1"></rect>
                </svg>
            </li>
        }
    });
    view! {
        <div class="room-poll" data-closed="">
            <p class="room-kind">{kind(poll)}" · closed"</p>
            <h3>{poll.question.clone()}</h3>
            <ul class="plain-list">{options.collect_view()}</ul>
            <p class="quiet">{counted(poll.answered as usize, "answer", "answers")}". It binds nobody and is no position."</p>
        </div>
    }
    .into_any()
}

fn kind(poll: &PollView) -> &'static str {
    match poll.temperature {
        true => "Temperature, no position",
        false => "Straw poll, no position",
    }
}

fn answered(scene: &Scene, poll: &PollView) -> String {
    format!(
        "{} of {} here have answered",
        poll.answered,
        scene.recorded.meeting.present.max(poll.answered)
    )
}
