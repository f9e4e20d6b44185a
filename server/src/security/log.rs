//! One line per request: what was asked for, how it was answered and how long that took. Tokens in
//! addresses are left out, and so are queries, which hold what people search for.

use std::time::Instant;

use axum::{extract::Request, http::Method, middleware::Next, response::Response};

/// Whoever knows what follows these may use it.
const SECRET: [&str; 6] = [
    "/set-up/",
    "/password/",
    "/invitations/",
    "/unsubscribe/",
    "/confirmations/",
    "/erasures/",
];

pub async fn write(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = redact(request.uri().path()).to_owned();
    let response = next.run(request).await;
    answered(&method, &path, &response, begun);
    response
}

/// Writes the line; `path` is without what must not be written down.
pub fn answered(method: &Method, path: &str, response: &Response, begun: Instant) {
    let status = response.status().as_u16();
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    // Debug form: a path cannot break the line.
    tracing::info!(%method, ?path, status, ms, "answered");
}

/// A path without what must not be written down.
pub fn redact(path: &str) -> &str {
    let end = SECRET
        .iter()
        .filter_map(|secret| path.find(secret).map(|at| at + secret.len()))
        .min();
    &path[..end.unwrap_or(path.len())]
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn tokens_are_not_written_down() {
        assert_eq!(redact("/set-up/abc"), "/set-up/");
        assert_eq!(redact("/invitations/abc/acceptance"), "/invitations/");
        assert_eq!(redact("/unsubscribe/abc"), "/unsubscribe/");
        assert_eq!(redact("/confirmations/abc"), "/confirmations/");
        assert_eq!(redact("/erasures/abc"), "/erasures/");
        assert_eq!(redact("/p/iot/entries"), "/p/iot/entries");
    }
}
