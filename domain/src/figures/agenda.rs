//! Whose entries the convener's calls were about.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::roster::Roster;
use crate::{Event, Slug, ids::EntryNo, record::Line};

/// Whose entries were called, beside how many take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Agenda {
    /// All calls that were made about an entry, those withdrawn later too.
    pub calls: u32,
    /// Calls about anything else: a rule, the charter, a release, a resolution.
    pub other_calls: u32,
    pub entries: u32,
    pub participants: u32,
    pub groups: Vec<AgendaShare>,
}

/// The share of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgendaShare {
    /// Absent for what nobody of a group proposed.
    pub group: Option<Slug>,
    /// Calls about entries that the group proposed; its proposer's group of that time.
    pub calls: u32,
    /// How many entries the group proposed, called or not.
    pub entries: u32,
    /// How many participants it has now.
    pub participants: u32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Calling {
    proposers: BTreeMap<EntryNo, Option<Slug>>,
    calls: BTreeMap<Option<Slug>, u32>,
    others: u32,
}

impl Calling {
    pub fn add(&mut self, line: &Line, roster: &Roster) {
        match &line.event {
            Event::EntryProposed { entry, .. } => {
                let group = roster.group_of(line.actor);
                self.proposers.insert(*entry, group);
            }
            Event::CallScheduled(schedule) => match schedule.subject.entry() {
                Some(entry) => {
                    let group = self.proposers.get(&entry).cloned().flatten();
                    *self.calls.entry(group).or_default() += 1;
                }
                None => self.others += 1,
            },
            _ => {}
        }
    }

    pub fn told(&self, roster: &Roster) -> Agenda {
        let mut entries: BTreeMap<&Option<Slug>, u32> = BTreeMap::new();
        for group in self.proposers.values() {
            *entries.entry(group).or_default() += 1;
        }
        let participants = roster.participants();
        let mentioned = self.proposers.values().chain(self.calls.keys());
        let groups = roster.groups(mentioned.chain(participants.keys()));
        let groups = groups.into_iter().map(|group| AgendaShare {
            calls: self.calls.get(&group).copied().unwrap_or_default(),
            entries: entries.get(&group).copied().unwrap_or_default(),
            participants: participants.get(&group).copied().unwrap_or_default(),
            group,
        });
        let groups: Vec<_> = groups.collect();
        Agenda {
            calls: self.calls.values().sum(),
            other_calls: self.others,
            entries: groups.iter().map(|it| it.entries).sum(),
            participants: groups.iter().map(|it| it.participants).sum(),
            groups,
        }
    }
}
