//! Advice on a definition that is being written.

use axum::http::Method;
use registry::lint::{self, Drafted, Findings};

use crate::{
    answer::{Answer, Thing},
    ask::Ask,
    at::{At, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table.api(
        Method::POST,
        "/api/v1/processes/{p}/lint",
        Access::Reader,
        lint_definition,
        "What is doubtful in a definition\nBy the principles of ISO 704, beside the other entries of the process. Every finding is advice; nothing is stored. `span` counts bytes of the Markdown text as it was sent, in UTF-8.",
    )
}

async fn lint_definition(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(drafted): Sent<Drafted>,
) -> Answer<Thing<Findings>> {
    Ok(Thing::plain(
        lint::lint(ask.registry(), &ask.caller, ask.now, &at.p, drafted).await?,
    ))
}
