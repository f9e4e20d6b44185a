//! The room of a meeting, its screen, and what both follow.

use app::{
    Visit,
    pages::room::{self as pages, Seen},
};
use axum::{extract::State, http::HeaderMap, response::Response};
use registry::meetings;
use serde::Deserialize;

use crate::{
    ask::Ask,
    at::{Asked, At, AtMeeting},
    room, show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/meetings/{m}/room", Access::Reader, show_room)
        .get("/p/{p}/meetings/{m}/screen", Access::Reader, show_screen)
        .get("/p/{p}/meetings/{m}/live", Access::Reader, follow_meeting)
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Following {
    /// `screen` for the projector.
    #[serde(rename = "as")]
    seen: Option<String>,
    /// Up to where the page was rendered.
    at: Option<String>,
}

async fn show_room(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
) -> Result<Response, Trouble> {
    let page = pages::room(&site.registry, &visit, &at.p, at.m, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_screen(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
) -> Result<Response, Trouble> {
    let page = pages::screen(&site.registry, &visit, &at.p, at.m).await?;
    Ok(show::page(&visit, page))
}

async fn follow_meeting(
    ask: Ask,
    headers: HeaderMap,
    At(at): At<AtMeeting>,
    Asked(asked): Asked<Following>,
) -> Result<Response, Trouble> {
    // Who may not know of the process or the meeting is told so, and not by a stream that ends.
    let role = meetings::role(ask.registry(), &ask.caller, ask.now, &at.p, at.m).await?;
    let seen = match asked.seen.as_deref() {
        Some("screen") => Seen::Screen,
        _ => Seen::by(role),
    };
    // Who comes back says where they were, and knows better than the page did.
    let last = headers.get("last-event-id").and_then(|it| it.to_str().ok());
    let known = last.map(str::to_owned).or(asked.at);
    Ok(room::stream(ask, at.p, at.m, seen, known))
}
