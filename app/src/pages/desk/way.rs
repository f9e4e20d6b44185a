//! What stands in the way of each open call, and who could change it.

use domain::call::CallState;
use leptos::prelude::*;
use registry::calls::{Holds, Standing};

use super::{Sheet, filters};
use crate::{
    pages::{call::nudge, home::closing},
    parts::{empty, path},
};

/// As many names as say who is silent without burying the rest.
const NAMED: usize = 12;

pub(super) fn in_the_way(sheet: &Sheet) -> AnyView {
    let desk = &sheet.desk;
    // Calls on no entry belong to no piece of the list; they stand with the first.
    let others = desk.calls.iter().filter(|_| !sheet.later);
    let calls = desk.entries.iter().filter_map(|row| row.call.as_ref());
    let mut calls: Vec<&Standing> = others.chain(calls).collect();
    calls.sort_by_key(|call| call.closes_at);
    let (open, rest): (Vec<&Standing>, Vec<&Standing>) = calls
        .into_iter()
        .partition(|call| call.state == CallState::Open);
    let items = open.iter().map(|call| one(sheet, call)).collect_view();
    let list = if open.is_empty() {
        empty(
            "No call is open",
            "What stands in the way of each open call stands here, and who could change it.",
        )
    } else {
        view! { <ul class="standing">{items}</ul> }.into_any()
    };
    let contested = rest
        .into_iter()
        .filter(|call| call.state == CallState::Contested);
    view! {
        <section class="part"><div class="part-head"><h2>"What stands in the way"</h2></div>{list}</section>
        {contests(sheet, contested.collect())}
    }
    .into_any()
}

fn one(sheet: &Sheet, call: &Standing) -> AnyView {
    let href = format!("{}/calls/{}", sheet.home(), call.call);
    let way = match &call.missing {
        None => {
            view! { <p class="quiet">"Blind: what is held is opened at the close."</p> }.into_any()
        }
        Some(missing) if missing.is_empty() => {
            view! { <p>"Nothing stands in the way of agreement."</p> }.into_any()
        }
        Some(missing) => path(missing).into_any(),
    };
    let silent = (!call.silent.is_empty()).then(|| {
        let named = &call.silent[..call.silent.len().min(NAMED)];
        let more = match call.silent.len() - named.len() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let words = format!(
            "Silent, {} of {}: {}{more}.",
            call.silent.len(),
            call.units,
            named.join(", ")
        );
        view! {
            <p class="quiet">{words} " " <a href=format!("{href}/roll?holds=silent")>"Who is silent" <span class="unseen">{format!(" in call {}", call.call)}</span></a></p>
        }
    });
    let objections = call
        .groups
        .iter()
        .any(|it| it.holds == Some(Holds::Against));
    let aloud = objections.then(|| {
        view! { <a href=format!("{href}/objections")>"Objections, to be read out" <span class="unseen">{format!(": call {}", call.call)}</span></a> }
    });
    // The way back leads to the desk as it is filtered.
    let query = filters::query(&sheet.filter, None);
    view! {
        <li>
            <div class="standing-head"><a href=href.clone()>{call.title.clone()}</a> {closing(call.closes_at, sheet.now)}</div>
            {way}
            {silent}
            {nudge(&href, call.silent.len(), call.nudged_at, sheet.now, Some(query))}
            <div class="actions">{aloud} <a href=format!("{href}#convening")>"Extend or close, with a reason" <span class="unseen">{format!(": call {}", call.call)}</span></a></div>
        </li>
    }
    .into_any()
}

/// Contested calls: only a new call, or taking the contest back, leads on.
fn contests(sheet: &Sheet, contested: Vec<&Standing>) -> Option<AnyView> {
    if contested.is_empty() {
        return None;
    }
    let home = sheet.home();
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
