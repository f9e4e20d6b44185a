//! One file of a release, as it was made at publication.

use axum::{
    http::{HeaderMap, Method, header},
    response::Response,
};
use domain::{Slug, Version};

use crate::{ask::Ask, site::Site, trouble::Trouble};

pub async fn read(
    ask: &Ask,
    headers: &HeaderMap,
    process: &Slug,
    version: Version,
    extension: &str,
) -> Result<Response, Trouble> {
    let file = ask.site.published.file(ask, process, version, extension);
    Ok(file.await?.answer(headers))
}

/// Answers before anything else is looked at, where the file is kept: it is the same for everybody. Whoever shows a
/// token is looked at first, because one that opens nothing is refused.
pub async fn at_once(
    site: &Site,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
) -> Option<Response> {
    let name = path.strip_prefix("/g/")?;
    if method != Method::GET || headers.contains_key(header::AUTHORIZATION) {
        return None;
    }
    Some(site.published.kept(name).await?.answer(headers))
}
