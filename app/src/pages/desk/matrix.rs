//! Entries by groups: what each group holds in the call on each entry.

use leptos::prelude::*;
use registry::{
    calls::{GroupStanding, Holds, Standing},
    desk::DeskRow,
};

use super::Sheet;
use crate::{
    pages::home::closing,
    parts::{counted, empty, pagination, status},
};

pub(super) fn matrix(sheet: &Sheet) -> AnyView {
    let desk = &sheet.desk;
    let total = desk.total as usize;
    let shown = desk.entries.len();
    let more = desk.next.is_some() || sheet.later;
    let place = match more {
        true => format!("{shown} of {}", counted(total, "entry", "entries")),
        false => counted(total, "entry", "entries"),
    };
    let head = view! {
        <div class="part-head"><h2 id="matrix-title">"Entries by groups"</h2> <span class="quiet">{place.clone()}</span></div>
    };
    if shown == 0 {
        let none = if sheet.filter.narrows() {
            empty(
                "No entry fits",
                view! { "Ask for less or " <a href=format!("{}/desk", sheet.home())>"show all under way"</a> "." },
            )
        } else {
            empty(
                "Nothing is discussed yet",
                "Entries stand here from their first comment or redline on, beside what every group holds in the call on them.",
            )
        };
        return view! { <section class="part">{head}{none}</section> }.into_any();
    }
    let heads = desk
        .groups
        .iter()
        .map(|group| view! { <th scope="col">{group.name.to_string()}</th> })
        .collect_view();
    let rows = desk.entries.iter().map(|it| row(sheet, it)).collect_view();
    let pages = more.then(|| {
        let first = sheet.later.then(|| sheet.here(None));
        let next = desk.next.as_deref().map(|next| sheet.here(Some(next)));
        pagination(first, place, next)
    });
    view! {
        <section class="part">
            {head}
            <p class="desk-skip"><a href="#way">"Skip the table: what stands in the way"</a></p>
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="matrix-title">
                <table class="table matrix">
                    <caption class="unseen">"Entries by groups: what each group holds in the call on each entry"</caption>
                    <thead><tr><th scope="col">"Entry"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {pages}
        </section>
    }
    .into_any()
}

fn row(sheet: &Sheet, row: &DeskRow) -> AnyView {
    let home = sheet.home();
    let call = row.call.as_ref();
    let cells = sheet
        .desk
        .groups
        .iter()
        .map(|group| {
            let standing =
                call.and_then(|call| call.groups.iter().find(|it| it.group == group.slug));
            cell(group.name.to_string(), standing)
        })
        .collect_view();
    let at = call.map(|call| state(sheet, call, &home));
    view! {
        <tr>
            <th scope="row">
                <a href=format!("{home}/entries/{}", row.entry.slug)>{row.entry.term.clone()}</a>
                <span class="matrix-at">{status(row.status)} {at}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The way to the call, and how long it is open still.
fn state(sheet: &Sheet, call: &Standing, home: &str) -> AnyView {
    use domain::call::CallState::{Closed, Contested, Open};
    let word = match call.state {
        Closed => Some("closed, may be contested"),
        Contested => Some("contested"),
        _ => None,
    };
    let left = (call.state == Open).then(|| closing(call.closes_at, sheet.now));
    view! { <a href=format!("{home}/calls/{}", call.call)>{format!("Call {}", call.call)}</a> " " {left} {word} }
    .into_any()
}

fn cell(group: String, standing: Option<&GroupStanding>) -> AnyView {
    let Some(standing) = standing else {
        return view! { <td data-label=group data-holds="none"><span class="cell-none">"no call"</span></td> }
            .into_any();
    };
    let (value, word) = match standing.holds {
        Some(holds) => words(holds),
        None => ("sealed", "sealed"),
    };
    let held = match standing.holds {
        Some(_) => view! { <span class="cell stance" data-stance=value>{word}</span> }.into_any(),
        None => view! { <span class="cell-none">{word}</span> }.into_any(),
    };
    view! {
        <td data-label=group data-holds=value>
            {held}
            " " <span class="cell-detail">{format!("{} of {} heard", standing.heard, standing.eligible)}</span>
        </td>
    }
    .into_any()
}

/// The value of what a group holds in markup, and its word.
const fn words(holds: Holds) -> (&'static str, &'static str) {
    match holds {
        Holds::Silent => ("silent", "silent"),
        Holds::Against => ("object", "against"),
        Holds::Concern => ("concern", "concern"),
        Holds::For => ("support", "for"),
        Holds::Abstains => ("abstain", "abstains"),
    }
}
