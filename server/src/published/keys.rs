//! The site's public keys, for whoever checks what it signed.

use axum::{
    extract::State,
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
};
use registry::keys::{self, KnownKey};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    answer::{Answer, Thing},
    ask::Ask,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

/// Every key of the site, the newest first.
#[derive(Debug, Serialize, JsonSchema)]
struct Keys {
    keys: Vec<KnownKey>,
}

pub fn rows(table: Table) -> Table {
    table
        .get("/.well-known/parlance-key.pub", Access::Anyone, read_key)
        .api(
            Method::GET,
            "/api/v1/keys",
            Access::Anyone,
            list_keys,
            "The keys that releases are signed with\nThe newest first; the one without `until` is in use. \
             Those before it are kept: what they signed stays good.",
        )
}

/// The key in use, as a file that minisign reads.
async fn read_key(State(site): State<Site>) -> Result<Response, Trouble> {
    let key = keys::current(&site.registry).await?;
    let key = key.ok_or_else(Trouble::not_found)?;
    let mut response = key.file().into_response();
    super::keep(response.headers_mut(), true, "public, max-age=300");
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    Ok(response)
}

async fn list_keys(ask: Ask) -> Answer<Thing<Keys>> {
    let keys = keys::list(ask.registry()).await?;
    Ok(Thing::plain(Keys { keys }))
}
