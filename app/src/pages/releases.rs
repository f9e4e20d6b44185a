//! The releases of a process, what the next one would be, and publishing it.

use domain::{
    Slug, Version,
    process::{Role, Visibility},
    release::ChangeKind,
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    processes::{self, Process},
    releases::{self, Preview, PreviewChange, Release},
};

use crate::{
    Form, Page, Visit,
    parts::{EntryLinks, Field, counted, day, empty, error_summary, hidden, impact, redline_parts},
};

pub async fn releases(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let made = releases::list(registry, caller, now, slug).await?;
    let preview = releases::preview(registry, caller, now, slug).await?;
    let shown = process.clone();
    let feed = format!("/g/{slug}/feed.atom");
    Ok(Page::new("Releases", move || {
        let sent = sent.as_ref();
        let convenes = shown.me.as_ref().is_some_and(|me| me.role == Role::Convener);
        let newest = releases::to_use(&made).map(|release| {
            view! { <a class="button" href=address(&shown.slug, release.version)>"Read the newest"</a> }
        });
        view! {
            {sent.and_then(error_summary)}
            <div class="page-head"><h1>"Releases"</h1>{newest}</div>
            <div id="releases" data-live="">{list(&made, &shown, convenes, sent)}</div>
            <div id="next" data-live="">{next(&preview, &shown)}</div>
            {convenes.then(|| publish(&preview, &shown, sent))}
        }
        .into_any()
    })
    .at(process, "Releases")
    .link("alternate", feed, Some("application/atom+xml"))
    .live_at(format!("/p/{slug}/releases")))
}

pub(super) fn address(slug: &Slug, version: Version) -> String {
    format!("/g/{slug}/{version}/")
}

fn list(made: &[Release], process: &Process, convenes: bool, sent: Option<&Form>) -> AnyView {
    if made.is_empty() {
        return empty(
            "Nothing is published yet",
            "A release holds every entry that a final call agreed, with the proof of its agreement. The first one will stand here.",
        );
    }
    let items = made
        .iter()
        .map(|release| one(release, process, convenes, sent))
        .collect_view();
    view! {
        <section class="part">
            <div class="part-head"><h2>"Published"</h2> <span class="quiet">{counted(made.len(), "release", "releases")}</span></div>
            <ol class="changes">{items}</ol>
            {follow(process)}
        </section>
    }
    .into_any()
}

/// Where programs learn of the next one. Those cannot sign in, so of what is for members nothing leads there.
fn follow(process: &Process) -> Option<AnyView> {
    let home = format!("/g/{}", process.slug);
    (process.visibility == Visibility::Public).then(|| {
        view! {
            <p class="quiet">
                "To hear of the next one: "<a href=format!("{home}/feed.atom")>"feed"</a>
                " for a feed reader, "<a href=format!("{home}/releases.json")>"list"</a>" for programs."
            </p>
        }
        .into_any()
    })
}

fn one(release: &Release, process: &Process, convenes: bool, sent: Option<&Form>) -> AnyView {
    let yanked = release.yanked.clone().map(|reason| {
        view! { <p><span class="yanked">"Not to be used: "</span>{reason}</p> }
    });
    let notes = release
        .notes
        .as_ref()
        .map(|notes| EntryLinks::of(&process.slug).blocks("prose", notes));
    let compare = release.previous.map(|previous| {
        let href = format!("/g/{}/{previous}...{}", process.slug, release.version);
        view! { <a href=href>{format!("What changed since {previous}")}</a> }
    });
    let by = format!(" by {}", release.released_by.name);
    let yank = (convenes && release.yanked.is_none()).then(|| yank(release, process, sent));
    view! {
        <li>
            <div class="change-head">
                <h3><a href=address(&process.slug, release.version)>{release.version.to_string()}</a></h3>
                <span class="quiet">{day(release.released_at)}{by}</span>
            </div>
            {yanked}
            {notes}
            <p class="actions">
                {compare}
                <a href=format!("{}#downloads", address(&process.slug, release.version))>{counted(release.files.len(), "file", "files")}</a>
            </p>
            {yank}
        </li>
    }
    .into_any()
}

