//! Forms about comments: making them, disposing of them, saying whether that satisfies.

use app::{Form, Visit, pages};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    comment::{NewComment, NewCommentRedline, NewDisposition, Quote},
    entry::RedlineState,
};
use registry::{
    comments::{self, Comment},
    redlines,
};

use super::{
    entries::{entry_again, entry_path, entry_refused},
    reading,
};
use crate::{
    at::{At, AtComment, AtEntry},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post(
            "/p/{p}/entries/{e}/comments",
            Access::Participant,
            add_comment,
        )
        .post(
            "/p/{p}/entries/{e}/comments/{n}/disposition",
            Access::Participant,
            dispose_comment,
        )
        .post(
            "/p/{p}/entries/{e}/comments/{n}/acknowledgement",
            Access::Participant,
            acknowledge_comment,
        )
        .post(
            "/p/{p}/entries/{e}/comments/{n}/redline",
            Access::Participant,
            redline_comment,
        )
}

async fn add_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let Some(new) = read_comment(&mut form).filter(|_| form.errors.is_empty()) else {
        return comment_again(&site, &visit, &at, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match comments::add(&site.registry, &visit.caller, visit.now, &at.p, &at.e, new).await {
        Ok(comment) => to_comment(&site, &visit, &at, &comment).await,
        Err(error) => {
            let status = reading::refused(&mut form, error, &[])?;
            comment_again(&site, &visit, &at, form, status).await
        }
    }
}

/// Shows the comment again where it was written: at the entry, or at one of its redlines.
async fn comment_again(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    form: Form,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = match form.value("redline").parse() {
        Ok(redline) => {
            pages::redline::redline(registry, visit, &at.p, &at.e, redline, Some(form)).await?
        }
        Err(_) => pages::entry::entry(registry, visit, &at.p, &at.e, Some(form)).await?,
    };
    Ok(show::with(visit, page, status))
}

fn read_comment(form: &mut Form) -> Option<NewComment> {
    let body = reading::text(form, "body", "Write what you want to say.");
    let kind = reading::choice(form, "kind", "Choose the kind of the comment.");
    let exact = reading::text_if_any(form, "quote");
    let prefix = reading::text_if_any(form, "prefix");
    let suffix = reading::text_if_any(form, "suffix");
    let proposed = reading::text_if_any(form, "proposed");
    let redline = reading::named(form, "redline", "There is no such redline.");
    let in_reply_to = reading::named(form, "in_reply_to", "There is no such comment.");
    let wording = reading::named(form, "wording", "There is no such wording.");
    let quote = exact.map(|exact| Quote {
        exact,
        prefix,
        suffix,
    });
    Some(NewComment {
        body: body?,
        kind: kind?,
        quote,
        redline,
        proposed,
        in_reply_to,
        wording,
    })
}

async fn dispose_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtComment>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let entry = AtEntry {
        p: at.p.clone(),
        e: at.e.clone(),
    };
    let outcome = reading::choice(&mut form, "outcome", "Choose what becomes of the comment.");
    let response = reading::text_if_any(&mut form, "response");
    let Some(outcome) = outcome.filter(|_| form.errors.is_empty()) else {
        return entry_again(&site, &visit, &entry, form).await;
    };
    let new = NewDisposition { outcome, response };
    let done = comments::dispose(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        new,
    )
    .await;
    answer(&site, &visit, &entry, form, done).await
}

async fn acknowledge_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtComment>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let entry = AtEntry {
        p: at.p.clone(),
        e: at.e.clone(),
    };
    let satisfied = form.has("satisfied", "yes");
    let done = comments::acknowledge(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        satisfied,
    )
    .await;
    answer(&site, &visit, &entry, form, done).await
}

async fn redline_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtComment>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let entry = AtEntry {
        p: at.p.clone(),
        e: at.e.clone(),
    };
    let impact = reading::choice(&mut form, "impact", "Choose how far the change goes.");
    let Some(impact) = impact else {
        return entry_again(&site, &visit, &entry, form).await;
    };
    let done = comments::redline(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        NewCommentRedline { impact },
    )
    .await;
    match done {
        Ok(redline) => {
            let entry = entry_path(&at.p, &at.e);
            Ok(show::to(&format!("{entry}#redline-{}", redline.number)))
        }
        Err(error) => entry_refused(&site, &visit, &entry, form, error, &[]).await,
    }
}

async fn answer(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    form: Form,
    done: registry::Result<Comment>,
) -> Result<Response, Trouble> {
    match done {
        Ok(comment) => to_comment(site, visit, at, &comment).await,
        Err(error) => {
            entry_refused(site, visit, at, form, error, &[("response", "response")]).await
        }
    }
}

/// Back to the comment: below its redline while that waits, on the redline's page once it is settled.
async fn to_comment(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    comment: &Comment,
) -> Result<Response, Trouble> {
    let mut page = entry_path(&at.p, &at.e);
    if let Some(number) = comment.redline {
        let (registry, caller) = (&site.registry, &visit.caller);
        let redline = redlines::find(registry, caller, visit.now, &at.p, Some(&at.e), number);
        if redline.await?.state != RedlineState::Pending {
            page = format!("{page}/redlines/{number}");
        }
    }
    Ok(show::to(&format!("{page}#comment-{}", comment.number)))
}
