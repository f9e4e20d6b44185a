//! How the words of an entry came to be what they are, and what changed between any two wordings.

use domain::{Moment, Slug, entry::EntryRef, ids::WordingNo};
use leptos::prelude::*;
use registry::{
    Registry,
    entries::{self, Entry},
    processes::{self, Process},
    redlines::{self, Redline, RedlineFilter},
    wordings::{self, Comparison, Step},
};

use crate::{
    Form, Page, Visit,
    parts::{self, Field},
};

/// Which two wordings are compared.
pub type Compared = (WordingNo, WordingNo);

struct Told {
    process: Process,
    entry: Entry,
    steps: Vec<Step>,
    next: Option<String>,
    /// Redlines that did not become a wording.
    left: Vec<Redline>,
    comparison: Option<Comparison>,
}

/// The history of an entry, from its first wording on.
pub async fn history(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
    compared: Option<Compared>,
    cursor: Option<String>,
) -> registry::Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let p = &process.slug;
    let entry = entries::find(registry, caller, now, p, entry).await?;
    let at = EntryRef::Number(entry.number);
    let page = registry::Page {
        limit: Some(50),
        cursor,
    };
    let listed = wordings::list(registry, caller, now, p, &at, &page).await?;
    let most = registry::Page {
        limit: Some(200),
        cursor: None,
    };
    let all = redlines::list(
        registry,
        caller,
        now,
        p,
        &at,
        RedlineFilter::default(),
        &most,
    )
    .await?
    .items;
    let left = all
        .into_iter()
        .filter(|redline| redline.settled_at.is_some() && redline.wording.is_none())
        .collect();
    let comparison = match compared {
        Some(pair) => Some(wordings::compare(registry, caller, now, p, &at, pair).await?),
        None => None,
    };
    let title = format!("History of {}", entry.term);
    let shown = process.clone();
    let told = Told {
        process,
        entry,
        steps: listed.items,
        next: listed.next,
        left,
        comparison,
    };
    Ok(Page::new(title, move || body(&told, now)).at(shown, "Entries"))
}

fn body(told: &Told, now: Moment) -> AnyView {
    let home = format!("/p/{}/entries", told.process.slug);
    let here = format!("{home}/{}", told.entry.slug);
    let steps = told
        .steps
        .iter()
        .map(|step| item(step, told, now))
        .collect_view();
    let next = told.next.as_ref().map(|next| {
        let href = format!("{here}/history?cursor={}", parts::query_value(next));
        parts::pagination(None, String::new(), Some(href))
    });
    view! {
        {parts::crumbs([
            ("Entries".to_owned(), home.clone()),
            (told.entry.term.clone(), here.clone()),
            ("History".to_owned(), format!("{here}/history")),
        ])}
        <div class="page-head"><h1>"History of " <i>{told.entry.term.clone()}</i></h1></div>
        {compare(told, &here)}
        <section class="part" id="wordings">
            <div class="part-head"><h2>"Wording by wording"</h2></div>
            <ol class="timeline">{steps}</ol>
            {next}
        </section>
        {left(told, now)}
    }
    .into_any()
}

fn item(step: &Step, told: &Told, now: Moment) -> AnyView {
    let wording = &step.wording;
    let Some(authoritative) = told.process.languages.first() else {
        return ().into_any();
    };
    let here = format!("/p/{}/entries/{}", told.process.slug, told.entry.slug);
    let agreed = (told.entry.agreed_wording == Some(wording.number)).then_some("agreed");
    let what = match wording.redline {
        Some(redline) => view! {
            <b>{format!("Wording {}.", wording.number)}</b> " " {wording.author.name.clone()} " folded in "
            <a href=format!("{here}/redlines/{redline}")>{format!("redline {redline}")}</a> "."
        }
        .into_any(),
        None => view! {
            <b>{format!("Wording {}.", wording.number)}</b> " Proposed by " {wording.author.name.clone()} "."
        }
        .into_any(),
    };
    let words = if wording.redline.is_none() {
        let definition = wording
            .content
            .definition
            .get(authoritative)
            .map(|text| text.to_string())
            .unwrap_or_default();
        let plain = domain::markdown::plain(&definition);
        view! { <p class="redline-text" lang=authoritative.to_string() dir=parts::direction(authoritative)>{plain}</p> }.into_any()
    } else {
        parts::redline_parts(&step.fields, authoritative)
    };
    let why = wording
        .rationale
        .clone()
        .map(|why| view! { <p class="redline-reason"><b>"Why: "</b>{why}</p> });
    view! {
        <li id=format!("wording-{}", wording.number) data-mark=agreed>
            {parts::when(wording.at, now)}
            <p class="timeline-what">{what}</p>
            {words}
            {why}
        </li>
    }
    .into_any()
}

/// Any two wordings, one against the other.
fn compare(told: &Told, here: &str) -> Option<AnyView> {
    let newest = told.entry.wording.number;
    if newest < 2 {
        return None;
    }
    let authoritative = told.process.languages.first()?;
    let (from, to) = told
        .comparison
        .as_ref()
        .map_or((1, newest), |comparison| (comparison.from, comparison.to));
    let form = Form::begin("", [("from", from.to_string()), ("to", to.to_string())]);
    let options = || {
        (1..=newest)
            .map(|number| (number.to_string(), format!("Wording {number}")))
            .collect::<Vec<_>>()
    };
    let changed = told.comparison.as_ref().map(|comparison| {
        let words = if comparison.fields.is_empty() {
            view! { <p>"They say the same."</p> }.into_any()
        } else {
            view! {
                {parts::redline_parts(&comparison.fields, authoritative)}
                {parts::redline_ways(&comparison.fields, authoritative, "compared")}
            }
            .into_any()
        };
        view! { <h3>{format!("From wording {} to wording {}", comparison.from, comparison.to)}</h3> {words} }
    });
    Some(
        view! {
            <section class="part" id="compare">
                <div class="part-head"><h2>"Compare"</h2></div>
                <form class="inline-form" action=format!("{here}/history#compare")>
                    {Field::new("from", "From").select(&form, options())}
                    {Field::new("to", "To").select(&form, options())}
                    <button class="button" data-rank="second">"Compare"</button>
                </form>
                {changed}
            </section>
        }
        .into_any(),
    )
}

/// What was proposed and not taken.
fn left(told: &Told, now: Moment) -> Option<AnyView> {
    if told.left.is_empty() {
        return None;
    }
    let standing = crate::pages::entry::Standing::default();
    let articles = told
        .left
        .iter()
        .map(|redline| {
            crate::pages::entry::redline_article(redline, &told.process, &standing, now, None)
        })
        .collect_view();
    Some(
        view! {
            <section class="part" id="settled">
                <div class="part-head"><h2>"Redlines that were not folded in"</h2></div>
                {articles}
            </section>
        }
        .into_any(),
    )
}
