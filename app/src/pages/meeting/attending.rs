//! Who is here by group, how the voices stand to the quorum, and checking in.

use domain::meeting::{MeetingState, check_in_from};
use leptos::prelude::*;

use super::{Sheet, clock};
use crate::parts::{counted, hidden, quorum, time};

pub fn attending(sheet: &Sheet) -> Option<AnyView> {
    let meeting = &sheet.meeting;
    match sheet.state() {
        MeetingState::Running => {}
        MeetingState::Planned if sheet.is_near() || meeting.present > 0 => {}
        MeetingState::Planned if sheet.role().is_some() => return Some(later(sheet)),
        _ => return None,
    }
    let rows = meeting
        .here
        .iter()
        .map(|group| view! { <tr><th scope="row">{group.name.clone()}</th><td class="number">{group.present}</td></tr> })
        .collect_view();
    let me = sheet.may_attend().then(|| {
        let words = match meeting.attending {
            true => "You are checked in.",
            false => "You are not checked in.",
        };
        view! { <div class="meeting-check"><p>{words}</p>{check(sheet, !meeting.attending, Some("second"))}</div> }
    });
    Some(
        view! {
            <section>
                <h2>"Who is here"</h2>
                <p>{counted(meeting.present as usize, "member is here", "members are here")} ". " {quorum(&meeting.quorum)}</p>
                <table class="table meeting-here">
                    <caption class="unseen">"Who is here, by group"</caption>
                    <thead class="unseen"><tr><th scope="col">"Group"</th><th scope="col">"Here"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {me}
            </section>
        }
        .into_any(),
    )
}

fn later(sheet: &Sheet) -> AnyView {
    let from = check_in_from(sheet.meeting.summary.starts_at);
    view! {
        <section>
            <h2>"Who is here"</h2>
            <p>"You can check in from " {time(from, clock(from))} " on that day."</p>
        </section>
    }
    .into_any()
}

/// The button that checks in or out. `rank` is that of checking in, which may be the first thing to do.
pub fn check(sheet: &Sheet, come: bool, rank: Option<&'static str>) -> AnyView {
    let action = format!("{}/attendance", sheet.here());
    let (value, words, rank) = match come {
        true => ("yes", "Check in", rank),
        false => ("no", "Check out", Some("second")),
    };
    view! {
        <form method="post" action=action>
            {hidden("form", "attendance")}
            <button class="button" data-rank=rank name="present" value=value>{words}</button>
        </form>
    }
    .into_any()
}
