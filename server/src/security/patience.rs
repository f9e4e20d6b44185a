//! How long a request may take to arrive and to be answered. Streams answer at once and then go on.

use std::time::Duration;

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{incoming, trouble::Trouble};

const PATIENCE: Duration = Duration::from_secs(30);
/// A large file on a slow line. Only participants are listened to for as long: the gate answers
/// others before it looks at what they send.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(300);

pub async fn limit(request: Request, next: Next) -> Response {
    let patience = match incoming::is_import(request.uri().path()) {
        true => PATIENCE_WITH_FILES,
        false => PATIENCE,
    };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Trouble::TooSlow.into_response(),
    }
}
