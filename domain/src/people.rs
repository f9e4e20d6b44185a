//! Who takes part: interests, invitations, members and organisations. The record knows them by
//! number; their names and addresses are kept beside it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Decided, Event, Refusal, Slug, Text, Title,
    account::Email,
    ids::{MemberNo, OrganisationNo},
    permit::{Denial, Member},
    process::{self, Group, Role, State},
};

/// The number of an interest within a process, counted from 1.
pub type InterestNo = u32;
/// The number of an invitation within a process, counted from 1.
pub type InvitationNo = u32;

/// What became of an interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterestState {
    Pending,
    Admitted,
    Declined,
    /// The same address expressed a newer one.
    Replaced,
}

/// The wish to take part (`POST …/interests`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewInterest {
    pub name: Title,
    pub email: Email,
    /// Absent for who speaks for nobody else.
    #[serde(default)]
    pub organisation: Option<Title>,
    pub group: Slug,
    pub statement: Text,
}

/// Whom the convener adds, and as what (`POST …/members`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewMember {
    pub email: Email,
    pub role: Role,
    #[serde(default)]
    pub group: Option<Slug>,
    #[serde(default)]
    pub organisation: Option<Title>,
}

/// Where a member belongs from now on (`PATCH …/members/{m}`); what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MemberPatch {
    #[serde(default)]
    pub group: Option<Slug>,
    #[serde(default)]
    pub organisation: Option<Title>,
    pub reason: Text,
}

/// A new name of an organisation, or the one it belongs to (`PATCH …/organisations/{n}`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrganisationPatch {
    #[serde(default)]
    pub name: Option<Title>,
    #[serde(default)]
    pub merge_into: Option<OrganisationNo>,
}

/// Where a member of a process belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub group: Option<Slug>,
    pub organisation: Option<OrganisationNo>,
}

/// An organisation by its number, and the one group it belongs to.
pub type Affiliation = (OrganisationNo, Slug);

/// Takes an interest in. Every one gets a number and a line, also a repeated one: the record must
/// not tell whether an address was known.
pub fn express(interest: InterestNo, group: &Slug, declared: &[Group]) -> Result<Decided, Refusal> {
    known(group, declared)?;
    Ok(Decided::new(Event::InterestExpressed {
        interest,
        group: Some(group.clone()),
    }))
}

/// Whether a process takes interests in: before and while it is worked in.
pub fn may_express(state: State) -> Result<(), Denial> {
    if state == State::Closed {
        Err(Denial::Closed)
    } else {
        Ok(())
    }
}

/// Admits who expressed an interest.
pub fn admit(interest: InterestNo, state: InterestState) -> Result<Decided, Refusal> {
    pending(state)?;
    Ok(Decided::new(Event::InterestAdmitted { interest }))
}

/// Declines an interest, with the reason that goes to its author.
pub fn decline(
    interest: InterestNo,
    state: InterestState,
    reason: Text,
) -> Result<Decided, Refusal> {
    pending(state)?;
    Ok(Decided::new(Event::InterestDeclined { interest, reason }))
}

/// Whether somebody may come in as `role`, by the roles they have or had here. One person cannot be
/// convener and participant of the same process, not even one after the other: positions taken
/// before would stand beside the neutral part.
pub fn may_join(role: Role, had: &[(Role, bool)]) -> Result<(), Refusal> {
    if had.iter().any(|(_, present)| *present) {
        return Err(Refusal::AlreadyMember);
    }
    let clashes = |other: Role| {
        matches!(
            (role, other),
            (Role::Convener, Role::Participant) | (Role::Participant, Role::Convener)
        )
    };
    if had.iter().any(|(other, _)| clashes(*other)) {
        return Err(Refusal::ConvenerAndParticipant);
    }
    Ok(())
}

/// Takes an invitation back while nobody accepted it.
pub fn withdraw_invitation(
    invitation: InvitationNo,
    under_way: bool,
    reason: Text,
) -> Result<Decided, Refusal> {
    if !under_way {
        return Err(Refusal::AlreadySettled);
    }
    Ok(Decided::new(Event::InvitationWithdrawn {
        invitation,
        reason,
    }))
}

