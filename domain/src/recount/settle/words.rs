//! Entries, redlines and comments.

use super::super::ledger::{Comment, Entry, Ledger, Redline};
use crate::{
    Event,
    call::CallState,
    entry::{Pending, RedlineState},
    ids::{EntryNo, MemberNo, RedlineNo},
    record::{Line, Proposal},
    redline::{PartName, parts_of},
    rule::Silence,
};

impl Ledger {
    pub(super) fn settle_words(&mut self, line: &Line) {
        let by = line.actor.number();
        match &line.event {
            Event::EntryProposed {
                entry,
                slug,
                content,
                ..
            } => {
                self.slugs.insert(slug.to_string());
                let proposed = Entry {
                    slug: slug.clone(),
                    proposer: by,
                    pen: by,
                    wordings: vec![(content.clone(), None)],
                    withdrawn: false,
                    retired: false,
                    discussed: false,
                    agreed: None,
                    calls: Vec::new(),
                };
                self.entries.entry(*entry).or_insert(proposed);
            }
            Event::EntryWithdrawn { entry, .. } => {
                self.change(*entry, |entry| entry.withdrawn = true);
            }
            Event::PenPassed { entry, member } => self.change(*entry, |entry| entry.pen = *member),
            Event::RedlineProposed(proposal) => self.redlined(proposal, by),
            Event::RedlineConfirmed { redline, agree } => {
                self.change_redline(*redline, |it| it.confirmed = Some(*agree));
            }
            Event::RedlineFolded {
                redline,
                entry,
                parts,
                content,
                impact,
                ..
            } => {
                self.change(*entry, |entry| {
                    entry.wordings.push((content.clone(), Some(*impact)));
                });
                self.folded(*redline, parts);
            }
            Event::RedlineRefused { redline, .. } => {
                self.change_redline(*redline, |it| it.state = RedlineState::Refused);
            }
            Event::RedlineWithdrawn { redline, .. } => {
                self.change_redline(*redline, |it| it.state = RedlineState::Withdrawn);
            }
            Event::CommentAdded(remark) => {
                let comment = Comment {
                    entry: remark.entry,
                    by,
                    redline: remark.redline,
                    disposed: false,
                    review: None,
                    hidden: false,
                };
                self.comments.insert(remark.comment, comment);
                self.change(remark.entry, |entry| entry.discussed = true);
                self.heard(remark.entry);
            }
            Event::CommentDisposed { comment, .. } => {
                if let Some(comment) = self.comments.get_mut(comment) {
                    comment.disposed = true;
                }
            }
            _ => {}
        }
    }

    pub(super) fn change(&mut self, number: EntryNo, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.get_mut(&number) {
            change(entry);
        }
    }

    fn change_redline(&mut self, number: RedlineNo, change: impl FnOnce(&mut Pending)) {
        if let Some(redline) = self.redlines.get_mut(&number) {
            change(&mut redline.pending);
        }
    }

    fn redlined(&mut self, proposal: &Proposal, by: MemberNo) {
        let pending = Pending {
            number: proposal.redline,
            state: RedlineState::Pending,
            changes: proposal.changes.clone(),
            folded: Vec::new(),
            impact: proposal.impact,
            by,
            moved_by: proposal.moved_by,
            confirmed: None,
        };
        let redline = Redline {
            entry: proposal.entry,
            base: proposal.base,
            pending,
        };
        self.redlines.insert(proposal.redline, redline);
        self.change(proposal.entry, |entry| entry.discussed = true);
    }

    /// A line that names no parts folded all of them.
    fn folded(&mut self, number: RedlineNo, parts: &[String]) {
        let languages = self.process.as_ref().map(|it| &it.languages);
        let Some(lang) = languages.and_then(|it| it.first()).cloned() else {
            return;
        };
        self.change_redline(number, |pending| {
            let all = parts_of(&pending.changes, &lang);
            if parts.is_empty() {
                pending.folded.clone_from(&all);
            } else {
                let named = parts.iter().filter_map(|part| part.parse().ok());
                pending.folded.extend(named.collect::<Vec<PartName>>());
                pending.folded.sort();
                pending.folded.dedup();
            }
            if all.iter().all(|part| pending.folded.contains(part)) {
                pending.state = RedlineState::Folded;
            }
        });
    }

    /// Where silence is assent, a comment on the subject breaks it.
    fn heard(&mut self, entry: EntryNo) {
        for call in self.calls.values_mut() {
            let about = call.facts.subject.entry() == Some(entry);
            let open = call.facts.state == CallState::Open;
            call.commented |= about && open && call.facts.silence == Silence::Assent;
        }
    }
}
