//! The roster.

use axum::http::Method;
use domain::{
    Slug,
    people::{MemberPatch, NewMember},
};
use registry::{
    Listed, Page,
    invitations::{self, Invited},
    members::{self, Added, RosterMember},
};

use super::{
    address,
    input::{PerhapsReason, Reason},
};
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{Asked, At, AtInvitation, AtMember, InProcess},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(Method::GET, "/api/v1/processes/{p}/members", Access::Reader, list_members, "The public roster, by number\nWho left stays on it, marked.")
        .api(
            Method::POST,
            "/api/v1/processes/{p}/members",
            Access::Convener,
            add_member,
            "Add somebody\nWho has an account is on the roster at once, others when they accept the invitation.",
        )
        .api(Method::GET, "/api/v1/processes/{p}/members/{m}", Access::Reader, read_member, "One member")
        .api(Method::PATCH, "/api/v1/processes/{p}/members/{m}", Access::Convener, change_member, "Move a member to another group or organisation")
        .api(Method::DELETE, "/api/v1/processes/{p}/members/{m}", Access::Member, end_membership, "Leave, or as a convener remove somebody, with a reason")
        .api(Method::GET, "/api/v1/processes/{p}/invitations", Access::Convener, list_invitations, "Who was invited, newest first")
        .api(
            Method::POST,
            "/api/v1/processes/{p}/invitations/{n}/withdrawal",
            Access::Convener,
            withdraw_invitation,
            "Take an invitation back, with the reason\nIts link stops working.",
        )
}

async fn list_members(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<RosterMember>>> {
    Ok(Thing::plain(
        members::roster(ask.registry(), &ask.caller, ask.now, &at.p, &page).await?,
    ))
}

async fn add_member(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(new): Sent<NewMember>,
) -> Answer<Created<Added>> {
    ask.site.security.limits.invite(new.email.as_str())?;
    let added = members::add(ask.registry(), &ask.caller, ask.now, &at.p, new).await?;
    Ok(Created::at(location(&at.p, &added), added))
}

async fn read_member(ask: Ask, At(at): At<AtMember>) -> Answer<Thing<RosterMember>> {
    Ok(Thing::plain(
        members::find(ask.registry(), &ask.caller, ask.now, &at.p, at.m).await?,
    ))
}

async fn change_member(
    ask: Ask,
    At(at): At<AtMember>,
    Sent(patch): Sent<MemberPatch>,
) -> Answer<Thing<RosterMember>> {
    Ok(Thing::plain(
        members::change(ask.registry(), &ask.caller, ask.now, &at.p, at.m, patch).await?,
    ))
}

async fn end_membership(
    ask: Ask,
    At(at): At<AtMember>,
    Sent(body): Sent<PerhapsReason>,
) -> Answer<Thing<RosterMember>> {
    Ok(Thing::plain(
        members::leave(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.m,
            body.reason,
        )
        .await?,
    ))
}

async fn list_invitations(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Invited>>> {
    Ok(Thing::plain(
        invitations::list(ask.registry(), &ask.caller, ask.now, &at.p, &page).await?,
    ))
}

async fn withdraw_invitation(
    ask: Ask,
    At(at): At<AtInvitation>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Invited>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let invited =
        invitations::withdraw(registry, caller, ask.now, &at.p, at.n, body.reason).await?;
    Ok(Created::at(
        format!("{}/invitations", address(&at.p)),
        invited,
    ))
}

/// Where somebody who was brought in is found.
pub fn location(process: &Slug, added: &Added) -> String {
    match added {
        Added::Member(member) => format!("{}/members/{}", address(process), member.person.number),
        Added::Invitation(_) => format!("{}/invitations", address(process)),
    }
}
