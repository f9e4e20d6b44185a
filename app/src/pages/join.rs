//! Asking to take part.

use domain::{Slug, process::State};
use leptos::prelude::*;
use registry::{Registry, Result, processes};

use crate::{
    Form, Page, Visit,
    parts::{Choice, Field, crumbs, error_summary, notice},
};

/// The form to express an interest.
pub async fn join(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let process = processes::find(registry, &visit.caller, visit.now, process).await?;
    let form = sent.unwrap_or_else(|| {
        let name = visit.name.clone().unwrap_or_default();
        Form::begin("", [("name", name)])
    });
    let (home, title) = (format!("/p/{}", process.slug), process.title.clone());
    let groups: Vec<_> = process
        .groups
        .iter()
        .map(|group| Choice::new(group.slug.to_string(), group.name.to_string()))
        .collect();
    let closed = process.state == State::Closed;
    let member = process.me.is_some();
    Ok(Page::new("Take part", move || {
        let action = format!("{home}/join");
        let body = if closed {
            notice(
                "warning",
                "This process is closed",
                "Nothing in it changes any more. You can read everything.",
            )
        } else if member {
            notice(
                "done",
                "You take part already",
                "Your place is in the roster below “People”.",
            )
        } else {
            ask(action.clone(), &form, groups)
        };
        view! {
            {error_summary(&form)}
            {crumbs([(title, home), ("Take part".to_owned(), action)])}
            <div class="page-head"><h1>"Take part"</h1></div>
            {body}
        }
        .into_any()
    })
    .at(process, "People"))
}

/// What everybody reads who asked to take part, known here or not.
pub async fn asked(registry: &Registry, visit: &Visit, process: &Slug) -> Result<Page> {
    let process = processes::find(registry, &visit.caller, visit.now, process).await?;
    let home = format!("/p/{}", process.slug);
    Ok(Page::new("Thank you", move || {
        view! {
            <div class="page-head"><h1>"Thank you"</h1></div>
            {notice("done", "The convener has your wish to take part", "You will hear from them by mail. A letter that says so is on its way to the address you gave.")}
            <p>"Until then you can read everything: " <a href=format!("{home}/entries")>"the words under discussion"</a> " and " <a href=home>"what this is about"</a> "."</p>
        }
        .into_any()
    })
    .at(process, "People"))
}

fn ask(action: String, form: &Form, groups: Vec<Choice>) -> AnyView {
    view! {
        <p class="page-lead">
            "Tell the convener who you speak for. You will hear from them by mail; until then you can read everything."
        </p>
        <p class="quiet">
            "Participants get at most one mail a day about what waits for them. You choose how often, or none, on your account."
        </p>
        <form class="form" method="post" action=action novalidate>
            {Field::new("name", "Your name")
                .hint("It stands in the public roster beside your organisation.")
                .width("half")
                .autocomplete("name")
                .line(form)}
            {Field::new("email", "E-mail address")
                .hint("Only the convener sees it.")
                .width("half")
                .autocomplete("email")
                .typed(form, "email")}
            {Field::new("organisation", "Organisation")
                .hint("Leave it empty if you speak for yourself.")
                .optional()
                .width("half")
                .autocomplete("organization")
                .line(form)}
            {Field::new("group", "Which group do you speak for?").choices(form, groups)}
            {Field::new("statement", "What is your interest?").area(form)}
            <div class="actions"><button class="button">"Send"</button></div>
        </form>
    }
    .into_any()
}
