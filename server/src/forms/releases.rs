//! Publishing a release, and marking one that should not be used.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use registry::releases::{self, NewRelease};

use super::{
    reading,
    settle::{again, settle},
};
use crate::{
    at::{At, AtRelease, InProcess},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/releases", Access::Convener, publish_release)
        .post("/p/{p}/releases/{v}/yank", Access::Convener, yank_release)
}

async fn publish_release(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::releases::releases(&site.registry, &visit, &at.p, Some(form));
    let version = reading::named(
        &mut form,
        "version",
        "Write the version as three numbers, such as 1.0.0.",
    );
    let notes = reading::text_if_any(&mut form, "notes");
    if !form.errors.is_empty() {
        return again(&visit, page(form)).await;
    }
    let preview = Some(form.value("preview").to_owned()).filter(|it| !it.is_empty());
    let new = NewRelease {
        version,
        notes,
        preview,
    };
    let done = releases::publish(&site.registry, &visit.caller, visit.now, &at.p, new).await;
    let done = done.map(|release| format!("/g/{}/{}/", at.p, release.version));
    settle(&visit, done, form, &["version"], page).await
}

async fn yank_release(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtRelease>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::releases::releases(&site.registry, &visit, &at.p, Some(form));
    let reason = reading::text(&mut form, "reason", "Say why it should not be used.");
    let Some(reason) = reason else {
        return again(&visit, page(form)).await;
    };
    let done = releases::yank(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.v,
        reason,
    )
    .await;
    let done = done.map(|_| format!("/p/{}/releases", at.p));
    settle(&visit, done, form, &["reason"], page).await
}
