//! What was typed is never lost: where a posted form ends in trouble that its own page cannot show,
//! such as too many requests or a session that ended meanwhile, the answer carries it along.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

use crate::{security::BODY_MAX, trouble::Trouble};

/// The fields of a form that was not taken, in the order they were sent.
#[derive(Debug, Clone)]
pub struct Kept(pub Vec<(String, String)>);

/// Lets an answer that is trouble carry the form it answers. Stands inside the check for other
/// sites' pages, so that nobody is offered to send again what somebody else made up.
pub async fn keep(request: Request, next: Next) -> Response {
    let media = request.headers().get(header::CONTENT_TYPE);
    let is_form = media.is_some_and(|media| {
        media
            .as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    if !is_form {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_MAX).await else {
        return Trouble::TooLarge.into_response();
    };
    let again = Request::from_parts(parts, Body::from(bytes.clone()));
    let mut response = next.run(again).await;
    if response.extensions().get::<Arc<Trouble>>().is_some() {
        let typed: Vec<_> = form_urlencoded::parse(&bytes).into_owned().collect();
        // A password is typed again rather than shown.
        if !typed.iter().any(|(name, _)| name.contains("password")) {
            response.extensions_mut().insert(Kept(typed));
        }
    }
    response
}
