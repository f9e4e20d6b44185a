//! One file of a release, as it was made at publication.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Slug, Version};

use super::{
    encoding::Accepted,
    shelf::{Coded, File},
    tag,
};
use crate::{ask::Ask, trouble::Trouble};

const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");
/// Of the file itself, whatever it was compressed with on its way.
const UNENCODED_DIGEST: HeaderName = HeaderName::from_static("unencoded-digest");

pub async fn read(
    ask: &Ask,
    headers: &HeaderMap,
    process: Slug,
    version: Version,
    extension: &str,
) -> Result<Response, Trouble> {
    let name = format!("{process}-{version}.{extension}");
    let file = ask
        .site
        .published
        .file(ask, (process, version, extension.to_owned()))
        .await?;
    let (coding, coded) = choose(&file, headers);
    let mut response = if tag::is_known(headers, &coded.tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(coded.bytes.clone().into());
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, file.media_type.clone());
        if let Some(coding) = coding {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        out.insert(REPR_DIGEST, coded.digest.clone());
        out.insert(UNENCODED_DIGEST, file.digest.clone());
        if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
            out.insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    };
    let out = response.headers_mut();
    out.insert(header::ETAG, coded.tag.clone());
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(policy) = &file.policy {
        out.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    if let Some(links) = &file.links {
        out.insert(header::LINK, links.clone());
    }
    super::keep(out, file.public, "public, max-age=31536000, immutable");
    Ok(response)
}

/// The form that a client wants most; the plain one where it wants none of those there are.
fn choose<'a>(file: &'a File, headers: &HeaderMap) -> (Option<&'static str>, &'a Coded) {
    match Accepted::of(headers).best(&["br", "zstd", "gzip", "identity"]) {
        Some("br") => (Some("br"), &file.br),
        Some("zstd") => (Some("zstd"), &file.zstd),
        Some("gzip") => (Some("gzip"), &file.gzip),
        _ => (None, &file.plain),
    }
}
