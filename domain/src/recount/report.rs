//! What a check found.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Fault, Head, ledger::Ledger};
use crate::{
    Lang, Moment, Slug, Text, Title, Version,
    call::{CallState, Subject},
    content::Content,
    entry::{EntryStatus, status},
    ids::{CallNo, EntryNo, MemberNo, OrganisationNo, WordingNo},
    permit::Member,
    process::Group,
    reading::{Tally, ToldOutcome, ToldReadings, Verdict},
};

/// Everything that a record came to.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// The process it is of, if a line says so.
    pub process: Option<Slug>,
    pub groups: Vec<Group>,
    /// What it says of the glossary.
    #[serde(skip)]
    pub declared: Option<Declared>,
    /// Everybody who was ever on the roster, where they belong, and whether they are still there.
    #[serde(skip)]
    pub roster: BTreeMap<MemberNo, (Member, bool)>,
    /// Every organisation, also one that became part of another.
    #[serde(skip)]
    pub organisations: BTreeSet<OrganisationNo>,
    /// How many lines the file has.
    pub lines: usize,
    /// The last line that could be read.
    pub head: Option<Head>,
    /// The head it was compared with.
    pub noted: Option<Head>,
    /// What is wrong, the first line first.
    pub faults: Vec<Fault>,
    /// What is no fault and should be known.
    pub remarks: Vec<Remark>,
    pub calls: Vec<Counted>,
    pub entries: Vec<Agreed>,
    pub releases: Vec<Published>,
    /// What a release that followed could hold; nothing where the charter asks for a call and none was reached.
    #[serde(skip)]
    pub releasable: Vec<Releasable>,
    /// When its last line was written.
    #[serde(skip)]
    pub last_at: Option<Moment>,
}

/// What a process declared of the glossary it publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    pub title: Title,
    pub charter: Text,
    /// An SPDX identifier.
    pub licence: Title,
    pub languages: Vec<Lang>,
    /// Where permanent addresses begin; the first release fixes it.
    pub base: Option<String>,
}

/// Something to know about one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    pub seq: u64,
    pub says: String,
}

/// A call, counted again.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Counted {
    pub call: CallNo,
    pub subject: Option<Subject>,
    pub state: Option<CallState>,
    /// The lines that opened and closed it.
    pub opened: Option<u64>,
    pub closed: Option<u64>,
    /// The name of the rule that was fixed when it opened.
    pub rule: Option<String>,
    /// What is counted now, and what follows.
    pub tally: Option<Tally>,
    pub outcome: Option<ToldOutcome>,
    pub readings: Option<ToldReadings>,
    /// What its closing line states.
    pub stated: Option<Verdict>,
    /// Whether that line is what is computed now, to the letter; none where it has not closed.
    pub agrees: Option<bool>,
    pub closed_at: Option<Moment>,
    /// The newest minority statement of each member who left one.
    #[serde(skip)]
    pub minorities: BTreeMap<MemberNo, Text>,
}

/// An entry, and which of its wordings was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreed {
    pub entry: EntryNo,
    pub slug: Slug,
    pub status: Option<EntryStatus>,
    pub wordings: WordingNo,
    pub agreed: Option<WordingNo>,
    pub call: Option<CallNo>,
    /// What the releases so far held of it; none where none did.
    #[serde(skip)]
    pub released: Option<Released>,
}

/// What a release that followed would hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Releasable {
    /// The version that its call was on; none where the charter asks for no call.
    pub called: Option<Version>,
    /// The lowest version that follows from what changed; none where nothing is new.
    pub at_least: Option<Version>,
    pub holds: BTreeMap<EntryNo, Holding>,
}

/// An entry in such a release.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    pub wording: WordingNo,
    /// The call that agreed it.
    pub call: CallNo,
    pub retired: bool,
    /// What the wording says.
    pub content: Content,
}

/// An entry in the releases there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Released {
    /// The first release that held it.
    pub since: Version,
    /// The release in which its words changed last, and the wording since.
    pub changed: Version,
    pub wording: WordingNo,
}

/// A release, made again from what was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    pub version: Version,
    /// The line that published it.
    pub line: u64,
    pub terms: usize,
    /// The lowest version that follows from what changed.
    pub at_least: Option<Version>,
    /// Whether its terms, its version and the one before are what is computed now.
    pub agrees: bool,
}

