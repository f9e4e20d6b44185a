//! Published glossaries as pages. Files and redirects are in [`crate::published`].

use app::{Visit, pages};
use axum::{extract::State, response::Response};
use domain::{Slug, Version};
use serde::Deserialize;

use crate::{
    at::{At, AtEdition},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/g/{p}/{segment}/", Access::Reader, show_release)
        .get("/g/{p}/{segment}/forms", Access::Reader, show_forms)
        .get("/g/{p}/{segment}/{term}", Access::Reader, show_term)
}

#[derive(Debug, Clone, Deserialize)]
struct AtTerm {
    p: Slug,
    segment: Version,
    term: Slug,
}

async fn show_release(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEdition>,
) -> Result<Response, Trouble> {
    let page = pages::glossary::glossary(&site.registry, &visit, &at.p, at.segment).await?;
    Ok(show::page(&visit, page))
}

async fn show_forms(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEdition>,
) -> Result<Response, Trouble> {
    let page = pages::glossary::forms(&site.registry, &visit, &at.p, at.segment).await?;
    Ok(show::page(&visit, page))
}

async fn show_term(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtTerm>,
) -> Result<Response, Trouble> {
    let page = pages::glossary::term(&site.registry, &visit, &at.p, at.segment, &at.term).await?;
    Ok(show::page(&visit, page))
}
