//! Proposing an entry.

use domain::Slug;
use leptos::prelude::*;
use registry::{
    Registry,
    entries::{self, EntryLink},
    lint::{self, Others},
    processes::{self, Process},
};

use super::compose::{Ground, advice, fields};
use crate::{
    Form, Page, Visit,
    parts::{self, Field},
};

/// Proposing an entry; `sent` is the form that was refused or asked for more rows.
pub async fn propose(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    sent: Option<Form>,
) -> registry::Result<Page> {
    let process = processes::find(registry, &visit.caller, visit.now, process).await?;
    let terms = entries::terms(registry, &visit.caller, visit.now, &process.slug).await?;
    let others = lint::others(registry, &visit.caller, visit.now, &process.slug, None).await?;
    let shown = process.clone();
    let form = sent.unwrap_or_default();
    Ok(Page::new("Propose an entry", move || {
        body(&process, &terms, &others, &form)
    })
    .at(shown, "Entries")
    .with_islands())
}

fn body(process: &Process, terms: &[EntryLink], others: &Others, form: &Form) -> AnyView {
    let home = format!("/p/{}/entries", process.slug);
    let action = format!("{home}/compose");
    let ground = Ground {
        languages: &process.languages,
        base: None,
        terms,
        action: &action,
        on_enter: "propose",
    };
    view! {
        {parts::crumbs([("Entries".to_owned(), home.clone()), ("Propose an entry".to_owned(), action.clone())])}
        <div class="page-head"><h1>"Propose an entry"</h1></div>
        <p class="page-lead">"You hold its pen: others redline it and comment on it, and you fold in what makes it better."</p>
        <details class="compose-help">
            <summary>"What makes a good definition"</summary>
            <p>"It says what the thing is and what sets it apart, in one phrase that could stand in place of the word."</p>
            <p>"It does not begin with an article or with the word itself, does not say what the thing is not, and does not lead in a circle through other definitions."</p>
            <p>"What helps to understand it, but does not belong to what it means, goes into notes and examples."</p>
        </details>
        {parts::error_summary(form)}
        <form class="form compose" method="post" action=action.clone() novalidate>
            {fields(form, &ground, advice(form, &process.languages, others))}
            <div class="compose-part">
                {Field::new("rationale", "Why the process needs this word").optional().area(form)}
            </div>
            <div class="actions">
                <button class="button" name="act" value="propose">"Propose the entry"</button>
                <button class="button" data-rank="second" name="act" value="preview" formaction=format!("{action}#advice")>"Preview"</button>
                <a href=home.clone()>"Leave it"</a>
            </div>
        </form>
    }
    .into_any()
}
