//! Redlines on the words people read, not on the Markdown they were typed in.

use super::apply::{new_text, old_text};
use super::diff::{Op, diff};
use crate::markdown::plain;

/// The redline between what two Markdown texts say. Where they say the same and only marks differ, such as a new link,
/// the redline of the source, so that no change goes unseen.
pub fn diff_readable(old: &str, new: &str) -> Vec<Op> {
    let (old_plain, new_plain) = (plain(old), plain(new));
    if old_plain == new_plain && old != new {
        diff(old, new)
    } else {
        diff(&old_plain, &new_plain)
    }
}

/// The same for a redline of Markdown that is there already.
pub fn readable(ops: &[Op]) -> Vec<Op> {
    diff_readable(&old_text(ops), &new_text(ops))
}
