//! Redlines. Each is found below its entry and, because its number is one of the process, without it.

use axum::http::Method;
use domain::entry::{NewFolding, NewRedline};
use registry::{
    Listed, Page,
    redlines::{self, Overlay, Redline, RedlineFilter},
};

use super::{
    address,
    entries::check_match,
    input::{Agreement, PerhapsReason, Reason},
};
use crate::{
    answer::{Answer, Created, IfMatch, Thing},
    ask::Ask,
    at::{Asked, At, AtEntry, AtNumber},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    let table = table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/redlines",
            Access::Reader,
            list_redlines,
            "The redlines of an entry, oldest first",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/redlines",
            Access::Participant,
            propose_redline,
            "Propose other words\n`changes.definition` replaces only the languages it names.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/redlines/overlay",
            Access::Reader,
            read_overlay,
            "All pending redlines of an entry on its newest wording\nEach change says whose it is and which other redlines want the same words.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/redlines/{n}",
            Access::Reader,
            read_redline,
            "One redline",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/redlines/{n}",
            Access::Reader,
            read_redline,
            "One redline of an entry",
        );
    let fold = "Fold all parts of a redline, or some, as pen holder\nMakes a new wording. Where both changed the same words: 409 with `conflicts`.";
    let refuse = "Refuse a redline, as pen holder, with the reason";
    let withdraw = "Take a redline back, as its author";
    let confirm = "Say whether a redline is yours, as the member it was moved by";
    table
        .api(
            Method::POST,
            "/api/v1/processes/{p}/redlines/{n}/folding",
            Access::Participant,
            fold_redline,
            fold,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/redlines/{n}/folding",
            Access::Participant,
            fold_redline,
            fold,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/redlines/{n}/refusal",
            Access::Participant,
            refuse_redline,
            refuse,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/redlines/{n}/refusal",
            Access::Participant,
            refuse_redline,
            refuse,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/redlines/{n}/withdrawal",
            Access::Participant,
            withdraw_redline,
            withdraw,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/redlines/{n}/withdrawal",
            Access::Participant,
            withdraw_redline,
            withdraw,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/redlines/{n}/confirmation",
            Access::Participant,
            confirm_redline,
            confirm,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/redlines/{n}/confirmation",
            Access::Participant,
            confirm_redline,
            confirm,
        )
}

async fn list_redlines(
    ask: Ask,
    At(at): At<AtEntry>,
    Asked(filter): Asked<RedlineFilter>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Redline>>> {
    Ok(Thing::plain(
        redlines::list(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            &at.e,
            filter,
            &page,
        )
        .await?,
    ))
}

async fn read_overlay(ask: Ask, At(at): At<AtEntry>) -> Answer<Thing<Overlay>> {
    Ok(Thing::plain(
        redlines::overlay(ask.registry(), &ask.caller, ask.now, &at.p, &at.e).await?,
    ))
}

async fn propose_redline(
    ask: Ask,
    At(at): At<AtEntry>,
    wanted: IfMatch,
    Sent(new): Sent<NewRedline>,
) -> Answer<Created<Redline>> {
    check_match(&ask, &at, &wanted).await?;
    let redline =
        redlines::propose(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, new).await?;
    Ok(created(&at.p, redline))
}

async fn read_redline(ask: Ask, At(at): At<AtNumber>) -> Answer<Thing<Redline>> {
    Ok(Thing::plain(
        redlines::find(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.e.as_ref(),
            at.n,
        )
        .await?,
    ))
}

async fn fold_redline(
    ask: Ask,
    At(at): At<AtNumber>,
    wanted: IfMatch,
    Sent(new): Sent<NewFolding>,
) -> Answer<Created<Redline>> {
    if let Some(e) = at.e.clone() {
        check_match(&ask, &AtEntry { p: at.p.clone(), e }, &wanted).await?;
    }
    let (registry, caller) = (ask.registry(), &ask.caller);
    let folded = redlines::fold(registry, caller, ask.now, &at.p, at.which(), new).await?;
    Ok(created(&at.p, folded))
}

async fn refuse_redline(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Redline>> {
    Ok(created(
        &at.p,
        redlines::refuse(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.which(),
            body.reason,
        )
        .await?,
    ))
}

async fn withdraw_redline(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(body): Sent<PerhapsReason>,
) -> Answer<Created<Redline>> {
    Ok(created(
        &at.p,
        redlines::withdraw(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.which(),
            body.reason,
        )
        .await?,
    ))
}

async fn confirm_redline(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(body): Sent<Agreement>,
) -> Answer<Created<Redline>> {
    Ok(created(
        &at.p,
        redlines::confirm(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.which(),
            body.agree,
        )
        .await?,
    ))
}

fn created(process: &domain::Slug, redline: Redline) -> Created<Redline> {
    Created::at(
        format!("{}/redlines/{}", address(process), redline.number),
        redline,
    )
}
