//! What changed between two releases.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::{
    Slug, Version,
    release::{TermChange, compare},
};
use registry::{processes, releases};
use serde::Serialize;

use crate::{ask::Ask, trouble::Trouble};

/// The forms that a comparison is had in.
pub const EXTENSIONS: [&str; 1] = ["json"];

#[derive(Debug, Serialize)]
struct Compared {
    from: Version,
    to: Version,
    changes: Vec<TermChange>,
}

pub async fn read(
    ask: &Ask,
    process: &Slug,
    from: Version,
    to: Version,
    extension: Option<&str>,
) -> Result<Response, Trouble> {
    let about = processes::find(ask.registry(), &ask.caller, ask.now, process).await?;
    let old =
        releases::published(ask.registry(), &ask.caller, ask.now, process, Some(from)).await?;
    let new = releases::published(ask.registry(), &ask.caller, ask.now, process, Some(to)).await?;
    let changes = compare(&old, &new);
    let mut response = match extension {
        Some("json") => Json(Compared { from, to, changes }).into_response(),
        _ => return Err(Trouble::not_found()),
    };
    super::keep(
        response.headers_mut(),
        super::is_public(&about),
        "public, max-age=86400",
    );
    Ok(response)
}
