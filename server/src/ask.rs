//! Who asks. A bearer token goes before the browser's session; neither is nobody.

use std::convert::Infallible;

use aide::OperationInput;
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use domain::Moment;
use registry::{Caller, Registry, sessions, tokens};

use crate::{site::Site, trouble::Trouble};

/// Who asks, when, and of which site.
#[derive(Debug, Clone)]
pub struct Ask {
    pub site: Site,
    pub caller: Caller,
    pub now: Moment,
}

/// The token of the browser's session, known or not.
#[derive(Debug, Clone)]
pub struct SessionToken(pub String);

/// Found once for a request, used by its gate and its handler.
#[derive(Debug, Clone)]
struct Identified(Caller);

impl Ask {
    pub fn registry(&self) -> &Registry {
        &self.site.registry
    }
}

impl FromRequestParts<Site> for Ask {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        let now = site.now();
        let caller = match parts.extensions.get::<Identified>() {
            Some(Identified(caller)) => caller.clone(),
            None => {
                let caller = identify(&parts.headers, site, now).await?;
                parts.extensions.insert(Identified(caller.clone()));
                caller
            }
        };
        Ok(Self {
            site: site.clone(),
            caller,
            now,
        })
    }
}

impl OperationInput for Ask {}

impl OptionalFromRequestParts<Site> for SessionToken {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &Site,
    ) -> Result<Option<Self>, Infallible> {
        Ok(session_token(&parts.headers, site).map(|token| Self(token.to_owned())))
    }
}

/// Who sent these headers. A token that opens nothing is refused; a session that ended is nobody,
/// because browsers keep cookies longer than that.
pub async fn identify(headers: &HeaderMap, site: &Site, now: Moment) -> Result<Caller, Trouble> {
    if let Some(token) = bearer(headers) {
        return Ok(tokens::caller(&site.registry, now, token).await?);
    }
    let Some(token) = session_token(headers, site) else {
        return Ok(Caller::nobody());
    };
    let caller = sessions::caller(&site.registry, now, token).await?;
    Ok(caller.unwrap_or_else(Caller::nobody))
}

/// The bearer token of a request, if it carries one.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The token of the session cookie, if a request carries one.
pub fn session_token<'a>(headers: &'a HeaderMap, site: &Site) -> Option<&'a str> {
    let name = cookie_name(site);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

/// The cookie that keeps a session. Scripts cannot read it, and other sites' forms do not send it.
pub fn session_cookie(site: &Site, session: &sessions::Session) -> String {
    let lasts = session
        .expires_at
        .millis()
        .saturating_sub(site.now().millis())
        / 1000;
    cookie(site, session.token.reveal(), lasts)
}

/// The cookie that takes a session's cookie away.
pub fn no_session_cookie(site: &Site) -> String {
    cookie(site, "", 0)
}

fn cookie(site: &Site, value: &str, max_age: i64) -> String {
    let secure = if site.is_secure() { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}",
        cookie_name(site)
    )
}

/// Browsers take a `__Host-` cookie only over TLS and for this host alone.
fn cookie_name(site: &Site) -> &'static str {
    if site.is_secure() {
        "__Host-parlance"
    } else {
        "parlance"
    }
}
