//! Manuscripts: an entry's words as they travel through a word processor and come back, with every change marked by
//! who made it.
//!
//! A manuscript holds texts as they were typed, Markdown and all, because what comes back must be what was sent but
//! for the marked changes.

mod fault;
mod pieces;
mod taking;
mod text;

#[cfg(test)]
mod tests;

use crate::{
    Lang, Slug,
    ids::{EntryNo, WordingNo},
    redline::PartName,
};

pub use fault::Fault;
pub use pieces::{Mark, Piece, accepted, follow, lay, rejected, started, with};
pub use taking::{Taking, takings};
pub use text::{LINE_BREAK, changes, is_empty_part, parts, text};

/// What is sent out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    pub title: String,
    /// What stands below the title, a paragraph each.
    pub lead: Vec<String>,
    pub origin: Origin,
    pub sections: Vec<Section>,
}

/// Where a manuscript comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Wordings or redlines of an entry; it may come back with changes.
    Entry { process: Slug, entry: EntryNo },
    /// Two releases; it is for reading.
    Releases { process: Slug },
}

/// Changes of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    /// What stands below the heading, a paragraph each.
    pub lead: Vec<String>,
    /// The wording that is left where every change is rejected.
    pub base: Option<WordingNo>,
    pub parts: Vec<Part>,
}

/// One part of an entry. A line of its text is a paragraph, and [`LINE_BREAK`] a line break within one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub name: PartName,
    /// The language it is written in, where it is in one.
    pub lang: Option<Lang>,
    pub pieces: Vec<Piece>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub origin: Origin,
    pub sections: Vec<ReturnedSection>,
    /// Whether the look of words was changed and tracked.
    pub formatted: bool,
}

/// A section that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedSection {
    pub base: WordingNo,
    pub parts: Vec<(PartName, Vec<Piece>)>,
}
