//! The meetings of a process: what runs, what comes, what was.

use domain::{
    Moment, Slug,
    meeting::{MeetingState, must_go_on},
    process::Role,
};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    meetings::{self, MeetingSummary},
    processes,
};

use super::{lasting, minutes_words};
use crate::{
    Page, Visit,
    parts::{counted, empty, pagination, said, time, until, when},
};

pub async fn meetings(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    cursor: Option<String>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let first = cursor.is_none();
    let piece = Piece {
        limit: None,
        cursor,
    };
    let coming = match first {
        true => meetings::coming(registry, caller, now, slug).await?,
        false => Vec::new(),
    };
    let past = meetings::past(registry, caller, now, slug, &piece).await?;
    let home = format!("/p/{slug}/meetings");
    let role = process.me.as_ref().map(|me| me.role);
    let may_plan = role == Some(Role::Convener) && must_go_on(process.state).is_ok();
    let page = Page::new("Meetings", move || {
        let running = coming.iter().find(|it| it.state == MeetingState::Running);
        let enters = running.filter(|_| role.is_some());
        let rank = enters.is_some().then_some("second");
        let enter = enters.map(|it| view! { <a class="button" href=format!("{home}/{}/room", it.number)>"Enter the room"</a> });
        let plan = may_plan.then(|| view! { <a class="button" data-rank=rank href=format!("{home}/new")>"Plan a meeting"</a> });
        let none = (coming.is_empty() && past.items.is_empty()).then(|| {
            empty("No meetings yet", "When people shall talk about the words together, the convener plans a meeting: its agenda with the words as they read, an invitation for calendars, and minutes that write themselves stand here.")
        });
        let next = past.next.as_ref().map(|next| format!("{home}?cursor={next}"));
        let way = (next.is_some() || !first).then(|| {
            let count = past.items.len();
            pagination((!first).then(|| home.clone()), format!("{count} shown"), next)
        });
        let feed = first.then(|| view! {
            <p class="part-note meeting-feed"><a href=format!("{home}.ics")>"Subscribe to them in your calendar"</a> " (.ics). A calendar without your sign-in shows those that are announced."</p>
        });
        view! {
            <div class="page-head"><h1>"Meetings"</h1><div id="first" class="actions" data-live="">{enter}{plan}</div></div>
            <div id="meetings" data-live="">
                {none}
                {ahead(&coming, &home, now)}
                {over(&past.items, &home, now)}
            </div>
            {way}
            {feed}
        }
        .into_any()
    })
    .at(process, "Meetings")
    .link(
        "alternate",
        format!("/p/{slug}/meetings.ics"),
        Some("text/calendar"),
    );
    Ok(if first { page.live() } else { page })
}

fn ahead(coming: &[MeetingSummary], home: &str, now: Moment) -> Option<AnyView> {
    if coming.is_empty() {
        return None;
    }
    let items = coming.iter().map(|it| card(it, home, now)).collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"To come"</h2></div>
                <ul class="needs">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn card(it: &MeetingSummary, home: &str, now: Moment) -> AnyView {
    let running = it.state == MeetingState::Running;
    let begins = match running {
        true => view! { <span class="need-left meeting-now">"running now"</span> }.into_any(),
        false => {
            view! { <span class="need-left">{time(it.starts_at, said(it.starts_at, now))}</span> }
                .into_any()
        }
    };
    let items = counted(it.items as usize, "item", "items");
    let takes = match it.minutes_planned {
        0 => String::new(),
        minutes => format!(", {}", lasting(minutes)),
    };
    let place = it.place.as_ref().map(|place| format!(" In {place}."));
    let remote = it.remote.then_some(" Members can join from afar.");
    view! {
        <li>
            <article class="need">
                <h3 class="need-what"><a href=format!("{home}/{}", it.number)>{it.title.clone()}</a></h3>
                {begins}
                <p class="need-why">{until(it.starts_at, now)} {format!(". {items}{takes}.")}{place}{remote}</p>
            </article>
        </li>
    }
    .into_any()
}

fn over(past: &[MeetingSummary], home: &str, now: Moment) -> Option<AnyView> {
    if past.is_empty() {
        return None;
    }
    let rows = past
        .iter()
        .map(|it| {
            let cancelled = it.state == MeetingState::Cancelled;
            let at = it.ended_at.unwrap_or(it.starts_at);
            let became = match cancelled {
                true => view! { "Cancelled." }.into_any(),
                false => view! {
                    <a href=format!("{home}/{}/minutes", it.number)>{minutes_words(it.minutes_state)}</a>
                }
                .into_any(),
            };
            view! {
                <tr>
                    <th scope="row"><a href=format!("{home}/{}", it.number)>{it.title.clone()}</a></th>
                    <td data-label="When"><span>{when(at, now)}</span></td>
                    <td data-label="Items" class="number">{it.items}</td>
                    <td data-label="Minutes"><span>{became}</span></td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Past"</h2></div>
                <table class="table table-stack">
                    <caption class="unseen">"Past meetings"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Meeting"</th>
                            <th scope="col">"When"</th>
                            <th scope="col" class="number">"Items"</th>
                            <th scope="col">"Minutes"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}
