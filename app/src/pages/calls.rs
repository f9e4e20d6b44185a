//! The calls of a process, newest first.

use domain::{
    Moment, Slug,
    call::CallState,
    process::{Role, State},
    reading::Verdict,
};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    calls::{self, CallFilter, CallSummary},
    processes,
};

use super::{call::state_words, home::closing};
use crate::{
    Page, Visit,
    parts::{empty, pagination, when},
};

pub async fn calls(
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
    let listed = calls::list(registry, caller, now, slug, &CallFilter::default(), &piece).await?;
    let home = format!("/p/{slug}/calls");
    let convenes = process
        .me
        .as_ref()
        .is_some_and(|me| me.role == Role::Convener);
    let may_open = convenes && process.state == State::Open;
    let page = Page::new("Calls", move || {
        let make = may_open.then(|| view! { <a class="button" href=format!("{home}/new")>"Open a call"</a> });
        let count = listed.items.len();
        let rows = listed.items.iter().map(|call| row(call, &home, now)).collect_view();
        let list = if count == 0 {
            empty("No calls yet", "When the words of an entry are ready, the convener asks everybody at once whether they agree. These questions, and what came of them, stand here.")
        } else {
            view! {
                <table class="table table-stack">
                    <caption class="unseen">"Calls"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Call"</th>
                            <th scope="col">"About"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Heard"</th>
                            <th scope="col">"When"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        };
        let next = listed.next.map(|next| format!("{home}?cursor={next}"));
        let way = (next.is_some() || !first).then(|| {
            pagination((!first).then(|| home.clone()), format!("{count} shown"), next)
        });
        view! {
            <div class="page-head"><h1>"Calls"</h1>{make}</div>
            <div id="calls" data-live="">{list}</div>
            {way}
        }
        .into_any()
    })
    .at(process, "Calls");
    Ok(if first { page.live() } else { page })
}

fn row(call: &CallSummary, home: &str, now: Moment) -> AnyView {
    let (_, word) = state_words(call.state);
    let result = match call.result {
        Some(Verdict::Reached) => "; agreement reached",
        Some(Verdict::NotReached) => "; agreement not reached",
        None => "",
    };
    let clock = match call.state {
        CallState::Scheduled => view! { "opens " {when(call.opens_at, now)} }.into_any(),
        CallState::Open => view! { "closes " {when(call.closes_at, now)} }.into_any(),
        _ => match call.closed_at {
            Some(at) => view! { "closed " {when(at, now)} }.into_any(),
            None => ().into_any(),
        },
    };
    let mine = (call.state == CallState::Open && call.eligible && !call.spoken)
        .then(|| view! { " " <span class="due">"waits for your position"</span> });
    view! {
        <tr>
            <th scope="row"><a href=format!("{home}/{}", call.number)>{format!("Call {}", call.number)}</a></th>
            <td data-label="About"><span><a href=format!("{home}/{}", call.number)><i>{call.title.clone()}</i></a> {mine}</span></td>
            <td data-label="State">{format!("{word}{result}")}</td>
            <td data-label="Heard">{format!("{} of {}", call.heard, call.units)}</td>
            <td data-label="When"><span>{clock}</span></td>
        </tr>
    }
    .into_any()
}

/// The calls that are open, on the overview of their process.
pub(super) fn open_calls(open: Vec<CallSummary>, home: &str, now: Moment) -> Option<AnyView> {
    if open.is_empty() {
        return None;
    }
    let items = open
        .into_iter()
        .map(|call| {
            let silent = if call.eligible && !call.spoken { " Yours is not among them." } else { "" };
            view! {
                <li>
                    <article class="need">
                        <h3 class="need-what">
                            <a href=format!("{home}/calls/{}", call.number)><span class="term">{call.title}</span></a>
                        </h3>
                        {closing(call.closes_at, now)}
                        <p class="need-why">{format!("{} of {} voices heard.{silent}", call.heard, call.units)}</p>
                    </article>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Open calls"</h2> <a href=format!("{home}/calls")>"All calls"</a></div>
                <ul class="needs">{items}</ul>
            </section>
        }
        .into_any(),
    )
}
