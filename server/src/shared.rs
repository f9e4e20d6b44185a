//! Pages as everybody sees them: rendered once for each line of a process's record and shared by all
//! who read without being signed in, such as the hundreds who follow a call.

use std::sync::Arc;

use app::Document;
use axum::{
    extract::{FromRequestParts, RawPathParams, Request},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};
use domain::{Moment, Slug};
use moka::future::Cache;
use registry::{Caller, following};
use tokio::sync::Mutex;

use crate::{
    ask::Ask,
    show,
    table::{Kind, Row},
    trouble::Trouble,
};

/// Addresses whose page is kept, and the largest page that is.
const PAGES: u64 = 256;
const PAGE_MAX: usize = 256 * 1024;
/// Pages say "in 3 days" and name people, which changes without a line. Milliseconds.
const FRESH: i64 = 5_000;

/// What was rendered, by address.
#[derive(Debug, Clone)]
pub struct Pages(Cache<String, Arc<Mutex<Option<Copy>>>>);

/// A page as it was at a line of the record.
#[derive(Debug, Clone)]
struct Copy {
    seq: u64,
    at: Moment,
    document: Arc<Document>,
}

impl Default for Pages {
    fn default() -> Self {
        Self(Cache::new(PAGES))
    }
}

/// Whether a request reads a page that is the same for everybody who asks like this.
pub fn is_public(row: &Row, ask: &Ask) -> bool {
    row.kind == Kind::Page
        && row.method == Method::GET
        && row.path.starts_with("/p/{p}")
        && ask.caller == Caller::nobody()
}

/// Answers with the page as it stands. While one renders it, others who want the same wait for it.
pub async fn read(ask: Ask, request: Request, next: Next) -> Result<Response, Trouble> {
    let (mut parts, body) = request.into_parts();
    let seq = end(&ask, &mut parts).await?;
    let address = parts
        .uri
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    let slot = ask.site.pages.0.get_with(address, async { Arc::default() });
    let slot = slot.await;
    let mut kept = slot.lock().await;
    let fresh = |copy: &&Copy| copy.seq == seq && ask.now.millis() - copy.at.millis() < FRESH;
    if let Some(copy) = kept.as_ref().filter(fresh) {
        return Ok(show::document(copy.document.renewed(), StatusCode::OK));
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    *kept = rendered(&response).map(|document| Copy {
        seq,
        at: ask.now,
        document,
    });
    Ok(response)
}

/// Where the record of the process ends that the path names.
async fn end(ask: &Ask, parts: &mut axum::http::request::Parts) -> Result<u64, Trouble> {
    let params = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|_| Trouble::not_found())?;
    let named = params.iter().find(|(name, _)| *name == "p");
    let slug = named
        .and_then(|(_, slug)| Slug::parse(slug).ok())
        .ok_or_else(Trouble::not_found)?;
    let followed = following::follow(ask.registry(), &ask.caller, ask.now, &slug).await?;
    Ok(followed.seq)
}

fn rendered(response: &Response) -> Option<Arc<Document>> {
    let document = response.extensions().get::<Arc<Document>>()?;
    (response.status() == StatusCode::OK && document.html.len() <= PAGE_MAX)
        .then(|| Arc::clone(document))
}
