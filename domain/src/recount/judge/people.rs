//! Who takes part: interests, invitations, organisations, members.

use super::{Act, Judged, Verdict, Wrong, numbered};
use crate::{
    Decided, Slug, Text,
    ids::{MemberNo, OrganisationNo},
    people::{self, Affiliation, may_end, may_express},
    permit::May,
    process::{Role, join, place},
    record::{Actor, Joining},
};

/// What follows an admission at once, or an organisation that was named for the first time.
const COMING: &[&str] = &[
    "organisation.added",
    "member.joined",
    "member.invited",
    "member.changed",
];

pub(super) fn expressed(act: &Act<'_>, interest: u32, group: Option<&Slug>) -> Verdict {
    let process = act.process()?;
    may_express(process.state)?;
    let known = act.ledger.interests.last_key_value();
    let number = numbered("interest", interest, known.map(|(number, _)| number))?;
    let Some(group) = group else {
        // Earlier lines do not say which group was wished for.
        return Ok(Decided::new(act.line.event.clone()).into());
    };
    Ok(people::express(number, group, &process.groups)?.into())
}

pub(super) fn admitted(act: &Act<'_>, interest: u32) -> Verdict {
    act.permit(May::Convene)?;
    let state = act.ledger.interests.get(&interest);
    let state = state.ok_or_else(|| Wrong::unknown("interest", interest))?;
    let judged: Judged = people::admit(interest, *state)?.into();
    Ok(judged.then(COMING))
}

pub(super) fn declined(act: &Act<'_>, interest: u32, reason: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let state = act.ledger.interests.get(&interest);
    let state = state.ok_or_else(|| Wrong::unknown("interest", interest))?;
    Ok(people::decline(interest, *state, reason.clone())?.into())
}

pub(super) fn organisation_added(
    act: &Act<'_>,
    organisation: OrganisationNo,
    group: &Slug,
) -> Verdict {
    act.permit(May::Convene)?;
    let known = act.ledger.organisations.last_key_value();
    let number = numbered(
        "organisation",
        organisation,
        known.map(|(number, _)| number),
    )?;
    let groups = &act.process()?.groups;
    let (decided, _) = people::add_organisation(number, Some(group), groups)?;
    let judged: Judged = decided.into();
    Ok(judged.then(COMING))
}

pub(super) fn organisation_reformed(
    act: &Act<'_>,
    organisation: OrganisationNo,
    into: Option<OrganisationNo>,
) -> Verdict {
    act.permit(May::Convene)?;
    let known = |number| {
        let known = act.ledger.organisations.get(&number);
        known.ok_or_else(|| Wrong::unknown("organisation", number))
    };
    let present = known(organisation)?;
    if let Some(into) = into
        && known(into)?.merged
    {
        return Err(crate::Refusal::OrganisationUnknown.into());
    }
    let open = act.ledger.calls.values().any(|call| call.is_open());
    let decided =
        people::reform_organisation(organisation, present.merged, into.is_none(), into, open)?;
    Ok(decided.into())
}

/// Whom an invitation went to and where they will belong is not on the record.
pub(super) fn invited(act: &Act<'_>, invitation: u32) -> Verdict {
    act.permit(May::Convene)?;
    let known = act.ledger.invitations.last_key_value();
    numbered("invitation", invitation, known.map(|(number, _)| number))?;
    Ok(Decided::new(act.line.event.clone()).into())
}

pub(super) fn invitation_withdrawn(act: &Act<'_>, invitation: u32, reason: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let known = act.ledger.invitations.get(&invitation);
    let known = known.ok_or_else(|| Wrong::unknown("invitation", invitation))?;
    Ok(people::withdraw_invitation(invitation, !known.withdrawn, reason.clone())?.into())
}

pub(super) fn joined(act: &Act<'_>, joining: &Joining) -> Verdict {
    match act.line.actor {
        // They accepted an invitation. Which one is not on the record, so one must be left.
        Actor::Public => {
            if !act.ledger.invitation_is_left(joining.role) {
                return Err(Wrong::not_allowed(
                    "They joined from outside, and no invitation was open.",
                )
                .should("An invitation should have been sent before."));
            }
        }
        _ => {
            act.permit(May::Convene)?;
        }
    }
    let known = act.ledger.members.last_key_value();
    let number = numbered("member", joining.member, known.map(|(number, _)| number))?;
    let affiliation = affiliation(act, joining.organisation)?;
    let declared = &act.process()?.groups;
    let decided = join(
        number,
        joining.role,
        joining.group.clone(),
        affiliation,
        declared,
    )?;
    Ok(decided.into())
}

pub(super) fn changed(
    act: &Act<'_>,
    member: MemberNo,
    group: Option<&Slug>,
    organisation: Option<OrganisationNo>,
) -> Verdict {
    act.permit(May::Convene)?;
    let present = act.ledger.present(member);
    let present = present.ok_or_else(|| Wrong::unknown("member", member))?;
    let affiliation = affiliation(act, organisation)?;
    let declared = &act.process()?.groups;
    let placed = place(present.role, group.cloned(), affiliation, declared)?;
    if placed == (present.group.clone(), present.organisation) {
        return Err(crate::Refusal::NothingChanged.into());
    }
    if placed != (group.cloned(), organisation) {
        return Err(Wrong::not_allowed(format!(
            "It puts member {member} where the group and the organisation do not go together."
        )));
    }
    Ok(Decided::new(act.line.event.clone()).into())
}

pub(super) fn left(act: &Act<'_>, member: MemberNo, reason: Option<&Text>) -> Verdict {
    let actor = act.permit(May::Belong)?;
    may_end(actor, member)?;
    let present = act.ledger.present(member);
    let present = present.ok_or_else(|| Wrong::unknown("member", member))?;
    let conveners = act.ledger.members.values();
    let conveners = conveners.filter(|it| it.present && it.member.role == Role::Convener);
    Ok(people::leave(actor, present, conveners.count(), reason.cloned())?.into())
}

/// An organisation that somebody can belong to, with its group.
fn affiliation(
    act: &Act<'_>,
    organisation: Option<OrganisationNo>,
) -> Result<Option<Affiliation>, Wrong> {
    let Some(number) = organisation else {
        return Ok(None);
    };
    let known = act.ledger.organisations.get(&number);
    match known.filter(|known| !known.merged) {
        Some(known) => Ok(Some((number, known.group.clone()))),
        None => Err(Wrong::unknown("organisation", number)),
    }
}
