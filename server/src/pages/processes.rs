//! Pages of a process that are not about one entry or one call.

use app::{
    Visit,
    pages::{self, chronicle::RecordQuery},
};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use domain::{Slug, entry::EntryStatus};
use registry::desk::DeskFilter;
use serde::de::DeserializeOwned;

use crate::{
    at::{Asked, At, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/processes/new", Access::MayConvene, show_founding)
        .get("/p/{p}", Access::Reader, show_process)
        .get("/p/{p}/join", Access::Reader, show_join)
        .get("/p/{p}/join/asked", Access::Reader, show_asked)
        .get("/p/{p}/members", Access::Reader, show_members)
        .get("/p/{p}/settings", Access::Convener, show_settings)
        .get("/p/{p}/desk", Access::Convener, show_desk)
        .get("/p/{p}/releases", Access::Reader, show_releases)
        .get("/p/{p}/record", Access::Reader, show_record)
        .get("/p/{p}/record/check", Access::Reader, show_check)
}

async fn show_founding(visit: Visit) -> Result<Response, Trouble> {
    let page = pages::founding::founding(&visit, None)?;
    Ok(show::page(&visit, page))
}

async fn show_process(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::process::process(&site.registry, &visit, &at.p).await?;
    Ok(show::page(&visit, page))
}

async fn show_join(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::join::join(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_asked(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::join::asked(&site.registry, &visit, &at.p).await?;
    Ok(show::page(&visit, page))
}

async fn show_members(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::members::members(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_settings(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::settings::settings(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_desk(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    RawQuery(query): RawQuery,
) -> Result<Response, Trouble> {
    let (filter, cursor) = desk_filter(&query.unwrap_or_default());
    let page = pages::desk::desk(&site.registry, &visit, &at.p, filter, cursor).await?;
    Ok(show::page(&visit, page))
}

/// What the desk is asked for. A status can be named more than once; what nobody knows is passed over.
fn desk_filter(query: &str) -> (DeskFilter, Option<String>) {
    let mut filter = DeskFilter::default();
    let mut cursor = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match &*name {
            _ if value.is_empty() => {}
            "status" => filter.status.extend(known::<EntryStatus>(value)),
            "silent" => filter.silent = Slug::parse(value).ok(),
            "against" => filter.against = Slug::parse(value).ok(),
            "q" => filter.q = Some(value.to_owned()),
            "sort" => filter.sort = known(value).unwrap_or_default(),
            "cursor" => cursor = Some(value.to_owned()),
            _ => {}
        }
    }
    (filter, cursor)
}

fn known<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

async fn show_releases(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::releases::releases(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_record(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(query): Asked<RecordQuery>,
) -> Result<Response, Trouble> {
    let page = pages::chronicle::record(&site.registry, &visit, &at.p, query).await?;
    Ok(show::page(&visit, page))
}

async fn show_check(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::check::check(&site.registry, &visit, &at.p).await?;
    Ok(show::page(&visit, page))
}
