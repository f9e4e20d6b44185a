//! The front page and the ways in: signing in, links sent by mail, one's own account.

use app::{Visit, pages};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::Refusal;
use registry::Error;
use serde::Deserialize;

use crate::{
    at::{Asked, At},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/", Access::Anyone, show_home)
        .get("/sign-in", Access::Anyone, show_sign_in)
        .get("/password", Access::Anyone, show_forgotten)
        .get("/password/{token}", Access::Anyone, show_new_password)
        .get("/set-up/{token}", Access::Anyone, show_set_up)
        .get("/invitations/{token}", Access::Anyone, show_invitation)
        .get("/unsubscribe/{token}", Access::Anyone, show_unsubscribe)
        .get("/account", Access::SignedIn, show_account)
}

/// A one-time link's secret.
#[derive(Debug, Clone, Deserialize)]
pub struct AtToken {
    pub token: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Listed {
    cursor: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct WayBack {
    to: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct WasDone {
    done: Option<String>,
}

async fn show_home(
    State(site): State<Site>,
    visit: Visit,
    Asked(asked): Asked<Listed>,
) -> Result<Response, Trouble> {
    let page = pages::home::home(&site.registry, &visit, asked.cursor).await?;
    Ok(show::page(&visit, page))
}

async fn show_sign_in(visit: Visit, Asked(asked): Asked<WayBack>) -> Response {
    let asked = asked.to.unwrap_or_default();
    let to = show::way_back(&asked);
    if visit.caller.user.is_some() {
        return show::elsewhere(to);
    }
    show::page(&visit, pages::sign_in::sign_in(to, None))
}

async fn show_forgotten(visit: Visit) -> Response {
    show::page(&visit, pages::sign_in::forgotten(None))
}

async fn show_new_password(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::sign_in::new_password(&site.registry, &visit, &at.token, None).await;
    linked(&visit, page)
}

async fn show_set_up(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::sign_in::set_up(&site.registry, &visit, &at.token, None).await;
    linked(&visit, page)
}

async fn show_invitation(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::invitation::invitation(&site.registry, &visit, &at.token, None).await;
    linked(&visit, page)
}

/// Asks first: programs that look at links on the way must not end anybody's mail.
async fn show_unsubscribe(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::notices::unsubscribe(&site.registry, &visit, &at.token).await;
    linked(&visit, page)
}

async fn show_account(
    State(site): State<Site>,
    visit: Visit,
    Asked(asked): Asked<WasDone>,
) -> Result<Response, Trouble> {
    let done = match asked.done.as_deref() {
        Some("name") => Some(pages::account::Done::Renamed),
        Some("mail") => Some(pages::account::Done::MailChanged),
        Some("password") => Some(pages::account::Done::PasswordChanged),
        _ => None,
    };
    let page = pages::account::account(&site.registry, &visit, done, None).await?;
    Ok(show::page(&visit, page))
}

/// The page that a link leads to, or a page that says that it leads nowhere any more.
pub fn linked(visit: &Visit, page: registry::Result<app::Page>) -> Result<Response, Trouble> {
    match page {
        Ok(page) => Ok(show::page(visit, page)),
        Err(Error::Refused(refusal @ Refusal::LinkSpent)) => {
            let page = pages::sign_in::link_spent(refusal.to_string());
            Ok(show::with(visit, page, StatusCode::GONE))
        }
        Err(error) => Err(error.into()),
    }
}
