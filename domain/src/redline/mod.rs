//! Redlines: what a text loses and gains on its way to another, in whole words.
//!
//! A redline is what people see, hear, fold and argue about, so it is made for reading: one rewritten phrase is one
//! deletion and one insertion, not a confetti of single words that happened to stay.

mod apply;
mod blame;
mod carry;
mod changes;
mod diff;
mod fields;
mod items;
mod merge;
mod overlay;
mod parts;
mod readable;
mod spoken;
mod words;

#[cfg(test)]
mod tests;

pub use apply::{ApplyError, apply, new_text, old_text};
pub use blame::{Run, blame};
pub use carry::{Carried, Conflict, carry, carry_parts, take_up};
pub use diff::{Op, OpKind, diff};
pub use fields::{Field, Fields, between, part_texts};
pub(crate) use fields::{cited, designation_line, relation_line, relation_words, source_line};
pub use items::{Item, ItemChange, items, parted};
pub(crate) use items::{diff_items, line};
pub use merge::merge_text;
pub use overlay::{Laid, LaidOrder, Rivals, overlay, rivals, spoken_overlay};
pub use parts::{PartName, PartNameError, keep, parts_of};
pub use readable::{diff_readable, readable};
pub use spoken::{Order, spoken, spoken_items};
pub use words::{Kind, Word, words};
