//! What a process was called and who belonged where when a meeting ended: minutes say so for ever, whatever changes.

use std::collections::BTreeMap;

use crate::{
    Event, Slug, Title,
    ids::{MemberNo, OrganisationNo},
    process::Group,
    record::Line,
};

/// A process and its roster at some line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    pub title: Option<Title>,
    pub groups: Vec<Group>,
    pub seats: BTreeMap<MemberNo, (Option<Slug>, Option<OrganisationNo>)>,
}

impl Standing {
    /// The acts that it is read from; others change nothing of it.
    pub const ACTS: &[&str] = &[
        "process.created",
        "process.updated",
        "member.joined",
        "member.changed",
        "organisation.merged",
    ];

    /// Reads it from lines in their order.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut standing = Self::default();
        for line in lines {
            standing.follow(&line.event);
        }
        standing
    }

    /// The group of this name in addresses, as the charter called it.
    pub fn group(&self, slug: &Slug) -> String {
        let found = self.groups.iter().find(|group| group.slug == *slug);
        found.map_or_else(|| slug.to_string(), |group| group.name.to_string())
    }

    fn follow(&mut self, event: &Event) {
        match event {
            Event::ProcessCreated(founding) => {
                self.title = Some(founding.title.clone());
                self.groups.clone_from(&founding.groups);
            }
            Event::ProcessUpdated(reform) => {
                self.title = reform.title.clone().or(self.title.take());
                if let Some(groups) = &reform.groups {
                    self.groups.clone_from(groups);
                }
            }
            Event::MemberJoined(joining) => {
                let seat = (joining.group.clone(), joining.organisation);
                self.seats.insert(joining.member, seat);
            }
            Event::MemberChanged {
                member,
                group,
                organisation,
                ..
            } => {
                self.seats.insert(*member, (group.clone(), *organisation));
            }
            Event::OrganisationMerged { organisation, into } => {
                for (_, seat) in self.seats.values_mut() {
                    if *seat == Some(*organisation) {
                        *seat = Some(*into);
                    }
                }
            }
            _ => {}
        }
    }
}
