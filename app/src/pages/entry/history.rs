//! The last steps of an entry's history, newest first.

use domain::{Moment, redline::readable};
use leptos::prelude::*;
use registry::wordings::Step;

use super::Shown;
use crate::parts;

pub fn section(shown: &Shown, now: Moment) -> AnyView {
    let here = format!("/p/{}/entries/{}", shown.process.slug, shown.entry.slug);
    let call = shown.call.as_ref().map(|call| {
        let href = format!("/p/{}/calls/{}", shown.process.slug, call.number);
        view! {
            <li data-when="now">
                {parts::when(call.opened_at.unwrap_or(call.opens_at), now)}
                <p class="timeline-what"><a href=href>{format!("Call {}", call.number)}</a>" opened on it."</p>
            </li>
        }
    });
    let steps = shown
        .steps
        .iter()
        .rev()
        .map(|step| item(step, shown, now))
        .collect_view();
    view! {
        <section class="part" id="history" data-live="">
            <div class="part-head"><h2>"History"</h2></div>
            <ol class="timeline">{call}{steps}</ol>
            <p class="actions"><a href=format!("{here}/history")>"The whole history, every wording"</a></p>
        </section>
    }
    .into_any()
}

fn item(step: &Step, shown: &Shown, now: Moment) -> AnyView {
    let wording = &step.wording;
    let here = format!("/p/{}/entries/{}", shown.process.slug, shown.entry.slug);
    let what = match wording.redline {
        Some(redline) => view! {
            <b>{format!("Wording {}.", wording.number)}</b> " " {wording.author.name.clone()} " folded in "
            <a href=format!("{here}/redlines/{redline}")>{format!("redline {redline}")}</a> "."
        }
        .into_any(),
        None => view! { "Proposed by " {wording.author.name.clone()} "." }.into_any(),
    };
    let changed = step
        .fields
        .get("definition")
        .map(|field| parts::running(&readable(&field.ops), shown.process.languages.first()));
    view! {
        <li>
            {parts::when(wording.at, now)}
            <p class="timeline-what">{what}</p>
            {changed}
        </li>
    }
    .into_any()
}
