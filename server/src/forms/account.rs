//! One's own account.

use app::{
    Form, Visit,
    pages::{self, account::Done},
};
use axum::{extract::State, response::Response};
use registry::{accounts, erasure, passwords, sessions, tokens};
use serde::Deserialize;

use super::{
    doors::signed_out,
    settle::{self, again, settle},
};
use crate::{
    ask::SessionToken,
    at::At,
    security::address::ClientAddress,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/account/name", Access::SignedIn, change_name)
        .post("/account/password", Access::SignedIn, change_password)
        .post("/account/sessions", Access::SignedIn, end_sessions)
        .post("/account/tokens", Access::SignedIn, make_token)
        .post(
            "/account/tokens/{id}/revocation",
            Access::SignedIn,
            revoke_token,
        )
        .post("/account/erasure", Access::SignedIn, erase_account)
}

#[derive(Debug, Clone, Deserialize)]
struct AtId {
    id: i64,
}

async fn change_name(
    State(site): State<Site>,
    visit: Visit,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::account::account(&site.registry, &visit, None, Some(form));
    let Some(name) = settle::line(&mut form, "name", "Write your name.") else {
        return again(&visit, page(form)).await;
    };
    accounts::rename(&site.registry, &visit.caller, name).await?;
    Ok(show::to("/account?done=name"))
}

async fn change_password(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    token: Option<SessionToken>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::account::account(&site.registry, &visit, None, Some(form));
    let Some(new) = settle::password(&mut form, "password") else {
        return again(&visit, page(form)).await;
    };
    may_guess(&site, &visit, from).await?;
    let keep = token.as_ref().map(|SessionToken(token)| token.as_str());
    let present = form.value("present").to_owned();
    let done = passwords::change(&site.registry, &visit.caller, &present, new, keep).await;
    let done = done.map(|()| "/account?done=password".to_owned());
    settle(&visit, done, form, &["present", "password"], page).await
}

async fn end_sessions(State(site): State<Site>, visit: Visit) -> Result<Response, Trouble> {
    sessions::end_all(&site.registry, &visit.caller).await?;
    Ok(signed_out(&site))
}

/// The one page that shows the secret; a redirect could not carry it.
async fn make_token(
    State(site): State<Site>,
    visit: Visit,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let Some(label) = settle::line(&mut form, "label", "Say what the token is for.") else {
        let page = pages::account::account(&site.registry, &visit, None, Some(form));
        return again(&visit, page).await;
    };
    let (secret, _) = tokens::create(&site.registry, &visit.caller, visit.now, label).await?;
    let done = Done::Token(secret.reveal().to_owned());
    let page = pages::account::account(&site.registry, &visit, Some(done), None).await?;
    Ok(show::page(&visit, page))
}

async fn revoke_token(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtId>,
) -> Result<Response, Trouble> {
    tokens::revoke(&site.registry, &visit.caller, at.id).await?;
    Ok(show::to("/account"))
}

async fn erase_account(
    State(site): State<Site>,
    visit: Visit,
    from: ClientAddress,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    may_guess(&site, &visit, from).await?;
    let present = form.value("present").to_owned();
    match erasure::erase(&site.registry, &visit.caller, visit.now, &present).await {
        Ok(()) => Ok(signed_out(&site)),
        Err(error) => {
            let page =
                |form: Form| pages::account::account(&site.registry, &visit, None, Some(form));
            settle(&visit, Err(error), form, &["present"], page).await
        }
    }
}

/// Whoever found a browser signed in may not try passwords at will.
async fn may_guess(site: &Site, visit: &Visit, from: ClientAddress) -> Result<(), Trouble> {
    let email = accounts::find(&site.registry, &visit.caller).await?.email;
    site.security.limits.sign_in(from, &email)
}