impl Counted {
    /// Whether what it asked for holds: it was reached, and nobody can contest it any more.
    pub fn is_in_force(&self) -> bool {
        let reached = self
            .outcome
            .as_ref()
            .is_some_and(|it| it.result == Verdict::Reached);
        reached && self.state == Some(CallState::Final)
    }
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// What is wrong first; what comes after may only follow from it.
    pub fn first(&self) -> Option<&Fault> {
        self.faults.first()
    }

    /// How many calls closed, and of those how many as they were counted again.
    pub fn closed(&self) -> (usize, usize) {
        let closed = self.calls.iter().filter_map(|call| call.agrees);
        let (all, agree) = (closed.clone().count(), closed.filter(|it| *it).count());
        (all, agree)
    }
}

impl Ledger {
    /// What calls, entries and releases came to.
    pub(super) fn report(mut self) -> Report {
        let entries = self.entries.iter().map(|(number, entry)| Agreed {
            entry: *number,
            slug: entry.slug.clone(),
            status: self.standing(*number).ok().map(|it| status(&it.facts)),
            wordings: WordingNo::try_from(entry.wordings.len()).unwrap_or(WordingNo::MAX),
            agreed: entry.agreed.map(|(wording, _)| wording),
            call: entry.agreed.map(|(_, call)| call),
            released: self.released(*number),
        });
        let entries = entries.collect();
        let releasable = self.could_be_released();
        let last_at = self.last_at();
        let mut counted = std::mem::take(&mut self.counted);
        let calls = self.calls.iter().map(|(number, call)| Counted {
            call: *number,
            subject: Some(call.facts.subject.clone()),
            state: Some(call.facts.state),
            opened: call.opened_by,
            closed: call.closed_by,
            rule: call.facts.rule.as_ref().map(|rule| rule.name.clone()),
            ..counted.remove(number).unwrap_or_default()
        });
        let calls = calls.collect();
        let process = self.process.as_ref();
        Report {
            process: process.map(|it| it.slug.clone()),
            groups: process.map(|it| it.groups.clone()).unwrap_or_default(),
            declared: process.map(|it| Declared {
                title: it.title.clone(),
                charter: it.charter.clone(),
                licence: it.licence.clone(),
                languages: it.languages.clone(),
                base: it.base.clone(),
            }),
            roster: self
                .members
                .into_iter()
                .map(|(number, it)| (number, (it.member, it.present)))
                .collect(),
            organisations: self.organisations.into_keys().collect(),
            remarks: self.remarks,
            calls,
            entries,
            releases: self.published,
            releasable,
            last_at,
            ..Report::default()
        }
    }
    /// What a release could hold now, once for each call on one that was reached.
    fn could_be_released(&self) -> Vec<Releasable> {
        let called = self.release_calls();
        let versions: Vec<Option<Version>> = match called {
            None => vec![None],
            Some(calls) => {
                let versions: BTreeSet<_> = calls.iter().map(|call| call.version).collect();
                versions.into_iter().map(Some).collect()
            }
        };
        let releasable = versions.into_iter().filter_map(|called| {
            let settled = self.settle_release(called);
            let at_least = settled.as_ref().ok().map(|it| it.plan.suggested);
            let held = match (settled, called) {
                (Ok(settled), _) => settled.held,
                (Err(_), None) => self.held(),
                (Err(_), Some(_)) => return None,
            };
            let holds = held.into_iter().filter_map(|(held, call)| {
                let content = self.entries.get(&held.entry)?.content(held.wording)?;
                let holding = Holding {
                    wording: held.wording,
                    call,
                    retired: held.retired,
                    content: content.clone(),
                };
                Some((held.entry, holding))
            });
            Some(Releasable {
                called,
                at_least,
                holds: holds.collect(),
            })
        });
        releasable.collect()
    }

    /// What the releases so far held of an entry, the oldest first.
    fn released(&self, entry: EntryNo) -> Option<Released> {
        let mut releases: Vec<_> = self.releases.iter().collect();
        releases.sort_by_key(|release| release.version);
        let holding = releases.into_iter().filter_map(|release| {
            let held = release.held.iter().find(|held| held.entry == entry)?;
            Some(Released {
                since: release.version,
                changed: release.version,
                wording: held.wording,
            })
        });
        holding.reduce(|before, now| Released {
            since: before.since,
            changed: match now.wording == before.wording {
                true => before.changed,
                false => now.changed,
            },
            wording: now.wording,
        })
    }
}
