//! The words a comment proposes, made a redline in one step.

use domain::comment::anchor::AnchorState;
use leptos::prelude::*;
use registry::{comments::Comment, processes::Process, redlines::Redline};

use super::{Shown, redlines::said};
use crate::{
    Form,
    parts::{Choice, Field},
};

/// What was made of the words it proposes.
pub fn became(comment: &Comment, shown: &Shown) -> Option<AnyView> {
    let redline = comment.redlined?;
    let href = format!(
        "/p/{}/entries/{}/redlines/{redline}",
        shown.process.slug, shown.entry.slug
    );
    Some(
        view! { <p class="comment-became"><a href=href>{format!("Became redline {redline}")}</a></p> }
            .into_any(),
    )
}

/// Whoever takes part may propose these words in its author's name.
pub fn form(
    comment: &Comment,
    shown: &Shown,
    address: &str,
    sent: Option<&Form>,
) -> Option<AnyView> {
    let anchor = comment.anchor.as_ref()?;
    let stands = anchor.state == AnchorState::Found && comment.redline.is_none();
    if !stands || comment.proposed.is_none() || comment.redlined.is_some() {
        return None;
    }
    let name = format!("comment-{}-redline", comment.number);
    let form = Form::resume(sent, &name, [("impact", "clarifying".to_owned())]);
    let impacts = vec![
        Choice::new("editorial", "Editorial"),
        Choice::new("clarifying", "Clarifying"),
        Choice::new("meaning", "Meaning"),
    ];
    let mut impact = Field::new("impact", "How far does it go?").inline();
    if comment.public.is_none() && !shown.standing.is(comment.by) {
        impact = impact.hint(format!("{} is asked to confirm it.", comment.author.name));
    }
    Some(said(
        "Make it a redline",
        "Make it a redline",
        &form,
        format!("{address}/redline"),
        vec![impact.choices(&form, impacts)],
        sent,
    ))
}

/// The comment whose proposed words a redline takes up.
pub fn from_comment(redline: &Redline, process: &Process) -> Option<AnyView> {
    let comment = redline.from_comment?;
    let entry = format!("/p/{}/entries/{}", process.slug, redline.slug);
    Some(
        view! {
            <p class="redline-reason"><b>"From: "</b><a href=format!("{entry}#comment-{comment}")>
                {format!("comment {comment}")}
            </a></p>
        }
        .into_any(),
    )
}
