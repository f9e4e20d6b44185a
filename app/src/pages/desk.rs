//! The convener's desk: every word under way beside every group, what stands in the way, what waits.

use domain::{
    Moment, Slug,
    call::CallState,
    people::InterestState,
    process::Group,
    reading::{Counts, Stance},
};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    calls::Standing,
    desk::{self, Desk, DeskRow, WaitingComment},
    interests::{self, Interest},
    page::LIMIT_MAX,
    processes::{self, Process},
};

use super::{call::nudge, home::closing, members::interests as wishes};
use crate::{
    Page, Visit,
    parts::{counted, empty, path, status, waited},
};

pub async fn desk(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let desk = desk::desk(registry, caller, now, slug).await?;
    let piece = Piece {
        limit: Some(LIMIT_MAX),
        cursor: None,
    };
    let pending: Vec<Interest> = interests::list(registry, caller, now, slug, &piece)
        .await?
        .items
        .into_iter()
        .filter(|interest| interest.state == InterestState::Pending)
        .collect();
    let shown = process.clone();
    Ok(Page::new("Desk", move || {
        let home = format!("/p/{}", shown.slug);
        view! {
            <div class="page-head"><h1>"Desk"</h1><a class="button" href=format!("{home}/calls/new")>"Open a call"</a></div>
            <div id="matrix" data-live="">{matrix(&desk, &home)}</div>
            <div class="columns part">
                <div>
                    <div id="way" data-live="">{in_the_way(&desk.calls, &home, now)}{comments(&desk.comments, &home, now)}</div>
                    {wishes(&pending, &shown, &home, None, now)}
                </div>
                <aside class="beside">{beside(&shown, &home)}</aside>
            </div>
        }
        .into_any()
    })
    .at(process, "Desk")
    .live())
}

fn matrix(desk: &Desk, home: &str) -> AnyView {
    if desk.rows.is_empty() {
        return view! {
            <section class="part">
                <div class="part-head"><h2>"Entries by groups"</h2></div>
                {empty("Nothing is discussed yet", "Entries stand here from their first comment or redline on, beside what every group holds in the call on them.")}
            </section>
        }
        .into_any();
    }
    let heads = desk
        .groups
        .iter()
        .map(|group| view! { <th scope="col">{group.name.to_string()}</th> })
        .collect_view();
    let rows = desk
        .rows
        .iter()
        .map(|row| wide(row, desk, home))
        .collect_view();
    let narrow = desk
        .rows
        .iter()
        .map(|row| narrow(row, desk, home))
        .collect_view();
    view! {
        <section class="part">
            <div class="part-head"><h2>"Entries by groups"</h2></div>
            <div class="table-scroll matrix-wide" role="region" tabindex="0" aria-label="Entries by groups">
                <table class="table matrix">
                    <caption class="unseen">"Entries by groups"</caption>
                    <thead><tr><th scope="col">"Entry"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <ul class="standing matrix-narrow">{narrow}</ul>
        </section>
    }
    .into_any()
}

fn call_on<'a>(row: &DeskRow, desk: &'a Desk) -> Option<&'a Standing> {
    let on_it = desk
        .calls
        .iter()
        .filter(|call| call.entry == Some(row.entry.number));
    on_it.max_by_key(|call| call.call)
}