/// Invites somebody who has no account yet; they join by accepting.
pub fn invite(
    invitation: InvitationNo,
    role: Role,
    group: Option<Slug>,
    organisation: Option<Affiliation>,
    declared: &[Group],
) -> Result<(Decided, Place), Refusal> {
    let (group, organisation) = process::place(role, group, organisation, declared)?;
    Ok((
        Decided::new(Event::MemberInvited { invitation, role }),
        Place {
            group,
            organisation,
        },
    ))
}

/// Adds an organisation to the group it will belong to.
pub fn add_organisation(
    organisation: OrganisationNo,
    group: Option<&Slug>,
    declared: &[Group],
) -> Result<(Decided, Slug), Refusal> {
    let group = group.ok_or(Refusal::GroupMissing)?;
    known(group, declared)?;
    let event = Event::OrganisationAdded {
        organisation,
        group: group.clone(),
    };
    Ok((Decided::new(event), group.clone()))
}

/// Moves a member to another group or organisation. What is not named stays; a member with an
/// organisation stays in its group.
pub fn change(
    member: &Member,
    group: Option<Slug>,
    organisation: Option<Affiliation>,
    present: Option<Affiliation>,
    declared: &[Group],
    reason: Text,
) -> Result<Decided, Refusal> {
    // A new organisation brings its group along; otherwise the present place counts.
    let group = match (&group, &organisation) {
        (None, None) => member.group.clone(),
        _ => group,
    };
    let (group, organisation) =
        process::place(member.role, group, organisation.or(present), declared)?;
    if group == member.group && organisation == member.organisation {
        return Err(Refusal::NothingChanged);
    }
    Ok(Decided::new(Event::MemberChanged {
        member: member.number,
        group,
        organisation,
        reason,
    }))
}

/// Whether `actor` may end a membership: one's own, or as the convener anybody's.
pub fn may_end(actor: &Member, member: MemberNo) -> Result<(), Denial> {
    if actor.number == member || actor.role == Role::Convener {
        Ok(())
    } else {
        Err(Denial::NotConvener)
    }
}

/// Ends a membership. Who removes another says why; a process is never left without a convener.
pub fn leave(
    actor: &Member,
    member: &Member,
    conveners: usize,
    reason: Option<Text>,
) -> Result<Decided, Refusal> {
    let removed = actor.number != member.number;
    if removed && reason.is_none() {
        return Err(Refusal::ReasonMissing);
    }
    if member.role == Role::Convener && conveners <= 1 {
        return Err(Refusal::LastConvener);
    }
    Ok(Decided::new(Event::MemberLeft {
        member: member.number,
        reason,
        removed,
    }))
}

/// Renames or merges an organisation, while no call counts its voice. `settled` says that it was
/// merged before; then it is only a name in the past.
pub fn reform_organisation(
    organisation: OrganisationNo,
    settled: bool,
    renamed: bool,
    merged_into: Option<OrganisationNo>,
    call_open: bool,
) -> Result<Vec<Decided>, Refusal> {
    if !renamed && merged_into.is_none() {
        return Err(Refusal::NothingChanged);
    }
    if merged_into == Some(organisation) {
        return Err(Refusal::OrganisationUnknown);
    }
    if settled {
        return Err(Refusal::AlreadySettled);
    }
    if call_open {
        return Err(Refusal::OrganisationsFrozen);
    }
    let renaming = renamed.then_some(Event::OrganisationRenamed { organisation });
    let merging = merged_into.map(|into| Event::OrganisationMerged { organisation, into });
    Ok(renaming
        .into_iter()
        .chain(merging)
        .map(Decided::new)
        .collect())
}

/// What an organisation's name is compared by: case-folded, with single spaces. Upper case first,
/// because that is where `ß` and `ss` meet.
pub fn name_key(name: &Title) -> String {
    let words: Vec<_> = name.split_whitespace().collect();
    words.join(" ").to_uppercase().to_lowercase()
}

fn known(group: &Slug, declared: &[Group]) -> Result<(), Refusal> {
    if declared.iter().any(|declared| declared.slug == *group) {
        Ok(())
    } else {
        Err(Refusal::GroupUnknown)
    }
}

fn pending(state: InterestState) -> Result<(), Refusal> {
    if state == InterestState::Pending {
        Ok(())
    } else {
        Err(Refusal::AlreadySettled)
    }
}

#[cfg(test)]
mod tests;
