//! Importing entries: sending a file, seeing what it would change, and what became of it.

mod report;

use std::collections::BTreeMap;

use domain::{
    Lang, Slug,
    entry::EntryRef,
    redline::{Fields, between},
};
use leptos::prelude::*;
use registry::{
    Registry,
    imports::{self, Change, Format, Import, ImportState, Report},
    processes::{self, Process},
    wordings,
};

use crate::{
    Form, Page, Visit,
    parts::{self, Field, counted},
};

/// The redlines that are shown, by the line of the file.
type Samples = BTreeMap<u64, Fields>;

/// Where a file is sent. `sent` is the form that was refused.
pub async fn sending(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    sent: Option<Form>,
) -> registry::Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let lately = imports::list(registry, caller, now, &process.slug).await?;
    let form = sent.unwrap_or_default();
    let (place, now) = (process.clone(), now);
    let body = move || view! { {head(&process, None)} {begin(&process, &form)} {earlier(&process, &lately, now)} };
    Ok(Page::new("Import entries", move || body().into_any()).at(place, "Entries"))
}

/// One import as it stands.
pub async fn import(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    number: u32,
    sent: Option<Form>,
) -> registry::Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let import = imports::find(registry, caller, now, &process.slug, number).await?;
    let samples = match (&import.report, process.languages.first()) {
        (Some(report), Some(lang)) => samples(registry, visit, &process.slug, report, lang).await?,
        _ => Samples::new(),
    };
    let form = sent.unwrap_or_default();
    let (place, title) = (process.clone(), format!("Import of {}", import.name));
    Ok(Page::new(title, move || one(&process, &import, &samples, &form)).at(place, "Entries"))
}

/// What the first changes read like.
async fn samples(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    report: &Report,
    lang: &Lang,
) -> registry::Result<Samples> {
    let mut samples = Samples::new();
    for item in &report.items {
        let (Some(entry), Some(Change { base, changes })) = (item.entry, &item.changes) else {
            continue;
        };
        let entry = EntryRef::Number(entry);
        let (caller, now) = (&visit.caller, visit.now);
        let wording = wordings::find(registry, caller, now, process, &entry, *base).await?;
        let wanted = wording.content.with(changes);
        samples.insert(item.place.line, between(&wording.content, &wanted, lang));
    }
    Ok(samples)
}

fn head(process: &Process, import: Option<&Import>) -> AnyView {
    let slug = &process.slug;
    let mut crumbs = vec![
        ("Entries".to_owned(), format!("/p/{slug}/entries")),
        ("Import".to_owned(), format!("/p/{slug}/import")),
    ];
    if let Some(import) = import {
        let here = format!("/p/{slug}/import/{}", import.number);
        crumbs.push((import.name.clone(), here));
    }
    let title = match import {
        None => view! { <h1>"Import entries"</h1> }.into_any(),
        Some(import) => {
            view! { <h1 class="import-name">"Import of " {import.name.clone()}</h1> }.into_any()
        }
    };
    view! { {parts::crumbs(crumbs)} <div class="page-head">{title}</div> }.into_any()
}

fn begin(process: &Process, form: &Form) -> AnyView {
    let action = format!("/p/{}/import", process.slug);
    let by_name = (String::new(), "By the end of its name".to_owned());
    let forms = Format::ALL.iter().map(|format| {
        (
            format.extension().to_owned(),
            format!("{} (.{})", format.name(), format.extension()),
        )
    });
    view! {
        <p class="page-lead">
            "Entries that are new become proposals of yours. Entries that stand here in other words get a redline, which their pen holder settles; a file overwrites nobody."
        </p>
        {parts::error_summary(form)}
        <form class="form" method="post" action=action enctype="multipart/form-data">
            {Field::new("file", "The file").hint("At most 64 MiB and 50,000 entries, in UTF-8. Nothing is proposed before you have seen what it would change.").typed(form, "file")}
            {Field::new("format", "Its form").select(form, std::iter::once(by_name).chain(forms).collect())}
            <div class="actions"><button class="button">"Show what it would change"</button></div>
        </form>
        <section class="part" id="forms">
            <div class="part-head"><h2>"What is read"</h2></div>
            <dl class="import-forms">
                <div><dt>"CSV"</dt><dd>"A first line that names the columns, at least "<code>"preferred"</code>" and "<code>"definition"</code>"; the others as in the CSV of a release. Several values in a cell are parted by "<code>" | "</code>"."</dd></div>
                <div><dt>"JSON"</dt><dd>"The JSON of a release, or as much of it as there is."</dd></div>
                <div><dt>"SKOS"</dt><dd>"As Turtle, RDF/XML, N-Triples or JSON-LD with its context in the file."</dd></div>
                <div><dt>"TBX"</dt><dd>"Version 3, and version 2 (martif)."</dd></div>
                <div><dt>"Markdown"</dt><dd>"A heading "<code>"## term"</code>" with the definition below it, or a definition list."</dd></div>
            </dl>
            <p class="part-note">
                "An entry is known by the address or the name it has in a release of this process, else by its preferred designation. The same works at the command line ("<code>"parlance import"</code>") and by the "<a href="/api#imports">"API"</a>"."
            </p>
        </section>
    }
    .into_any()
}

