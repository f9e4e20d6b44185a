//! Opening a public review: which words, and for how long.

use std::collections::BTreeSet;

use domain::{Slug, entry::EntryStatus, ids::EntryNo, permit::Denial, process::Role};
use leptos::prelude::*;
use registry::{
    Error, Registry, Result,
    entries::{self, EntryLink},
    processes, reviews,
};

use crate::{
    Form, Page, Visit,
    pages::call::typed_time,
    parts::{Choice, Field, crumbs, error_summary, status_words},
};

/// How long a review is open where nobody says otherwise, in days.
const OPEN_DAYS: u32 = 28;

pub async fn new_review(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    caller.signed_in()?;
    let me = process.me.as_ref();
    if me.is_none_or(|me| me.role != Role::Convener) {
        return Err(Error::Forbidden(Denial::NotConvener));
    }
    let terms = entries::terms(registry, caller, now, slug).await?;
    let busy = reviews::under_way(registry, caller, now, slug).await?;
    let form = sent.unwrap_or_else(|| {
        let closes_at = typed_time(now.plus_days(OPEN_DAYS));
        Form::begin("", [("closes_at", closes_at)])
    });
    let home = format!("/p/{slug}/reviews");
    Ok(Page::new("Open a review", move || {
        let here = format!("{home}/new");
        view! {
            {error_summary(&form)}
            {crumbs([("Reviews".to_owned(), home), ("Open a review".to_owned(), here.clone())])}
            <div class="page-head"><h1>"Open a review"</h1></div>
            <p class="page-lead">
                "Everybody may comment on the words you choose, members or not. The review keeps them as they read now, whatever becomes of the entries meanwhile."
            </p>
            <form class="form" method="post" action=here novalidate>
                {Field::new("title", "Title").hint("Such as “First draft for comment”.").line(&form)}
                {Field::new("introduction", "What should people know before they read?")
                    .optional()
                    .hint("Markdown. What the draft is for, what you want to hear about, what happens with the comments.")
                    .area(&form)}
                {Field::new("entries", "Words under review").ticks(&form, choices(&terms, &busy))}
                <div class="field-row">
                    {Field::new("opens_at", "Opens at").optional().hint("In UTC; at once if left empty.").typed(&form, "datetime-local")}
                    {Field::new("closes_at", "Closes at").hint("In UTC.").typed(&form, "datetime-local")}
                </div>
                <div class="actions"><button class="button">"Open the review"</button></div>
            </form>
        }
        .into_any()
    })
    .at(process, "Reviews"))
}

/// Every entry that lives, with where it stands.
fn choices(terms: &[EntryLink], busy: &BTreeSet<EntryNo>) -> Vec<Choice> {
    let ended =
        |it: &&EntryLink| matches!(it.status, EntryStatus::Withdrawn | EntryStatus::Retired);
    let living = terms.iter().filter(|it| !ended(it));
    let choices = living.map(|it| {
        let (_, stands) = status_words(it.status);
        let meaning = match busy.contains(&it.number) {
            true => format!("{stands}; in a review that has not closed"),
            false => stands.to_owned(),
        };
        Choice::new(it.number.to_string(), it.term.clone()).meaning(meaning)
    });
    choices.collect()
}
