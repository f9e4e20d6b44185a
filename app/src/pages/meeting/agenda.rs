//! The agenda as a table of times, each item with what it is about as it stands now.

use domain::{Lang, Moment, meeting::MeetingState};
use leptos::prelude::*;
use registry::{
    calls::CallSummary,
    meetings::{AgendaView, Material},
};

use super::{Sheet, clock, exactly, lasting};
use crate::{
    pages::call::state_words,
    parts::{EntryLinks, counted, empty, status, until, wording},
};

const MINUTE_MS: i64 = 60_000;

pub fn agenda(sheet: &Sheet) -> AnyView {
    let items = &sheet.meeting.agenda;
    let total = sheet.meeting.summary.minutes_planned;
    let total = (total > 0).then(|| view! { <span class="quiet">{lasting(total)}</span> });
    let list = if items.is_empty() {
        empty(
            "No agenda yet",
            "What will be discussed stands here once the convener says so, with the words as they read.",
        )
    } else {
        table(sheet)
    };
    view! {
        <section class="part" id="items">
            <div class="part-head"><h2>"Agenda"</h2>{total}</div>
            {list}
        </section>
    }
    .into_any()
}

fn table(sheet: &Sheet) -> AnyView {
    // While times are known they run on from the beginning; after an item without one nobody can tell.
    let begin = sheet.meeting.summary.started_at;
    let mut from = Some(begin.unwrap_or(sheet.meeting.summary.starts_at));
    let mut rows = Vec::new();
    for (at, item) in (1..).zip(&sheet.meeting.agenda) {
        rows.push(row(sheet, at, item, from));
        from = from
            .zip(item.minutes)
            .map(|(from, minutes)| from + i64::from(minutes) * MINUTE_MS);
    }
    view! {
        <table class="table table-stack agenda-table">
            <caption class="unseen">"Agenda"</caption>
            <thead>
                <tr>
                    <th scope="col">"From"</th>
                    <th scope="col">"Item"</th>
                    <th scope="col" class="number">"Minutes"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(sheet: &Sheet, at: u32, item: &AgendaView, from: Option<Moment>) -> AnyView {
    let running = sheet.state() == MeetingState::Running;
    let now = running && sheet.meeting.current == Some(item.number);
    let mark = match (now, item.opened) {
        (true, _) => Some(
            view! { " " <span class="agenda-mark" data-mark="now">"under discussion"</span> }
                .into_any(),
        ),
        (false, true) => {
            Some(view! { " " <span class="agenda-mark">"was under discussion"</span> }.into_any())
        }
        (false, false) => None,
    };
    let from = from.map(|from| exactly(from, clock(from)));
    let minutes = item.minutes.map(|minutes| minutes.to_string());
    view! {
        <tr id=format!("item-{}", item.number) aria-current=now.then_some("true")>
            <td class="agenda-from" data-label="From">{from}</td>
            <th scope="row"><span class="agenda-title">{format!("{at}. {}", item.title)}</span>{mark}{about(sheet, item)}</th>
            <td class="number" data-label="Minutes">{minutes}</td>
        </tr>
    }
    .into_any()
}

/// What the item is about: the entry with its words to unfold, and the call.
fn about(sheet: &Sheet, item: &AgendaView) -> Option<AnyView> {
    let entry = item
        .entry
        .and_then(|entry| sheet.materials.entries.get(&entry))
        .map(|material| entry(sheet, item, material));
    let call = item
        .call
        .and_then(|call| sheet.materials.calls.get(&call))
        .map(|it| call(sheet, it));
    (entry.is_some() || call.is_some())
        .then(|| view! { <div class="agenda-about">{entry}{call}</div> }.into_any())
}

fn entry(sheet: &Sheet, item: &AgendaView, material: &Material) -> AnyView {
    let link = &material.entry;
    let href = format!("/p/{}/entries/{}", sheet.process.slug, link.slug);
    let links = EntryLinks::of(&sheet.process.slug);
    let languages: &[Lang] = &sheet.process.languages;
    let redlines = match material.redlines {
        0 => "no redline waits".to_owned(),
        n => format!("{} waiting", counted(n as usize, "redline", "redlines")),
    };
    view! {
        <p>
            <a class="term" href=href.clone()>{link.term.clone()}</a> " "
            {status(link.status)} " "
            <a class="quiet" href=format!("{href}#redlines")>{redlines}</a>
        </p>
        <details class="disclosure agenda-materials" id=format!("materials-{}", item.number)>
            <summary>"As it reads now"</summary>
            <div class="entry">
                {wording(&material.content, languages, &links, &[], None)}
            </div>
        </details>
    }
    .into_any()
}

fn call(sheet: &Sheet, call: &CallSummary) -> AnyView {
    let (_, word) = state_words(call.state);
    let href = format!("/p/{}/calls/{}", sheet.process.slug, call.number);
    let heard = (call.state != domain::call::CallState::Scheduled)
        .then(|| format!(", {} of {} heard", call.heard, call.units));
    let closes = (call.state == domain::call::CallState::Open)
        .then(|| view! { " until " {until(call.closes_at, sheet.now)} });
    view! {
        <p>
            <a href=href>{format!("Call {}: {}", call.number, call.title)}</a>
            {format!(" {}", word.to_lowercase())}
            {closes}
            {heard}
        </p>
    }
    .into_any()
}
