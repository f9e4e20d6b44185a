//! Published glossaries, `/g` (contract, section 3): what consumers rely on for years.

pub mod accept;
mod artefact;
mod comparison;
mod embed;
pub mod encoding;
mod keys;
pub mod preflight;
mod releases;
mod shelf;
mod tag;

use app::{Visit, pages};
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Slug, Version,
    process::Visibility,
    release::{Address, Which},
};
use registry::{
    entries,
    processes::{self, Process},
    releases as acts,
};

pub use artefact::at_once;
pub use shelf::Shelf;

use crate::{
    ask::Ask,
    at::{At, AtConcept, AtLatestTerm, AtSegment, InProcess},
    show,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    embed::rows(keys::rows(table))
        .get("/g/{p}", Access::Reader, find_glossary)
        .get("/g/{p}/{segment}", Access::Reader, read_segment)
        .get("/g/{p}/c/{n}", Access::Reader, find_concept)
        .get("/g/{p}/latest/", Access::Reader, find_latest)
        .get("/g/{p}/latest/{term}", Access::Reader, find_latest_term)
        .get(
            "/g/{p}/{segment}/dcat.jsonld",
            Access::Reader,
            releases::read_catalogue,
        )
        .get("/schema/glossary-1.json", Access::Anyone, read_schema)
}

/// The newest release, in the form that is asked for.
async fn find_glossary(
    ask: Ask,
    At(at): At<InProcess>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let (version, public) = newest(&ask, &at.p).await?;
    let to = match wanted(&headers)? {
        None => format!("/g/{}/{version}/", at.p),
        Some(extension) => format!("/g/{}/{version}.{extension}", at.p),
    };
    Ok(negotiated(&to, public))
}

