//! What each form carries of a term, weakens or drops: nobody should find out by losing it.

use domain::{Slug, Version};
use leptos::prelude::*;
use registry::{Registry, Result, processes, releases};

use super::super::releases::address;
use crate::{Page, Visit, parts::crumbs};

pub async fn forms(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    version: Version,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let release = releases::find(registry, caller, now, slug, version).await?;
    let slug = slug.clone();
    Ok(Page::new(format!("Forms of {version}"), move || {
        let home = address(&slug, version);
        let way = [
            ("Releases".to_owned(), format!("/p/{slug}/releases")),
            (version.to_string(), home.clone()),
            ("Forms".to_owned(), format!("{home}forms")),
        ];
        let made = releases::offered().filter(|form| release.files.iter().any(|file| file.extension == form.extension));
        let rows = made.map(row).collect_view();
        view! {
            {crumbs(way)}
            <div class="page-head"><h1>"What each form can carry"</h1></div>
            <p class="page-lead">"The JSON form carries everything. Others weaken or drop what their readers have no place for."</p>
            <table class="table table-stack">
                <caption class="unseen">"Forms and what they lose"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Form"</th>
                        <th scope="col">"For"</th>
                        <th scope="col">"Weakens"</th>
                        <th scope="col">"Drops"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
    .at(process, "Releases"))
}

fn row(form: &releases::Form) -> AnyView {
    let weakened = form.receipt.weakened;
    let list = weakened
        .iter()
        .map(|(field, how)| view! { <li><b>{*field}</b> {format!(": {how}")}</li> })
        .collect_view();
    let weakened = if weakened.is_empty() {
        "nothing".into_any()
    } else {
        view! { <ul>{list}</ul> }.into_any()
    };
    let dropped = if form.receipt.dropped.is_empty() {
        "nothing".to_owned()
    } else {
        form.receipt.dropped.join(", ")
    };
    view! {
        <tr>
            <th scope="row">{form.name} " " <span class="quiet">{format!(".{}", form.extension)}</span></th>
            <td data-label="For">{form.audience}</td>
            <td data-label="Weakens">{weakened}</td>
            <td data-label="Drops">{dropped}</td>
        </tr>
    }
    .into_any()
}
