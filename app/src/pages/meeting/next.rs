//! The next meeting, told on the front page and on the overview of its process.

use domain::{Moment, Slug, meeting::MeetingState};
use leptos::prelude::*;
use registry::meetings::MeetingSummary;

use super::address;
use crate::parts::{counted, said, time, until};

/// The next meeting on the overview of its process.
pub fn next_meeting(it: &MeetingSummary, home: &str, now: Moment, member: bool) -> AnyView {
    let running = it.state == MeetingState::Running;
    let (room, words) = match member {
        true => ("/room", "Enter the room"),
        false => ("/screen", "Follow it on the screen"),
    };
    let here = format!("{home}/meetings/{}", it.number);
    let left = match running {
        true => view! { <a class="need-left meeting-now" href=format!("{here}{room}")>{words}</a> }
            .into_any(),
        false => {
            view! { <span class="need-left">{time(it.starts_at, said(it.starts_at, now))}</span> }
                .into_any()
        }
    };
    let items = counted(it.items as usize, "item", "items");
    let place = it.place.as_ref().map(|place| format!(" In {place}."));
    let begins = match running {
        true => "Running now".into_any(),
        false => view! { "Begins " {until(it.starts_at, now)} }.into_any(),
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"Next meeting"</h2> <a href=format!("{home}/meetings")>"All meetings"</a></div>
            <ul class="needs">
                <li>
                    <article class="need">
                        <h3 class="need-what"><a href=here.clone()>{it.title.clone()}</a></h3>
                        {left}
                        <p class="need-why">{begins} {format!(". {items} on its agenda.")}{place}</p>
                    </article>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

/// The same among the facts of a process on the front page.
pub fn next_line(it: &MeetingSummary, process: &Slug, now: Moment) -> AnyView {
    let begins = match it.state {
        MeetingState::Running => "running now".into_any(),
        _ => until(it.starts_at, now),
    };
    view! {
        <dt>"Meeting"</dt>
        <dd><a href=address(process, it)>{it.title.clone()}</a> ", " {begins}</dd>
    }
    .into_any()
}
