//! What participants say in a call: positions, answers to objections, contests, minority statements.

use axum::http::{Method, header};
use domain::call::{NewAnswer, Stated};
use registry::{
    Listed, Page, answers,
    calls::{AnswerView, ContestView, MinorityView, PositionView},
    contests, minorities,
    positions::{self, Roll, RollFilter, Told},
};

use super::{
    address,
    input::{Agreement, MinorityStatement, Reason},
};
use crate::{
    answer::{Answer, Created, Done, Media, Raw, Thing},
    ask::Ask,
    at::{Asked, At, AtAnswer, AtCall, AtVoice},
    sent::Sent,
    table::{Access, Table},
};

#[derive(Debug)]
struct Csv;

impl Media for Csv {
    const TYPE: &'static str = "text/csv; charset=utf-8; header=present";
    const WORDS: &'static str = "A position on each line (RFC 4180).";
}

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/positions", Access::Reader, list_positions, "The roll call: the newest position of every member")
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/positions.csv", Access::Reader, read_positions_csv, "The roll call as CSV")
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/positions/history", Access::Reader, list_position_history, "Every position ever taken in a call, oldest first")
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/roll", Access::Reader, list_roll, "The roll call voice by voice, the silent ones too\nGroups in the order of the charter, voices by name. Of a blind call that is open only who is silent and your own position.")
        .api(Method::GET, "/api/v1/processes/{p}/calls/{n}/members/{m}/positions", Access::Reader, read_told, "What one member held, in this call and in the others on the same entry\nEvery position as it was taken. Of a blind call that is open only your own.")
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/calls/{n}/position",
            Access::Participant,
            take_position,
            "Take a position; your newest one stands\nAn objection says why, and what would resolve it.",
        )
        .api(Method::POST, "/api/v1/processes/{p}/calls/{n}/answers", Access::Participant, give_answer, "Answer an objection on record")
        .api(Method::PUT, "/api/v1/processes/{p}/calls/{n}/answers/{a}/confirmation", Access::Participant, confirm_answer, "Say whether an answer meets the objection")
        .api(Method::POST, "/api/v1/processes/{p}/calls/{n}/contest", Access::Participant, contest_call, "Contest how a call ended, within the window of the charter")
        .api(Method::DELETE, "/api/v1/processes/{p}/calls/{n}/contest", Access::Participant, withdraw_contest, "Take your contest back")
        .api(Method::POST, "/api/v1/processes/{p}/calls/{n}/minority", Access::Participant, state_minority, "Leave a minority statement beside the outcome; your newest one counts")
}

async fn list_positions(
    ask: Ask,
    At(at): At<AtCall>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<PositionView>>> {
    Ok(Thing::plain(
        positions::list(ask.registry(), &ask.caller, ask.now, &at.p, at.n, &page).await?,
    ))
}

async fn list_position_history(
    ask: Ask,
    At(at): At<AtCall>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<PositionView>>> {
    Ok(Thing::plain(
        positions::history(ask.registry(), &ask.caller, ask.now, &at.p, at.n, &page).await?,
    ))
}

async fn list_roll(
    ask: Ask,
    At(at): At<AtCall>,
    Asked(filter): Asked<RollFilter>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Roll>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    Ok(Thing::plain(
        positions::roll(registry, caller, ask.now, &at.p, at.n, &filter, &page).await?,
    ))
}

async fn read_told(ask: Ask, At(at): At<AtVoice>) -> Answer<Thing<Told>> {
    Ok(Thing::plain(
        positions::told(ask.registry(), &ask.caller, ask.now, &at.p, at.n, at.m).await?,
    ))
}

async fn read_positions_csv(ask: Ask, At(at): At<AtCall>) -> Answer<Raw<Csv>> {
    let csv = positions::csv(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?;
    let file = format!("attachment; filename=\"{}-call-{}.csv\"", at.p, at.n);
    Ok(Raw::new(([(header::CONTENT_DISPOSITION, file)], csv)))
}

async fn take_position(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(stated): Sent<Stated>,
) -> Answer<Thing<PositionView>> {
    Ok(Thing::plain(
        positions::take(ask.registry(), &ask.caller, ask.now, &at.p, at.n, stated).await?,
    ))
}

async fn give_answer(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(new): Sent<NewAnswer>,
) -> Answer<Created<AnswerView>> {
    let answer = answers::give(ask.registry(), &ask.caller, ask.now, &at.p, at.n, new).await?;
    Ok(Created::at(call(&at), answer))
}

async fn confirm_answer(
    ask: Ask,
    At(at): At<AtAnswer>,
    Sent(body): Sent<Agreement>,
) -> Answer<Thing<AnswerView>> {
    Ok(Thing::plain(
        answers::confirm(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.n,
            at.a,
            body.agree,
        )
        .await?,
    ))
}

async fn contest_call(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<ContestView>> {
    let contest = contests::contest(
        ask.registry(),
        &ask.caller,
        ask.now,
        &at.p,
        at.n,
        body.reason,
    )
    .await?;
    Ok(Created::at(call(&at), contest))
}

async fn withdraw_contest(ask: Ask, At(at): At<AtCall>) -> Answer<Done> {
    contests::withdraw(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?;
    Ok(Done)
}

async fn state_minority(
    ask: Ask,
    At(at): At<AtCall>,
    Sent(body): Sent<MinorityStatement>,
) -> Answer<Created<MinorityView>> {
    let minority =
        minorities::state(ask.registry(), &ask.caller, ask.now, &at.p, at.n, body.text).await?;
    Ok(Created::at(call(&at), minority))
}

/// Answers, contests and minority statements are read with their call.
fn call(at: &AtCall) -> String {
    format!("{}/calls/{}", address(&at.p), at.n)
}
