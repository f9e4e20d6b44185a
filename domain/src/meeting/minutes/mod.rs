//! Minutes: what the record says of a meeting, in the order in which it was discussed.
//!
//! Nobody writes them but the record itself. What is typed between stands in it as notes and actions, so the minutes of
//! a meeting can be read again from its lines at any time, and are the same.

mod ground;
mod standing;
mod writer;

#[cfg(test)]
mod tests;

use super::ItemNo;
use crate::{
    Event, Moment,
    call::Stated,
    ids::{CallNo, EntryNo, MemberNo, WordingNo},
    record::{ActionAssignment, Actor},
};

pub use ground::{Ground, Named, named};
pub use standing::Standing;
pub use writer::write;

/// What the record says of a meeting, by numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Who was there, by number.
    pub present: Vec<Presence>,
    /// What happened before an item was opened.
    pub before: Part,
    /// The items in the order in which they were opened first; then those that something was only written under.
    pub items: Vec<Part>,
    /// What was written after the meeting, under no item.
    pub after: Part,
}

/// When somebody was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    pub member: MemberNo,
    pub spans: Vec<Span>,
}

/// A stretch of the meeting; it goes on where it has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Moment,
    pub until: Option<Moment>,
}

/// What happened while an item was under discussion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    pub item: Option<ItemNo>,
    /// When it was under discussion.
    pub spans: Vec<Span>,
    /// The wordings of its entry, and of every entry that was changed meanwhile.
    pub texts: Vec<Texts>,
    pub deeds: Vec<Deed>,
    /// What happened meanwhile to other entries, and in other calls, than those of the item.
    pub elsewhere: Vec<Deed>,
}

/// The wordings of an entry before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    pub entry: EntryNo,
    /// None where it was proposed meanwhile.
    pub before: Option<WordingNo>,
    pub after: Option<WordingNo>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The line that says so; of several it is the first.
    pub seq: u64,
    pub at: Moment,
    pub by: Actor,
    pub entry: Option<EntryNo>,
    pub call: Option<CallNo>,
    pub told: Told,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// As its line says.
    Act(Box<Event>),
    /// All positions that were taken in a call while the item was under discussion.
    Positions {
        taken: Vec<Taken>,
        /// Who took one in a call that is blind. It is for counting them.
        sealed: Vec<MemberNo>,
    },
    /// The straw poll with this number.
    Poll(u32),
    /// The note with this number, as it reads now.
    Note(u32),
    Action(ActionAssignment),
}

/// A position that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub member: MemberNo,
    pub at: Moment,
    pub stated: Stated,
}

impl Part {
    /// Whether nothing is to be told of it.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty() && self.deeds.is_empty() && self.elsewhere.is_empty()
    }
}
