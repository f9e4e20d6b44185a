//! Pages as answers.

use std::sync::Arc;

use app::{Document, Page, Visit};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};

use crate::{ask::Ask, linked, security::headers, site::Site, trouble::Trouble};

/// Shows a page.
pub fn page(visit: &Visit, page: Page) -> Response {
    with(visit, page, StatusCode::OK)
}

/// Shows the page of a refused form again, with what was typed and the reasons.
pub fn again(visit: &Visit, page: Page) -> Response {
    with(visit, page, StatusCode::UNPROCESSABLE_ENTITY)
}

/// Shows a page under a status. What its head links to, its headers do too, for programs that read
/// no HTML; but what is one of many, as each form of a release is, stands in the page only.
pub fn with(visit: &Visit, page: Page, status: StatusCode) -> Response {
    let links = linked::header(
        page.links
            .iter()
            .filter(|link| !link.one_of_many)
            .map(|link| (link.rel, link.href.as_str(), link.media_type)),
    );
    let mut response = document(app::render(visit, page), status);
    if let Some(links) = links {
        response.headers_mut().insert(header::LINK, links);
    }
    response
}

/// Answers with a rendered page, which goes along for who may share it.
pub fn document(document: Document, status: StatusCode) -> Response {
    let document = Arc::new(document);
    let mut response = (status, Html(document.html.clone())).into_response();
    response.extensions_mut().insert(Arc::clone(&document));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        headers::page_policy(&document.nonce),
    );
    // Pages say what is so now and to whom; only what is published is kept.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Tells the browser, for as long as the next page takes to come, that what was sent was taken. A
/// draft that is kept there is then given up, and not before.
const TAKEN: HeaderValue =
    HeaderValue::from_static("parlance_taken=1; Path=/; Max-Age=60; SameSite=Strict");

/// Goes on to another page of this site after a form that was taken.
pub fn to(path: &str) -> Response {
    let mut response = elsewhere(path);
    response.headers_mut().insert(header::SET_COOKIE, TAKEN);
    response
}

/// Leads to another page of this site where nothing was sent, or where what was sent was not taken.
pub fn elsewhere(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A path of this site from what somebody sent as the way back; the front page where it is none.
/// `//other.example` and `/\other.example` would lead elsewhere.
pub fn way_back(to: &str) -> &str {
    let mut rest = to.chars();
    let here = rest.next() == Some('/') && !matches!(rest.next(), Some('/' | '\\'));
    if here && !to.contains(|c: char| c.is_control() || c == '\\') {
        to
    } else {
        "/"
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        let ask = Ask::from_request_parts(parts, site).await?;
        let name = match ask.caller.user {
            Some(_) => Some(
                registry::accounts::find(&site.registry, &ask.caller)
                    .await?
                    .name,
            ),
            None => None,
        };
        Ok(Self {
            caller: ask.caller,
            name,
            now: ask.now,
            path: parts
                .uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
            assets: site.assets.root().to_owned(),
            base_url: site.base_url().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::way_back;

    #[test]
    fn the_way_back_stays_on_this_site() {
        for here in ["/", "/p/iot?status=open", "/p/iot#a"] {
            assert_eq!(way_back(here), here);
        }
        for elsewhere in [
            "",
            "https://x",
            "//x",
            "/\\x",
            "\\\\x",
            "p",
            "/a\r\nb",
            "/a\\b",
        ] {
            assert_eq!(way_back(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
