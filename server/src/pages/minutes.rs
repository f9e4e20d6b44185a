//! The minutes of a meeting as a page and as files.

use app::{Visit, pages};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use registry::meetings;

use crate::{
    api::minutes::file_name,
    at::{At, AtMeeting},
    file::attachment,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/meetings/{m}/minutes", Access::Reader, show_minutes)
        .get(
            "/p/{p}/meetings/{m}/minutes.md",
            Access::Reader,
            show_minutes_md,
        )
        .get(
            "/p/{p}/meetings/{m}/minutes.docx",
            Access::Reader,
            show_minutes_docx,
        )
}

async fn show_minutes(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
) -> Result<Response, Trouble> {
    let page = pages::minutes::minutes(&site.registry, &visit, &at.p, at.m, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_minutes_md(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
) -> Result<Response, Trouble> {
    let (registry, caller) = (&site.registry, &visit.caller);
    let text = meetings::minutes_markdown(registry, caller, visit.now, &at.p, at.m).await?;
    let media = "text/markdown; charset=utf-8; variant=CommonMark";
    Ok(file(&file_name(&at, "md"), media, text.into_bytes()))
}

async fn show_minutes_docx(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
) -> Result<Response, Trouble> {
    let (registry, caller) = (&site.registry, &visit.caller);
    let docx = meetings::minutes_docx(registry, caller, visit.now, &at.p, at.m).await?;
    Ok(file(
        &file_name(&at, "docx"),
        formats::docx::MEDIA_TYPE,
        docx,
    ))
}

fn file(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let media = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (media, attachment(name), bytes).into_response()
}
