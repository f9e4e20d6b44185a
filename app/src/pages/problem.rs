//! What is shown when there is nothing to show.

use leptos::prelude::*;

use crate::Page;

/// A page that says what is the matter and what to do about it.
pub fn problem(title: &str, words: String) -> Page {
    let heading = title.to_owned();
    Page::new(title, move || {
        view! {
            <div class="page-head"><h1>{heading}</h1></div>
            <p class="page-lead">{words}</p>
            <p><a href="/">"All processes"</a></p>
        }
    })
}
