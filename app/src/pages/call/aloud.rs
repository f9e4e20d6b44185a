//! The standing objections of a call, set to be read out: in full, or in a sentence or two.

use domain::{Slug, ids::CallNo};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    calls::{self, Objection, Objections},
    processes,
};

use crate::{
    Page, Visit,
    parts::{counted, crumbs, empty, notice},
};

/// `brief` asks for a sentence or two of each.
pub async fn aloud(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: CallNo,
    brief: bool,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let found = calls::objections(registry, caller, now, slug, number).await?;
    let here = format!("/p/{slug}/calls/{number}");
    let calls = format!("/p/{slug}/calls");
    let title = format!("Objections in call {number}: {}", found.title);
    Ok(Page::new(title, move || {
        view! {
            {crumbs([
                ("Calls".to_owned(), calls),
                (format!("Call {number}"), here.clone()),
                ("Objections".to_owned(), format!("{here}/objections")),
            ])}
            <div class="page-head"><h1>"Objections: " <i>{found.title.clone()}</i></h1></div>
            {registers(&here, brief)}
            <div id="aloud" data-live="">{said(&found, brief)}</div>
        }
    })
    .at(process, "Calls")
    .live())
}

fn registers(here: &str, brief: bool) -> AnyView {
    let ways = [
        ("In full", format!("{here}/objections"), !brief),
        (
            "In brief",
            format!("{here}/objections?register=brief"),
            brief,
        ),
    ];
    let ways = ways
        .into_iter()
        .map(|(words, href, current)| {
            let current = current.then_some("true");
            view! { <li><a href=href aria-current=current>{words}</a></li> }
        })
        .collect_view();
    view! { <nav class="registers" aria-label="How they are said"><ul>{ways}</ul></nav> }.into_any()
}

fn said(found: &Objections, brief: bool) -> AnyView {
    if found.hidden {
        return notice(
            "warning",
            "This call is blind",
            "What is held is sealed. Objections stand here once it has closed.",
        );
    }
    if found.items.is_empty() {
        return empty(
            "No objection stands",
            "Objections that stand in this call are here to be read out, the oldest first.",
        );
    }
    let items = found
        .items
        .iter()
        .map(|it| if brief { in_brief(it) } else { in_full(it) })
        .collect_view();
    view! {
        <p class="part-note">
            {counted(found.items.len(), "objection stands", "objections stand")} ", the oldest first. "
            {brief.then_some("Each by the first sentence of its reason and of what would resolve it.")}
        </p>
        <ol class="aloud" role="list">{items}</ol>
    }
    .into_any()
}

fn in_brief(it: &Objection) -> AnyView {
    view! { <li><p>{it.brief.clone()}</p></li> }.into_any()
}

fn in_full(it: &Objection) -> AnyView {
    let (head, rest) = match it.formal.split_first() {
        Some((head, rest)) => (head.clone(), rest),
        None => (String::new(), &[][..]),
    };
    let rest = rest
        .iter()
        .map(|words| view! { <p>{words.clone()}</p> })
        .collect_view();
    view! { <li><h2>{head}</h2>{rest}</li> }.into_any()
}
