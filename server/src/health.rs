//! Whether the site works.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::site::Site;

/// 200 while the database answers, else 503.
pub async fn read_health(State(site): State<Site>) -> Response {
    let healthy = site.registry.is_healthy().await;
    let (status, word) = if healthy {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "database does not answer")
    };
    let body = json!({ "status": word, "version": env!("CARGO_PKG_VERSION") });
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
