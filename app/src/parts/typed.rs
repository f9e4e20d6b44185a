//! What somebody typed into a form that is not there any more, to be copied.

use leptos::prelude::*;

/// Values shorter than this are choices and numbers, not something somebody typed out.
const WORTH_SHOWING: usize = 12;

/// What was typed, by the names of its fields.
pub fn typed(values: &[(String, String)]) -> AnyView {
    let typed = values
        .iter()
        .filter(|(_, value)| value.chars().count() >= WORTH_SHOWING)
        .map(|(name, value)| view! { <dt>{label(name)}</dt><dd class="typed">{value.clone()}</dd> })
        .collect_view();
    view! { <dl class="facts">{typed}</dl> }.into_any()
}

/// The name of a field as a person reads it.
fn label(name: &str) -> String {
    let words = name.replace(['_', '-', '@', '.'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
