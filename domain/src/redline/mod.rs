//! Redlines: what a text loses and gains on its way to another, in whole words.
//!
//! A redline is what people see, hear, fold and argue about, so it is made for reading: one rewritten phrase is one
//! deletion and one insertion, not a confetti of single words that happened to stay.

mod apply;
mod carry;
mod changes;
mod diff;
mod fields;
mod merge;
mod parts;
mod readable;
mod spoken;
mod words;

#[cfg(test)]
mod tests;

pub use apply::{ApplyError, apply, new_text, old_text};
pub use carry::{Conflict, carry};
pub use diff::{Op, OpKind, diff};
pub use fields::{Field, Fields, between};
pub(crate) use fields::{designation_line, relation_line};
pub use merge::merge_text;
pub use parts::{PartName, PartNameError, keep, parts_of};
pub use readable::{diff_readable, readable};
pub use spoken::{Order, spoken};
pub use words::{Kind, Word, words};
