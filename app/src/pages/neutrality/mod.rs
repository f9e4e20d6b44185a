//! The convener's own figures: what they did, how long they let whom wait, and where they limited
//! somebody. All of it is counted from the record.

mod acts;
mod limits;

use std::sync::Arc;

use domain::{
    Moment, Slug,
    figures::{Agenda, Neutrality, Response, Responses},
};
use leptos::prelude::*;
use registry::{
    Registry, Result, figures,
    names::Names,
    overview,
    processes::{self, Process},
};

use crate::{
    Page, Visit,
    parts::{counted, crumbs, day, empty, enumerated, lasted, when},
};

/// The figures with what it takes to tell them.
struct Sheet {
    process: Process,
    figures: Neutrality,
    names: Arc<Names>,
    home: String,
    now: Moment,
}

pub async fn neutrality(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let sheet = Sheet {
        process: process.clone(),
        figures: figures::neutrality(registry, caller, now, slug).await?,
        names: overview::names(registry, caller, now, slug).await?,
        home: format!("/p/{slug}"),
        now,
    };
    Ok(Page::new("Neutrality", move || page(&sheet))
        .at(process, "Overview")
        .live())
}

fn page(sheet: &Sheet) -> AnyView {
    let way = [
        (sheet.process.title.clone(), sheet.home.clone()),
        (
            "Neutrality".to_owned(),
            format!("{}/neutrality", sheet.home),
        ),
    ];
    let api = format!("/api/v1/processes/{}/neutrality", sheet.process.slug);
    view! {
        {crumbs(way)}
        <div class="page-head"><h1>"Neutrality"</h1></div>
        <p class="page-lead">
            "The convener holds no position here: takes no side in a call, proposes no entry, makes no redline and holds no pen. "
            "What a convener can do is counted on this page, from the record alone."
        </p>
        <div class="columns">
            <div id="figures" data-live="">
                {responses(&sheet.figures.responses, sheet)}
                {agenda(&sheet.figures.agenda, sheet)}
                {limits::limits(sheet)}
                {acts::acts(sheet)}
            </div>
            <aside class="beside">
                <div id="conveners" data-live="">{conveners(sheet)}</div>
                <section>
                    <h2>"Where it comes from"</h2>
                    <p>
                        "Every line of the "
                        <a href=format!("{}/record", sheet.home)>"record"</a>
                        " is counted, by the same code for everybody. Whoever has the record arrives at the same figures."
                    </p>
                    <p class="actions">
                        <a href=format!("{api}.csv")>"As a table (CSV)"</a>
                        <a href=api>"As JSON"</a>
                    </p>
                </section>
            </aside>
        </div>
    }
    .into_any()
}

impl Sheet {
    /// A group as the charter calls it.
    fn group(&self, slug: Option<&Slug>, none: &'static str) -> String {
        slug.map_or_else(|| none.to_owned(), |slug| self.names.group(slug))
    }
}

fn conveners(sheet: &Sheet) -> AnyView {
    let items = sheet
        .figures
        .conveners
        .iter()
        .map(|tenure| {
            let until = match tenure.until {
                Some(until) => view! { ", until " {day(until)} }.into_any(),
                None => ().into_any(),
            };
            let name = sheet.names.person(tenure.member).name;
            view! { <dt>{name}</dt><dd>"since " {day(tenure.from)} {until}</dd> }
        })
        .collect_view();
    view! { <section><h2>"Who convenes"</h2><dl class="facts">{items}</dl></section> }.into_any()
}

/// How long each group waited.
fn responses(of: &Responses, sheet: &Sheet) -> AnyView {
    let head = view! { <div class="part-head"><h2>"How long people waited"</h2></div> };
    if of.all.asked == 0 {
        return view! {
            <section class="part">
                {head}
                {empty(
                    "Nobody had to wait yet",
                    "How long each group waited for the convener will stand here: from a wish to take part, a contest or an objection to the convener's act.",
                )}
            </section>
        }
        .into_any();
    }
    let groups = of
        .groups
        .iter()
        .map(|it| {
            response(
                sheet.group(it.group.as_ref(), "Group not on record"),
                &it.all,
                sheet.now,
            )
        })
        .collect_view();
    let kinds = [
        ("Wishes to take part", &of.interests),
        ("Contests", &of.contests),
        ("Objections", &of.objections),
    ];
    let kinds = kinds
        .into_iter()
        .map(|(name, it)| response(name.to_owned(), it, sheet.now))
        .collect_view();
    view! {
        <section class="part">
            {head}
            <p class="part-note">
                "From a wish to take part, a contest or an objection until the convener's act that follows, by the group of whoever waited. "
                "The median is the wait in the middle: half waited no longer."
            </p>
            {waits("Group", "Waits by group", groups, response("All".to_owned(), &of.all, sheet.now))}
            <details class="disclosure" id="measured">
                <summary>"By what they waited for, and what exactly is measured"</summary>
                {waits("What", "Waits by what was waited for", kinds, response("All".to_owned(), &of.all, sheet.now))}
                <ul>
                    <li>"A wish to take part waits from its arrival until it is admitted or declined. One that its author sent again stays among those waiting: the record does not tell who asks."</li>
                    <li>"A contest waits until the convener makes the call that answers it."</li>
                    <li>"An objection waits, from when it can be read, until the convener next extends, closes or withdraws its call, or calls the same entry anew. In a blind call it can be read once the call has closed."</li>
                    <li>"“Otherwise” are those that ended without the convener: a contest or an objection was taken back, or the call became final or was superseded."</li>
                </ul>
            </details>
        </section>
    }
    .into_any()
}