fn wide(row: &DeskRow, desk: &Desk, home: &str) -> AnyView {
    let call = call_on(row, desk);
    let cells = desk
        .groups
        .iter()
        .map(|group| cell(group, call))
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                <a href=format!("{home}/entries/{}", row.entry.slug)>{row.entry.term.clone()}</a>
                {status(row.status)}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(group: &Group, call: Option<&Standing>) -> AnyView {
    let Some(call) = call else {
        return view! { <td><span class="cell-none">"no call"</span></td> }.into_any();
    };
    let Some(tally) = &call.tally else {
        return view! { <td><span class="cell-none">"sealed"</span></td> }.into_any();
    };
    let counts = tally.group(&group.slug);
    let (value, word) = held(&counts);
    view! {
        <td>
            <span class="cell stance" data-stance=value>{word}</span>
            <span class="cell-detail">{format!("{} of {} heard", counts.cast, counts.eligible)}</span>
        </td>
    }
    .into_any()
}

/// What a group holds, by what weighs most for whoever looks for agreement.
fn held(counts: &Counts) -> (&'static str, &'static str) {
    if counts.cast == 0 {
        ("silent", "silent")
    } else if counts.object > 0 {
        ("object", "against")
    } else if counts.concern > 0 {
        ("concern", "concern")
    } else if counts.support > 0 {
        ("support", "for")
    } else if counts.accept > 0 {
        ("accept", "for")
    } else {
        (Stance::Abstain.word(), "abstains")
    }
}

/// The same for phones: only the groups that are not simply for it.
fn narrow(row: &DeskRow, desk: &Desk, home: &str) -> AnyView {
    let tally = call_on(row, desk).and_then(|call| call.tally.as_ref());
    let items = tally.map(|tally| {
        desk.groups
            .iter()
            .filter_map(|group| {
                let (value, word) = held(&tally.group(&group.slug));
                (word != "for").then(|| view! { <li class="stance" data-stance=value>{format!("{}: {word}", group.name)}</li> })
            })
            .collect_view()
    });
    view! {
        <li>
            <div class="standing-head">
                <a href=format!("{home}/entries/{}", row.entry.slug)>{row.entry.term.clone()}</a>
                {status(row.status)}
            </div>
            <ul class="standing-groups">{items}</ul>
        </li>
    }
    .into_any()
}

fn in_the_way(calls: &[Standing], home: &str, now: Moment) -> AnyView {
    let open: Vec<_> = calls
        .iter()
        .filter(|call| call.state == CallState::Open)
        .collect();
    let items = open
        .iter()
        .map(|call| {
            let href = format!("{home}/calls/{}", call.call);
            let way = match &call.missing {
                None => view! { <p class="quiet">"Blind: what is held is opened at the close."</p> }.into_any(),
                Some(missing) if missing.is_empty() => view! { <p>"Nothing stands in the way of agreement."</p> }.into_any(),
                Some(missing) => path(missing).into_any(),
            };
            let silent = (!call.silent.is_empty()).then(|| {
                view! { <p class="quiet">{format!("Silent, {} of {}: {}.", call.silent.len(), call.units, call.silent.join(", "))}</p> }
            });
            view! {
                <li>
                    <div class="standing-head"><a href=href.clone()>{call.title.clone()}</a> {closing(call.closes_at, now)}</div>
                    {way}
                    {silent}
                    {nudge(&href, call.silent.len(), call.nudged_at, now, true)}
                    <div class="actions"><a href=format!("{href}#convening")>"Extend or close, with a reason"</a></div>
                </li>
            }
        })
        .collect_view();
    let list = if open.is_empty() {
        empty(
            "No call is open",
            "What stands in the way of each open call stands here, and who could change it.",
        )
    } else {
        view! { <ul class="standing">{items}</ul> }.into_any()
    };
    view! {
        <section class="part"><div class="part-head"><h2>"What stands in the way"</h2></div>{list}</section>
        {contested(calls, home)}
    }
    .into_any()
}

/// Contested calls: only a new call, or taking the contest back, leads on.
fn contested(calls: &[Standing], home: &str) -> Option<AnyView> {
    let contested: Vec<_> = calls
        .iter()
        .filter(|call| call.state == CallState::Contested)
        .collect();
    if contested.is_empty() {
        return None;
    }
    let items = contested
        .iter()
        .map(|call| {
            let again = call.entry.map(|entry| {
                view! { <a href=format!("{home}/calls/new?kind=wording&entry={entry}")>"Answer it by a new call"</a> }
            });
            view! {
                <li>
                    <div class="standing-head"><a href=format!("{home}/calls/{}", call.call)>{call.title.clone()}</a></div>
                    <p class="quiet">{format!("Call {} is not final until its contests are taken back, or a new call answers it.", call.call)}</p>
                    <div class="actions">{again}</div>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Contested"</h2></div>
                <ul class="standing">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn comments(comments: &[WaitingComment], home: &str, now: Moment) -> AnyView {
    let rows = comments
        .iter()
        .map(|comment| {
            let href = format!("{home}/entries/{}#comment-{}", comment.entry.slug, comment.number);
            view! {
                <tr>
                    <th scope="row"><a href=href>{format!("Comment {} on {}", comment.number, comment.entry.term)}</a></th>
                    <td data-label="Whose turn">{format!("{}, pen", comment.pen_holder.name)}</td>
                    <td data-label="Waiting">{waited(comment.at, now)}</td>
                </tr>
            }
        })
        .collect_view();
    let list = if comments.is_empty() {
        empty(
            "Every comment was answered",
            "Comments that wait for the pen holder of their entry stand here, oldest first.",
        )
    } else {
        view! {
            <table class="table table-stack">
                <caption class="unseen">"Comments without an answer"</caption>
                <thead><tr><th scope="col">"What"</th><th scope="col">"Whose turn"</th><th scope="col">"Waiting"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    let count = counted(comments.len(), "comment", "comments");
    view! {
        <section class="part">
            <div class="part-head"><h2>"Comments without an answer"</h2> <span class="quiet">{count}</span></div>
            {list}
            <p><a href=format!("{home}/dispositions")>"Disposition report"</a></p>
        </section>
    }
    .into_any()
}

fn beside(process: &Process, home: &str) -> AnyView {
    let state = match process.state {
        domain::process::State::Announced => "Announced. Open the process when the work begins.",
        domain::process::State::Open => "Open: words are worked on.",
        domain::process::State::Closed => "Closed: only reading is left.",
    };
    view! {
        <section>
            <h2>"The process"</h2>
            <p>{state}</p>
            <ul>
                <li><a href=format!("{home}/settings")>"Settings"</a></li>
                <li><a href=format!("{home}/members#add")>"Add or invite somebody"</a></li>
                <li><a href=format!("{home}/releases")>"Publish a release"</a></li>
            </ul>
        </section>
        <section>
            <h2>"Your part"</h2>
            <p class="quiet">
                "You hold no position, propose no entry and hold no pen here. Where you limit somebody, your reason "
                "stands in the record. "
                <a href=format!("{home}/neutrality")>"What you did, counted"</a>
            </p>
        </section>
    }
    .into_any()
}
