//! Comments from outside beside those of members: where they came from, and that one is hidden and why.

use domain::{Moment, process::Role};
use leptos::prelude::*;
use registry::comments::{Comment, Hidden};

use super::{Shown, redlines::said};
use crate::{
    Form,
    parts::{self, Byline, Field},
};

/// The public review it is in, where everybody may comment on it.
pub fn in_review(shown: &Shown, now: Moment) -> Option<AnyView> {
    let (review, title, closes_at) = shown.review.as_ref()?;
    let href = format!(
        "/p/{}/reviews/{review}#{}",
        shown.process.slug, shown.entry.slug
    );
    Some(
        view! {
            <p class="in-review" id="in-review" data-live="">
                "In public review until " {parts::until(*closes_at, now)} ": everybody may comment on it in "
                <a href=href>{title.clone()}</a> "."
            </p>
        }
        .into_any(),
    )
}

/// Who signs from outside speaks for no group: they say which one they are closest to.
pub fn byline(mut byline: Byline) -> Byline {
    byline.group = byline.group.map(|group| format!("closest to {group}"));
    byline
}

pub fn is_hidden(comment: &Comment) -> bool {
    hidden(comment).is_some()
}

fn hidden(comment: &Comment) -> Option<&Hidden> {
    comment.public.as_ref()?.hidden.as_ref()
}

/// The review it was left in, or the release that was read.
pub fn origin(comment: &Comment, shown: &Shown) -> Option<AnyView> {
    let public = comment.public.as_ref()?;
    let slug = &shown.process.slug;
    let words = match (public.review, &public.version) {
        (Some(review), _) => {
            let href = format!("/p/{slug}/reviews/{review}#comment-{}", comment.number);
            view! { "From public " <a href=href>{format!("review {review}")}</a> {format!(", on wording {}", comment.wording)} }
                .into_any()
        }
        (None, Some(version)) => {
            let href = format!("/g/{slug}/{version}/{}", shown.entry.slug);
            view! { "A problem reported with " <a href=href>{format!("release {version}")}</a> }
                .into_any()
        }
        (None, None) => return None,
    };
    Some(view! { <p class="comment-where">{words}</p> }.into_any())
}

/// What was said, or why it is not shown.
pub fn body(comment: &Comment, shown: &Shown) -> AnyView {
    match hidden(comment) {
        Some(hidden) => placeholder(hidden),
        None => shown.links.blocks("comment-body", &comment.body),
    }
}

/// What stands in place of a comment that is hidden.
pub fn placeholder(hidden: &Hidden) -> AnyView {
    view! {
        <p class="comment-hidden"><b>"Hidden by the convener."</b> " Reason: " {hidden.reason.clone()}</p>
    }
    .into_any()
}

/// The convener hides a comment from outside, or shows it again.
pub fn moderation(comment: &Comment, shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    comment.public.as_ref()?;
    let me = shown.process.me.as_ref()?;
    if me.role != Role::Convener {
        return None;
    }
    let entry = format!("/p/{}/entries/{}", shown.process.slug, shown.entry.slug);
    let action = format!("{entry}/comments/{}/visibility", comment.number);
    Some(moderate(comment.number, is_hidden(comment), action, sent))
}

/// The form that hides a comment, or shows it again; always with a reason that everybody reads.
pub fn moderate(number: u32, hidden: bool, action: String, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, &format!("comment-{number}-visibility"), []);
    let (words, button, shown) = match hidden {
        true => ("Show it again", "Show it", "yes"),
        false => ("Hide it", "Hide it", "no"),
    };
    let fields = vec![
        parts::hidden("shown", shown),
        Field::new("reason", "Reason")
            .hint("It stands in the record, and in place of a comment that is hidden.")
            .line(&form),
    ];
    said(words, button, &form, action, fields, sent)
}
