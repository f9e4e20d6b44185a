//! Entries: how they are proposed, where they stand, and how they change.

mod input;
mod proposing;
mod redlining;
mod reference;
mod status;

#[cfg(test)]
mod tests;

pub use input::{Impact, Localised, NewChanges, NewEntry, NewFolding, NewRedline, RedlineState};
pub use proposing::{pass_pen, propose, withdraw};
pub(crate) use redlining::propose_from;
pub use redlining::{
    Drafted, Pending, Unfolded, confirm, fold, left_to_fold, propose_redline, refuse,
    withdraw_redline,
};
pub use reference::{EntryRef, sort_key, words};
pub use status::{EntryStatus, Facts, Standing, status};
