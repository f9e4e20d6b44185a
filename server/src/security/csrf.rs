//! Writing with the browser's session is only done by pages of this site.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{ask, site::Site, trouble::Trouble};

/// Refuses what another site's page sends. Nothing is written by the safe methods, so only the
/// others are looked at.
pub async fn check(State(site): State<Site>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if request.method().is_safe() || is_own(headers, &site) || carries_leave(request.uri().path()) {
        next.run(request).await
    } else {
        Trouble::CrossSite.into_response()
    }
}

/// Mail providers end mail for their readers, from wherever they are (RFC 8058). Who sends the token
/// may do so; the session is not looked at.
fn carries_leave(path: &str) -> bool {
    path.starts_with("/unsubscribe/")
}

fn is_own(headers: &HeaderMap, site: &Site) -> bool {
    let has_cookie = headers.contains_key(header::COOKIE);
    // No other site can make a browser send this header; a program has no session to misuse.
    if ask::bearer(headers).is_some() && !has_cookie {
        return true;
    }
    if let Some(from) = text(headers, "sec-fetch-site") {
        return matches!(from, "same-origin" | "none");
    }
    match text(headers, "origin") {
        Some(origin) => is_own_origin(origin, headers, site),
        // Neither is sent by programs and by browsers too old to be trusted with a session.
        None => !has_cookie,
    }
}

/// The site's own origin, or the host the request went to: both cannot be chosen by another page.
fn is_own_origin(origin: &str, headers: &HeaderMap, site: &Site) -> bool {
    let host = text(headers, "host");
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    origin == site.base_url() || (authority.is_some() && authority == host)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
