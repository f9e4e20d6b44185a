//! Founding a process.

use domain::{
    permit::Denial,
    process::CONTEST_DAYS,
    rule::presets::{self, NAMES},
};
use leptos::prelude::*;
use registry::{Error, Result};

use crate::{
    Form, Page, Visit,
    parts::{Choice, Field, crumbs, error_summary},
};

/// Asks for everything a process begins with.
pub fn founding(visit: &Visit, sent: Option<Form>) -> Result<Page> {
    visit.caller.signed_in()?;
    if !visit.caller.admin && !visit.caller.may_convene {
        return Err(Error::Forbidden(Denial::NotConvener));
    }
    let form = sent.unwrap_or_else(|| {
        Form::begin(
            "",
            [
                ("languages", "en".to_owned()),
                ("licence", "CC-BY-4.0".to_owned()),
                ("rule", "iso".to_owned()),
                ("visibility", "public".to_owned()),
                ("contest_days", CONTEST_DAYS.to_string()),
            ],
        )
    });
    Ok(Page::new("Begin a process", move || {
        view! {
            {error_summary(&form)}
            {crumbs([("Processes".to_owned(), "/".to_owned()), ("Begin a process".to_owned(), "/processes/new".to_owned())])}
            <div class="page-head"><h1>"Begin a process"</h1></div>
            <p class="page-lead">
                "You become its convener: you keep it fair, start and stop its clocks, and hold no position in it. "
                "It begins as announced; charter and groups can still change until you open it."
            </p>
            <form class="form" method="post" action="/processes/new" novalidate>
                {about(&form)}
                {people(&form)}
                {terms(&form)}
                <div class="actions"><button class="button">"Begin the process"</button></div>
            </form>
        }
        .into_any()
    }))
}

fn about(form: &Form) -> AnyView {
    view! {
        {Field::new("title", "Title").hint("What the words are about, such as “IoT security upgradability”.").line(form)}
        {Field::new("slug", "Name in addresses")
            .hint("Lower-case letters, digits and hyphens, such as “iot-upgrades”. It never changes.")
            .width("half")
            .line(form)}
        {Field::new("charter", "Charter")
            .hint("What is to be settled and why, what is not, and how one works. Markdown. Its first paragraph introduces the glossary.")
            .area(form)}
        {Field::new("languages", "Languages")
            .hint("Language tags with commas between them, such as “en, de”. The first one is authoritative.")
            .width("half")
            .line(form)}
    }
    .into_any()
}

fn people(form: &Form) -> AnyView {
    let visibility = vec![
        Choice::new("public", "Everybody may read")
            .meaning("Glossaries, discussions and the record are public. Addresses never are."),
        Choice::new("members", "Only members may read")
            .meaning("Nobody else learns that the process exists."),
    ];
    view! {
        {Field::new("groups", "Stakeholder groups")
            .hint("One on each line. Every participant speaks for one of them, and a group nobody speaks for is silent.")
            .area(form)}
        {Field::new("visibility", "Who may read").choices(form, visibility)}
    }
    .into_any()
}

fn terms(form: &Form) -> AnyView {
    let rules = NAMES
        .iter()
        .map(|name| Choice::new(*name, *name).meaning(presets::meaning(name).unwrap_or_default()))
        .collect();
    let release = vec![
        Choice::new("on", "A release needs a call")
            .meaning("A glossary is published only after a final, reached call on it."),
    ];
    view! {
        {Field::new("rule", "The rule to begin with")
            .hint("What counts as agreement. It is provisional until the participants adopt one by a call.")
            .choices(form, rules)}
        {Field::new("contest_days", "Days to contest")
            .hint("How long a closed call may be contested. With 0 it is final at once.")
            .width("short")
            .typed(form, "number")}
        {Field::new("release_call", "Publishing").ticks(form, release)}
        {Field::new("licence", "Licence")
            .hint("The terms of everything contributed here, as an SPDX identifier.")
            .width("half")
            .line(form)}
    }
    .into_any()
}