/// What was sent before.
fn earlier(process: &Process, lately: &[Import], now: domain::Moment) -> Option<AnyView> {
    if lately.is_empty() {
        return None;
    }
    let rows = lately.iter().map(|import| {
        let here = format!("/p/{}/import/{}", process.slug, import.number);
        let state = match import.state {
            ImportState::Held => "waits for you to confirm it",
            ImportState::Running => "under way",
            ImportState::Done => "done",
            ImportState::Interrupted => "interrupted",
        };
        view! { <li><a href=here>{import.name.clone()}</a> ", " {state} ", " {parts::when(import.at, now)}</li> }
    });
    let rows = rows.collect_view();
    let section = view! {
        <section class="part" id="earlier">
            <div class="part-head"><h2>"What you sent lately"</h2></div>
            <p class="part-note">"Nobody else sees this. A file that is not confirmed is forgotten after a day."</p>
            <ul class="import-list">{rows}</ul>
        </section>
    };
    Some(section.into_any())
}

fn one(process: &Process, import: &Import, samples: &Samples, form: &Form) -> AnyView {
    let report = import.report.as_ref();
    let shown = report.map(|report| report::report(process, report, samples));
    let body = match import.state {
        ImportState::Held => held(process, import, form),
        ImportState::Running => running(process, import),
        ImportState::Done => {
            let entries = format!("/p/{}/entries", process.slug);
            view! { <p class="page-lead">"This is done. " <a href=entries>"To the entries"</a></p> }
                .into_any()
        }
        ImportState::Interrupted => interrupted(process, import),
    };
    let known = match import.state {
        ImportState::Held | ImportState::Done => shown,
        _ => None,
    };
    view! {
        {head(process, Some(import))}
        {parts::error_summary(form)}
        {body}
        {known}
    }
    .into_any()
}

/// What is asked before anything is proposed.
fn held(process: &Process, import: &Import, form: &Form) -> AnyView {
    let here = format!("/p/{}/import/{}", process.slug, import.number);
    let again = format!("/p/{}/import", process.slug);
    let counts = import.report.as_ref().map(|report| report.counts);
    let (new, changed) = counts.map_or((0, 0), |counts| (counts.new, counts.changed));
    let several = |count: u64, one: &str, many: &str| {
        counted(usize::try_from(count).unwrap_or(usize::MAX), one, many)
    };
    let discard = format!("{here}/discarding");
    let discard = view! {
        <form method="post" action=discard>
            <button class="button" data-rank="second">"Discard the file"</button>
        </form>
    };
    if new + changed == 0 {
        return view! {
            <p class="page-lead">"Nothing would change: there is nothing new in this file that can be taken."</p>
            <div class="actions"><a class="button" href=again>"Send another file"</a>{discard}</div>
        }
        .into_any();
    }
    let words = match (new, changed) {
        (new, 0) => format!("Propose {}", several(new, "new entry", "new entries")),
        (0, changed) => format!("Propose {}", several(changed, "redline", "redlines")),
        (new, changed) => format!(
            "Propose {} and {}",
            several(new, "new entry", "new entries"),
            several(changed, "redline", "redlines")
        ),
    };
    view! {
        <p class="page-lead">"This is what it would change. Nothing is proposed yet."</p>
        <form class="form" method="post" action=here novalidate>
            {Field::new("rationale", "Why").optional().hint("Stands beside every proposal and redline of this file: where the words come from.").area(form)}
            <div class="actions">
                <button class="button">{words}</button>
                <a href=again>"Send another file"</a>
            </div>
        </form>
        <div class="actions import-discard">{discard}</div>
    }
    .into_any()
}

fn running(process: &Process, import: &Import) -> AnyView {
    let here = format!("/p/{}/import/{}", process.slug, import.number);
    let words = format!("{} of {} entries", import.done, import.total);
    view! {
        <p class="page-lead" id="import-progress">"Under way: " {words.clone()} "."</p>
        <progress class="import-progress" aria-labelledby="import-progress" value=import.done.to_string() max=import.total.max(1).to_string()>{words}</progress>
        <p>"This page looks again by itself. You may leave it; the import goes on. " <a href=here>"Look now"</a></p>
    }
    .into_any()
}

fn interrupted(process: &Process, import: &Import) -> AnyView {
    let here = format!("/p/{}/import/{}", process.slug, import.number);
    let again = format!("/p/{}/import", process.slug);
    let go_on = match import.kept {
        true => view! {
            <form class="form" method="post" action=here>
                <div class="actions">
                    <button class="button">"Go on"</button>
                    <a href=again>"Send another file"</a>
                </div>
            </form>
        }
        .into_any(),
        false => view! { <div class="actions"><a class="button" href=again>"Send the file again"</a></div> }
            .into_any(),
    };
    view! {
        {parts::notice(
            "warning",
            "This import was interrupted",
            format!("{} of {} entries were done, and they stand. It goes on where it stopped: what was proposed is found to be the same.", import.done, import.total),
        )}
        {go_on}
    }
    .into_any()
}