/// The permanent address of a concept leads to where it stands in the newest release.
async fn find_concept(
    ask: Ask,
    At(at): At<AtConcept>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let wanted = wanted(&headers)?;
    let newest = acts::published(ask.registry(), &ask.caller, ask.now, &at.p, None).await;
    let newest = match newest {
        Ok(document) => Some(document),
        Err(registry::Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let to = match newest
        .as_ref()
        .and_then(|document| Some((document, document.term(at.n)?)))
    {
        Some((document, term)) => match wanted {
            None => format!("/g/{}/{}/{}", at.p, document.version, term.slug),
            Some(extension) => format!("/g/{}/{}.{extension}", at.p, document.version),
        },
        // It was not published yet, or not again: it still is what the process knows of it.
        None => {
            let entry =
                entries::find(ask.registry(), &ask.caller, ask.now, &at.p, &at.n.into()).await?;
            match wanted {
                None => format!("/p/{}/entries/{}", at.p, entry.slug),
                Some(_) => format!("/api/v1/processes/{}/entries/{}", at.p, at.n),
            }
        }
    };
    let public = is_public(&processes::find(ask.registry(), &ask.caller, ask.now, &at.p).await?);
    Ok(negotiated(&to, public))
}

/// The pages of the newest release, for tools that put an address together from `latest`.
async fn find_latest(ask: Ask, At(at): At<InProcess>) -> Result<Response, Trouble> {
    let (version, public) = newest(&ask, &at.p).await?;
    Ok(for_now(&format!("/g/{}/{version}/", at.p), public))
}

async fn find_latest_term(ask: Ask, At(at): At<AtLatestTerm>) -> Result<Response, Trouble> {
    let (version, public) = newest(&ask, &at.p).await?;
    Ok(for_now(
        &format!("/g/{}/{version}/{}", at.p, at.term),
        public,
    ))
}

/// A release, one of its files, two releases compared, or the list of releases.
async fn read_segment(
    ask: Ask,
    visit: Visit,
    At(at): At<AtSegment>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    match at.segment.as_str() {
        "releases.json" => return releases::read_list(&ask, &headers, &at.p).await,
        "feed.atom" => return releases::read_feed(&ask, &headers, &at.p).await,
        _ => {}
    }
    // Comparisons have forms of their own.
    let mut extensions: Vec<&'static str> = formats::offered().map(|form| form.extension).collect();
    extensions.extend(comparison::EXTENSIONS);
    match Address::parse(&at.segment, &extensions).ok_or_else(Trouble::not_found)? {
        Address::Artefact(Which::Exactly(version), extension) => {
            artefact::read(&ask, &headers, &at.p, version, extension).await
        }
        Address::Release(Which::Exactly(version)) => {
            // Whoever may not know of the process is led nowhere.
            let about = processes::find(ask.registry(), &ask.caller, ask.now, &at.p).await?;
            Ok(moved(&format!("/g/{}/{version}/", at.p), is_public(&about)))
        }
        Address::Release(Which::Latest) => {
            let (version, public) = newest(&ask, &at.p).await?;
            Ok(for_now(&format!("/g/{}/{version}/", at.p), public))
        }
        Address::Artefact(Which::Latest, extension) => {
            let (version, public) = newest(&ask, &at.p).await?;
            Ok(for_now(
                &format!("/g/{}/{version}.{extension}", at.p),
                public,
            ))
        }
        Address::Comparison(from, to, extension) if from > to => {
            // Changes are told in the order in which they came.
            let about = processes::find(ask.registry(), &ask.caller, ask.now, &at.p).await?;
            let form = extension.map_or(String::new(), |extension| format!(".{extension}"));
            let to = format!("/g/{}/{to}...{from}{form}", at.p);
            Ok(moved(&to, is_public(&about)))
        }
        Address::Comparison(from, to, None) => {
            let page =
                pages::glossary::comparison(ask.registry(), &visit, &at.p, (from, to)).await?;
            Ok(show::page(&visit, page))
        }
        Address::Comparison(from, to, extension) => {
            comparison::read(&ask, &at.p, from, to, extension).await
        }
    }
}

async fn read_schema() -> Response {
    let mut response = Json(formats::json_schema()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/schema+json"),
    );
    keep(headers, true, "public, max-age=86400");
    response
}

/// Says who may keep an answer and who may read it from another site: everybody what is public,
/// nobody what is for members.
fn keep(headers: &mut HeaderMap, public: bool, how: &'static str) {
    let how = if public { how } else { "private, no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(how));
    if public {
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
        // What a script of another site may read beside the bytes.
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(
                "etag, link, repr-digest, unencoded-digest, content-disposition",
            ),
        );
    }
}

fn is_public(process: &Process) -> bool {
    process.visibility == Visibility::Public
}

/// The extension of the form that a client wants; none for the page.
fn wanted(headers: &HeaderMap) -> Result<Option<&'static str>, Trouble> {
    // The HTML form is the page's, and whoever asks for a ZIP means the bundle.
    let forms = formats::offered()
        .filter(|form| form.extension != "html")
        .filter(|form| form.media_type != formats::BUNDLE.media_type || form.extension == "zip");
    let offered: Vec<&str> = std::iter::once(accept::PAGE)
        .chain(forms.clone().map(|form| form.media_type))
        .collect();
    // Whoever wants none of the forms gets to see which there are.
    let best = accept::best(headers, &offered).unwrap_or(accept::PAGE);
    Ok(forms
        .clone()
        .find(|form| form.media_type == best)
        .map(|form| form.extension))
}

/// The newest release, and whether everybody may have it.
async fn newest(ask: &Ask, process: &Slug) -> Result<(Version, bool), Trouble> {
    let about = processes::find(ask.registry(), &ask.caller, ask.now, process).await?;
    let version = acts::newest(ask.registry(), &ask.caller, ask.now, process).await?;
    Ok((version, is_public(&about)))
}

/// See other, by what was accepted.
fn negotiated(to: &str, public: bool) -> Response {
    let mut response = show::elsewhere(to);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    keep(headers, public, "no-cache");
    response
}

/// The newest of today.
fn for_now(to: &str, public: bool) -> Response {
    let mut response = (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response();
    keep(response.headers_mut(), public, "no-cache");
    response
}

/// The same under its full address.
fn moved(to: &str, public: bool) -> Response {
    let mut response = (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response();
    keep(response.headers_mut(), public, "public, max-age=86400");
    response
}
