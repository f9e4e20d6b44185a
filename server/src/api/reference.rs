//! `/api`: the API described for people, from the same document that programs read.

use app::Visit;
use axum::{extract::State, response::Response};

use crate::{show, site::Site, trouble::Trouble};

pub async fn show_reference(State(site): State<Site>, visit: Visit) -> Result<Response, Trouble> {
    let document = site.document.get().cloned().unwrap_or_default();
    let document = serde_json::from_slice(&document).unwrap_or_default();
    Ok(show::page(
        &visit,
        app::pages::reference::reference(document),
    ))
}
