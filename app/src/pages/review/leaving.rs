//! Commenting in a review, and what comes next.

use domain::{Slug, ids::ReviewNo};
use leptos::prelude::*;
use registry::{
    Registry, Result, processes,
    reviews::{self, UnderReview},
};

use super::{Shown, fields, state, texts};
use crate::{
    Form, Page, Visit,
    parts::{EntryLinks, Field, crumbs, error_summary, notice},
};

/// The form to comment. `entry` is the number of the entry one came from; none for the review as a whole.
pub async fn commenting(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: ReviewNo,
    entry: String,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let review = reviews::find(registry, caller, now, slug, number).await?;
    let form = sent.unwrap_or_else(|| fields::begin(visit, entry.clone()));
    let signed_in = caller.user.is_some();
    let shown = Shown {
        links: EntryLinks::of(slug),
        process: process.clone(),
        review,
        comments: Vec::new(),
        now,
    };
    Ok(Page::new("Comment", move || {
        let about = shown
            .review
            .entries
            .iter()
            .find(|it| it.entry.to_string() == entry);
        let body = if shown.takes_comments() {
            ask(&shown, &form, about, signed_in)
        } else {
            let words = match shown.convenes() {
                true => "A convener is neutral and does not comment.".into_any(),
                false => state(&shown),
            };
            notice("warning", "You cannot comment here now", words)
        };
        let here = shown.here();
        view! {
            {error_summary(&form)}
            {crumbs([
                ("Reviews".to_owned(), format!("/p/{}/reviews", shown.process.slug)),
                (shown.review.title.clone(), here.clone()),
                ("Comment".to_owned(), format!("{here}/comment")),
            ])}
            <div class="page-head"><h1>"Comment"</h1></div>
            {body}
        }
        .into_any()
    })
    .at(process, "Reviews"))
}

fn ask(shown: &Shown, form: &Form, about: Option<&UnderReview>, signed_in: bool) -> AnyView {
    let here = shown.here();
    let entries = shown.review.entries.iter();
    let entries = entries.map(|it| (it.entry.to_string(), it.term.clone()));
    let options = [(String::new(), "The review as a whole".to_owned())]
        .into_iter()
        .chain(entries)
        .collect();
    let words = about.map(
        |it| view! { <div class="review-entry review-read">{texts::article(it, shown)}</div> },
    );
    let read = match about {
        Some(_) => None,
        None => Some(view! {
            <p class="page-lead">"Read " <a href=here.clone()>"the words under review"</a> " first, and say which of them you speak of."</p>
        }),
    };
    view! {
        {words}
        {read}
        <form class="form part" method="post" action=format!("{here}/comment") novalidate>
            {Field::new("entry", "What is it about?").select(form, options)}
            {fields::said(form, "Your comment", "What should be otherwise, and why.")}
            {fields::signed(form, &shown.process.groups, signed_in, &shown.process.licence)}
            <div class="actions"><button class="button">"Send"</button></div>
        </form>
    }
    .into_any()
}

/// What everybody reads who sent a comment, known here or not.
pub async fn sent(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: ReviewNo,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let review = reviews::find(registry, caller, now, slug, number).await?;
    let home = format!("/p/{slug}/reviews/{number}");
    Ok(Page::new("Look into your mail", move || {
        view! {
            <div class="page-head"><h1>"Look into your mail"</h1></div>
            {look_into_your_mail()}
            <p><a href=home>{format!("Back to “{}”", review.title)}</a></p>
        }
        .into_any()
    })
    .at(process, "Reviews"))
}

/// What comes after sending, for comments and reports alike.
pub(super) fn look_into_your_mail() -> AnyView {
    notice(
        "done",
        "One step is left",
        "A letter with a link is on its way to the address you gave. Nobody sees what you wrote before you follow the link and confirm it; it works once, within two days. Nothing there? Look into the folder for unwanted mail.",
    )
}
