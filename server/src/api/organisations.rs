//! Organisations of a process.

use axum::http::Method;
use domain::people::OrganisationPatch;
use registry::{
    Listed, Page,
    organisations::{self, Organisation},
};

use crate::{
    answer::{Answer, Thing},
    ask::Ask,
    at::{Asked, At, AtOrganisation, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/organisations",
            Access::Reader,
            list_organisations,
            "The organisations, by number",
        )
        .api(
            Method::PATCH,
            "/api/v1/processes/{p}/organisations/{n}",
            Access::Convener,
            update_organisation,
            "Rename an organisation or merge it into another one\nNot while a call is open.",
        )
}

async fn list_organisations(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Organisation>>> {
    Ok(Thing::plain(
        organisations::list(ask.registry(), &ask.caller, ask.now, &at.p, &page).await?,
    ))
}

async fn update_organisation(
    ask: Ask,
    At(at): At<AtOrganisation>,
    Sent(patch): Sent<OrganisationPatch>,
) -> Answer<Thing<Organisation>> {
    Ok(Thing::plain(
        organisations::update(ask.registry(), &ask.caller, ask.now, &at.p, at.n, patch).await?,
    ))
}
