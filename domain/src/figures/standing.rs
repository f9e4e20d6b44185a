//! Where the entries stood, from the first on. Each status is told by [`crate::entry::status`] from
//! the same facts as everywhere.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Event, Moment, Version,
    call::Subject,
    entry::{EntryStatus, Facts, status},
    ids::{CallNo, EntryNo, WordingNo},
    record::Line,
};

/// How many entries stood where, from the first one on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntriesOverTime {
    /// Each moment at which a count changed.
    pub points: Vec<Stood>,
    pub releases: Vec<ReleaseMark>,
}

/// How many entries stood where from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stood {
    pub at: Moment,
    pub proposed: u32,
    pub discussed: u32,
    pub called: u32,
    pub agreed: u32,
    /// Of the agreed ones those whose agreed wording stands in a release that was not yanked.
    pub released: u32,
    pub withdrawn: u32,
    pub retired: u32,
}

/// When a release was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReleaseMark {
    pub at: Moment,
    pub version: Version,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    entries: BTreeMap<EntryNo, Known>,
    calls: BTreeMap<CallNo, Called>,
    counts: BTreeMap<EntryStatus, u32>,
    points: Vec<Stood>,
    releases: Vec<ReleaseMark>,
    /// What each release holds that was not yanked.
    published: BTreeMap<Version, BTreeSet<(EntryNo, WordingNo)>>,
    released: u32,
}

#[derive(Debug, Clone)]
struct Known {
    facts: Facts,
    status: EntryStatus,
    released: bool,
    /// The call that agreed it.
    agreed_by: Option<CallNo>,
    calls: Vec<CallNo>,
}

#[derive(Debug, Clone)]
struct Called {
    entry: EntryNo,
    /// The wording it asks about; none where it asks about the retirement.
    wording: Option<WordingNo>,
    open: bool,
    /// Whether it closed with agreement and is not final yet.
    awaits_final: bool,
    reached: bool,
}

impl Standing {
    pub fn add(&mut self, line: &Line) {
        let entry = match &line.event {
            Event::EntryProposed { entry, .. } => {
                self.propose(*entry);
                Some(*entry)
            }
            Event::EntryWithdrawn { entry, .. } => {
                self.change(*entry, |known| known.facts.withdrawn = true)
            }
            Event::RedlineProposed(proposal) => {
                self.change(proposal.entry, |known| known.facts.discussed = true)
            }
            Event::RedlineFolded { entry, wording, .. } => {
                self.change(*entry, |known| known.facts.wording = *wording)
            }
            Event::CommentAdded(remark) => {
                self.change(remark.entry, |known| known.facts.discussed = true)
            }
            Event::ReviewCommented(remark) | Event::ProblemReported(remark) => remark
                .entry
                .and_then(|entry| self.change(entry, |known| known.facts.discussed = true)),
            Event::CallScheduled(schedule) => self.schedule(schedule.call, &schedule.subject),
            Event::CallOpened { call, .. } => self.call(*call, |called| called.open = true),
            Event::CallWithdrawn { call, .. } => self.call(*call, |called| called.open = false),
            Event::CallClosed { call, outcome, .. } => self.call(*call, |called| {
                called.open = false;
                called.reached = outcome.is_reached();
                called.awaits_final = called.reached;
            }),
            Event::CallSuperseded { call, .. } => {
                self.call(*call, |called| called.awaits_final = false)
            }
            Event::CallFinalised { call, .. } => self.finalise(*call),
            Event::ReleasePublished(publication) => {
                self.releases.push(ReleaseMark {
                    at: line.at,
                    version: publication.version,
                });
                let terms = publication.terms.iter().filter(|term| !term.retired);
                let terms = terms.map(|term| (term.entry, term.wording)).collect();
                self.published.insert(publication.version, terms);
                self.restate_all(line.at);
                None
            }
            Event::ReleaseYanked { version, .. } => {
                self.published.remove(version);
                self.restate_all(line.at);
                None
            }
            _ => None,
        };
        if let Some(entry) = entry {
            self.restate(entry, line.at);
        }
    }

    pub fn told(&self) -> EntriesOverTime {
        EntriesOverTime {
            points: self.points.clone(),
            releases: self.releases.clone(),
        }
    }

