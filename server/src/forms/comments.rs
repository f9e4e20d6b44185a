//! Forms about comments: making them, disposing of them, saying whether that satisfies.

use app::{Form, Visit, pages};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::comment::{NewComment, NewDisposition, Quote};
use registry::comments::{self, Comment};

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
        Ok(comment) => Ok(to_comment(&at, &comment)),
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

async fn answer(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    form: Form,
    done: registry::Result<Comment>,
) -> Result<Response, Trouble> {
    match done {
        Ok(comment) => Ok(to_comment(at, &comment)),
        Err(error) => {
            entry_refused(site, visit, at, form, error, &[("response", "response")]).await
        }
    }
}

/// Back to the comment, on the page of its redline where it speaks of one.
fn to_comment(at: &AtEntry, comment: &Comment) -> Response {
    let entry = entry_path(&at.p, &at.e);
    let page = comment.redline.map_or(entry.clone(), |redline| {
        format!("{entry}/redlines/{redline}")
    });
    show::to(&format!("{page}#comment-{}", comment.number))
}
