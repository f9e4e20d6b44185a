//! Ways in and out: signing in and out, passwords by mail, setting up the site, invitations.

use app::{Form, Visit, pages};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use domain::Refusal;
use registry::{
    Error,
    invitations::{self, NewPerson},
    passwords, sessions,
    sessions::Session,
    setup::{self, FirstAdmin},
};

use super::settle;
use crate::{
    ask::{SessionToken, no_session_cookie, session_cookie},
    at::At,
    pages::doors::{AtToken, linked},
    security::address::ClientAddress,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/sign-in", Access::Anyone, sign_in)
        .post("/sign-out", Access::Anyone, sign_out)
        .post("/password", Access::Anyone, send_link)
        .post("/password/{token}", Access::Anyone, set_password)
        .post("/set-up/{token}", Access::Anyone, set_up)
        .post("/invitations/{token}", Access::Anyone, accept_invitation)
}

async fn sign_in(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let (email, password) = (
        form.value("email").to_owned(),
        form.value("password").to_owned(),
    );
    if email.trim().is_empty() {
        form.refuse(Some("email"), "Write your e-mail address.");
    }
    if password.is_empty() {
        form.refuse(Some("password"), "Write your password.");
    }
    let to = show::way_back(form.value("to")).to_owned();
    if !form.errors.is_empty() {
        return Ok(show::again(
            &visit,
            pages::sign_in::sign_in(&to, Some(form)),
        ));
    }
    site.security.limits.sign_in(from, &email)?;
    match sessions::begin(&site.registry, visit.now, &email, &password).await {
        Ok(session) => Ok(signed_in(&site, &session, &to)),
        Err(Error::Refused(refusal @ Refusal::SignInWrong)) => {
            form.refuse(None, refusal);
            Ok(show::again(
                &visit,
                pages::sign_in::sign_in(&to, Some(form)),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn sign_out(
    State(site): State<Site>,
    token: Option<SessionToken>,
) -> Result<Response, Trouble> {
    if let Some(SessionToken(token)) = token {
        sessions::end(&site.registry, &token).await?;
    }
    Ok(signed_out(&site))
}

/// Everybody gets the same answer, with an account or without.
async fn send_link(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let Some(email) = settle::email(&mut form, "email") else {
        return Ok(show::again(&visit, pages::sign_in::forgotten(Some(form))));
    };
    site.security.limits.mail(from, email.as_str())?;
    passwords::forget(&site.registry, visit.now, &email).await?;
    Ok(show::page(&visit, pages::sign_in::link_sent()))
}

async fn set_password(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page =
        |form: Form| pages::sign_in::new_password(&site.registry, &visit, &at.token, Some(form));
    let Some(password) = settle::password(&mut form, "password") else {
        return refused_link(&visit, page(form).await);
    };
    match passwords::reset(&site.registry, visit.now, &at.token, password).await {
        Ok(()) => Ok(show::to("/sign-in")),
        Err(error) => linked(&visit, Err(error)),
    }
}

async fn set_up(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let name = settle::line(&mut form, "name", "Write your name.");
    let email = settle::email(&mut form, "email");
    let password = settle::password(&mut form, "password");
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        let page = pages::sign_in::set_up(&site.registry, &visit, &at.token, Some(form)).await;
        return refused_link(&visit, page);
    };
    let admin = FirstAdmin {
        email,
        name,
        password,
    };
    match setup::complete(&site.registry, visit.now, &at.token, admin).await {
        Ok(session) => Ok(signed_in(&site, &session, "/")),
        Err(error) => linked(&visit, Err(error)),
    }
}

async fn accept_invitation(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::invitation::invitation(registry, &visit, &at.token, Some(form));
    let joined = if form.value("as") == "account" {
        invitations::accept(registry, &visit.caller, visit.now, &at.token).await
    } else {
        let name = settle::line(&mut form, "name", "Write your name.");
        let password = settle::password(&mut form, "password");
        let (Some(name), Some(password)) = (name, password) else {
            return refused_link(&visit, page(form).await);
        };
        invitations::sign_up(registry, visit.now, &at.token, NewPerson { name, password }).await
    };
    match joined {
        Ok(joined) => {
            let to = format!("/p/{}", joined.process);
            Ok(match joined.session {
                Some(session) => signed_in(&site, &session, &to),
                None => show::to(&to),
            })
        }
        Err(Error::Refused(Refusal::LinkSpent)) => {
            linked(&visit, Err(Error::Refused(Refusal::LinkSpent)))
        }
        Err(error) => settle::settle(&visit, Err(error), form, &[], page).await,
    }
}

/// Shows the page of a link again with what is wrong, or says that the link leads nowhere any more.
fn refused_link(visit: &Visit, page: registry::Result<app::Page>) -> Result<Response, Trouble> {
    match page {
        Ok(page) => Ok(show::again(visit, page)),
        Err(error) => linked(visit, Err(error)),
    }
}

/// Goes on with the cookie of a session that begins.
pub fn signed_in(site: &Site, session: &Session, to: &str) -> Response {
    with_cookie(show::to(to), &session_cookie(site, session))
}

/// Goes to the front page without a session.
pub fn signed_out(site: &Site) -> Response {
    with_cookie(show::to("/"), &no_session_cookie(site))
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
