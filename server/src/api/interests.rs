//! Wishes to take part.

use axum::http::Method;
use domain::people::{InterestNo, InterestState, NewInterest};
use registry::{
    Listed, Page,
    interests::{self, Interest},
    members::Added,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{address, input::Reason};
use crate::{
    answer::Thing,
    answer::{Answer, Created},
    ask::Ask,
    at::{Asked, At, AtInterest, InProcess},
    security::address::ClientAddress,
    sent::Sent,
    table::{Access, Table},
};

/// An interest as its author is told of it. It is the same whether or not the address is known here.
#[derive(Debug, Serialize, JsonSchema)]
struct Expressed {
    number: InterestNo,
    state: InterestState,
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::POST,
            "/api/v1/processes/{p}/interests",
            Access::Reader,
            express_interest,
            "Wish to take part\nWhat is written goes to the conveners alone.",
        )
        .api(Method::GET, "/api/v1/processes/{p}/interests", Access::Convener, list_interests, "Who wishes to take part, newest first")
        .api(
            Method::POST,
            "/api/v1/processes/{p}/interests/{n}/admission",
            Access::Convener,
            admit_interest,
            "Admit somebody\nWho has an account is a participant at once, others when they accept the invitation.",
        )
        .api(Method::POST, "/api/v1/processes/{p}/interests/{n}/refusal", Access::Convener, decline_interest, "Decline an interest, with the reason that is sent to its author")
}

async fn express_interest(
    ask: Ask,
    from: ClientAddress,
    At(at): At<InProcess>,
    Sent(new): Sent<NewInterest>,
) -> Answer<Created<Expressed>> {
    ask.site.security.limits.mail(from, new.email.as_str())?;
    let number = interests::express(ask.registry(), &ask.caller, ask.now, &at.p, new).await?;
    let expressed = Expressed {
        number,
        state: InterestState::Pending,
    };
    Ok(Created::at(
        format!("{}/interests/{number}", address(&at.p)),
        expressed,
    ))
}

async fn list_interests(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Interest>>> {
    Ok(Thing::plain(
        interests::list(ask.registry(), &ask.caller, ask.now, &at.p, &page).await?,
    ))
}

async fn admit_interest(ask: Ask, At(at): At<AtInterest>) -> Answer<Created<Added>> {
    let added = interests::admit(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?;
    Ok(Created::at(super::members::location(&at.p, &added), added))
}

async fn decline_interest(
    ask: Ask,
    At(at): At<AtInterest>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Interest>> {
    let interest = interests::decline(
        ask.registry(),
        &ask.caller,
        ask.now,
        &at.p,
        at.n,
        body.reason,
    )
    .await?;
    Ok(Created::at(
        format!("{}/interests/{}", address(&at.p), at.n),
        interest,
    ))
}
