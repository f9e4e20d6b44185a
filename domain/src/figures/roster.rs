//! Who is who at a line of the record: role and group by number.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Event, Slug,
    ids::{MemberNo, OrganisationNo},
    process::Role,
    record::{Actor, Line},
};

#[derive(Debug, Clone)]
struct Place {
    role: Role,
    group: Option<Slug>,
    organisation: Option<OrganisationNo>,
    left: bool,
}

/// Everybody who is or was on the roster, and the groups the charter declares.
#[derive(Debug, Clone, Default)]
pub(super) struct Roster {
    members: BTreeMap<MemberNo, Place>,
    organisations: BTreeMap<OrganisationNo, Slug>,
    declared: Vec<Slug>,
}

impl Roster {
    pub fn add(&mut self, line: &Line) {
        match &line.event {
            Event::ProcessCreated(founding) => {
                self.declared = founding.groups.iter().map(|it| it.slug.clone()).collect();
            }
            Event::ProcessUpdated(reform) => {
                if let Some(groups) = &reform.groups {
                    self.declared = groups.iter().map(|it| it.slug.clone()).collect();
                }
            }
            Event::OrganisationAdded {
                organisation,
                group,
            } => {
                self.organisations.insert(*organisation, group.clone());
            }
            Event::OrganisationMerged { organisation, into } => self.merge(*organisation, *into),
            Event::MemberJoined(joining) => {
                let place = Place {
                    role: joining.role,
                    group: joining.group.clone(),
                    organisation: joining.organisation,
                    left: false,
                };
                self.members.insert(joining.member, place);
            }
            Event::MemberChanged {
                member,
                group,
                organisation,
                ..
            } => {
                if let Some(place) = self.members.get_mut(member) {
                    place.group.clone_from(group);
                    place.organisation = *organisation;
                }
            }
            Event::MemberLeft { member, .. } => {
                if let Some(place) = self.members.get_mut(member) {
                    place.left = true;
                }
            }
            _ => {}
        }
    }

    fn merge(&mut self, from: OrganisationNo, into: OrganisationNo) {
        let group = self.organisations.get(&into).cloned();
        for place in self.members.values_mut() {
            if place.organisation == Some(from) {
                place.organisation = Some(into);
                place.group.clone_from(&group);
            }
        }
    }

    /// The convener who acted, if one did.
    pub fn convener(&self, actor: Actor) -> Option<MemberNo> {
        let Actor::Member(number) = actor else {
            return None;
        };
        let place = self.members.get(&number)?;
        (place.role == Role::Convener).then_some(number)
    }

    /// The group a member belongs to now.
    pub fn group(&self, member: MemberNo) -> Option<Slug> {
        self.members.get(&member)?.group.clone()
    }

    /// The group of who acted.
    pub fn group_of(&self, actor: Actor) -> Option<Slug> {
        match actor {
            Actor::Member(number) => self.group(number),
            Actor::Clock | Actor::Public => None,
        }
    }

    /// How many participants there are now, by group.
    pub fn participants(&self) -> BTreeMap<Option<Slug>, u32> {
        let mut counts = BTreeMap::new();
        let present = self.members.values().filter(|place| !place.left);
        for place in present.filter(|place| place.role == Role::Participant) {
            *counts.entry(place.group.clone()).or_default() += 1;
        }
        counts
    }

    /// Every group there is a figure of: those of the charter in its order, silent ones too, then
    /// those it no longer declares, and last what belongs to none.
    pub fn groups<'a>(
        &self,
        mentioned: impl IntoIterator<Item = &'a Option<Slug>>,
    ) -> Vec<Option<Slug>> {
        let mut others: BTreeSet<Option<Slug>> = mentioned.into_iter().cloned().collect();
        let nobody = others.remove(&None);
        let declared = self.declared.iter().cloned().map(Some);
        let mut groups: Vec<_> = declared.collect();
        groups.extend(others.into_iter().filter(|group| {
            let slug = group.as_ref();
            slug.is_some_and(|slug| !self.declared.contains(slug))
        }));
        groups.extend(nobody.then_some(None));
        groups
    }
}
