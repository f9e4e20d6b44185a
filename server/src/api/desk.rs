//! The convener's desk.

use axum::http::Method;
use domain::Slug;
use registry::{
    Page,
    desk::{self, Desk, DeskFilter, DeskSort},
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::statuses;
use crate::{
    answer::{Answer, Thing},
    ask::Ask,
    at::{Asked, At, InProcess},
    table::{Access, Table},
};

/// Which entries are wanted; what is left out does not narrow.
#[derive(Debug, Deserialize, JsonSchema)]
struct DeskAsked {
    /// One or several, with commas between them; where none is named, `discussed,called`.
    #[serde(default)]
    status: Option<String>,
    /// A group that is silent in the open call on the entry.
    #[serde(default)]
    silent: Option<Slug>,
    /// A group that is against in the open call on the entry.
    #[serde(default)]
    against: Option<Slug>,
    /// Words of the designations, the definition or the notes.
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    sort: DeskSort,
}

pub fn rows(table: Table) -> Table {
    table.api(
        Method::GET,
        "/api/v1/processes/{p}/desk",
        Access::Convener,
        read_desk,
        "The desk: entries by groups, what stands in the way, what waits\nEach entry with the newest call on it that is not final, what every group holds in it, who is silent and the shortest path to agreement. Of a blind call that is open only who is silent.",
    )
}

async fn read_desk(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(asked): Asked<DeskAsked>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Desk>> {
    let filter = DeskFilter {
        status: asked
            .status
            .as_deref()
            .map(statuses)
            .transpose()?
            .unwrap_or_default(),
        silent: asked.silent,
        against: asked.against,
        q: asked.q,
        sort: asked.sort,
    };
    Ok(Thing::plain(
        desk::desk(ask.registry(), &ask.caller, ask.now, &at.p, &filter, &page).await?,
    ))
}
