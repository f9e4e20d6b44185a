//! Who is asked about a glossary whose process is closed.

use domain::process::{Role, State};
use leptos::prelude::*;
use registry::{Registry, Result, overview, processes::Process};

use crate::{
    Visit,
    parts::{EntryLinks, enumerated},
};

/// A notice on what was published by a process that is closed; nothing while it is worked in.
pub async fn maintained(
    registry: &Registry,
    visit: &Visit,
    process: &Process,
) -> Result<Option<AnyView>> {
    if process.state != State::Closed {
        return Ok(None);
    }
    let names = overview::names(registry, &visit.caller, visit.now, &process.slug).await?;
    let conveners: Vec<String> = names
        .people()
        .into_iter()
        .filter(|person| !person.left && person.role == Role::Convener)
        .map(|person| match &person.organisation {
            Some(organisation) => format!("{} ({})", person.name, organisation.name),
            None => person.name.clone(),
        })
        .collect();
    let who = match &process.maintainer {
        Some(text) => EntryLinks::of(&process.slug).blocks("maintained", text),
        None => {
            let words = format!("It was convened by {}.", enumerated(&conveners));
            view! { <p>{words}</p> }.into_any()
        }
    };
    Ok(Some(
        view! {
            <div class="notice" role="note">
                <h2>"The process that agreed on these words is closed"</h2>
                {who}
            </div>
        }
        .into_any(),
    ))
}
