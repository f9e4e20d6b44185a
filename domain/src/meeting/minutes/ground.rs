//! What lines only name by number, and what was there before the first of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Event,
    ids::{CallNo, CommentNo, EntryNo, MemberNo, RedlineNo, WordingNo},
    record::Line,
};

/// What the lines of a meeting do not say by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// Who had come before the meeting began, and was there when it did.
    pub here: BTreeSet<MemberNo>,
    /// The entries that redlines, comments and calls are about.
    pub redlines: BTreeMap<RedlineNo, EntryNo>,
    pub comments: BTreeMap<CommentNo, EntryNo>,
    pub calls: BTreeMap<CallNo, EntryNo>,
    /// The newest wordings when the meeting began.
    pub wordings: BTreeMap<EntryNo, WordingNo>,
}

/// The numbers that lines name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    pub entries: BTreeSet<EntryNo>,
    pub redlines: BTreeSet<RedlineNo>,
    pub comments: BTreeSet<CommentNo>,
    pub calls: BTreeSet<CallNo>,
}

/// Gathers what has to be looked up before minutes can be written.
pub fn named(lines: &[Line]) -> Named {
    let mut named = Named::default();
    for line in lines {
        let event = &line.event;
        named.entries.extend(entry_of(event));
        named.redlines.extend(redline_of(event));
        named.comments.extend(comment_of(event));
        named.calls.extend(call_of(event));
    }
    named
}

impl Ground {
    /// The entry that something was done to.
    pub(super) fn entry(&self, event: &Event) -> Option<EntryNo> {
        entry_of(event)
            .or_else(|| self.redlines.get(&redline_of(event)?).copied())
            .or_else(|| self.comments.get(&comment_of(event)?).copied())
            .or_else(|| self.calls.get(&call_of(event)?).copied())
    }
}

fn entry_of(event: &Event) -> Option<EntryNo> {
    match event {
        Event::EntryProposed { entry, .. }
        | Event::EntryWithdrawn { entry, .. }
        | Event::PenPassed { entry, .. }
        | Event::RedlineFolded { entry, .. } => Some(*entry),
        Event::RedlineProposed(proposal) => Some(proposal.entry),
        Event::CommentAdded(remark) => Some(remark.entry),
        Event::CallScheduled(schedule) => schedule.subject.entry(),
        _ => None,
    }
}

fn redline_of(event: &Event) -> Option<RedlineNo> {
    match event {
        Event::RedlineProposed(proposal) => Some(proposal.redline),
        Event::RedlineConfirmed { redline, .. }
        | Event::RedlineFolded { redline, .. }
        | Event::RedlineRefused { redline, .. }
        | Event::RedlineWithdrawn { redline, .. } => Some(*redline),
        _ => None,
    }
}

fn comment_of(event: &Event) -> Option<CommentNo> {
    match event {
        Event::CommentAdded(remark) => Some(remark.comment),
        Event::CommentDisposed { comment, .. } => Some(*comment),
        _ => None,
    }
}

pub(super) fn call_of(event: &Event) -> Option<CallNo> {
    match event {
        Event::CallScheduled(schedule) => Some(schedule.call),
        Event::RuleAdopted { call, .. }
        | Event::CallOpened { call, .. }
        | Event::CallExtended { call, .. }
        | Event::CallWithdrawn { call, .. }
        | Event::CallClosed { call, .. }
        | Event::CallStated { call, .. }
        | Event::CallContested { call, .. }
        | Event::ContestWithdrawn { call, .. }
        | Event::CallFinalised { call, .. }
        | Event::CallSuperseded { call, .. }
        | Event::PositionTaken { call, .. }
        | Event::AnswerGiven { call, .. }
        | Event::AnswerConfirmed { call, .. }
        | Event::MinorityStated { call, .. } => Some(*call),
        _ => None,
    }
}
