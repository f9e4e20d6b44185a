//! What one person held in a call, and in the others on the same entry.

use domain::{
    Moment, Slug,
    ids::{CallNo, MemberNo},
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    calls::PositionView,
    positions::{self, Told, ToldIn},
    processes,
};

use super::{roll::words, state_words};
use crate::{
    Page, Visit,
    parts::{Byline, crumbs, empty, stance, when},
};

pub async fn voice(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: CallNo,
    member: MemberNo,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let told = positions::told(registry, caller, now, slug, number, member).await?;
    let calls = format!("/p/{slug}/calls");
    let title = format!("Positions of {} in call {number}", told.person.name);
    Ok(Page::new(title, move || {
        view! {
            {crumbs([
                ("Calls".to_owned(), calls.clone()),
                (format!("Call {number}"), format!("{calls}/{number}")),
                ("Roll call".to_owned(), format!("{calls}/{number}/roll")),
                (told.person.name.clone(), format!("{calls}/{number}/members/{member}")),
            ])}
            <div class="page-head"><h1>"What " {told.person.name.clone()} " held"</h1></div>
            {Byline::from(&told.person).view(now)}
            <div id="held" data-live="">{held(&told, &calls, now)}</div>
        }
    })
    .at(process, "Calls")
    .live())
}

fn held(told: &Told, calls: &str, now: Moment) -> AnyView {
    told.calls
        .iter()
        .map(|it| in_call(it, calls, now))
        .collect_view()
        .into_any()
}

fn in_call(it: &ToldIn, calls: &str, now: Moment) -> AnyView {
    let (_, state) = state_words(it.state);
    let on = it
        .wording
        .map_or_else(String::new, |wording| format!(" on wording {wording}"));
    let rows = it.positions.iter().map(|it| row(it, now)).collect_view();
    let list = if !it.positions.is_empty() {
        view! {
            <table class="table table-stack roll">
                <caption class="unseen">{format!("Positions in call {}, oldest first", it.call)}</caption>
                <thead><tr><th scope="col">"When"</th><th scope="col">"Position"</th><th scope="col">"Reason"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    } else if it.hidden {
        empty(
            "Sealed",
            "The call is blind: what anybody but you held is told once it has closed.",
        )
    } else {
        empty("No position", "Nothing was said by this member here.")
    };
    view! {
        <section class="part">
            <div class="part-head">
                <h2><a href=format!("{calls}/{}", it.call)>{format!("Call {}", it.call)}</a> {on}</h2>
                <span class="quiet">{state}</span>
            </div>
            {list}
        </section>
    }
    .into_any()
}

fn row(it: &PositionView, now: Moment) -> AnyView {
    let (said, words) = words(it);
    let counts = it
        .counts
        .then(|| view! { <span class="quiet">" counts"</span> });
    view! {
        <tr>
            <th scope="row">{when(it.at, now)}</th>
            <td data-label="Position">{stance(Some(it.stance))} {counts}</td>
            <td class="reason" data-label=said.then_some("Reason")><div>{words}</div></td>
        </tr>
    }
    .into_any()
}
