//! The words under review as a dictionary, each with what was said of it and what changed since.

use domain::entry::EntryStatus;
use leptos::prelude::*;
use registry::reviews::UnderReview;

use super::{Shown, comments};
use crate::{Form, parts};

pub fn texts(shown: &Shown, sent: Option<&Form>) -> AnyView {
    shown
        .review
        .entries
        .iter()
        .map(|it| text(it, shown, sent))
        .collect_view()
        .into_any()
}

fn text(it: &UnderReview, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let comment = shown.takes_comments().then(|| {
        let href = format!("{}/comment?entry={}", shown.here(), it.entry);
        view! {
            <p class="actions"><a class="button" data-rank="second" href=href>{format!("Comment on “{}”", it.term)}</a></p>
        }
    });
    view! {
        <section class="part review-entry" id=it.slug.to_string() aria-labelledby=format!("head-{}", it.slug)>
            {article(it, shown)}
            {comment}
            <div id=format!("said-{}", it.slug) data-live="">{since(it, shown)}{comments::on(it, shown, sent)}</div>
        </section>
    }
    .into_any()
}

/// The wording as it was frozen for the review.
pub fn article(it: &UnderReview, shown: &Shown) -> AnyView {
    let languages = &shown.process.languages;
    let Some(lang) = languages.first() else {
        return ().into_any();
    };
    let headword = it.content.preferred(lang).unwrap_or(&it.term).to_owned();
    let abbreviation = parts::abbreviation(&it.content, lang)
        .map(|text| view! { <span class="entry-abbr">{text.to_owned()}</span> });
    let wording = format!("Wording {}", it.wording);
    view! {
        <article class="entry">
            <div class="entry-head">
                <h2 class="headword" id=format!("head-{}", it.slug) lang=lang.to_string() dir=parts::direction(lang)>{headword}</h2>
                {abbreviation}
                <span class="review-wording">{wording}</span>
            </div>
            {parts::wording(&it.content, languages, &shown.links, &[], None)}
        </article>
    }
    .into_any()
}

/// What became of the entry after its words were frozen here.
fn since(it: &UnderReview, shown: &Shown) -> Option<AnyView> {
    let entry = format!("/p/{}/entries/{}", shown.process.slug, it.slug);
    let ended = match it.status {
        EntryStatus::Withdrawn => Some("The entry was withdrawn since."),
        EntryStatus::Retired => Some("The entry was retired since."),
        EntryStatus::Agreed => Some("The entry is agreed."),
        _ => None,
    };
    let lang = shown.process.languages.first()?;
    let changed = (!it.changed.is_empty()).then(|| {
        view! {
            <details class="disclosure review-since" id=format!("since-{}", it.slug)>
                <summary>{format!("What changed since, up to wording {}", it.current)}</summary>
                <div class="redline-parts">{parts::redline_parts(&it.changed, lang)}</div>
                <p><a href=format!("{entry}/history?from={}&to={}", it.wording, it.current)>"How it came about"</a></p>
            </details>
        }
    });
    let same = (changed.is_none() && it.current != it.wording)
        .then_some("Its words changed and came back to these.");
    let words = [ended, same]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let words = (!words.is_empty()).then(
        || view! { <p class="quiet review-since">{words} " " <a href=entry.clone()>"The entry now"</a></p> },
    );
    Some(view! { {words}{changed} }.into_any())
}
