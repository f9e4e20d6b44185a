//! One term of one release, for people and for machines that read pages.

use domain::{
    Slug, Version,
    content::RelationKind,
    process::State,
    release::{Document, Term, TermStatus},
};
use leptos::{nonce::use_nonce, prelude::*};
use registry::{Error, Registry, Result, processes, releases};
use serde_json::json;

use super::{super::releases::address, agreement, words};
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
    let release = releases::find(registry, caller, now, slug, version).await?;
    let found = document
        .terms
        .iter()
        .find(|it| it.slug == *term)
        .ok_or(Error::NotFound)?
        .clone();
    let headword = found.headword(document.lang()).to_owned();
    let yanked = release.yanked;
    let reportable = process.state == State::Open && found.status != TermStatus::Retired;
    let maintained = super::maintained(registry, visit, &process).await?;
    let slug = slug.clone();
    let concept = found.id.clone();
    Ok(Page::new(headword, move || {
        let yanked =
            yanked.map(|reason| notice("refused", "This release is not to be used", reason));
        view! { {yanked} {maintained} {whole(&found, &document, &slug, reportable)} }.into_any()
    })
    .at(process, "Releases")
    .link("canonical", format!("{}{term}", release.url), None)
    .link("bookmark", concept, None))
}

fn whole(term: &Term, document: &Document, slug: &Slug, reportable: bool) -> AnyView {
    let home = address(slug, document.version);
    let headword = term.headword(document.lang()).to_owned();
    let way = [
        (document.glossary.title.clone(), format!("/p/{slug}")),
        (document.version.to_string(), home.clone()),
        (headword.clone(), format!("{home}{}", term.slug)),
    ];
    let lang = document.lang().map(domain::Lang::to_string);
    let status = format!("agreed, in {}", document.version);
    view! {
        {crumbs(way)}
        <div class="columns">
            <div>
                <article class="entry">
                    <div class="entry-head">
                        <h1 class="headword" lang=lang>{headword}</h1>
                        {words::aside(term, document.lang())}
                        <span class="status" data-status="released">{status}</span>
                    </div>
                    {words::body(term, document, slug)}
                </article>
                {relations(term, document, &home)}
                {agreement::whole(term, slug)}
            </div>
            <aside class="beside">{beside(term, slug)}{reportable.then(|| report(&format!("{home}{}", term.slug)))}</aside>
        </div>
        {described(term, document)}
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

/// The term as search engines read it (schema.org).
fn described(term: &Term, document: &Document) -> AnyView {
    let lang = document.lang();
    let definition = lang
        .and_then(|lang| term.definition(lang))
        .map(|definition| definition.text.clone());
    let described = json!({
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": term.id,
        "name": term.headword(lang),
        "termCode": term.number.to_string(),
        "description": definition,
        "inLanguage": lang,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": document.glossary.id,
            "name": document.glossary.title,
            "version": document.version,
        },
    });
    view! { <script type="application/ld+json" nonce=use_nonce() inner_html=in_script(&described)></script> }.into_any()
}

/// JSON that cannot end the script element it stands in, whatever its texts say.
fn in_script(value: &serde_json::Value) -> String {
    value
        .to_string()
        .chars()
        .map(|c| match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => format!("\\u{:04x}", u32::from(c)),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::in_script;

    #[test]
    fn a_text_cannot_end_its_script() {
        let value = serde_json::json!({ "name": "</script><!--\u{2028}&" });
        let written = in_script(&value);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&written).unwrap(),
            value
        );
    }
}
