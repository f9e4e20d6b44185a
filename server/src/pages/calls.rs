//! Calls as pages: the list, one call, and setting one up.

use app::{
    Visit,
    pages::{self, new_call::NewCallQuery},
};
use axum::{extract::State, response::Response};
use domain::Slug;
use registry::positions::RollFilter;
use serde::Deserialize;

use crate::{
    at::{Asked, At, AtCall, AtVoice, InProcess},
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
        .get("/p/{p}/calls/{n}/roll", Access::Reader, show_roll)
        .get(
            "/p/{p}/calls/{n}/objections",
            Access::Reader,
            show_objections,
        )
        .get("/p/{p}/calls/{n}/members/{m}", Access::Reader, show_voice)
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

/// What nobody knows is passed over, because a list may always be shown.
#[derive(Debug, Clone, Default, Deserialize)]
struct RollAsked {
    group: Option<String>,
    holds: Option<String>,
    cursor: Option<String>,
}

async fn show_roll(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Asked(asked): Asked<RollAsked>,
) -> Result<Response, Trouble> {
    let filter = RollFilter {
        group: asked.group.and_then(|group| Slug::parse(&group).ok()),
        holds: asked
            .holds
            .and_then(|word| serde_json::from_value(word.into()).ok()),
    };
    let (registry, cursor) = (&site.registry, asked.cursor);
    let page = pages::call::roll(registry, &visit, &at.p, at.n, filter, cursor).await?;
    Ok(show::page(&visit, page))
}

#[derive(Debug, Clone, Default, Deserialize)]
struct ObjectionsAsked {
    register: Option<String>,
}

async fn show_objections(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Asked(asked): Asked<ObjectionsAsked>,
) -> Result<Response, Trouble> {
    let brief = asked.register.as_deref() == Some("brief");
    let page = pages::call::aloud(&site.registry, &visit, &at.p, at.n, brief).await?;
    Ok(show::page(&visit, page))
}

async fn show_voice(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtVoice>,
) -> Result<Response, Trouble> {
    let page = pages::call::voice(&site.registry, &visit, &at.p, at.n, at.m).await?;
    Ok(show::page(&visit, page))
}
