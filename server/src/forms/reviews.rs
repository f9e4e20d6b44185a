//! What a convener does about public reviews, and answering what was said in them.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    Text,
    comment::NewDisposition,
    ids::EntryNo,
    review::{NewReview, NewReviewedEntry, NewVisibility},
};
use registry::{Error, reviews};

use super::{
    reading,
    settle::{self, again, settle},
};
use crate::{
    at::{At, AtReview, AtReviewed, InProcess},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/reviews/new", Access::Convener, open_review)
        .post(
            "/p/{p}/reviews/{r}/extension",
            Access::Convener,
            extend_review,
        )
        .post("/p/{p}/reviews/{r}/closure", Access::Convener, close_review)
        .post(
            "/p/{p}/reviews/{r}/comments/{n}/disposition",
            Access::Participant,
            dispose_comment,
        )
        .post(
            "/p/{p}/reviews/{r}/comments/{n}/visibility",
            Access::Convener,
            hide_comment,
        )
}

async fn open_review(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::review::new_review(&site.registry, &visit, &at.p, Some(form));
    let title = settle::line(&mut form, "title", "Write a title.");
    let introduction = reading::text_if_any(&mut form, "introduction");
    let opens_at = settle::time_if_any(&mut form, "opens_at");
    let closes_at = settle::time(&mut form, "closes_at", "Say when the review closes.");
    let chosen: Vec<EntryNo> = form
        .all("entries")
        .filter_map(|it| it.parse().ok())
        .collect();
    let (Some(title), Some(closes_at), true) = (title, closes_at, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let entries = chosen.into_iter().map(|entry| NewReviewedEntry {
        entry,
        wording: None,
    });
    let new = NewReview {
        title,
        introduction,
        opens_at,
        closes_at,
        entries: entries.collect(),
    };
    let done = reviews::open(&site.registry, &visit.caller, visit.now, &at.p, new).await;
    let done = done.map(|review| format!("/p/{}/reviews/{}", at.p, review.number));
    settle(&visit, done, form, &["entries", "closes_at"], page).await
}

async fn extend_review(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReview>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::review::review(registry, &visit, &at.p, at.r, Some(form));
    let closes_at = settle::time(&mut form, "closes_at", "Say when the review closes.");
    let reason = reading::text(&mut form, "reason", "Say why.");
    let (Some(closes_at), Some(reason)) = (closes_at, reason) else {
        return again(&visit, page(form)).await;
    };
    let caller = &visit.caller;
    let done = reviews::extend(registry, caller, visit.now, &at.p, at.r, closes_at, reason).await;
    let done = done.map(|_| here(&at));
    settle(&visit, done, form, &["closes_at", "reason"], page).await
}

async fn close_review(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReview>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::review::review(registry, &visit, &at.p, at.r, Some(form));
    let missing = "Say why the review closes before its time.";
    let Some(reason) = reading::text(&mut form, "reason", missing) else {
        return again(&visit, page(form)).await;
    };
    let done = reviews::close(registry, &visit.caller, visit.now, &at.p, at.r, reason).await;
    settle(&visit, done.map(|_| here(&at)), form, &["reason"], page).await
}

async fn dispose_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReviewed>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::review::review(registry, &visit, &at.p, at.r, Some(form));
    let outcome = reading::choice(&mut form, "outcome", "Choose what becomes of the comment.");
    let response = reading::text_if_any(&mut form, "response");
    let Some(outcome) = outcome.filter(|_| form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewDisposition { outcome, response };
    let which = (at.r, at.n);
    let done = reviews::dispose(registry, &visit.caller, visit.now, &at.p, which, new).await;
    let done = done.map(|_| at_comment(&at));
    settle(&visit, done, form, &["response"], page).await
}

async fn hide_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtReviewed>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::review::review(registry, &visit, &at.p, at.r, Some(form));
    let Some(new) = read_visibility(&mut form) else {
        return again(&visit, page(form)).await;
    };
    let which = (Some(at.r), at.n);
    let done = reviews::set_visibility(registry, &visit.caller, visit.now, &at.p, which, new).await;
    let done: Result<String, Error> = done.map(|()| at_comment(&at));
    settle(&visit, done, form, &["reason"], page).await
}

/// Whether a comment shall be shown, and why.
pub fn read_visibility(form: &mut Form) -> Option<NewVisibility> {
    let shown = form.has("shown", "yes");
    let reason: Option<Text> = reading::text(form, "reason", "Say why. It is shown to everybody.");
    Some(NewVisibility {
        shown,
        reason: reason?,
    })
}

fn here(at: &AtReview) -> String {
    format!("/p/{}/reviews/{}", at.p, at.r)
}

fn at_comment(at: &AtReviewed) -> String {
    format!("/p/{}/reviews/{}#comment-{}", at.p, at.r, at.n)
}
