//! Releases.

use axum::http::Method;
use registry::{
    Listed,
    releases::{self, FormReceipt, NewRelease, Preview, Release},
};

use super::{address, input::Reason};
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{At, AtRelease, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/releases", Access::Reader, list_releases, "The releases, newest first")
        .api(
            Method::POST,
            "/api/v1/processes/{p}/releases",
            Access::Convener,
            publish_release,
            "Publish a release\nIt takes each entry's newest finally agreed wording and every retired entry. Its files never change.",
        )
        .api(Method::GET, "/api/v1/processes/{p}/releases/preview", Access::Reader, preview_release, "What the next release would be, and which version follows from it")
        .api(Method::GET, "/api/v1/processes/{p}/releases/{v}", Access::Reader, read_release, "One release and its files")
        .api(Method::GET, "/api/v1/processes/{p}/releases/{v}/forms", Access::Reader, list_forms, "What each form of a release carries of a term, weakens and drops")
        .api(Method::POST, "/api/v1/processes/{p}/releases/{v}/yank", Access::Convener, yank_release, "Mark a release as one not to be used; its files stay as they are")
}

async fn list_releases(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<Listed<Release>>> {
    let items = releases::list(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(Thing::plain(Listed { items, next: None }))
}

async fn publish_release(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(new): Sent<NewRelease>,
) -> Answer<Created<Release>> {
    let release = releases::publish(ask.registry(), &ask.caller, ask.now, &at.p, new).await?;
    Ok(Created::at(
        format!("{}/releases/{}", address(&at.p), release.version),
        release,
    ))
}

async fn preview_release(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<Preview>> {
    Ok(Thing::plain(
        releases::preview(ask.registry(), &ask.caller, ask.now, &at.p).await?,
    ))
}

async fn read_release(ask: Ask, At(at): At<AtRelease>) -> Answer<Thing<Release>> {
    Ok(Thing::plain(
        releases::find(ask.registry(), &ask.caller, ask.now, &at.p, at.v).await?,
    ))
}

async fn list_forms(ask: Ask, At(at): At<AtRelease>) -> Answer<Thing<Listed<FormReceipt>>> {
    let items = releases::receipts(ask.registry(), &ask.caller, ask.now, &at.p, at.v).await?;
    Ok(Thing::plain(Listed { items, next: None }))
}

async fn yank_release(
    ask: Ask,
    At(at): At<AtRelease>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Release>> {
    let release = releases::yank(
        ask.registry(),
        &ask.caller,
        ask.now,
        &at.p,
        at.v,
        body.reason,
    )
    .await?;
    Ok(Created::at(
        format!("{}/releases/{}", address(&at.p), release.version),
        release,
    ))
}
