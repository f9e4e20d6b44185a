//! How often one wants mail, and the end of it without signing in.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::notice::Frequency;
use registry::notices;

use super::{reading, settle::again};
use crate::{
    at::At,
    pages::doors::{AtToken, linked},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/account/notices", Access::SignedIn, change_notices)
        .post("/unsubscribe/{token}", Access::Anyone, unsubscribe)
}

/// All choices of the form at once; what stayed as it was is left alone.
async fn change_notices(
    State(site): State<Site>,
    visit: Visit,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let mut wanted = Vec::new();
    for setting in notices::list(&site.registry, &visit.caller).await? {
        let field = pages::notices::field(&setting.process);
        if form.all(&field).next().is_none() {
            continue;
        }
        let missing = "Choose how often you want mail.";
        let frequency: Option<Frequency> = reading::choice(&mut form, &field, missing);
        if let Some(frequency) = frequency.filter(|it| *it != setting.frequency) {
            wanted.push((setting.process, frequency));
        }
    }
    if !form.errors.is_empty() {
        let page = |form: Form| pages::account::account(&site.registry, &visit, None, Some(form));
        return again(&visit, page(form)).await;
    }
    for (process, frequency) in wanted {
        notices::set(
            &site.registry,
            &visit.caller,
            visit.now,
            &process,
            frequency,
        )
        .await?;
    }
    Ok(show::to("/account?done=mail"))
}

/// One click in a mail program, or the button on the page (RFC 8058). Whatever else is sent does not
/// count, and nobody needs to be signed in or is afterwards.
async fn unsubscribe(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtToken>,
) -> Result<Response, Trouble> {
    let page = pages::notices::unsubscribed(&site.registry, &visit, &at.token).await;
    linked(&visit, page)
}
