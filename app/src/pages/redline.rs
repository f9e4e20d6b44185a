//! One redline and what is said about it.

use domain::{Slug, entry::EntryRef, ids::RedlineNo};
use leptos::prelude::*;
use registry::{Registry, redlines};

use super::entry::{comment_form, load, quotes_on, redline_article, thread};
use crate::{Form, Page, Visit, parts};

/// A redline; `sent` is the form on it that was refused.
pub async fn redline(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
    number: RedlineNo,
    sent: Option<Form>,
) -> registry::Result<Page> {
    let found = redlines::find(
        registry,
        &visit.caller,
        visit.now,
        process,
        Some(entry),
        number,
    )
    .await?;
    let shown = load(registry, visit, process, entry).await?;
    let title = format!("Redline {number} of {}", shown.entry.term);
    let place = shown.process.clone();
    let now = visit.now;
    let address = format!(
        "/p/{}/entries/{}/redlines/{number}",
        place.slug, shown.entry.slug
    );
    let body = move || {
        let home = format!("/p/{}/entries", shown.process.slug);
        let here = format!("{home}/{}", shown.entry.slug);
        let term = shown.entry.term.clone();
        view! {
            {parts::crumbs([
                ("Entries".to_owned(), home),
                (term.clone(), here.clone()),
                (format!("Redline {number}"), format!("{here}/redlines/{number}")),
            ])}
            {sent.as_ref().and_then(parts::error_summary)}
            <div class="page-head"><h1>{format!("Redline {number} of ")}<i>{term}</i></h1></div>
            <div id="redline" data-live="">
                <h2 class="unseen">"What it changes"</h2>
                {redline_article(&found, &shown.process, &shown.standing, &quotes_on(&shown, number), now, sent.as_ref())}
            </div>
            <section class="part" id="comments">
                <div id="comments-said" data-live="">
                    <div class="part-head"><h2>"Comments on this redline"</h2></div>
                    {thread(&shown, Some(number), now, sent.as_ref())}
                </div>
                {comment_form(&shown, Some(number), sent.as_ref())}
            </section>
        }
    };
    Ok(Page::new(title, body).at(place, "Entries").live_at(address))
}
