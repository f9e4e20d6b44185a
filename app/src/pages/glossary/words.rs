//! The terms of a release, set like a dictionary.

use domain::{
    Lang, Slug,
    content::{DesignationKind, RelationKind, is_web_address},
    entry::EntryRef,
    markdown,
    release::{Document, Term, TermStatus},
};
use leptos::prelude::*;

use super::{super::releases::address, agreement};
use crate::parts::{direction, language_name};

/// All terms in the order of their headwords, a letter above each run of them.
pub(super) fn dictionary(document: &Document, slug: &Slug) -> AnyView {
    let lang = document.lang();
    let mut terms: Vec<_> = document.terms.iter().collect();
    let place = |term: &Term| {
        let word = term.headword(lang);
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    terms.sort_by_cached_key(|term| place(term));
    let mut letter = None;
    let mut items = Vec::new();
    for term in terms {
        let first = term
            .headword(lang)
            .chars()
            .find(|c| c.is_alphanumeric())
            .map(|c| c.to_uppercase().to_string());
        if first != letter {
            letter.clone_from(&first);
            items.push(
                view! { <h2 class="entry-letter">{first.unwrap_or_default()}</h2> }.into_any(),
            );
        }
        items.push(entry(term, document, slug));
    }
    view! { <div class="dictionary">{items}</div> }.into_any()
}

fn entry(term: &Term, document: &Document, slug: &Slug) -> AnyView {
    let lang = document.lang().cloned();
    let href = format!("{}{}", address(slug, document.version), term.slug);
    let headword = term.headword(lang.as_ref()).to_owned();
    view! {
        <article class="entry" id=term.slug.to_string()>
            <div class="entry-head">
                <h3 class="headword" lang=lang.as_ref().map(Lang::to_string)><a href=href>{headword}</a></h3>
                {aside(term, lang.as_ref())}
            </div>
            {instead(term, document, &address(slug, document.version))}
            {body(term, document, slug)}
            {agreement::line(term, slug)}
        </article>
    }
    .into_any()
}

/// The abbreviation, and the mark of a retired term.
pub(super) fn aside(term: &Term, lang: Option<&Lang>) -> AnyView {
    let short = lang.and_then(|lang| {
        term.named(DesignationKind::Abbreviation, lang)
            .next()
            .map(str::to_owned)
    });
    let retired = (term.status == TermStatus::Retired)
        .then(|| view! { <span class="status" data-status="retired">"retired"</span> });
    view! { {short.map(|short| view! { <span class="entry-abbr">{short}</span> })} {retired} }
        .into_any()
}

/// What to use instead of a term that was retired.
pub(super) fn instead(term: &Term, document: &Document, home: &str) -> Option<AnyView> {
    let retired = term.status == TermStatus::Retired;
    let mut relations = term.relations.iter().filter(|_| retired);
    let by = relations.find(|it| it.kind == RelationKind::ReplacedBy)?;
    let other = document.term(by.term)?;
    let word = other.headword(document.lang()).to_owned();
    let href = format!("{home}{}", other.slug);
    Some(view! { <p>"Use " <a href=href>{word}</a> " instead."</p> }.into_any())
}

/// What stands below the headword, in the authoritative language first.
pub(super) fn body(term: &Term, document: &Document, slug: &Slug) -> AnyView {
    let languages: Vec<_> = term.languages(&document.glossary.languages).collect();
    languages
        .into_iter()
        .map(|lang| {
            let words = in_language(term, lang, document, slug);
            if Some(lang) == document.lang() {
                view! { {words} {sources(term)} }.into_any()
            } else {
                let headword = term.preferred(lang).map(str::to_owned);
                view! {
                    <section class="entry-language" lang=lang.to_string() dir=direction(lang)>
                        <p class="headword">{headword} " " <span class="language" lang="en" dir="ltr">{language_name(lang)}</span></p>
                        {words}
                    </section>
                }
                .into_any()
            }
        })
        .collect_view()
        .into_any()
}

fn in_language(term: &Term, lang: &Lang, document: &Document, slug: &Slug) -> AnyView {
    let named = |kind| {
        term.named(kind, lang)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let admitted = named(DesignationKind::Admitted);
    let deprecated = named(DesignationKind::Deprecated);
    let list = |names: Vec<String>, class: Option<&'static str>| {
        names
            .into_iter()
            .enumerate()
            .map(|(at, name)| view! { {(at > 0).then_some(", ")} <i class=class>{name}</i> })
            .collect_view()
    };
    let also = (!admitted.is_empty() || !deprecated.is_empty()).then(|| {
        let between = (!admitted.is_empty() && !deprecated.is_empty()).then_some("; ");
        view! {
            <p class="entry-also">
                {(!admitted.is_empty()).then_some("also ")} {list(admitted, None)} {between}
                {(!deprecated.is_empty()).then_some("not ")} {list(deprecated, Some("deprecated"))}
            </p>
        }
    });
    let definition = term.definition(lang).map(|definition| {
        let html = markdown::to_html(&definition.markdown, &|entry| link(entry, document, slug));
        view! { <div class="definition" lang=lang.to_string() dir=direction(lang) inner_html=html></div> }
    });
    view! { {also} {definition} {notes(term, lang)} }.into_any()
}

/// Where a link of a definition leads: to the term of the same release.
fn link(entry: &str, document: &Document, slug: &Slug) -> Option<String> {
    let entry: EntryRef = entry.parse().ok()?;
    let term = document.terms.iter().find(|term| match &entry {
        EntryRef::Number(number) => term.number == *number,
        EntryRef::Slug(slug) => term.slug == *slug,
    })?;
    Some(format!("{}{}", address(slug, document.version), term.slug))
}

fn notes(term: &Term, lang: &Lang) -> Option<AnyView> {
    let notes = term
        .notes
        .iter()
        .filter(|note| note.lang == *lang)
        .enumerate();
    let notes = notes.map(|(at, note)| (format!("Note {}", at + 1), note.text.clone()));
    let examples = term.examples.iter().filter(|example| example.lang == *lang);
    let examples = examples.map(|example| ("Example".to_owned(), example.text.clone()));
    let items: Vec<_> = notes
        .chain(examples)
        .map(|(name, text)| view! { <dt lang="en">{name}</dt><dd>{text}</dd> })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <dl class="entry-notes" lang=lang.to_string() dir=direction(lang)>{items}</dl> }
            .into_any()
    })
}

fn sources(term: &Term) -> Option<AnyView> {
    if term.sources.is_empty() {
        return None;
    }
    let items = term
        .sources
        .iter()
        .map(|source| {
            let text = source.text.clone();
            let text = match source.url.clone().filter(|url| is_web_address(url)) {
                Some(url) => {
                    view! { <a href=url rel="nofollow noopener ugc">{text}</a> }.into_any()
                }
                None => text.into_any(),
            };
            let modified = source
                .modified
                .then(|| view! { " " <span class="modified">"(modified)"</span> });
            view! { <p>"Source: " {text} {modified}</p> }
        })
        .collect_view();
    Some(view! { <div class="entry-sources">{items}</div> }.into_any())
}
