//! What is said about a redline, and what it touches, below it.

use domain::Moment;
use leptos::prelude::*;
use registry::redlines::Redline;

use super::{
    Shown,
    comments::{comment_form, comment_form_name, thread},
};
use crate::{
    Form,
    parts::{self, counted},
};

pub fn discussion(
    shown: &Shown,
    redline: &Redline,
    now: Moment,
    sent: Option<&Form>,
) -> Option<AnyView> {
    let number = Some(redline.number);
    let said = shown.comments.iter().filter(|it| it.redline == number);
    let (count, open) = said.fold((0, 0), |(count, open), comment| {
        let waits = comment.in_reply_to.is_none() && comment.disposition.is_none();
        (count + 1, open + usize::from(waits))
    });
    let form = comment_form(shown, number, sent);
    if count == 0 && form.is_none() {
        return None;
    }
    let words = match (count, open) {
        (0, _) => "Discuss it".to_owned(),
        (_, 0) => counted(count, "comment", "comments"),
        _ => format!(
            "{}, {open} not answered",
            counted(count, "comment", "comments")
        ),
    };
    let refused = sent.is_some_and(|sent| sent.name == comment_form_name(number));
    let said = (count > 0).then(|| thread(shown, number, now, sent));
    Some(
        view! {
            <details class="disclosure redline-talk" id=format!("redline-{}-talk", redline.number) open=refused>
                <summary>{words}</summary>
                {said}
                {form}
            </details>
        }
        .into_any(),
    )
}

/// What folding it touches, folded away until wanted.
pub fn touches(shown: &Shown, redline: &Redline) -> Option<AnyView> {
    let (ripple, touched) = (shown.ripple.as_ref()?, shown.touched.get(&redline.number)?);
    Some(
        view! {
            <details class="disclosure redline-talk" id=format!("redline-{}-touches", redline.number)>
                <summary>{parts::ripple_summary(ripple, touched)}</summary>
                {parts::ripple(ripple, Some(touched), &shown.process.slug)}
            </details>
        }
        .into_any(),
    )
}
