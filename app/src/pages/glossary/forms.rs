//! What each form carries of a term, weakens or drops: nobody should find out by losing it.

use domain::{Slug, Version};
use leptos::prelude::*;
use registry::{
    Registry, Result, processes,
    releases::{self, FormReceipt},
};

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
    let receipts = releases::receipts(registry, caller, now, slug, version).await?;
    let slug = slug.clone();
    let api = format!("/api/v1/processes/{slug}/releases/{version}/forms");
    Ok(Page::new(format!("Forms of {version}"), move || {
        let home = address(&slug, version);
        let way = [
            ("Releases".to_owned(), format!("/p/{slug}/releases")),
            (version.to_string(), home.clone()),
            ("Forms".to_owned(), format!("{home}forms")),
        ];
        // Forms of which the same is true share a row.
        let rows = receipts.chunk_by(alike).map(|alike| row(alike, &slug, version)).collect_view();
        let fields = releases::FIELDS
            .iter()
            .map(|(name, what)| view! { <dt>{spoken(name)}</dt><dd>{*what}</dd> })
            .collect_view();
        view! {
            {crumbs(way)}
            <div class="page-head"><h1>"What each form can carry"</h1></div>
            <p class="page-lead">"The JSON form carries everything. Others weaken or drop what their readers have no place for."</p>
            <table class="table table-stack">
                <caption class="unseen">"Forms, and what becomes of the parts of a term in them"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Form"</th>
                        <th scope="col">"Carries"</th>
                        <th scope="col">"Weakens"</th>
                        <th scope="col">"Drops"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <section class="part" id="parts">
                <div class="part-head"><h2>"The parts of a term"</h2></div>
                <p class="part-note">
                    "What is said above is tested: each part is changed, and then the file must change, or must not. "
                    <a href=api>"The same as JSON"</a>
                </p>
                <dl class="facts">{fields}</dl>
            </section>
        }
        .into_any()
    })
    .at(process, "Releases"))
}

/// Whether the same becomes of every part of a term in both.
fn alike(one: &FormReceipt, other: &FormReceipt) -> bool {
    one.carries == other.carries && one.weakens == other.weakens && one.drops == other.drops
}

fn row(alike: &[FormReceipt], slug: &Slug, version: Version) -> Option<AnyView> {
    let FormReceipt {
        carries,
        weakens,
        drops,
        ..
    } = alike.first()?;
    let forms = alike
        .iter()
        .map(|form| {
            let FormReceipt {
                extension,
                name,
                audience,
                ..
            } = form.clone();
            let file = format!("/g/{slug}/{version}.{extension}");
            let whom = format!(" .{extension}, for {audience}");
            view! { <div><a href=file>{name}</a> <span class="quiet">{whom}</span></div> }
        })
        .collect_view();
    let carries = match weakens.is_empty() && drops.is_empty() {
        true => "everything".to_owned(),
        false => listed(carries),
    };
    let list = weakens
        .iter()
        .map(|weakened| {
            let how = format!(": {}", weakened.how);
            view! { <li><b>{spoken(&weakened.field)}</b> {how}</li> }
        })
        .collect_view();
    let weakened = match weakens.is_empty() {
        true => "nothing".into_any(),
        false => view! { <ul>{list}</ul> }.into_any(),
    };
    Some(
        view! {
            <tr>
                <th scope="row">{forms}</th>
                <td data-label="Carries">{carries}</td>
                <td data-label="Weakens">{weakened}</td>
                <td data-label="Drops">{listed(drops)}</td>
            </tr>
        }
        .into_any(),
    )
}

fn listed(fields: &[String]) -> String {
    if fields.is_empty() {
        return "nothing".to_owned();
    }
    let words: Vec<_> = fields.iter().map(|field| spoken(field)).collect();
    words.join(", ")
}

/// The name of a field as people say it.
fn spoken(field: &str) -> String {
    field.replace('_', " ")
}
