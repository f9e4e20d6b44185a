//! Forms about files of entries: sending one, and proposing what it holds.

use app::{Form, Visit, pages::import};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::Slug;
use registry::imports::{self, Format, ImportState, Settings, Upload};

use super::reading;
use crate::{
    at::{At, AtNumber, InProcess},
    importing,
    incoming::EntriesTyped,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

/// How often a page that shows progress looks again, in seconds; without a script, too.
const LOOK_AGAIN: HeaderValue = HeaderValue::from_static("2");

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/import", Access::Participant, show_sending)
        .post("/p/{p}/import", Access::Participant, hold_file)
        .get("/p/{p}/import/{n}", Access::Participant, show_import)
        .post("/p/{p}/import/{n}", Access::Participant, confirm_import)
        .post(
            "/p/{p}/import/{n}/discarding",
            Access::Participant,
            discard_file,
        )
}

async fn show_sending(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    again(&site, &visit, &at.p, None, StatusCode::OK).await
}

async fn hold_file(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    typed: EntriesTyped,
) -> Result<Response, Trouble> {
    let mut form = typed.form;
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let Some((name, body)) = typed.file else {
        form.refuse(Some("file"), "Choose the file.");
        return again(&site, &visit, &at.p, Some(form), unfit).await;
    };
    let named = match form.value("format") {
        "" => Format::of_name(&name),
        chosen => Format::of_name(chosen),
    };
    let Some(format) = named else {
        form.refuse(
            Some("format"),
            "The end of its name does not tell the form. Choose it.",
        );
        return again(&site, &visit, &at.p, Some(form), unfit).await;
    };
    let size = body.len();
    let caller = &visit.caller;
    let brought = match importing::read(&site, caller, &at.p, format, body.clone()).await {
        Ok(brought) => brought,
        Err(Trouble::Registry(error)) => {
            let status = reading::refused(&mut form, error, &[("file", "file")])?;
            return again(&site, &visit, &at.p, Some(form), status).await;
        }
        Err(trouble) => return Err(trouble),
    };
    let upload = Upload {
        name: match name.trim() {
            "" => format!("entries.{}", format.extension()),
            name => name.to_owned(),
        },
        format,
        size,
        body: Some(body.to_vec()),
        entries: brought.entries(),
        rationale: None,
    };
    let settings = Settings::default();
    let report = importing::preview(&site, caller, &at.p, brought, settings).await?;
    let now = site.now();
    let held = imports::hold(&site.registry, caller, now, &at.p, upload, &report).await?;
    Ok(show::to(&format!("/p/{}/import/{}", at.p, held.number)))
}

async fn show_import(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtNumber>,
) -> Result<Response, Trouble> {
    one(&site, &visit, &at, None, StatusCode::OK).await
}

async fn confirm_import(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtNumber>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let rationale = match form.value("rationale").trim() {
        "" => None,
        _ => reading::text_if_any(&mut form, "rationale"),
    };
    if !form.errors.is_empty() {
        let unfit = StatusCode::UNPROCESSABLE_ENTITY;
        return one(&site, &visit, &at, Some(form), unfit).await;
    }
    let (registry, caller, now) = (&site.registry, &visit.caller, visit.now);
    let resumed = imports::resume(registry, caller, now, &at.p, at.n, rationale).await?;
    // Sent twice, it is carried out once.
    if let Some((import, body)) = resumed {
        let read = importing::read(&site, caller, &at.p, import.format, body.into());
        let brought = match read.await {
            Ok(brought) => brought,
            Err(trouble) => {
                imports::fail(registry, &at.p, at.n).await?;
                return Err(trouble);
            }
        };
        let settings = Settings {
            rationale: import.rationale,
        };
        let what = (brought, settings);
        drop(importing::start(
            &site,
            caller.clone(),
            at.p.clone(),
            at.n,
            what,
        ));
    }
    Ok(show::to(&format!("/p/{}/import/{}", at.p, at.n)))
}

async fn discard_file(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtNumber>,
) -> Result<Response, Trouble> {
    let (registry, caller) = (&site.registry, &visit.caller);
    imports::take_back(registry, caller, visit.now, &at.p, at.n).await?;
    Ok(show::to(&format!("/p/{}/import", at.p)))
}

async fn again(
    site: &Site,
    visit: &Visit,
    process: &Slug,
    form: Option<Form>,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let page = import::sending(&site.registry, visit, process, form).await?;
    Ok(show::with(visit, page, status))
}

async fn one(
    site: &Site,
    visit: &Visit,
    at: &AtNumber,
    form: Option<Form>,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let (registry, caller, now) = (&site.registry, &visit.caller, visit.now);
    let found = imports::find(registry, caller, now, &at.p, at.n).await?;
    let page = import::import(registry, visit, &at.p, at.n, form).await?;
    let mut response = show::with(visit, page, status);
    if found.state == ImportState::Running {
        response.headers_mut().insert(header::REFRESH, LOOK_AGAIN);
    }
    Ok(response)
}
