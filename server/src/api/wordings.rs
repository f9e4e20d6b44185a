//! The history of an entry.

use axum::{
    Json,
    http::Method,
    response::IntoResponse,
};
use domain::ids::WordingNo;
use registry::{
    Listed, Page,
    wordings::{self, Step},
};

use crate::{
    answer::{Answer, Raw, Thing},
    ask::Ask,
    at::{Asked, At, AtEntry, AtWordings},
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/entries/{e}/wordings", Access::Reader, list_wordings, "How the words came to be what they are, oldest first")
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/wordings/{which}",
            Access::Reader,
            read_wording,
            "One wording, or what changed between two\n`3` is the third wording. `1...3` is a redline: for each \
             part, as `definition` or `definition@de`, the words that stay, came and went.",
        )
}

async fn list_wordings(ask: Ask, At(at): At<AtEntry>, Asked(page): Asked<Page>) -> Answer<Thing<Listed<Step>>> {
    Ok(Thing::plain(wordings::list(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, &page).await?))
}

async fn read_wording(ask: Ask, At(at): At<AtWordings>) -> Answer<Raw> {
    let number = |text: &str| text.parse::<WordingNo>().map_err(|_| Trouble::not_found());
    let response = match at.which.split_once("...") {
        None => {
            let wording = number(&at.which)?;
            let wording = wordings::find(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, wording).await?;
            Json(wording).into_response()
        }
        Some((from, to)) => {
            let pair = (number(from)?, number(to)?);
            let changed = wordings::compare(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, pair).await?;
            Json(changed).into_response()
        }
    };
    Ok(Raw(response))
}
