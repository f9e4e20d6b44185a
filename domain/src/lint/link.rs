//! Making a word a link to its entry.

use std::ops::Range;

use super::Text;
use crate::markdown::{links, plain};

/// The text with a link to an entry at these bytes of it. None where the words cannot be linked
/// without changing anything else: within code, within another link, across marks.
pub fn link(md: &str, at: Range<usize>, slug: &str) -> Option<String> {
    let (before, after) = (md.get(..at.start)?, md.get(at.end..)?);
    let linked = format!("{before}{}{after}", linking(md.get(at)?, slug)?);
    let (old, mut new) = (links(md), links(&linked));
    if !old.iter().any(|entry| entry == slug) {
        let mine = new.iter().position(|entry| entry == slug)?;
        new.remove(mine);
    }
    (plain(md) == plain(&linked) && old == new).then_some(linked)
}

/// What would be typed in place of these bytes of a text to link them; cheap, so that it can be
/// offered while one types.
pub(super) fn offer(text: &Text<'_>, at: &Range<usize>, slug: &str) -> Option<String> {
    let typed = text.source.get(text.reading.source(at.clone())?)?;
    // Only what reads as it was typed: no mark stands within it.
    (text.reading.text.get(at.clone()) == Some(typed))
        .then(|| linking(typed, slug))
        .flatten()
}

fn linking(typed: &str, slug: &str) -> Option<String> {
    let marks = ['[', ']', '|', '\\', '*', '_', '`', '<', '>', '&', '\n'];
    if typed.is_empty() || typed.contains(marks) {
        return None;
    }
    // A bare link reads with blanks where its slug has hyphens.
    if slug.replace('-', " ") == typed {
        Some(format!("[[{slug}]]"))
    } else {
        Some(format!("[[{slug}|{typed}]]"))
    }
}
