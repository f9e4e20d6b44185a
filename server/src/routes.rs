//! All routes. The whole list is [`table`]; each row says method, address, who may use it, and the
//! handler. What is added here is gated and tested by its row.
//!
//! Pages and forms plug in by `pages::rows` and `forms::rows`, which take the table and add to it:
//!
//! ```ignore
//! pub fn rows(table: Table) -> Table {
//!     table
//!         .get("/p/{p}/entries", Access::Reader, entries::show_entries)
//!         .post("/p/{p}/entries", Access::Participant, entries::propose_entry)
//! }
//! ```
//!
//! A handler takes `app::Visit` (who asks, when, and what a page needs) or [`crate::ask::Ask`],
//! `State<Site>` for the registry, [`crate::at::At`] for what the path names (`{p}` is always the
//! process), [`crate::at::Asked`] for the query, [`crate::typed::Typed`] for a posted form, and
//! `Option<SessionToken>` for the session's own token. It returns `Result<Response, Trouble>`: any
//! error of the registry becomes a page by `?`, and no sign-in becomes the way to `/sign-in`.
//! [`crate::show`] makes the answers: `show::page`, `show::again` (422, a refused form with what
//! was typed), `show::to` (303). A refused form keeps its reasons by
//! [`crate::trouble::fault`]. Before passwords are tried or letters are sent, ask
//! `site.security.limits` (`sign_in`, `mail`) with a [`crate::security::address::ClientAddress`].
//! `ask::session_cookie` and `ask::no_session_cookie` are the values of `Set-Cookie`.

use aide::openapi::OpenApi;
use axum::Router;

use crate::{
    api, assets, forms, health, pages, published, security,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

/// Every route of the site.
pub fn table(site: &Site) -> Table {
    let table = Table::new(site.clone())
        .get("/healthz", Access::Anyone, health::read_health)
        .get("/robots.txt", Access::Anyone, assets::read_robots)
        .get("/favicon.ico", Access::Anyone, assets::read_favicon)
        .get("/pkg/{version}/{*name}", Access::Anyone, assets::read_asset);
    let table = api::rows(table);
    let table = published::rows(table);
    let table = pages::rows(table);
    forms::rows(table)
}

/// The site, ready to be served.
pub fn router(site: &Site) -> Router {
    let mut document = OpenApi::default();
    let routes = table(site).finish(&mut document);
    // The first to finish writes it; it is the same for all.
    let _ = site.document.set(api::document::write(document));
    let routes = routes
        .fallback(async || Trouble::not_found())
        .method_not_allowed_fallback(async || Trouble::Method);
    security::around(routes, site)
}
