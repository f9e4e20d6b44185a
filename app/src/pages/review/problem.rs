//! Reporting a problem with a published term.

use domain::{Slug, Version, process::Role, process::State};
use leptos::prelude::*;
use registry::{
    Error, Registry, Result,
    processes::{self, Process},
    releases,
};

use super::{
    super::{glossary, releases::address},
    fields,
    leaving::look_into_your_mail,
};
use crate::{
    Form, Page, Visit,
    parts::{crumbs, error_summary, notice},
};

pub async fn problem(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    version: Version,
    term: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let (process, headword) = find(registry, visit, slug, version, term).await?;
    let form = sent.unwrap_or_else(|| fields::begin(visit, String::new()));
    let signed_in = visit.caller.user.is_some();
    let home = format!("{}{term}", address(slug, version));
    let shown = process.clone();
    let maintained = glossary::maintained(registry, visit, &process).await?;
    Ok(Page::new("Report a problem", move || {
        let convenes = shown
            .me
            .as_ref()
            .is_some_and(|me| me.role == Role::Convener);
        let body = match (shown.state, convenes) {
            (State::Closed, _) => maintained.unwrap_or_else(|| ().into_any()),
            (_, true) => notice(
                "warning",
                "You cannot report a problem here",
                "A convener is neutral and does not comment.",
            ),
            _ => ask(&shown, &form, &home, signed_in),
        };
        let here = format!("{home}/problem");
        view! {
            {error_summary(&form)}
            {crumbs([
                (version.to_string(), address(&shown.slug, version)),
                (headword.clone(), home),
                ("Report a problem".to_owned(), here),
            ])}
            <div class="page-head"><h1>"Report a problem with " <i>{headword}</i></h1></div>
            {body}
        }
        .into_any()
    })
    .at(process, "Releases"))
}

fn ask(process: &Process, form: &Form, home: &str, signed_in: bool) -> AnyView {
    view! {
        <p class="page-lead">
            "What you write reaches whoever holds the pen of this entry. They answer it, for everybody to read, and you hear of it by mail. "
            <a href=home.to_owned()>"Read the term again"</a>
        </p>
        <form class="form" method="post" action=format!("{home}/problem") novalidate>
            {fields::said(form, "What is the problem?", "An error, a gap, a use in which the definition does not work.")}
            {fields::signed(form, &process.groups, signed_in, &process.licence)}
            <div class="actions"><button class="button">"Send"</button></div>
        </form>
    }
    .into_any()
}

/// What everybody reads who reported a problem, known here or not.
pub async fn problem_sent(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    version: Version,
    term: &Slug,
) -> Result<Page> {
    let (process, headword) = find(registry, visit, slug, version, term).await?;
    let home = format!("{}{term}", address(slug, version));
    Ok(Page::new("Look into your mail", move || {
        view! {
            <div class="page-head"><h1>"Look into your mail"</h1></div>
            {look_into_your_mail()}
            <p><a href=home>"Back to " <i>{headword}</i></a></p>
        }
        .into_any()
    })
    .at(process, "Releases"))
}

/// The process and what the term is called in this release.
async fn find(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    version: Version,
    term: &Slug,
) -> Result<(Process, String)> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let document = releases::published(registry, caller, now, slug, Some(version)).await?;
    let found = document.terms.iter().find(|it| it.slug == *term);
    let found = found.ok_or(Error::NotFound)?;
    let headword = found.headword(document.lang()).to_owned();
    Ok((process, headword))
}
