//! Tags (RFC 9110, 8.8.3), by which whoever asks again learns that nothing changed.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

/// Whether the client has what bears this tag.
pub fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let tag = tag.to_str().unwrap_or_default();
    known
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// What may be another thing the next time, with its tag; nothing but the tag for whoever has it.
pub fn answer(headers: &HeaderMap, media_type: &'static str, bytes: impl Into<Bytes>) -> Response {
    let bytes = bytes.into();
    let digest = Sha256::digest(&bytes);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let Ok(tag) = HeaderValue::from_str(&format!("\"{digest}\"")) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = match is_known(headers, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            let media_type = HeaderValue::from_static(media_type);
            ([(header::CONTENT_TYPE, media_type)], bytes).into_response()
        }
    };
    response.headers_mut().insert(header::ETAG, tag);
    response
}
