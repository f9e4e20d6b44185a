//! Interests, invitations, organisations and members.

use super::super::{
    known::role_index,
    ledger::{Invitation, Ledger, Organisation, Seated},
};
use crate::{
    Event,
    ids::OrganisationNo,
    people::InterestState,
    permit::Member,
    record::{Actor, Line},
};

impl Ledger {
    pub(super) fn settle_people(&mut self, line: &Line) {
        match &line.event {
            Event::InterestExpressed { interest, .. } => {
                self.interests.insert(*interest, InterestState::Pending);
            }
            Event::InterestAdmitted { interest } => {
                self.interests.insert(*interest, InterestState::Admitted);
            }
            Event::InterestDeclined { interest, .. } => {
                self.interests.insert(*interest, InterestState::Declined);
            }
            Event::OrganisationAdded {
                organisation,
                group,
            } => {
                let added = Organisation {
                    group: group.clone(),
                    merged: false,
                };
                self.organisations.insert(*organisation, added);
            }
            Event::OrganisationMerged { organisation, into } => self.merge(*organisation, *into),
            Event::MemberInvited { invitation, role } => {
                let sent = Invitation {
                    role: *role,
                    withdrawn: false,
                };
                self.invitations.insert(*invitation, sent);
            }
            Event::InvitationWithdrawn { invitation, .. } => {
                if let Some(invitation) = self.invitations.get_mut(invitation) {
                    invitation.withdrawn = true;
                }
            }
            Event::MemberJoined(joining) => {
                if line.actor == Actor::Public {
                    *self.accepted.entry(role_index(joining.role)).or_default() += 1;
                }
                let member = Member {
                    number: joining.member,
                    role: joining.role,
                    group: joining.group.clone(),
                    organisation: joining.organisation,
                };
                let present = true;
                self.members
                    .insert(joining.member, Seated { member, present });
            }
            Event::MemberChanged {
                member,
                group,
                organisation,
                ..
            } => {
                if let Some(seated) = self.members.get_mut(member) {
                    seated.member.group.clone_from(group);
                    seated.member.organisation = *organisation;
                }
            }
            Event::MemberLeft { member, .. } => {
                if let Some(seated) = self.members.get_mut(member) {
                    seated.present = false;
                }
            }
            _ => {}
        }
    }

    /// Members of an organisation that was merged belong to the one it was merged into.
    fn merge(&mut self, from: OrganisationNo, into: OrganisationNo) {
        let Some(target) = self.organisations.get(&into) else {
            return;
        };
        let group = target.group.clone();
        if let Some(merged) = self.organisations.get_mut(&from) {
            merged.merged = true;
        }
        for seated in self.members.values_mut() {
            if seated.member.organisation == Some(from) {
                seated.member.organisation = Some(into);
                seated.member.group = Some(group.clone());
            }
        }
    }
}
