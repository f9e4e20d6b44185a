//! Forms about redlines: folding, refusing, withdrawing and confirming them.

use app::{Form, Visit};
use axum::{extract::State, response::Response};
use domain::entry::NewFolding;
use registry::redlines::{self, Redline};

use super::{
    entries::{entry_again, entry_refused},
    reading,
};
use crate::{
    at::{At, AtEntry, AtRedline},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post(
            "/p/{p}/entries/{e}/redlines/{n}/folding",
            Access::Participant,
            fold_redline,
        )
        .post(
            "/p/{p}/entries/{e}/redlines/{n}/refusal",
            Access::Participant,
            refuse_redline,
        )
        .post(
            "/p/{p}/entries/{e}/redlines/{n}/withdrawal",
            Access::Participant,
            withdraw_redline,
        )
        .post(
            "/p/{p}/entries/{e}/redlines/{n}/confirmation",
            Access::Participant,
            confirm_redline,
        )
}

async fn fold_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtRedline>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let parts: Result<Vec<_>, _> = form.all("parts").map(str::parse).collect();
    let found = redlines::find(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        Some(&at.e),
        at.n,
    )
    .await?;
    let left = found.parts.len().saturating_sub(found.folded_parts.len());
    let parts = match parts {
        Ok(parts) if parts.is_empty() && left > 1 => {
            form.refuse(Some("parts"), "Tick at least one part, or leave it.");
            return entry_again(&site, &visit, &entry_of(&at), form).await;
        }
        Ok(parts) => parts,
        Err(_) => {
            form.refuse(Some("parts"), "Choose among the parts of the redline.");
            return entry_again(&site, &visit, &entry_of(&at), form).await;
        }
    };
    let new = NewFolding { parts };
    let done = redlines::fold(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        new,
    )
    .await;
    answer(&site, &visit, &at, form, done, |redline| {
        let place = redline
            .wording
            .map_or("redlines".to_owned(), |_| "words".to_owned());
        format!("/p/{}/entries/{}#{place}", at.p, redline.slug)
    })
    .await
}

async fn refuse_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtRedline>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let reason = reading::text(&mut form, "reason", "Say why you refuse it.");
    let Some(reason) = reason else {
        return entry_again(&site, &visit, &entry_of(&at), form).await;
    };
    let done = redlines::refuse(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        reason,
    )
    .await;
    answer(&site, &visit, &at, form, done, |redline| {
        format!("/p/{}/entries/{}#redlines", at.p, redline.slug)
    })
    .await
}

async fn withdraw_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtRedline>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let reason = reading::text_if_any(&mut form, "reason");
    if !form.errors.is_empty() {
        return entry_again(&site, &visit, &entry_of(&at), form).await;
    }
    let done = redlines::withdraw(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        reason,
    )
    .await;
    answer(&site, &visit, &at, form, done, |redline| {
        format!("/p/{}/entries/{}#redlines", at.p, redline.slug)
    })
    .await
}

async fn confirm_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtRedline>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let agree = form.has("agree", "yes");
    let done = redlines::confirm(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        (Some(&at.e), at.n),
        agree,
    )
    .await;
    answer(&site, &visit, &at, form, done, |redline| {
        format!(
            "/p/{}/entries/{}#redline-{}",
            at.p, redline.slug, redline.number
        )
    })
    .await
}

async fn answer(
    site: &Site,
    visit: &Visit,
    at: &AtRedline,
    form: Form,
    done: registry::Result<Redline>,
    to: impl Fn(&Redline) -> String,
) -> Result<Response, Trouble> {
    match done {
        Ok(redline) => Ok(show::to(&to(&redline))),
        Err(error) => {
            entry_refused(
                site,
                visit,
                &entry_of(at),
                form,
                error,
                &[("reason", "reason")],
            )
            .await
        }
    }
}

fn entry_of(at: &AtRedline) -> AtEntry {
    AtEntry {
        p: at.p.clone(),
        e: at.e.clone(),
    }
}
