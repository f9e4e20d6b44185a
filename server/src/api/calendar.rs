//! Meetings as calendar files.

use axum::http::Method;

use crate::{
    answer::{Answer, Raw},
    ask::Ask,
    at::{At, AtMeeting, InProcess},
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
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}/invitation.ics",
            Access::Reader,
            read_invitation,
            "One meeting as a calendar file\nIts `UID` stays whatever changes of it, and `SEQUENCE` grows with each change \
             of its plan. Members find where to join in it. It is at `/p/{p}/meetings/{m}.ics` too.",
        )
}

async fn read_calendar(ask: Ask, At(at): At<InProcess>) -> Answer<Raw<Calendar>> {
    Ok(Raw::new(calendar::all(&ask, &at.p).await?))
}

async fn read_invitation(ask: Ask, At(at): At<AtMeeting>) -> Answer<Raw<Calendar>> {
    Ok(Raw::new(calendar::one(&ask, &at.p, at.m).await?))
}
