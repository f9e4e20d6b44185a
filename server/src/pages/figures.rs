//! Figures as pages: the convener's own, and the pictures of a process.

use app::{Visit, pages};
use axum::{extract::State, response::Response};

use crate::{
    at::{At, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/neutrality", Access::Reader, show_neutrality)
        .get("/p/{p}/figures", Access::Reader, show_figures)
}

async fn show_figures(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::figures::figures(&site.registry, &visit, &at.p).await?;
    Ok(show::page(&visit, page))
}

async fn show_neutrality(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::neutrality::neutrality(&site.registry, &visit, &at.p).await?;
    Ok(show::page(&visit, page))
}
