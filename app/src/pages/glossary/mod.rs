//! Published glossaries as people read them. Every page here is of one release and changes only
//! where a later release is named.

mod agreement;
mod comparison;
mod described;
mod downloads;
mod forms;
mod maintained;
mod term;
mod uses;
mod words;

use domain::{Slug, Version, release::Document};
use leptos::prelude::*;
use registry::{
    Registry, Result, processes,
    releases::{self, Release},
};

pub use comparison::comparison;
pub use forms::forms;
pub(super) use maintained::maintained;
pub use term::term;

use super::releases::address;
use crate::{
    Page, Visit,
    parts::{EntryLinks, counted, crumbs, day, language_name, notice},
};

/// A release as a dictionary, with what it takes to use it.
pub async fn glossary(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    version: Version,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let release = releases::find(registry, caller, now, slug, version).await?;
    let document = releases::published(registry, caller, now, slug, Some(version)).await?;
    let others = releases::list(registry, caller, now, slug).await?;
    let title = format!("{} {version}", document.glossary.title);
    let maintained = maintained(registry, visit, &process).await?;
    let licence = releases::licence_address(&document.glossary.licence);
    let mut page = Page::new(title, {
        let (release, document) = (release.clone(), document.clone());
        let slug = slug.clone();
        let licence = licence.clone();
        move || {
            let described = described::set(&document, &release, licence.as_deref());
            view! { {maintained} {whole(&document, &release, &others, &slug)} {described} }
                .into_any()
        }
    })
    .at(process, "Releases")
    .link("canonical", release.url.clone(), None)
    .link(
        "latest-version",
        format!("{}/latest", document.glossary.id),
        None,
    )
    .link(
        "version-history",
        format!("{}/releases.json", document.glossary.id),
        Some("application/json"),
    )
    .link(
        "alternate",
        format!("{}/feed.atom", document.glossary.id),
        Some("application/atom+xml"),
    )
    .link(
        "describedby",
        format!("{}dcat.jsonld", release.url),
        Some("application/ld+json"),
    );
    if let Some(licence) = licence {
        page = page.link("license", licence, None);
    }
    if let Some(previous) = release.previous {
        let before = format!("{}/{previous}/", document.glossary.id);
        page = page.link("predecessor-version", before, None);
    }
    for form in releases::offered().filter(|form| form.extension != "html") {
        if let Some(file) = release
            .files
            .iter()
            .find(|file| file.extension == form.extension)
        {
            page = page.form(file.url.clone(), form.media_type);
        }
    }
    Ok(page)
}

fn whole(document: &Document, release: &Release, others: &[Release], slug: &Slug) -> AnyView {
    let version = document.version;
    let way = [
        ("Releases".to_owned(), format!("/p/{slug}/releases")),
        (version.to_string(), address(slug, version)),
    ];
    let better =
        releases::to_use(others).filter(|it| it.version > version || release.yanked.is_some());
    let better = better.filter(|it| it.version != version).map(|it| {
        let (heading, why) = match it.version > version {
            true => ("There is a newer release", " holds what was agreed since."),
            false => (
                "There is a release to be used",
                " is the newest that may be used.",
            ),
        };
        let href = address(slug, it.version);
        notice(
            "warning",
            heading,
            view! { <a href=href>{format!("Version {}", it.version)}</a> {why} },
        )
    });
    let yanked = release
        .yanked
        .clone()
        .map(|reason| notice("refused", "This release is not to be used", reason));
    let notes = release.notes.as_ref().map(|notes| {
        view! { <section class="part"><div class="part-head"><h2>"Notes"</h2></div>{EntryLinks::of(slug).blocks("prose", notes)}</section> }
    });
    view! {
        {crumbs(way)}
        <div class="page-head"><h1>{document.glossary.title.clone()}</h1><a class="button" href="#downloads">"Download"</a></div>
        <p class="page-lead">{format!("Version {version}: {}, each with the proof of its agreement.", counted(document.terms.len(), "term", "terms"))}</p>
        {yanked}
        {better}
        <div class="columns">
            <div>
                <section class="part">
                    <div class="part-head"><h2>"The words"</h2></div>
                    {words::dictionary(document, slug)}
                </section>
                {notes}
                {downloads::downloads(release, slug)}
                {uses::uses(document, release)}
                {uses::check(release, slug)}
            </div>
            <aside class="beside">{beside(document, release, others, slug)}</aside>
        </div>
    }
    .into_any()
}

fn beside(document: &Document, release: &Release, others: &[Release], slug: &Slug) -> AnyView {
    let languages: Vec<_> = document
        .glossary
        .languages
        .iter()
        .map(language_name)
        .collect();
    let year = document.released_at.to_utc().year();
    let cite = format!(
        "{}, glossary, version {}, {year}. {}",
        document.glossary.title, document.version, release.url
    );
    let changed = release.previous.map(|previous| {
        let href = format!("/g/{slug}/{previous}...{}", release.version);
        view! { <section><h2>"What changed"</h2><p><a href=href>{format!("Since {previous}, as redlines")}</a></p></section> }
    });
    let others: Vec<_> = others
        .iter()
        .filter(|other| other.version != release.version)
        .map(|other| {
            let yanked = other.yanked.is_some().then(|| view! { " " <span class="yanked">"not to be used"</span> });
            view! { <li><a href=address(slug, other.version)>{other.version.to_string()}</a> ", " {day(other.released_at)} {yanked}</li> }
        })
        .collect();
    let others = (!others.is_empty())
        .then(|| view! { <section><h2>"Other releases"</h2><ul>{others}</ul></section> });
    view! {
        <section>
            <h2>{format!("Release {}", release.version)}</h2>
            <dl class="facts">
                <dt>"Published"</dt>
                <dd>{day(release.released_at)}</dd>
                <dt>"Terms"</dt>
                <dd>{document.terms.len()}</dd>
                <dt>"Languages"</dt>
                <dd>{languages.join(", ")}</dd>
                <dt>"Licence"</dt>
                <dd>{document.glossary.licence.clone()}</dd>
            </dl>
        </section>
        {changed}
        <section><h2>"Cite"</h2><p>{cite}</p></section>
        {others}
    }
    .into_any()
}
