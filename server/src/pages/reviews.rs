//! Public reviews as pages: the list, one review, commenting in it; and reporting a problem with a published term.

use app::{Visit, pages};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{Refusal, Slug, Version};
use registry::Error;
use serde::Deserialize;

use super::doors::AtToken;
use crate::{
    at::{Asked, At, AtReview, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/reviews", Access::Reader, show_reviews)
        .get("/p/{p}/reviews/new", Access::Convener, show_new_review)
        .get("/p/{p}/reviews/names", Access::Reader, show_names)
        .get("/p/{p}/reviews/{r}", Access::Reader, show_review)
        .get(
            "/p/{p}/reviews/{r}/comment",
            Access::Reader,
            show_commenting,
        )
        .get("/p/{p}/reviews/{r}/sent", Access::Reader, show_review_sent)
        .get(
            "/g/{p}/{segment}/{term}/problem",
            Access::Reader,
            show_problem,
        )
        .get(
            "/g/{p}/{segment}/{term}/problem/sent",
            Access::Reader,
            show_problem_sent,
        )
        .get("/confirmations/{token}", Access::Anyone, show_confirmation)
        .get("/erasures/{token}", Access::Anyone, show_erasure)
}

/// A term of a release.
#[derive(Debug, Clone, Deserialize)]
pub struct AtTerm {
    pub p: Slug,
    pub segment: Version,
    pub term: Slug,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Listed {
    cursor: Option<String>,
}

/// The number of the entry that somebody wants to comment on; none for the review as a whole.
#[derive(Debug, Clone, Default, Deserialize)]
struct Commenting {
    entry: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct WasDone {
    done: Option<String>,
}

async fn show_reviews(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(asked): Asked<Listed>,
) -> Result<Response, Trouble> {
    let page = pages::review::reviews(&site.registry, &visit, &at.p, asked.cursor).await?;
    Ok(show::page(&visit, page))
}

async fn show_new_review(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::review::new_review(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_review(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReview>,
) -> Result<Response, Trouble> {
    let page = pages::review::review(&site.registry, &visit, &at.p, at.r, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_commenting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReview>,
    Asked(asked): Asked<Commenting>,
) -> Result<Response, Trouble> {
    let entry = asked.entry.unwrap_or_default();
    let page = pages::review::commenting(&site.registry, &visit, &at.p, at.r, entry, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_review_sent(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReview>,
) -> Result<Response, Trouble> {
    let page = pages::review::sent(&site.registry, &visit, &at.p, at.r).await?;
    Ok(show::page(&visit, page))
}

async fn show_problem(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtTerm>,
) -> Result<Response, Trouble> {
    let (registry, version) = (&site.registry, at.segment);
    let page = pages::review::problem(registry, &visit, &at.p, version, &at.term, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_problem_sent(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtTerm>,
) -> Result<Response, Trouble> {
    let (registry, version) = (&site.registry, at.segment);
    let page = pages::review::problem_sent(registry, &visit, &at.p, version, &at.term).await?;
    Ok(show::page(&visit, page))
}

async fn show_names(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(asked): Asked<WasDone>,
) -> Result<Response, Trouble> {
    let asked = asked.done.is_some();
    let page = pages::review::names(&site.registry, &visit, &at.p, asked, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_confirmation(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::review::confirmation(&site.registry, &visit, &at.token, None).await;
    linked(&visit, page)
}

async fn show_erasure(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::review::erasure(&site.registry, &visit, &at.token).await;
    linked(&visit, page)
}

/// The page that a link leads to, or a page that says that it leads nowhere any more.
pub fn linked(visit: &Visit, page: registry::Result<app::Page>) -> Result<Response, Trouble> {
    match page {
        Ok(page) => Ok(show::page(visit, page)),
        Err(Error::Refused(Refusal::LinkSpent)) => {
            Ok(show::with(visit, pages::review::spent(), StatusCode::GONE))
        }
        Err(error) => Err(error.into()),
    }
}
