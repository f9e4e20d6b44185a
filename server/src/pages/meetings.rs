//! Meetings as pages and as files for calendars: the list, one meeting, planning it.

use app::{Visit, pages};
use axum::{extract::State, response::Response};
use serde::Deserialize;

use crate::{
    ask::Ask,
    at::{Asked, At, AtMeeting, AtMeetingOrFile, InProcess},
    calendar, show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/meetings", Access::Reader, show_meetings)
        .get("/p/{p}/meetings.ics", Access::Reader, read_calendar)
        .get("/p/{p}/meetings/new", Access::Convener, show_planning)
        .get("/p/{p}/meetings/{m}", Access::Reader, show_meeting)
        .get("/p/{p}/meetings/{m}/edit", Access::Convener, show_changing)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Listed {
    cursor: Option<String>,
}

async fn show_meetings(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Asked(asked): Asked<Listed>,
) -> Result<Response, Trouble> {
    let page = pages::meeting::meetings(&site.registry, &visit, &at.p, asked.cursor).await?;
    Ok(show::page(&visit, page))
}

async fn read_calendar(ask: Ask, At(at): At<InProcess>) -> Result<Response, Trouble> {
    calendar::all(&ask, &at.p).await
}

async fn show_planning(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::meeting::plan(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_meeting(
    State(site): State<Site>,
    ask: Ask,
    visit: Visit,
    At(at): At<AtMeetingOrFile>,
) -> Result<Response, Trouble> {
    let (number, file) = calendar::named(&at.m)?;
    if file {
        return calendar::one(&ask, &at.p, number).await;
    }
    let page = pages::meeting::meeting(&site.registry, &visit, &at.p, number, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_changing(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
) -> Result<Response, Trouble> {
    let page = pages::meeting::change(&site.registry, &visit, &at.p, at.m, None).await?;
    Ok(show::page(&visit, page))
}
