//! One term of one release, for people and for machines that read pages.

use domain::{
    Slug, Version,
    content::RelationKind,
    ids::CallNo,
    process::State,
    release::{Document, Term, TermStatus},
};
use leptos::prelude::*;
use registry::{
    Error, Registry, Result, processes,
    releases::{self, Release},
};

use super::{super::releases::address, agreement, described, uses, words};
use crate::{
    Page, Visit,
    parts::{crumbs, notice},
};

pub async fn term(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    version: Version,
    term: &Slug,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let document = releases::published(registry, caller, now, slug, Some(version)).await?;
    let others = releases::list(registry, caller, now, slug).await?;
    let release = others.iter().find(|it| it.version == version);
    let release = release.ok_or(Error::NotFound)?.clone();
    let found = document
        .terms
        .iter()
        .find(|it| it.slug == *term)
        .ok_or(Error::NotFound)?
        .clone();
    let retired_by = match found.status {
        TermStatus::Retired => {
            releases::retirement(registry, caller, now, slug, found.number).await?
        }
        TermStatus::Agreed => None,
    };
    let later = match releases::to_use(&others).filter(|it| it.version > version) {
        Some(newer) => {
            let version = Some(newer.version);
            let newer = releases::published(registry, caller, now, slug, version).await?;
            later(&found, &newer, slug)
        }
        None => None,
    };
    let headword = found.headword(document.lang()).to_owned();
    let yanked = release.yanked.clone();
    let reportable = process.state == State::Open && found.status != TermStatus::Retired;
    let maintained = super::maintained(registry, visit, &process).await?;
    let slug = slug.clone();
    let concept = found.id.clone();
    let here = format!("{}{term}", release.url);
    let before = release
        .previous
        .filter(|previous| found.since <= *previous)
        .map(|previous| format!("{}/{previous}/{term}", document.glossary.id));
    let licence = releases::licence_address(&document.glossary.licence);
    let catalogue = format!("{}dcat.jsonld", release.url);
    let set = release.url.clone();
    // Whoever looks for it takes the address as it stands.
    let base = document.glossary.base();
    let quotation = format!("{base}/oembed?url={here}");
    let at = here.clone();
    let mut page = Page::new(headword, move || {
        let yanked =
            yanked.map(|reason| notice("refused", "This release is not to be used", reason));
        let later = later.map(|(title, href, words)| notice("warning", title, view! { <a href=href>{words}</a> }));
        view! { {yanked} {later} {maintained} {whole(&found, &document, &release, &slug, reportable, retired_by)} {described::term(&found, &document, &at)} }.into_any()
    })
    .at(process, "Releases")
    .link("canonical", here, None)
    .link("bookmark", concept.clone(), None)
    .link("latest-version", concept, None)
    .link("collection", set, None)
    .link("describedby", catalogue, Some("application/ld+json"))
    .link("alternate", quotation, Some("application/json+oembed"));
    if let Some(licence) = licence {
        page = page.link("license", licence, None);
    }
    if let Some(before) = before {
        page = page.link("predecessor-version", before, None);
    }
    Ok(page)
}

/// What a newer release says otherwise of a term: what to call it, where it stands, and what it says.
fn later(term: &Term, newer: &Document, slug: &Slug) -> Option<(&'static str, String, String)> {
    let now = newer.term(term.number)?;
    let retired = now.status == TermStatus::Retired && term.status != TermStatus::Retired;
    let (title, words) = match retired {
        true => (
            "This term is retired by now",
            "Why, and what to use instead, stands in version",
        ),
        false if now.wording != term.wording => (
            "There are newer words for this",
            "What it means by now stands in version",
        ),
        false => return None,
    };
    let href = format!("{}{}", address(slug, newer.version), now.slug);
    Some((title, href, format!("{words} {}", newer.version)))
}

fn whole(
    term: &Term,
    document: &Document,
    release: &Release,
    slug: &Slug,
    reportable: bool,
    retired_by: Option<CallNo>,
) -> AnyView {
    let home = address(slug, document.version);
    let headword = term.headword(document.lang()).to_owned();
    let way = [
        (document.glossary.title.clone(), format!("/p/{slug}")),
        (document.version.to_string(), home.clone()),
        (headword.clone(), format!("{home}{}", term.slug)),
    ];
    let lang = document.lang().map(domain::Lang::to_string);
    // One that was retired says so beside its headword.
    let status = (term.status == TermStatus::Agreed).then(|| {
        let words = format!("agreed, in {}", document.version);
        view! { <span class="status" data-status="released">{words}</span> }
    });
    view! {
        {crumbs(way)}
        <div class="columns">
            <div>
                <article class="entry">
                    <div class="entry-head">
                        <h1 class="headword" lang=lang>{headword}</h1>
                        {words::aside(term, document.lang())}
                        {status}
                    </div>
                    {words::instead(term, document, &home)}
                    {words::body(term, document, slug)}
                </article>
                {relations(term, document, &home)}
                {agreement::whole(term, slug, retired_by)}
                {uses::embed(term, document, release)}
            </div>
            <aside class="beside">{beside(term, slug)}{reportable.then(|| report(&format!("{home}{}", term.slug)))}</aside>
        </div>
    }
    .into_any()
}

fn relations(term: &Term, document: &Document, home: &str) -> Option<AnyView> {
    if term.relations.is_empty() {
        return None;
    }
    let items = term
        .relations
        .iter()
        .filter_map(|relation| {
            let other = document.term(relation.term)?;
            let word = match relation.kind {
                RelationKind::Broader => "Broader",
                RelationKind::Narrower => "Narrower",
                RelationKind::Related => "Related",
                RelationKind::PartOf => "Part of",
                RelationKind::ReplacedBy => "Replaced by",
            };
            let headword = other.headword(document.lang()).to_owned();
            Some(view! { <dt>{word}</dt><dd><ul><li><a href=format!("{home}{}", other.slug)>{headword}</a></li></ul></dd> })
        })
        .collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Related terms"</h2></div>
                <dl class="relations">{items}</dl>
            </section>
        }
        .into_any(),
    )
}

fn beside(term: &Term, slug: &Slug) -> AnyView {
    let entry = format!("/p/{slug}/entries/{}", term.slug);
    let since = format!(
        "{} for the first time; its words changed last in {}.",
        term.since, term.changed
    );
    view! {
        <section>
            <h2>"Permanent link"</h2>
            <p class="digest">{term.id.clone()}</p>
            <p>"Leads to the newest release that holds it."</p>
        </section>
        <section><h2>"Versions"</h2><p>"Released in " {since}</p><p><a href=format!("{entry}/history")>"How it came about"</a></p></section>
    }
    .into_any()
}

/// Where a reader says what is wrong with the term.
fn report(here: &str) -> AnyView {
    view! {
        <section>
            <h2>"Something wrong?"</h2>
            <p>"Whoever holds the pen of this entry answers."</p>
            <p><a href=format!("{here}/problem") rel="nofollow">"Report a problem"</a></p>
        </section>
    }
    .into_any()
}
