//! What people from outside send: comments in reviews, problems with published terms, and what they do with the links
//! that they get for it.

use app::{Form, Visit, pages};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    Refusal, Slug, Text, Title,
    account::Email,
    comment::Quote,
    entry::EntryRef,
    ids::EntryNo,
    review::{NewProblem, NewPublicComment},
};
use registry::{
    Error, problems,
    reviews::{self, Left},
};

use super::{
    entries::{entry_again, entry_path, entry_refused},
    reading,
    reviews::read_visibility,
    settle::{self, again, settle},
};
use crate::{
    at::{At, AtComment, AtEntry, AtReview, InProcess},
    pages::{
        doors::AtToken,
        reviews::{AtTerm, linked},
    },
    security::address::ClientAddress,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/reviews/{r}/comment", Access::Reader, leave_comment)
        .post("/p/{p}/reviews/names", Access::Reader, ask_to_erase)
        .post(
            "/g/{p}/{segment}/{term}/problem",
            Access::Reader,
            report_problem,
        )
        .post(
            "/p/{p}/entries/{e}/comments/{n}/visibility",
            Access::Convener,
            hide_comment,
        )
        .post("/confirmations/{token}", Access::Anyone, confirm)
        .post("/erasures/{token}", Access::Anyone, erase)
}

/// The fields of these forms that a refusal may name.
const FIELDS: [&str; 4] = ["entry", "interest", "email", "body"];

/// What every comment from outside says, and who signs it.
struct Signed {
    name: Title,
    organisation: Option<Title>,
    interest: Option<Slug>,
    email: Option<Email>,
    body: Text,
    proposed: Option<Text>,
    quote: Option<Quote>,
}

/// Reads it; with everything that is wrong beside its field.
fn read_signed(form: &mut Form, signed_in: bool, missing: &str) -> Option<Signed> {
    let body = reading::text(form, "body", missing);
    let exact = reading::text_if_any(form, "quote");
    let proposed = reading::text_if_any(form, "proposed");
    let name = settle::line(form, "name", "Write your name.");
    let organisation = reading::line_if_any(form, "organisation");
    let interest = match form.value("interest").to_owned() {
        none if none == "none" => None,
        _ => reading::choice(
            form,
            "interest",
            "Choose the group you are closest to, or none.",
        ),
    };
    let email = match signed_in {
        true => None,
        false => settle::email(form, "email"),
    };
    let quote = exact.map(|exact| Quote {
        exact,
        prefix: None,
        suffix: None,
    });
    let (Some(name), Some(body), true) = (name, body, form.errors.is_empty()) else {
        return None;
    };
    Some(Signed {
        name,
        organisation,
        interest,
        email,
        body,
        proposed,
        quote,
    })
}

/// Everybody gets the same answer, known here or not.
async fn leave_comment(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    At(at): At<AtReview>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| {
        let entry = form.value("entry").to_owned();
        pages::review::commenting(registry, &visit, &at.p, at.r, entry, Some(form))
    };
    let entry: Option<EntryNo> = reading::named(&mut form, "entry", "Choose what it is about.");
    let user = visit.caller.user;
    let signed = read_signed(&mut form, user.is_some(), "Write what you want to say.");
    let Some(signed) = signed else {
        return again(&visit, page(form)).await;
    };
    let to = signed.email.as_ref().map(Email::as_str);
    site.security.limits.comment(from, user, to)?;
    let new = NewPublicComment {
        name: signed.name,
        organisation: signed.organisation,
        interest: signed.interest,
        email: signed.email,
        entry,
        body: signed.body,
        proposed: signed.proposed,
        quote: signed.quote,
    };
    let done = reviews::leave(registry, &visit.caller, visit.now, &at.p, at.r, new).await;
    let home = format!("/p/{}/reviews/{}", at.p, at.r);
    let done = done.map(|left| next(&left, &home, &format!("{home}/sent")));
    settle(&visit, done, form, &FIELDS, page).await
}

async fn report_problem(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    At(at): At<AtTerm>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| {
        pages::review::problem(registry, &visit, &at.p, at.segment, &at.term, Some(form))
    };
    let user = visit.caller.user;
    let signed = read_signed(&mut form, user.is_some(), "Write what the problem is.");
    let Some(signed) = signed else {
        return again(&visit, page(form)).await;
    };
    let to = signed.email.as_ref().map(Email::as_str);
    site.security.limits.comment(from, user, to)?;
    let new = NewProblem {
        version: at.segment,
        name: signed.name,
        organisation: signed.organisation,
        interest: signed.interest,
        email: signed.email,
        body: signed.body,
        proposed: signed.proposed,
        quote: signed.quote,
    };
    let entry = EntryRef::Slug(at.term.clone());
    let done = problems::report(registry, &visit.caller, visit.now, &at.p, &entry, new).await;
    let home = format!("/p/{}/entries/{}", at.p, at.term);
    let sent = format!("/g/{}/{}/{}/problem/sent", at.p, at.segment, at.term);
    let done = done.map(|left| next(&left, &home, &sent));
    settle(&visit, done, form, &FIELDS, page).await
}

/// To the comment where it is public already, else to the page that says what comes next.
fn next(left: &Left, home: &str, sent: &str) -> String {
    match left.comment {
        Some(comment) => format!("{home}#comment-{comment}"),
        None => sent.to_owned(),
    }
}

async fn confirm(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    match reviews::confirm(registry, visit.now, &at.token, None).await {
        Ok(confirmed) => {
            let process = format!("/p/{}", confirmed.process);
            let home = match (confirmed.review, confirmed.entry) {
                (Some(review), _) => format!("{process}/reviews/{review}"),
                (None, Some(entry)) => format!("{process}/entries/{entry}"),
                (None, None) => process,
            };
            Ok(show::to(&format!("{home}#comment-{}", confirmed.comment)))
        }
        Err(error @ Error::Refused(Refusal::LinkSpent)) => linked(&visit, Err(error)),
        // What stands in the way is said above the comment, which is still there.
        Err(error) => {
            let status = reading::refused(&mut form, error, &[])?;
            let page = pages::review::confirmation(registry, &visit, &at.token, Some(form));
            Ok(show::with(&visit, page.await?, status))
        }
    }
}

/// Everybody gets the same answer, known here or not.
async fn ask_to_erase(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::review::names(registry, &visit, &at.p, false, Some(form));
    let Some(email) = settle::email(&mut form, "email") else {
        return again(&visit, page(form)).await;
    };
    site.security.limits.mail(from, email.as_str())?;
    reviews::ask_to_erase(registry, &visit.caller, visit.now, &at.p, &email).await?;
    Ok(show::to(&format!("/p/{}/reviews/names?done=asked", at.p)))
}

async fn erase(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    match reviews::erase(&site.registry, visit.now, &at.token).await {
        Ok(process) => {
            let page = pages::review::erased(&process);
            Ok(show::with(&visit, page, StatusCode::OK))
        }
        Err(error) => linked(&visit, Err(error)),
    }
}

async fn hide_comment(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtComment>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let entry = AtEntry {
        p: at.p.clone(),
        e: at.e.clone(),
    };
    let Some(new) = read_visibility(&mut form) else {
        return entry_again(&site, &visit, &entry, form).await;
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    match reviews::set_visibility(registry, caller, visit.now, &at.p, (None, at.n), new).await {
        Ok(()) => {
            let entry = entry_path(&at.p, &at.e);
            Ok(show::to(&format!("{entry}#comment-{}", at.n)))
        }
        Err(error) => {
            entry_refused(&site, &visit, &entry, form, error, &[("reason", "reason")]).await
        }
    }
}