fn yank(release: &Release, process: &Process, sent: Option<&Form>) -> AnyView {
    let name = format!("yank-{}", release.version);
    let form = Form::resume(sent, &name, []);
    let action = format!("/p/{}/releases/{}/yank", process.slug, release.version);
    view! {
        <details class="disclosure" id=name.clone() open=!form.errors.is_empty()>
            <summary>"Mark it as not to be used"</summary>
            <form class="form" method="post" action=action novalidate>
                {hidden("form", &name)}
                {Field::new("reason", "Reason")
                    .hint("Its files stay as they are; the mark and the reason stand beside them.")
                    .line(&form)}
                <div class="actions"><button class="button" data-rank="limit">"Mark it"</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// What the next release would hold that the newest does not.
fn next(preview: &Preview, process: &Process) -> AnyView {
    let Some(version) = preview.suggested_version else {
        return view! {
            <section class="part">
                <div class="part-head"><h2>"The next one"</h2></div>
                {empty("Nothing new yet", "As soon as a call on an entry is final and agreed, it stands here, ready to be released.")}
            </section>
        }
        .into_any();
    };
    let items = preview
        .changes
        .iter()
        .map(|it| change(it, process))
        .collect_view();
    let why = match preview.previous {
        None => "The first release is 1.0.0.".to_owned(),
        Some(previous) => format!(
            "After {previous}: a change of meaning or a retirement makes a new first number, a new entry a new second one, anything else a new third."
        ),
    };
    view! {
        <section class="part">
            <div class="part-head">
                <h2>{format!("The next one: {version}")}</h2>
                <span class="quiet">{counted(preview.changes.len(), "change", "changes")}</span>
            </div>
            <p class="part-note">{why}</p>
            <ol class="changes">{items}</ol>
        </section>
    }
    .into_any()
}

fn change(change: &PreviewChange, process: &Process) -> AnyView {
    let href = format!("/p/{}/entries/{}", process.slug, change.slug);
    let words = process
        .languages
        .first()
        .map(|lang| redline_parts(&change.ops, lang));
    let grade = (change.kind == ChangeKind::Changed).then(|| impact(change.impact));
    view! {
        <li>
            <div class="change-head">
                <h3><a href=href>{change.term.clone()}</a></h3>
                <span class="change-kind">{kind_word(change.kind)}</span>
                {grade}
            </div>
            {words}
        </li>
    }
    .into_any()
}

pub(super) fn kind_word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Changed => "changed",
        ChangeKind::Retired => "retired",
    }
}

fn publish(preview: &Preview, process: &Process, sent: Option<&Form>) -> Option<AnyView> {
    let version = preview.suggested_version?;
    let form = Form::resume(sent, "release", [("version", version.to_string())]);
    let call = preview.call_needed.then(|| {
        let href = format!("/p/{}/calls/new?kind=release", process.slug);
        view! { <p class="part-note">"The charter asks for a final, reached " <a href=href>"call on the release"</a> " first."</p> }
    });
    Some(
        view! {
            <section class="part" id="publish">
                <div class="part-head"><h2>"Publish it"</h2></div>
                {call}
                <p class="part-note">"What is published never changes. Its files are made now, with their digests in the record."</p>
                <form class="form" method="post" action=format!("/p/{}/releases", process.slug) novalidate>
                    {hidden("form", "release")}
                    {hidden("preview", preview.digest.clone().unwrap_or_default())}
                    {Field::new("version", "Version").hint("At least the suggested one.").width("short").line(&form)}
                    {Field::new("notes", "Notes").hint("For those who use it. Markdown.").optional().area(&form)}
                    <div class="actions"><button class="button">"Publish"</button></div>
                </form>
            </section>
        }
        .into_any(),
    )
}
