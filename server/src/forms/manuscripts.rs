//! Forms about files of word processors: sending one, and proposing what it changes.

use app::{
    Form, Visit,
    pages::manuscript::{Kept, manuscript},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::entry::NewRedline;
use registry::manuscripts;

use super::reading;
use crate::{
    at::{At, AtEntry},
    file::FileTyped,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/entries/{e}/docx", Access::Participant, show_sending)
        .post("/p/{p}/entries/{e}/docx", Access::Participant, read_file)
        .post(
            "/p/{p}/entries/{e}/docx/redlines",
            Access::Participant,
            propose_redlines,
        )
}

async fn show_sending(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
) -> Result<Response, Trouble> {
    again(&site, &visit, &at, (Vec::new(), None), StatusCode::OK).await
}

async fn read_file(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    FileTyped(file): FileTyped,
) -> Result<Response, Trouble> {
    let mut form = Form::default();
    let Some(file) = file else {
        form.refuse(Some("file"), "Choose the file.");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(&site, &visit, &at, (Vec::new(), Some(form)), status).await;
    };
    let registry = &site.registry;
    match manuscripts::read(registry, &visit.caller, visit.now, &at.p, &at.e, &file).await {
        Ok(taken) => {
            let all = (1..=taken.len()).map(|number| ("take".to_owned(), number.to_string()));
            form.values.extend(all);
            let kept = taken.into_iter().map(Kept::from).collect();
            again(&site, &visit, &at, (kept, Some(form)), StatusCode::OK).await
        }
        Err(error) => {
            let status = reading::refused(&mut form, error, &[("file", "file")])?;
            again(&site, &visit, &at, (Vec::new(), Some(form)), status).await
        }
    }
}

async fn propose_redlines(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let kept: Result<Vec<Kept>, _> = form.all("taken").map(serde_json::from_str).collect();
    let kept = kept.map_err(|_| Trouble::Malformed("Send the file again.".into()))?;
    let rationale = reading::text(&mut form, "rationale", "Say why.");
    let impact = reading::choice(&mut form, "impact", "Choose how far it goes.");
    let chosen: Vec<&Kept> = kept
        .iter()
        .enumerate()
        .filter(|(at, _)| kept.len() == 1 || form.has("take", &(at + 1).to_string()))
        .map(|(_, kept)| kept)
        .collect();
    let nothing = chosen.is_empty();
    let new: Vec<NewRedline> = match (rationale, impact) {
        (Some(rationale), Some(impact)) => chosen
            .into_iter()
            .map(|kept| NewRedline {
                base: kept.base,
                changes: kept.changes.clone().into(),
                rationale: rationale.clone(),
                impact,
                moved_by: kept.moved_by.as_ref().map(|(number, _)| *number),
                answers_objection: None,
            })
            .collect(),
        _ => Vec::new(),
    };
    if nothing {
        form.refuse(Some("take"), "Tick at least one, or leave it.");
    }
    if !form.errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(&site, &visit, &at, (kept, Some(form)), status).await;
    }
    let registry = &site.registry;
    match manuscripts::propose(registry, &visit.caller, visit.now, &at.p, &at.e, new).await {
        Ok(redlines) => {
            let slug = redlines.first().map(|redline| redline.slug.to_string());
            let entry = slug.unwrap_or_else(|| at.e.to_string());
            Ok(show::to(&format!("/p/{}/entries/{entry}#redlines", at.p)))
        }
        Err(error) => {
            let status = reading::refused(&mut form, error, &[])?;
            again(&site, &visit, &at, (kept, Some(form)), status).await
        }
    }
}

async fn again(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    (kept, form): (Vec<Kept>, Option<Form>),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let page = manuscript(&site.registry, visit, &at.p, &at.e, kept, form).await?;
    Ok(show::with(visit, page, status))
}
