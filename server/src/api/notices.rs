//! How often a process writes to the caller. It is private and stands in no record.

use axum::http::Method;
use domain::notice::Frequency;
use registry::notices::{self, Setting};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    answer::{Answer, Thing},
    ask::Ask,
    at::{At, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/me/notices", Access::Member, read_notices, "How often the process writes to you")
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/me/notices",
            Access::Member,
            change_notices,
            "Choose how often the process writes to you\nReminders before a call closes, and what the convener asks the silent, come at once, unless you want no mail at all.",
        )
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Wanted {
    frequency: Frequency,
}

async fn read_notices(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<Setting>> {
    Ok(Thing::plain(
        notices::find(ask.registry(), &ask.caller, ask.now, &at.p).await?,
    ))
}

async fn change_notices(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(wanted): Sent<Wanted>,
) -> Answer<Thing<Setting>> {
    let frequency = wanted.frequency;
    Ok(Thing::plain(
        notices::set(ask.registry(), &ask.caller, ask.now, &at.p, frequency).await?,
    ))
}
