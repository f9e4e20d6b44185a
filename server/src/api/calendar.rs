//! Meetings as calendar files.

use axum::http::Method;

use crate::{
    answer::{Answer, Raw},
    ask::Ask,
    at::{At, InProcess},
    calendar::{self, Calendar},
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings.ics",
            Access::Reader,
            read_calendar,
            "The meetings as a calendar to subscribe to\nWhat is to come and what was in the last three months, cancelled \
             ones with that status. Who is no member finds those that were announced. It is at `/p/{p}/meetings.ics` too.",
        )
}

async fn read_calendar(ask: Ask, At(at): At<InProcess>) -> Answer<Raw<Calendar>> {
    Ok(Raw::new(calendar::all(&ask, &at.p).await?))
}
