//! How long a request may take to arrive and to be answered. Streams answer at once and then go on.

use std::time::Duration;

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::trouble::Trouble;

const PATIENCE: Duration = Duration::from_secs(30);

pub async fn limit(request: Request, next: Next) -> Response {
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Trouble::TooSlow.into_response(),
    }
}
