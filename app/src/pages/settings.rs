//! What the convener settles about the process itself.

use domain::{
    Slug,
    permit::Denial,
    process::{Role, State},
};
use leptos::prelude::*;
use registry::{
    Error, Registry, Result,
    processes::{self, Process},
};

use super::new_call::group_lines;
use crate::{
    Form, Page, Visit,
    parts::{Field, crumbs, error_summary, hidden},
};

pub async fn settings(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let process = processes::find(registry, &visit.caller, visit.now, slug).await?;
    visit.caller.signed_in()?;
    if process
        .me
        .as_ref()
        .is_none_or(|me| me.role != Role::Convener)
    {
        return Err(Error::Forbidden(Denial::NotConvener));
    }
    let shown = process.clone();
    Ok(Page::new("Settings", move || {
        let sent = sent.as_ref();
        let home = format!("/p/{}", shown.slug);
        view! {
            {sent.and_then(error_summary)}
            {crumbs([(shown.title.clone(), home.clone()), ("Settings".to_owned(), format!("{home}/settings"))])}
            <div class="page-head"><h1>"Settings"</h1></div>
            {words(&shown, sent)}
            {state(&shown, sent)}
        }
        .into_any()
    })
    .at(process, "Overview"))
}

fn words(process: &Process, sent: Option<&Form>) -> AnyView {
    let begin = [
        ("title", process.title.clone()),
        ("charter", process.charter.clone()),
        ("groups", group_lines(&process.groups)),
        ("maintainer", process.maintainer.clone().unwrap_or_default()),
    ];
    let form = Form::resume(sent, "words", begin);
    let rest = if process.state == State::Announced {
        view! {
            {Field::new("charter", "Charter").hint("Markdown.").area(&form)}
            {Field::new("groups", "Stakeholder groups")
                .hint("One on each line: its name in addresses, a colon, its name. A group with members cannot be left out.")
                .area(&form)}
        }
        .into_any()
    } else {
        view! {
            <p class="part-note">
                "Charter, groups and the contest window change only by a "
                <a href=format!("/p/{}/calls/new?kind=charter", process.slug)>"call on the charter"</a>
                " now that the process was opened."
            </p>
        }
        .into_any()
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"Title and charter"</h2></div>
            <form class="form" method="post" action=format!("/p/{}/settings", process.slug) novalidate>
                {hidden("form", "words")}
                {Field::new("title", "Title").line(&form)}
                {rest}
                {Field::new("maintainer", "Who keeps the glossary up to date")
                    .optional()
                    .hint("Who is asked once the process is closed, and how they are reached. Markdown; shown beside what was published.")
                    .area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Keep"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn state(process: &Process, sent: Option<&Form>) -> AnyView {
    let action = format!("/p/{}/settings", process.slug);
    match process.state {
        State::Announced => view! {
            <section class="part">
                <div class="part-head"><h2>"Open the process"</h2></div>
                <p class="part-note">
                    "Participants can then propose words, and calls can be opened. From then on charter and groups "
                    "change only by a call among the participants."
                </p>
                <form class="form" method="post" action=action>
                    {hidden("form", "opening")}
                    {hidden("state", "open")}
                    <div class="actions"><button class="button">"Open it"</button></div>
                </form>
            </section>
        }
        .into_any(),
        State::Open => {
            let form = Form::resume(sent, "closing", []);
            view! {
                <section class="part">
                    <div class="part-head"><h2>"Close the process"</h2></div>
                    <p class="part-note">"Only reading is left then. What is published stays for ever."</p>
                    <form class="form" method="post" action=action novalidate>
                        {hidden("form", "closing")}
                        {hidden("state", "closed")}
                        {Field::new("reason", "Reason").hint("It stands in the record.").area(&form)}
                        <div class="actions"><button class="button" data-rank="limit">"Close it"</button></div>
                    </form>
                </section>
            }
            .into_any()
        }
        State::Closed => {
            let form = Form::resume(sent, "reopening", []);
            view! {
                <section class="part">
                    <div class="part-head"><h2>"Open it again"</h2></div>
                    <form class="form" method="post" action=action novalidate>
                        {hidden("form", "reopening")}
                        {hidden("state", "open")}
                        {Field::new("reason", "Reason").hint("It stands in the record.").area(&form)}
                        <div class="actions"><button class="button" data-rank="second">"Open it again"</button></div>
                    </form>
                </section>
            }
            .into_any()
        }
    }
}
