//! What is doubtful in a definition, while it is written.

use domain::lint::{Draft, Known, Lexicon};
use leptos::prelude::*;

use super::advice::advice;

/// Says beside the text what is doubtful in it. It is computed on the server first, beside all
/// entries, so that it is there without a script too; then it follows while one types, beside those
/// that `shipped` has.
#[component]
pub fn DefinitionLint(
    /// What stands in the fields at first.
    draft: Draft,
    /// Every other entry in the language of the definition.
    lexicon: Lexicon,
    /// Those that are sent along.
    shipped: Vec<Known>,
    /// The id of the field with the definition.
    field: String,
    /// The ids of the fields with examples, without their numbers.
    example: String,
) -> impl IntoView {
    let html = advice(&draft, &lexicon, None);
    let known: Vec<_> = shipped.iter().map(Known::line).collect();
    view! {
        <div
            data-advice=lexicon.lang().to_string()
            data-definition=field
            data-example=example
            data-known=known.join("\n")
            inner_html=html
        ></div>
    }
}
