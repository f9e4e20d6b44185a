//! Minutes of a meeting with their names looked up, and the forms in which they leave: Markdown and DOCX.
//!
//! What is told stands in `blocks.rs` once for all forms; each form only says how a block looks in it.

mod blocks;
mod docx;
mod markdown;
mod words;

use domain::{
    Day, Lang, Moment, Slug,
    content::Content,
    ids::{CallNo, EntryNo, MeetingNo, MemberNo, WordingNo},
    meeting::{ActionState, ItemNo, MinutesState},
    reading::{Counts, Stance},
    redline::Fields,
};
use schemars::JsonSchema;
use serde::Serialize;

pub use words::{clock, day, named, sentence, spans, standing, when};

use crate::FormError;

/// The minutes of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Minutes {
    pub process: Slug,
    pub process_title: String,
    pub meeting: MeetingNo,
    pub title: String,
    pub place: Option<String>,
    pub starts_at: Moment,
    pub started_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// The language whose words count.
    pub lang: Lang,
    pub convened_by: Who,
    pub note_taker: Option<Who>,
    pub state: MinutesState,
    /// What the convener said when they were put before everybody.
    pub statement: Option<String>,
    pub circulated_at: Option<Moment>,
    pub corrections_until: Option<Moment>,
    /// The call that asks whether these are the minutes.
    pub called_by: Option<CallNo>,
    pub frozen_at: Option<Moment>,
    /// The call that agreed them.
    pub agreed_by: Option<CallNo>,
    pub present: Vec<Present>,
    /// What happened before an item was opened.
    pub before: Part,
    /// The items in the order in which they were under discussion.
    pub items: Vec<Part>,
    /// What was written after the meeting, under no item.
    pub after: Part,
    /// What stood on the agenda and was not discussed.
    pub not_reached: Vec<AgendaRef>,
    pub actions: Vec<Action>,
    pub corrections: Vec<Correction>,
    /// Where the record ended when this was read.
    pub seq: u64,
}

/// Somebody, as they were known when the meeting ended; only the name is the one of today, because names can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Who {
    pub number: MemberNo,
    pub name: String,
    pub organisation: Option<String>,
    pub group: Option<String>,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Present {
    #[serde(flatten)]
    pub who: Who,
    pub spans: Vec<Span>,
}

/// A stretch of the meeting; it goes on where it has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Span {
    pub from: Moment,
    pub until: Option<Moment>,
}

/// What happened while an item was under discussion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// None before the first item and after the meeting.
    pub item: Option<AgendaRef>,
    pub spans: Vec<Span>,
    pub texts: Vec<Reading>,
    pub deeds: Vec<Deed>,
    /// What happened meanwhile to other entries and in other calls.
    pub elsewhere: Vec<Deed>,
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgendaRef {
    pub number: ItemNo,
    pub title: String,
    pub entry: Option<EntryNo>,
    pub call: Option<CallNo>,
}

/// How an entry read before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reading {
    pub entry: Term,
    /// None where it was proposed meanwhile.
    pub before: Option<Worded>,
    pub after: Option<Worded>,
    /// The redline from one to the other, without what stayed the same.
    pub fields: Fields,
}

/// A wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Worded {
    pub number: WordingNo,
    pub content: Content,
}

/// An entry by its term of that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Term {
    pub number: EntryNo,
    pub slug: String,
    pub term: String,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Deed {
    /// The line of the record that says so; of several it is the first.
    pub seq: u64,
    pub at: Moment,
    /// Who did it; none where it was the clock.
    pub by: Option<Who>,
    pub act: String,
    pub entry: Option<EntryNo>,
    pub call: Option<CallNo>,
    /// What was done, as a sentence without its full stop.
    pub words: Vec<Bit>,
    pub detail: Option<Detail>,
    /// Whether it was written after the meeting.
    pub later: bool,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Bit {
    Words { text: String },
    Term(Term),
    Call { number: CallNo },
}

/// What more is to be told of a deed. Texts of people are Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Detail {
    /// A reason, a comment or a statement.
    Said {
        text: String,
    },
    Redline {
        fields: Fields,
        rationale: String,
    },
    Positions {
        taken: Vec<Position>,
        /// How many took one in a call that is blind.
        sealed: u32,
    },
    /// A straw poll. It binds nobody.
    Poll {
        question: String,
        options: Vec<PollOption>,
    },
    Note {
        number: u32,
        text: String,
        changed_at: Option<Moment>,
    },
    Action {
        action: Box<Action>,
    },
    /// How a call ended.
    Outcome {
        about: String,
        reached: bool,
        missing: Vec<String>,
        statement: Option<String>,
        tally: Counts,
        groups: Vec<GroupTally>,
    },
}

/// A position that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Position {
    pub at: Moment,
    pub by: Who,
    pub stance: Stance,
    pub reason: Option<String>,
    pub would_resolve: Option<String>,
}

/// An option of a straw poll, and how many chose it once it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PollOption {
    pub text: String,
    pub count: Option<u32>,
}

/// What a group held when a call closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupTally {
    pub name: String,
    pub counts: Counts,
}

/// Something that somebody was given to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Action {
    pub number: u32,
    pub item: Option<ItemNo>,
    pub text: String,
    pub owner: Who,
    pub due: Option<Day>,
    pub at: Moment,
    /// What became of it, which is no part of the minutes: it may change when they are final.
    pub later: Later,
}

/// What became of an action by the time that minutes are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Later {
    pub state: ActionState,
    pub remark: Option<String>,
    pub settled_at: Option<Moment>,
}

/// A correction that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Correction {
    pub number: u32,
    pub item: Option<ItemNo>,
    pub text: String,
    pub by: Who,
    pub at: Moment,
    /// Whether the minutes say now what was asked for; none while it waits for an answer.
    pub made: Option<bool>,
    pub response: Option<String>,
}

impl Minutes {
    /// All its parts in their order.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&self.before)
            .chain(&self.items)
            .chain(std::iter::once(&self.after))
    }

    /// The calls that closed, in their order: who did it, and how they ended.
    pub fn decisions(&self) -> impl Iterator<Item = &Deed> {
        let deeds = self
            .parts()
            .flat_map(|part| part.deeds.iter().chain(&part.elsewhere));
        deeds.filter(|deed| matches!(deed.detail, Some(Detail::Outcome { .. })))
    }

    /// As CommonMark.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// As DOCX. What a text lost and gained stands in it as tracked changes.
    pub fn docx(&self) -> Result<Vec<u8>, FormError> {
        docx::write(self)
    }
}

impl Part {
    pub fn is_empty(&self) -> bool {
        self.deeds.is_empty() && self.elsewhere.is_empty() && self.spans.is_empty()
    }
}
