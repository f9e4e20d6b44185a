//! Calls for consensus.

use axum::http::Method;
use domain::{Slug, call::NewCall};
use registry::{
    Listed, Page,
    calls::{self, Call, CallFilter, CallSummary, Objections, Rounds, Setup},
    nudges,
};

use super::{
    address,
    input::{Closure, Considered, Extension, Reason, Statement},
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
        .api(Method::PUT, "/api/v1/processes/{p}/calls/{n}/statement", Access::Convener, state_outcome, "Say something about an outcome\nOf a call that the clock closed; once, and it never changes the outcome.")
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/rounds", Access::Reader, read_rounds, "How the words of a call fared in the calls before\nFor a call on a wording: which words are spoken against, and of each earlier call on the entry what changed since, and where the words are that were spoken against then.")
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/objections", Access::Reader, list_objections, "The standing objections of a call, in full and in brief\nEach with a paragraph for each thing on record about it, and in a sentence or two to be read out. Of a blind call that is open nothing is told.")
        .api(Method::POST, "/api/v1/processes/{p}/rule/example", Access::Reader, consider_rule, "What a rule would ask for\nIn words, and with those on the roster today. Nothing is stored.")
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

async fn state_outcome(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(body): Sent<Statement>,
) -> Answer<Thing<Call>> {
    let (registry, statement) = (ask.registry(), body.statement);
    Ok(Thing::plain(
        calls::say(registry, &ask.caller, ask.now, &at.p, at.n, statement).await?,
    ))
}

async fn read_rounds(ask: Ask, At(at): At<AtCall>) -> Answer<Thing<Rounds>> {
    let (registry, caller, now) = (ask.registry(), &ask.caller, ask.now);
    let call = calls::find(registry, caller, now, &at.p, at.n).await?;
    Ok(Thing::plain(
        calls::rounds(registry, caller, now, &at.p, &call).await?,
    ))
}

async fn list_objections(ask: Ask, At(at): At<AtCall>) -> Answer<Thing<Objections>> {
    Ok(Thing::plain(
        calls::objections(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?,
    ))
}

async fn consider_rule(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(body): Sent<Considered>,
) -> Answer<Thing<Setup>> {
    Ok(Thing::plain(
        calls::consider(ask.registry(), &ask.caller, ask.now, &at.p, body.rule).await?,
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
