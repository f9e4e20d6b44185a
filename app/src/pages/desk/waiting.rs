//! What waits for a pen holder, the oldest first, and what is overdue.

use leptos::prelude::*;
use registry::desk::{Waiting, WaitingKind};

use super::Sheet;
use crate::parts::{counted, empty, waited};

pub(super) fn waiting(sheet: &Sheet) -> AnyView {
    let waiting = &sheet.desk.waiting;
    let total = sheet.desk.waiting_total as usize;
    let rows = waiting.iter().map(|it| row(sheet, it)).collect_view();
    let list = if waiting.is_empty() {
        empty(
            "Nothing waits for a pen holder",
            "Comments without an answer and redlines that are neither folded in nor refused stand here, oldest first.",
        )
    } else {
        view! {
            <table class="table table-stack">
                <caption class="unseen">"Comments without an answer and redlines that wait"</caption>
                <thead><tr><th scope="col">"What"</th><th scope="col">"Whose turn"</th><th scope="col">"Waiting"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    let overdue = waiting.iter().filter(|it| it.overdue).count();
    let count = match (waiting.len() < total, overdue) {
        (true, _) => format!("the oldest {} of {total}", waiting.len()),
        (false, 0) => counted(total, "matter", "matters"),
        (false, n) => format!("{}, {n} overdue", counted(total, "matter", "matters")),
    };
    view! {
        <section class="part" id="waiting">
            <div class="part-head"><h2>"What waits for a pen holder"</h2> <span class="quiet">{count}</span></div>
            {list}
        </section>
    }
    .into_any()
}

fn row(sheet: &Sheet, it: &Waiting) -> AnyView {
    let entry = format!("{}/entries/{}", sheet.home(), it.entry.slug);
    let (href, what) = match it.kind {
        WaitingKind::Comment => (format!("{entry}#comment-{}", it.number), "Comment"),
        WaitingKind::Redline => (format!("{entry}/redlines/{}", it.number), "Redline"),
    };
    view! {
        <tr>
            <th scope="row"><a href=href>{format!("{what} {} on {}", it.number, it.entry.term)}</a></th>
            <td data-label="Whose turn">{format!("{}, pen", it.pen_holder.name)}</td>
            <td data-label="Waiting">{waited(it.at, sheet.now)}</td>
        </tr>
    }
    .into_any()
}
