//! Before a script of another site asks for something with headers of its own, as readers of linked data do with a long
//! `Accept`, the browser asks whether it may (Fetch standard, CORS preflight).

use axum::{
    extract::Request,
    http::{HeaderName, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Says that what is published may be read, by whatever headers. The same is said of what there is not and of what is
/// for members: the answer itself says who may read it. `*` never stands for `Authorization`.
const ALLOWED: [(HeaderName, &str); 4] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

pub async fn answer(request: Request, next: Next) -> Response {
    let asks_ahead = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if asks_ahead && is_published(request.uri().path()) {
        return (StatusCode::NO_CONTENT, ALLOWED).into_response();
    }
    next.run(request).await
}

fn is_published(path: &str) -> bool {
    let alone = [
        "/embed.js",
        "/oembed",
        "/schema/glossary-1.json",
        "/.well-known/parlance-key.pub",
    ];
    path.starts_with("/g/") || alone.contains(&path)
}
