//! The record: one line per act, chained by hashes, from which everything can be computed again.

mod contribution;
mod event;
mod founding;
mod line;
mod meeting;
mod publication;
mod review;

pub use contribution::{ObjectionRef, Proposal, Remark, Revealed, Schedule};
pub use event::Event;
pub use founding::{Founding, Joining, Reform};
pub use line::{Actor, Broken, Line, START, canonical_sha256, verify_chain};
pub use meeting::{
    ActionAssignment, ActionSettlement, CorrectionAnswer, CorrectionRequest, ItemSuggestion,
    MeetingNote, MeetingPlan, MeetingReform, MinutesCirculation, MinutesFreeze, MinutesReturn,
    PollClosing, PollOpening, SuggestionAnswer,
};
pub use publication::{Publication, PublishedTerm};
pub use review::{PublicRemark, ReviewClosing, ReviewExtension, ReviewOpening};

/// An event that a decision of this crate let pass. Nothing else can make one, and storing needs
/// one, so nothing is stored that was not decided here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided(Event);

impl Decided {
    pub(crate) fn new(event: Event) -> Self {
        Self(event)
    }

    pub fn event(&self) -> &Event {
        &self.0
    }

    pub(crate) fn into_event(self) -> Event {
        self.0
    }
}
