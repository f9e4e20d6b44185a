//! Calls as pages: the list, one call, and setting one up.

use app::{
    Visit,
    pages::{self, new_call::NewCallQuery},
};
use axum::{extract::State, response::Response};
use serde::Deserialize;

use crate::{
    at::{Asked, At, AtCall, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/calls", Access::Reader, show_calls)
        .get("/p/{p}/calls/new", Access::Convener, show_new_call)
        .get("/p/{p}/calls/{n}", Access::Reader, show_call)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Listed {
    cursor: Option<String>,
}

async fn show_calls(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(asked): Asked<Listed>,
) -> Result<Response, Trouble> {
    let page = pages::calls::calls(&site.registry, &visit, &at.p, asked.cursor).await?;
    Ok(show::page(&visit, page))
}

async fn show_new_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(query): Asked<NewCallQuery>,
) -> Result<Response, Trouble> {
    let page = pages::new_call::new_call(&site.registry, &visit, &at.p, query, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
) -> Result<Response, Trouble> {
    let page = pages::call::call(&site.registry, &visit, &at.p, at.n, None).await?;
    Ok(show::page(&visit, page))
}
