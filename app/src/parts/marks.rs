//! Small things that say where something stands: statuses, stances, impacts.

use domain::{
    entry::{EntryStatus, Impact},
    reading::Stance,
};
use leptos::prelude::*;

/// Where an entry stands, as a word with its glyph.
pub fn status(status: EntryStatus) -> AnyView {
    let (value, word) = status_words(status);
    view! { <span class="status" data-status=value>{word}</span> }.into_any()
}

/// The value a status has in addresses, and the word for it.
pub const fn status_words(status: EntryStatus) -> (&'static str, &'static str) {
    match status {
        EntryStatus::Proposed => ("proposed", "proposed"),
        EntryStatus::Discussed => ("discussed", "discussed"),
        EntryStatus::Called => ("called", "in call"),
        EntryStatus::Agreed => ("agreed", "agreed"),
        EntryStatus::Withdrawn => ("withdrawn", "withdrawn"),
        EntryStatus::Retired => ("retired", "retired"),
    }
}

/// What somebody holds, told of them: "objects". Nothing said is silence.
pub fn stance(stance: Option<Stance>) -> AnyView {
    let (value, word) = stance_words(stance);
    view! { <span class="stance" data-stance=value>{word}</span> }.into_any()
}

/// The same, set apart from the words around it.
pub fn stance_chip(stance: Option<Stance>) -> AnyView {
    let (value, word) = stance_words(stance);
    view! { <span class="stance stance-chip" data-stance=value>{word}</span> }.into_any()
}

/// The value of a stance in markup, and the word that follows a name.
pub const fn stance_words(stance: Option<Stance>) -> (&'static str, &'static str) {
    match stance {
        Some(Stance::Support) => ("support", "supports"),
        Some(Stance::Accept) => ("accept", "accepts"),
        Some(Stance::Concern) => ("concern", "has a concern"),
        Some(Stance::Object) => ("object", "objects"),
        Some(Stance::Abstain) => ("abstain", "abstains"),
        Some(Stance::Recuse) => ("recuse", "recused"),
        None => ("silent", "silent"),
    }
}

/// How far a change goes.
pub fn impact(impact: Impact) -> AnyView {
    let (value, word) = match impact {
        Impact::Editorial => ("editorial", "editorial"),
        Impact::Clarifying => ("clarifying", "clarifies"),
        Impact::Meaning => ("meaning", "changes the meaning"),
    };
    view! { <span class="impact" data-impact=value>{word}</span> }.into_any()
}
