//! Texts as people wrote them, made safe to show, with links to other entries resolved.

use std::collections::BTreeSet;

use domain::{Lang, Slug, entry::EntryRef, markdown};
use leptos::prelude::*;

use super::direction;

/// Where links between entries lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLinks {
    base: String,
    /// The entries that exist, by slug and by number; all are taken to exist where this is absent.
    known: Option<BTreeSet<String>>,
}

impl EntryLinks {
    /// Links to the entries of a process.
    pub fn of(process: &Slug) -> Self {
        Self {
            base: format!("/p/{process}/entries"),
            known: None,
        }
    }

    /// Only these exist, given by slug or number; others are shown as unknown.
    pub fn knowing(mut self, known: impl IntoIterator<Item = String>) -> Self {
        self.known = Some(known.into_iter().collect());
        self
    }

    /// The address of an entry as it was typed in a text.
    pub fn address(&self, entry: &str) -> Option<String> {
        let entry: EntryRef = entry.parse().ok()?;
        let entry = entry.to_string();
        let known = self
            .known
            .as_ref()
            .is_none_or(|known| known.contains(&entry));
        known.then(|| format!("{}/{entry}", self.base))
    }

    /// Blocks of text as sanitised HTML.
    pub fn html(&self, text: &str) -> String {
        markdown::to_html(text, &|entry| self.address(entry))
    }

    /// The same to stand within a line.
    pub fn html_inline(&self, text: &str) -> String {
        markdown::to_html_inline(text, &|entry| self.address(entry))
    }

    /// Blocks of text in an element of this class.
    pub fn blocks(&self, class: &'static str, text: &str) -> AnyView {
        view! { <div class=class inner_html=self.html(text)></div> }.into_any()
    }

    /// Blocks of text in a language.
    pub fn blocks_in(&self, class: &'static str, text: &str, lang: &Lang) -> AnyView {
        view! { <div class=class lang=lang.to_string() dir=direction(lang) inner_html=self.html(text)></div> }.into_any()
    }
}
