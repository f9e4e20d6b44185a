//! The disposition report as a page.

use app::{Visit, pages};
use axum::{extract::State, response::Response};
use registry::dispositions::DispositionFilter;
use serde::Deserialize;

use crate::{
    at::{Asked, At, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

/// From where on the report is read.
#[derive(Debug, Clone, Default, Deserialize)]
struct From {
    cursor: Option<String>,
}

pub fn rows(table: Table) -> Table {
    table.get("/p/{p}/dispositions", Access::Reader, show_dispositions)
}

async fn show_dispositions(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(filter): Asked<DispositionFilter>,
    Asked(from): Asked<From>,
) -> Result<Response, Trouble> {
    let page =
        pages::dispositions::dispositions(&site.registry, &visit, &at.p, filter, from.cursor)
            .await?;
    Ok(show::page(&visit, page))
}