fn waits(
    of: &'static str,
    caption: &'static str,
    rows: impl IntoView + 'static,
    all: AnyView,
) -> AnyView {
    view! {
        <table class="table table-stack">
            <caption class="unseen">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{of}</th>
                    <th scope="col">"Answered"</th>
                    <th scope="col">"Median"</th>
                    <th scope="col">"Longest"</th>
                    <th scope="col">"Otherwise"</th>
                    <th scope="col">"Waiting now"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>{all}</tfoot>
        </table>
    }
    .into_any()
}

fn response(name: String, of: &Response, now: Moment) -> AnyView {
    // On a phone a row is a list, and what there is none of is no line in it.
    let waiting = of.waiting_since.map(|since| {
        let words = match of.waiting {
            1 => ", since ",
            _ => ", the first since ",
        };
        view! { <span>{of.waiting} {words} {when(since, now)}</span> }
    });
    let otherwise = (of.ended_otherwise > 0).then_some(of.ended_otherwise);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label="Answered">{format!("{} of {}", of.answered, of.asked)}</td>
            <td data-label="Median">{of.median_seconds.map(lasted)}</td>
            <td data-label="Longest">{of.longest_seconds.map(lasted)}</td>
            <td data-label="Otherwise">{otherwise}</td>
            <td data-label="Waiting now">{waiting}</td>
        </tr>
    }
    .into_any()
}

/// Whose entries the calls were about.
fn agenda(agenda: &Agenda, sheet: &Sheet) -> AnyView {
    let head = view! { <div class="part-head"><h2>"Whose entries were called"</h2></div> };
    if agenda.calls == 0 {
        return view! {
            <section class="part">
                {head}
                {empty(
                    "No entry was called yet",
                    "Whose entries the convener calls will stand here, by the group of who proposed them, beside the group's share of the participants.",
                )}
            </section>
        }
        .into_any();
    }
    let rows = agenda
        .groups
        .iter()
        .map(|share| {
            view! {
                <tr>
                    <th scope="row">{sheet.group(share.group.as_ref(), "No group")}</th>
                    <td data-label="Calls">{of(share.calls, agenda.calls)}</td>
                    <td data-label="Entries proposed">{of(share.entries, agenda.entries)}</td>
                    <td data-label="Participants">{of(share.participants, agenda.participants)}</td>
                </tr>
            }
        })
        .collect_view();
    let silent: Vec<String> = agenda
        .groups
        .iter()
        .filter(|share| share.calls == 0 && share.entries > 0)
        .map(|share| sheet.group(share.group.as_ref(), "no group"))
        .collect();
    let silent = (!silent.is_empty()).then(|| {
        view! { <p class="part-note">{format!("Proposed entries of which none was called: {}.", enumerated(&silent))}</p> }
    });
    let others = (agenda.other_calls > 0).then(|| {
        let words = counted(agenda.other_calls as usize, "call was", "calls were");
        view! { <p class="part-note">{format!("{words} about something else: a rule, the charter, a release or a resolution.")}</p> }
    });
    view! {
        <section class="part">
            {head}
            <p class="part-note">
                "The calls the convener made about entries, by the group whose member proposed the entry, beside the group's participants today."
            </p>
            <table class="table table-stack">
                <caption class="unseen">"Calls by the group that proposed the entry"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Group"</th>
                        <th scope="col">"Calls"</th>
                        <th scope="col">"Entries proposed"</th>
                        <th scope="col">"Participants"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {silent}
            {others}
        </section>
    }
    .into_any()
}

/// "3 of 12"
fn of(part: u32, whole: u32) -> String {
    format!("{part} of {whole}")
}
