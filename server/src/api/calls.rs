//! Calls for consensus.

use axum::http::Method;
use domain::{Slug, call::NewCall};
use registry::{
    Listed, Page,
    calls::{self, Call, CallFilter, CallSummary},
    nudges,
};

use super::{
    address,
    input::{Closure, Extension, Reason},
};
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{Asked, At, AtCall, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/calls", Access::Reader, list_calls, "The calls, newest first")
        .api(
            Method::POST,
            "/api/v1/processes/{p}/calls",
            Access::Convener,
            make_call,
            "Call for consensus\nThe rule of the process at the opening governs. Without `opens_at` it opens at once.",
        )
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}", Access::Reader, read_call, "One call, with its positions, tally and readings\nOf a blind call that is open only your own position is shown.")
        .api(Method::PUT, "/api/v1/processes/{p}/calls/{n}/extension", Access::Convener, extend_call, "Move the closing of a call to later")
        .api(
            Method::POST,
            "/api/v1/processes/{p}/calls/{n}/nudges",
            Access::Convener,
            nudge_call,
            "Ask those who are silent to take a position\nA mail goes to the silent participants and to nobody else; once in 24 hours. Whom it concerned is on record.",
        )
        .api(Method::POST, "/api/v1/processes/{p}/calls/{n}/closure", Access::Convener, close_call, "Close an open call before its time")
        .api(Method::POST, "/api/v1/processes/{p}/calls/{n}/withdrawal", Access::Convener, withdraw_call, "Take back a call that did not close yet")
}

async fn list_calls(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(filter): Asked<CallFilter>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<CallSummary>>> {
    Ok(Thing::plain(
        calls::list(ask.registry(), &ask.caller, ask.now, &at.p, &filter, &page).await?,
    ))
}

async fn make_call(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(new): Sent<NewCall>,
) -> Answer<Created<Call>> {
    Ok(created(
        &at.p,
        calls::make(ask.registry(), &ask.caller, ask.now, &at.p, new).await?,
    ))
}

async fn read_call(ask: Ask, At(at): At<AtCall>) -> Answer<Thing<Call>> {
    Ok(Thing::plain(
        calls::find(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?,
    ))
}

async fn extend_call(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(body): Sent<Extension>,
) -> Answer<Thing<Call>> {
    let Extension { closes_at, reason } = body;
    Ok(Thing::plain(
        calls::extend(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.n,
            closes_at,
            reason,
        )
        .await?,
    ))
}

async fn nudge_call(ask: Ask, At(at): At<AtCall>) -> Answer<Created<Call>> {
    Ok(created(
        &at.p,
        nudges::nudge(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?,
    ))
}

async fn close_call(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(body): Sent<Closure>,
) -> Answer<Created<Call>> {
    Ok(created(
        &at.p,
        calls::close(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.n,
            body.statement,
        )
        .await?,
    ))
}

async fn withdraw_call(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Call>> {
    Ok(created(
        &at.p,
        calls::withdraw(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.n,
            body.reason,
        )
        .await?,
    ))
}

fn created(process: &Slug, call: Call) -> Created<Call> {
    Created::at(format!("{}/calls/{}", address(process), call.number), call)
}
