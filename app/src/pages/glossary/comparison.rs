//! What changed between two releases, as redlines.

use domain::{
    Slug, Version,
    release::{ChangeKind, TermChange},
};
use leptos::prelude::*;
use registry::{Registry, Result, processes, releases};

use super::super::releases::{address, kind_word};
use crate::{
    Page, Visit,
    parts::{counted, crumbs, empty, impact, notice, redline_parts, redline_ways_between},
};

pub async fn comparison(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    (from, to): (Version, Version),
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let compared = releases::compared(registry, caller, now, slug, (from, to)).await?;
    let marks = [from, to].map(|version| releases::find(registry, caller, now, slug, version));
    let [before, after] = marks;
    let marked = [before.await?, after.await?]
        .into_iter()
        .filter_map(|release| {
            let heading = format!("Release {} is not to be used", release.version);
            release.yanked.map(|reason| (heading, reason))
        });
    let marked: Vec<_> = marked.collect();
    let changes = compared.changes;
    let lang = compared.new.lang().cloned();
    let slug = slug.clone();
    let title = format!("From {from} to {to}");
    Ok(Page::new(title, move || {
        let here = format!("/g/{slug}/{from}...{to}");
        let way = [
            ("Releases".to_owned(), format!("/p/{slug}/releases")),
            (to.to_string(), address(&slug, to)),
            (format!("Since {from}"), here.clone()),
        ];
        let items = changes.iter().map(|change| one(change, lang.as_ref(), &address(&slug, to), (from, to))).collect_view();
        let marked = marked.iter().map(|(heading, reason)| notice("refused", heading.clone(), reason.clone())).collect_view();
        let list = if changes.is_empty() {
            empty("Nothing changed", "Both releases hold the same words.")
        } else {
            view! {
                <section class="part">
                    <div class="part-head"><h2>"Term by term"</h2></div>
                    <ol class="changes">{items}</ol>
                </section>
            }
            .into_any()
        };
        view! {
            {crumbs(way)}
            <div class="page-head">
                <h1>{format!("From {from} to {to}")}</h1>
                <div class="actions">
                    <a class="button" data-rank="second" href=format!("{here}.docx") download="">"As DOCX"</a>
                    <a class="button" data-rank="second" href=format!("{here}.json")>"As JSON"</a>
                </div>
            </div>
            <p class="page-lead">{lead(&changes)}</p>
            {marked}
            {list}
        }
        .into_any()
    })
    .at(process, "Releases"))
}

/// "3 terms: 1 added, 2 changed."
fn lead(changes: &[TermChange]) -> String {
    let kinds = [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Retired];
    let counts = kinds.map(|kind| (changes.iter().filter(|it| it.kind == kind).count(), kind));
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told
        .map(|(count, kind)| format!("{count} {}", kind_word(kind)))
        .collect();
    match told.is_empty() {
        true => "0 terms.".to_owned(),
        false => format!(
            "{}: {}.",
            counted(changes.len(), "term", "terms"),
            told.join(", ")
        ),
    }
}

fn one(
    change: &TermChange,
    lang: Option<&domain::Lang>,
    home: &str,
    (from, to): (Version, Version),
) -> AnyView {
    let words = lang.map(|lang| {
        view! {
            {redline_parts(&change.fields, lang)}
            {redline_ways_between(
                &change.fields,
                lang,
                &format!("change-{}", change.number),
                (&format!("in {from}"), &format!("in {to}")),
            )}
        }
    });
    let grade = (change.kind == ChangeKind::Changed)
        .then(|| change.impact.map(impact))
        .flatten();
    let instead = change.replaced_by.as_ref().map(|other| {
        let href = format!("{home}{}", other.slug);
        view! { <p>"Use " <a href=href>{other.term.clone()}</a> " instead."</p> }
    });
    view! {
        <li id=change.slug.to_string()>
            <div class="change-head">
                <h3><a href=format!("{home}{}", change.slug)>{change.term.clone()}</a></h3>
                <span class="change-kind">{kind_word(change.kind)}</span>
                {grade}
                <a class="quiet" href=change.call.clone()>{format!("agreed in call {}", change.call_number)}</a>
            </div>
            {instead}
            {words}
        </li>
    }
    .into_any()
}
