//! What is shown when there is nothing to show, and where a form was not taken for a reason that
//! does not lie in it.

use leptos::prelude::*;

use crate::{
    Page,
    parts::{hidden, typed},
};

/// A form that can be sent once more as it was.
#[derive(Debug, Clone)]
pub struct Again {
    pub action: String,
    pub values: Vec<(String, String)>,
    /// Whether signing in is all that is missing.
    pub signed_out: bool,
}

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

/// The same, with what was typed and a way to send it once more.
pub fn kept(title: &str, words: String, again: Again) -> Page {
    let heading = title.to_owned();
    Page::new(title, move || {
        let sign_in = again.signed_out.then(|| {
            view! {
                <p>
                    "You are not signed in any more. "
                    <a href="/sign-in" target="_blank">"Sign in in another tab"</a>
                    ", come back here and send it again."
                </p>
            }
        });
        let fields = again
            .values
            .iter()
            .map(|(name, value)| hidden(name.clone(), value.clone()))
            .collect_view();
        view! {
            <div class="page-head"><h1>{heading}</h1></div>
            <p class="page-lead">{words}</p>
            {sign_in}
            <section class="part">
                <div class="part-head"><h2>"What you typed is here"</h2></div>
                {typed(&again.values)}
                <form class="actions" method="post" action=again.action.clone()>
                    {fields}
                    <button class="button">"Send it again"</button>
                    <a href="/">"All processes"</a>
                </form>
            </section>
        }
    })
}
