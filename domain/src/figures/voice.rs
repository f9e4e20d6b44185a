//! Who spoke how often, by group.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::roster::Roster;
use crate::{
    Event, Slug,
    ids::{CallNo, MemberNo, RedlineNo},
    record::{Actor, Line},
};

/// Each group's share of what was said, beside its share of the participants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Voice {
    pub all: Spoken,
    pub groups: Vec<GroupVoice>,
}

/// What one group said. Whoever spoke counts for the group they belonged to then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupVoice {
    /// Absent for what nobody of a group said.
    pub group: Option<Slug>,
    #[serde(flatten)]
    pub spoken: Spoken,
}

/// Counts of what was said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Spoken {
    /// Participants now.
    pub participants: u32,
    /// Entries proposed.
    pub proposals: u32,
    /// Redlines, each for the member it was moved by unless that member said it is not theirs.
    pub redlines: u32,
    /// Comments, replies too.
    pub comments: u32,
    /// Members heard in calls: one for each member and call, however often they spoke. Those in a
    /// blind call count once it has closed.
    pub positions: u32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Voices {
    groups: BTreeMap<Option<Slug>, Spoken>,
    /// Of redlines moved by somebody else: the groups of who wrote them and of who moved them.
    moved: BTreeMap<RedlineNo, [Option<Slug>; 2]>,
    heard: BTreeSet<(CallNo, MemberNo)>,
    sealed: BTreeMap<CallNo, Vec<(MemberNo, Option<Slug>)>>,
}

impl Voices {
    pub fn add(&mut self, line: &Line, roster: &Roster) {
        let group = roster.group_of(line.actor);
        match &line.event {
            Event::EntryProposed { .. } => self.of(group).proposals += 1,
            Event::CommentAdded(_) => self.of(group).comments += 1,
            Event::RedlineProposed(proposal) => match proposal.moved_by {
                Some(mover) if line.actor != Actor::Member(mover) => {
                    let moved_for = roster.group(mover);
                    self.of(moved_for.clone()).redlines += 1;
                    self.moved.insert(proposal.redline, [group, moved_for]);
                }
                _ => self.of(group).redlines += 1,
            },
            Event::RedlineConfirmed { redline, agree } if !agree => {
                if let Some([wrote, moved_for]) = self.moved.remove(redline) {
                    self.of(moved_for).redlines -= 1;
                    self.of(wrote).redlines += 1;
                }
            }
            Event::PositionTaken {
                call,
                member,
                stated,
                ..
            } => {
                let group = roster.group(*member);
                match stated {
                    Some(_) => self.heard(*call, *member, group),
                    None => {
                        let sealed = self.sealed.entry(*call).or_default();
                        sealed.push((*member, group));
                    }
                }
            }
            Event::PositionsRevealed { call, .. } => {
                for (member, group) in self.sealed.remove(call).unwrap_or_default() {
                    self.heard(*call, member, group);
                }
            }
            _ => {}
        }
    }

    pub fn told(&self, roster: &Roster) -> Voice {
        let participants = roster.participants();
        let spoke = self.groups.iter().filter(|(_, it)| it.any());
        let mentioned = spoke.map(|(group, _)| group).chain(participants.keys());
        let mut all = Spoken::default();
        let groups = roster.groups(mentioned).into_iter().map(|group| {
            let mut spoken = self.groups.get(&group).copied().unwrap_or_default();
            spoken.participants = participants.get(&group).copied().unwrap_or_default();
            all.add(&spoken);
            GroupVoice { group, spoken }
        });
        let groups = groups.collect();
        Voice { all, groups }
    }

    fn of(&mut self, group: Option<Slug>) -> &mut Spoken {
        self.groups.entry(group).or_default()
    }

    fn heard(&mut self, call: CallNo, member: MemberNo, group: Option<Slug>) {
        if self.heard.insert((call, member)) {
            self.of(group).positions += 1;
        }
    }
}

impl Spoken {
    fn any(&self) -> bool {
        self.proposals + self.redlines + self.comments + self.positions > 0
    }

    fn add(&mut self, other: &Self) {
        self.participants += other.participants;
        self.proposals += other.proposals;
        self.redlines += other.redlines;
        self.comments += other.comments;
        self.positions += other.positions;
    }
}
