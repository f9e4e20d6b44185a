//! Comments beside the words they speak of, where the page is wide enough; their whole
//! conversations stand below.

use domain::{Moment, comment::Disposition, markdown::plain};
use leptos::prelude::*;
use registry::comments::Comment;

use super::{Shown, comments::outcome_word};
use crate::parts::waited;

/// How many characters of a comment stand in the margin.
const SHOWN: usize = 140;

pub fn section(shown: &Shown, now: Moment) -> Option<AnyView> {
    let languages = &shown.process.languages;
    let mut notes: Vec<&Comment> = shown
        .comments
        .iter()
        .filter(|it| it.redline.is_none() && it.in_reply_to.is_none())
        .filter(|it| it.anchor.as_ref().is_some_and(|it| it.start.is_some()))
        .collect();
    if notes.is_empty() {
        return None;
    }
    // In the order of the text.
    notes.sort_by_key(|comment| {
        let anchor = comment.anchor.as_ref();
        let lang = anchor.and_then(|it| {
            languages
                .iter()
                .position(|lang| Some(lang) == it.lang.as_ref())
        });
        (
            lang,
            anchor.map(|it| (it.part, it.item, it.start)),
            comment.number,
        )
    });
    let notes = notes
        .into_iter()
        .map(|comment| note(comment, now))
        .collect_view();
    Some(
        view! {
            <section class="margin">
                <h2 class="unseen">"Comments on these words"</h2>
                <ol class="margin-notes">{notes}</ol>
            </section>
        }
        .into_any(),
    )
}

fn note(comment: &Comment, now: Moment) -> AnyView {
    let number = comment.number;
    let state = match &comment.disposition {
        Some(disposed) => answered(disposed.outcome),
        None => view! { "Waits for " {waited(comment.at, now)} }.into_any(),
    };
    view! {
        <li class="margin-note" id=format!("note-{number}") data-comments=number.to_string()>
            <p><a href=format!("#comment-{number}")>{format!("Comment {number}")}</a> " " {comment.author.name.clone()}</p>
            <p class="margin-words">{beginning(&plain(&comment.body))}</p>
            <p class="quiet">{state}</p>
        </li>
    }
    .into_any()
}

fn answered(outcome: Disposition) -> AnyView {
    outcome_word(outcome).into_any()
}

/// The beginning of a text on one line.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
