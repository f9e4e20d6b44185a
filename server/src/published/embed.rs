//! Terms on other people's pages: the script that shows them where they are used, and what sites
//! that turn an address into a quotation ask for (oEmbed 1.0).

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    Slug, Version,
    content::RelationKind,
    ids::EntryNo,
    markdown::escape_html,
    release::{Document, Term, TermStatus},
};
use registry::{Caller, releases};
use serde::{Deserialize, Serialize};

use crate::{
    ask::Ask,
    assets,
    at::Asked,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

/// How large a quotation is, in pixels, where a page has more room.
const WIDTH: u32 = 560;
const HEIGHT: u32 = 220;

pub fn rows(table: Table) -> Table {
    table
        .get("/embed.js", Access::Anyone, read_script)
        .get("/oembed", Access::Anyone, quote_term)
}

#[derive(Debug, Deserialize)]
struct Quote {
    url: String,
    format: Option<String>,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
}

/// What oEmbed calls rich content.
#[derive(Debug, Serialize)]
struct Quotation {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    provider_name: String,
    provider_url: String,
    html: String,
    width: u32,
    height: u32,
    cache_age: u32,
}

async fn read_script(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Trouble> {
    let mut response = assets::read(&site, "embed.js", &headers)?;
    super::keep(response.headers_mut(), true, "public, max-age=86400");
    Ok(response)
}

/// A term as a quotation. Whoever asks shows it to others, so it is what everybody may see.
async fn quote_term(ask: Ask, Asked(asked): Asked<Quote>) -> Result<Response, Trouble> {
    if asked
        .format
        .as_deref()
        .is_some_and(|format| format != "json")
    {
        let words = "Only JSON is written here: leave `format` out, or say `format=json`.\n";
        return Ok((StatusCode::NOT_IMPLEMENTED, words).into_response());
    }
    let (base, path) = apart(&asked.url).ok_or_else(Trouble::not_found)?;
    let (process, version, wanted) = named(path).ok_or_else(Trouble::not_found)?;
    let nobody = Caller::nobody();
    let registry = ask.registry();
    let document = releases::published(registry, &nobody, ask.now, &process, version).await?;
    // The addresses of a glossary stay as they were where the site moved.
    if base != ask.site.base_url() && base != document.glossary.base() {
        return Err(Trouble::not_found());
    }
    let release = releases::find(registry, &nobody, ask.now, &process, document.version).await?;
    let term = document.terms.iter().find(|term| wanted.is(term));
    let term = term.ok_or_else(Trouble::not_found)?;
    let quotation = Quotation {
        version: "1.0",
        kind: "rich",
        title: term.headword(document.lang()).to_owned(),
        provider_name: format!("{} {}", document.glossary.title, document.version),
        provider_url: document.address(),
        html: quoted(&document, term, release.yanked.as_deref()),
        width: asked.maxwidth.map_or(WIDTH, |max| max.min(WIDTH)),
        height: asked.maxheight.map_or(HEIGHT, |max| max.min(HEIGHT)),
        cache_age: 86_400,
    };
    let mut response = Json(quotation).into_response();
    super::keep(response.headers_mut(), true, "public, max-age=86400");
    Ok(response)
}

enum Wanted {
    Slug(Slug),
    Number(EntryNo),
}

impl Wanted {
    fn is(&self, term: &Term) -> bool {
        match self {
            Self::Slug(slug) => term.slug == *slug,
            Self::Number(number) => term.number == *number,
        }
    }
}

/// What an address begins with, and its path below `/g/`.
fn apart(url: &str) -> Option<(&str, &str)> {
    url.find("/g/").map(|at| url.split_at(at))
}

/// The term that a path names: `/g/{p}/{version}/{slug}`, or `/g/{p}/c/{number}` for the newest.
fn named(path: &str) -> Option<(Slug, Option<Version>, Wanted)> {
    let path = path.split(['?', '#']).next()?.strip_prefix("/g/")?;
    let mut parts = path.split('/');
    let (process, version, term) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let process = Slug::parse(process).ok()?;
    Some(match version {
        "c" => (process, None, Wanted::Number(term.parse().ok()?)),
        version => (
            process,
            Some(Version::parse(version).ok()?),
            Wanted::Slug(Slug::parse(term).ok()?),
        ),
    })
}

/// The words with where they come from, in HTML that needs no style and no script.
fn quoted(document: &Document, term: &Term, yanked: Option<&str>) -> String {
    let lang = document.lang();
    let page = document.page(term);
    let definition = lang.and_then(|lang| term.definition(lang));
    let definition = definition.or(term.definitions.first());
    format!(
        "<blockquote cite=\"{page}\"><p lang=\"{lang}\"><strong>{word}</strong> {definition}</p>{caution}\
         <footer>{title} {version}, agreed by call {call}: <a href=\"{page}\">{page}</a></footer></blockquote>",
        page = escape_html(&page),
        lang = definition.map_or("", |definition| definition.lang.as_str()),
        word = escape_html(term.headword(lang)),
        definition = escape_html(definition.map_or("", |definition| &definition.text)),
        caution = cautions(document, term, yanked),
        title = escape_html(&document.glossary.title),
        version = document.version,
        call = term.consensus.call_number,
    )
}

/// What a reader has to know before using the words: that the term was retired, and that the release is not to be used.
fn cautions(document: &Document, term: &Term, yanked: Option<&str>) -> String {
    let mut told = String::new();
    if term.status == TermStatus::Retired {
        let by = term
            .relations
            .iter()
            .find(|it| it.kind == RelationKind::ReplacedBy);
        let by = by.and_then(|it| document.term(it.term));
        told += "<p>This term was retired";
        if let Some(other) = by {
            let page = escape_html(&document.page(other));
            let word = escape_html(other.headword(document.lang()));
            told += &format!("; use <a href=\"{page}\">{word}</a>");
        }
        told += ".</p>";
    }
    if let Some(reason) = yanked {
        let reason = escape_html(reason);
        told += &format!("<p>This release is not to be used: {reason}</p>");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_term_or_nothing() {
        assert!(named("/g/words/1.0.0/patch").is_some());
        assert!(named("/g/words/c/7?x").is_some());
        for other in [
            "/g/words",
            "/g/words/1.0.0/",
            "/g/words/1.0.0/patch/problem",
            "/g/words/latest/patch",
            "/p/words/entries/patch",
            "//evil.example/g/words/c/7",
        ] {
            assert!(named(other).is_none(), "{other}");
        }
    }
}
