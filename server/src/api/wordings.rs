//! The history of an entry.

use axum::http::Method;
use domain::ids::WordingNo;
use registry::{
    Listed, Page, manuscripts,
    wordings::{self, Blame, BlameQuery, Comparison, Step, Wording},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    answer::{Answer, Docx, Raw, Thing, ThingOr},
    ask::Ask,
    at::{Asked, At, AtEntry, AtWordings},
    file::attachment,
    table::{Access, Table},
    trouble::Trouble,
};

/// A wording, or what changed between two.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum WordingOrRedline {
    Wording(Box<Wording>),
    Redline(Comparison),
}

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/entries/{e}/wordings", Access::Reader, list_wordings, "How the words came to be what they are, oldest first")
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/wordings/{which}",
            Access::Reader,
            read_wording,
            "One wording, or what changed between two\n`3` is the third wording. `1...3` is a redline: for each \
             part, as `definition` or `definition@de`, the words that stay, came and went. `1...3.docx` is the same as a \
             word processor's file with tracked changes, and `3...3.docx` the third wording, ready to be redlined in one.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/blame",
            Access::Reader,
            read_blame,
            "Where each word comes from\nFor each part of the newest wording its words, in order, with the wording \
             and the redline that brought them, whose they are and since when; `origins` has the reasons.",
        )
}

async fn list_wordings(
    ask: Ask,
    At(at): At<AtEntry>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Step>>> {
    Ok(Thing::plain(
        wordings::list(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, &page).await?,
    ))
}

async fn read_blame(
    ask: Ask,
    At(at): At<AtEntry>,
    Asked(query): Asked<BlameQuery>,
) -> Answer<Thing<Blame>> {
    Ok(Thing::plain(
        wordings::blame(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, query).await?,
    ))
}

async fn read_wording(ask: Ask, At(at): At<AtWordings>) -> Answer<ThingOr<WordingOrRedline, Docx>> {
    let number = |text: &str| text.parse::<WordingNo>().map_err(|_| Trouble::not_found());
    let found = match at.which.split_once("...") {
        Some((from, to)) if to.ends_with(".docx") => {
            let pair = (number(from)?, number(to.trim_end_matches(".docx"))?);
            let file =
                manuscripts::of_wordings(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, pair)
                    .await?;
            let name = format!("{}-{}-{}-to-{}.docx", at.p, at.e, pair.0, pair.1);
            return Ok(ThingOr::Raw(Raw::new((attachment(&name), file))));
        }
        None => {
            let which = number(&at.which)?;
            let wording =
                wordings::find(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, which).await?;
            WordingOrRedline::Wording(Box::new(wording))
        }
        Some((from, to)) => {
            let pair = (number(from)?, number(to)?);
            let changed =
                wordings::compare(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, pair).await?;
            WordingOrRedline::Redline(changed)
        }
    };
    Ok(ThingOr::Thing(Thing::plain(found)))
}
