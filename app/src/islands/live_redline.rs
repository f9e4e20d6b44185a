//! The redline of a text as it is typed.

use leptos::prelude::*;

use super::marks::redline;

/// Shows how the text in the field with the id `field` differs from `base`: as it came to the
/// server, and while it is typed.
#[component]
pub fn LiveRedline(
    /// The words the change starts from.
    base: String,
    /// What stands in the field at first; `base` where it is left out.
    #[prop(optional)]
    typed: Option<String>,
    /// The id of the text field.
    field: String,
    /// The language of the words.
    lang: String,
) -> impl IntoView {
    let html = typed.and_then(|typed| redline(&base, &typed));
    let same = html.is_none();
    view! {
        <div class="compose-redline" data-redline=field data-base=base hidden=same>
            <h3>"Your redline"</h3>
            <p class="redline-text" lang=lang inner_html=html.unwrap_or_default()></p>
        </div>
    }
}