    fn propose(&mut self, entry: EntryNo) {
        let known = Known {
            facts: Facts {
                wording: 1,
                ..Facts::default()
            },
            status: EntryStatus::Proposed,
            released: false,
            agreed_by: None,
            calls: Vec::new(),
        };
        self.entries.insert(entry, known);
        *self.counts.entry(EntryStatus::Proposed).or_default() += 1;
    }

    fn change(&mut self, entry: EntryNo, change: impl FnOnce(&mut Known)) -> Option<EntryNo> {
        self.entries.get_mut(&entry).map(change)?;
        Some(entry)
    }

    fn schedule(&mut self, call: CallNo, subject: &Subject) -> Option<EntryNo> {
        let wording = match subject {
            Subject::Wording { wording, .. } => Some(*wording),
            _ => None,
        };
        let entry = subject.entry()?;
        let called = Called {
            entry,
            wording,
            open: false,
            awaits_final: false,
            reached: false,
        };
        self.calls.insert(call, called);
        self.change(entry, |known| known.calls.push(call))
    }

    fn call(&mut self, call: CallNo, change: impl FnOnce(&mut Called)) -> Option<EntryNo> {
        let called = self.calls.get_mut(&call)?;
        change(called);
        let (entry, open) = (called.entry, called.open);
        // A call that was open once discussed its entry.
        self.change(entry, |known| known.facts.discussed |= open)
    }

    /// What was withdrawn stays so, and an older call that becomes final late does not undo a newer
    /// one.
    fn finalise(&mut self, call: CallNo) -> Option<EntryNo> {
        let called = self.calls.get_mut(&call)?;
        called.awaits_final = false;
        let (entry, wording, reached) = (called.entry, called.wording, called.reached);
        self.change(entry, |known| {
            if !reached || known.facts.withdrawn {
                return;
            }
            match wording {
                Some(wording) if known.agreed_by < Some(call) => {
                    known.facts.agreed = Some(wording);
                    known.agreed_by = Some(call);
                }
                Some(_) => {}
                None => known.facts.retired = true,
            }
        })
    }

    fn restate(&mut self, entry: EntryNo, at: Moment) {
        let Some(known) = self.entries.get_mut(&entry) else {
            return;
        };
        let facts = &mut known.facts;
        (facts.in_call, facts.awaits_final) = (false, false);
        for called in known.calls.iter().filter_map(|call| self.calls.get(call)) {
            facts.in_call |= called.open;
            let current = called.wording.is_none_or(|it| it == facts.wording);
            facts.awaits_final |= called.awaits_final && current;
        }
        let (before, now) = (known.status, status(facts));
        if before != now {
            known.status = now;
            if let Some(count) = self.counts.get_mut(&before) {
                *count -= 1;
            }
            *self.counts.entry(now).or_default() += 1;
        }
        let mut published = self.published.values();
        let released = now == EntryStatus::Agreed
            && published.any(|terms| terms.contains(&(entry, facts.wording)));
        if known.released != released {
            known.released = released;
            self.released = if released {
                self.released + 1
            } else {
                self.released - 1
            };
        }
        self.point(at);
    }

    /// A release says of many entries at once that they are out.
    fn restate_all(&mut self, at: Moment) {
        let all: Vec<EntryNo> = self.entries.keys().copied().collect();
        for entry in all {
            self.restate(entry, at);
        }
    }

    /// Writes down what changed; of one moment the last stands.
    fn point(&mut self, at: Moment) {
        let count = |status| self.counts.get(&status).copied().unwrap_or_default();
        let stood = Stood {
            at,
            proposed: count(EntryStatus::Proposed),
            discussed: count(EntryStatus::Discussed),
            called: count(EntryStatus::Called),
            agreed: count(EntryStatus::Agreed),
            released: self.released,
            withdrawn: count(EntryStatus::Withdrawn),
            retired: count(EntryStatus::Retired),
        };
        if self.points.last().is_some_and(|last| last.at == at) {
            self.points.pop();
        }
        let same = |last: &Stood| Stood { at, ..*last } == stood;
        if !self.points.last().is_some_and(same) {
            self.points.push(stood);
        }
    }
}
