//! How the words of an entry came to be what they are, and what changed between any two wordings.

mod origins;
mod story;

use domain::{Moment, Slug, entry::EntryRef, ids::WordingNo};
use leptos::prelude::*;
use registry::{
    Registry,
    calls::{self, CallFilter, CallSummary},
    entries::{self, Deeds, Entry},
    processes::{self, Process},
    redlines::{self, Redline, RedlineFilter},
    wordings::{self, Blame, BlameQuery, Comparison, Step},
};

use crate::{
    Form, Page, Visit,
    parts::{self, Field},
};

/// Which two wordings are compared.
pub type Compared = (WordingNo, WordingNo);

/// As many as one answer of the registry gives.
const PIECE: u32 = 200;
/// Happenings on one page of the story.
const TOLD_AT_ONCE: usize = 60;

struct Told {
    process: Process,
    entry: Entry,
    steps: Vec<Step>,
    redlines: Vec<Redline>,
    calls: Vec<CallSummary>,
    deeds: Deeds,
    blame: Blame,
    comparison: Option<Comparison>,
    /// How many happenings came before this page.
    after: usize,
}

/// The history of an entry, from its first wording on. `cursor` is how many happenings were told already.
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
    let (mut steps, mut page) = (Vec::new(), first());
    while let Some(piece) = page {
        let listed = wordings::list(registry, caller, now, p, &at, &piece).await?;
        steps.extend(listed.items);
        page = after(listed.next);
    }
    let (mut redlines, mut page) = (Vec::new(), first());
    while let Some(piece) = page {
        let every = RedlineFilter::default();
        let listed = redlines::list(registry, caller, now, p, &at, every, &piece).await?;
        redlines.extend(listed.items);
        page = after(listed.next);
    }
    let here = CallFilter {
        entry: Some(entry.number),
        ..CallFilter::default()
    };
    let (mut calls, mut page) = (Vec::new(), first());
    while let Some(piece) = page {
        let listed = calls::list(registry, caller, now, p, &here, &piece).await?;
        calls.extend(listed.items);
        page = after(listed.next);
    }
    let deeds = entries::deeds(registry, caller, now, p, &at).await?;
    let read = BlameQuery { plain: true };
    let blame = wordings::blame(registry, caller, now, p, &at, read).await?;
    let comparison = match compared {
        Some(pair) => Some(wordings::compare(registry, caller, now, p, &at, pair).await?),
        None => None,
    };
    let title = format!("History of {}", entry.term);
    let shown = process.clone();
    let told = Told {
        process,
        entry,
        steps,
        redlines,
        calls,
        deeds,
        blame,
        comparison,
        after: cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0),
    };
    Ok(Page::new(title, move || body(&told, now)).at(shown, "Entries"))
}

/// The first piece of a list.
fn first() -> Option<registry::Page> {
    Some(registry::Page {
        limit: Some(PIECE),
        cursor: None,
    })
}

/// The piece of a list that follows, if any does.
fn after(next: Option<String>) -> Option<registry::Page> {
    next.map(|next| registry::Page {
        limit: Some(PIECE),
        cursor: Some(next),
    })
}

fn body(told: &Told, now: Moment) -> AnyView {
    let home = format!("/p/{}/entries", told.process.slug);
    let here = format!("{home}/{}", told.entry.slug);
    let happenings = story::happenings(told);
    let count = happenings.len();
    let items = happenings
        .into_iter()
        .skip(told.after)
        .take(TOLD_AT_ONCE)
        .map(|happening| story::item(&happening, told, now))
        .collect_view();
    let way = |to: usize| format!("{here}/history?cursor={to}#story");
    let earlier = (told.after > 0).then(|| way(told.after.saturating_sub(TOLD_AT_ONCE)));
    let until = told.after.saturating_add(TOLD_AT_ONCE);
    let later = (until < count).then(|| way(until));
    let pages = (earlier.is_some() || later.is_some())
        .then(|| parts::pagination(earlier, format!("{count} in all"), later));
    view! {
        {parts::crumbs([
            ("Entries".to_owned(), home.clone()),
            (told.entry.term.clone(), here.clone()),
            ("History".to_owned(), format!("{here}/history")),
        ])}
        <div class="page-head"><h1>"History of " <i>{told.entry.term.clone()}</i></h1></div>
        {origins::section(&told.blame, &told.process, &here, now)}
        {compare(told, &here)}
        <section class="part" id="story">
            <div class="part-head"><h2>"How it came about"</h2></div>
            <ol class="timeline">{items}</ol>
            {pages}
        </section>
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
        let sides = [from, to].map(|number| format!("in wording {number}"));
        let words = if comparison.fields.is_empty() {
            view! { <p>"They say the same."</p> }.into_any()
        } else {
            view! {
                {parts::redline_parts(&comparison.fields, authoritative)}
                {parts::redline_ways_between(&comparison.fields, authoritative, "compared", (&sides[0], &sides[1]))}
            }
            .into_any()
        };
        let file = format!(
            "/api/v1/processes/{}/entries/{}/wordings/{}...{}.docx",
            told.process.slug, told.entry.slug, comparison.from, comparison.to
        );
        view! {
            <h3>{format!("From wording {} to wording {}", comparison.from, comparison.to)}</h3>
            {words}
            <p class="part-note"><a href=file download="">"Download with tracked changes (DOCX)"</a></p>
        }
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
