//! Processes.

use axum::http::Method;
use domain::process::{NewProcess, ProcessPatch};
use registry::{
    Listed, Page,
    processes::{self, Process, ProcessSummary},
};

use super::address;
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{Asked, At, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes",
            Access::Anyone,
            list_processes,
            "The processes you may know of, newest first",
        )
        .api(
            Method::POST,
            "/api/v1/processes",
            Access::MayConvene,
            found_process,
            "Found a process\nIts creator convenes it.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}",
            Access::Reader,
            read_process,
            "One process",
        )
        .api(
            Method::PATCH,
            "/api/v1/processes/{p}",
            Access::Convener,
            update_process,
            "Change a process\nOnce it is open, its charter and groups change only by a call.",
        )
}

async fn list_processes(
    ask: Ask,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<ProcessSummary>>> {
    Ok(Thing::plain(
        processes::list(ask.registry(), &ask.caller, &page).await?,
    ))
}

async fn found_process(ask: Ask, Sent(new): Sent<NewProcess>) -> Answer<Created<Process>> {
    let process = processes::found(ask.registry(), &ask.caller, ask.now, new).await?;
    Ok(Created::at(address(&process.slug), process))
}

async fn read_process(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<Process>> {
    Ok(Thing::plain(
        processes::find(ask.registry(), &ask.caller, ask.now, &at.p).await?,
    ))
}

async fn update_process(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(patch): Sent<ProcessPatch>,
) -> Answer<Thing<Process>> {
    Ok(Thing::plain(
        processes::update(ask.registry(), &ask.caller, ask.now, &at.p, patch).await?,
    ))
}
