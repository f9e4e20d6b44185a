//! What a convener does about people, and leaving.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    Slug,
    ids::{MemberNo, OrganisationNo},
    people::{MemberPatch, NewMember, OrganisationPatch},
};
use registry::{interests, invitations, members, organisations};

use super::{
    reading,
    settle::{self, again, settle},
};
use crate::{
    at::{At, AtInterest, AtInvitation, AtMember, InProcess},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/members", Access::Convener, add_member)
        .post("/p/{p}/members/move", Access::Convener, move_member)
        .post("/p/{p}/members/remove", Access::Convener, remove_member)
        .post("/p/{p}/members/{m}/removal", Access::Member, leave_process)
        .post(
            "/p/{p}/interests/{n}/admission",
            Access::Convener,
            admit_interest,
        )
        .post(
            "/p/{p}/interests/{n}/refusal",
            Access::Convener,
            decline_interest,
        )
        .post(
            "/p/{p}/invitations/{n}/withdrawal",
            Access::Convener,
            withdraw_invitation,
        )
        .post(
            "/p/{p}/organisations",
            Access::Convener,
            change_organisation,
        )
}

async fn add_member(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let email = settle::email(&mut form, "email");
    let role = reading::choice(&mut form, "role", "Choose as what.");
    let group: Option<Slug> = reading::named(&mut form, "group", "Choose the group.");
    let organisation = reading::line_if_any(&mut form, "organisation");
    let (Some(email), Some(role), true) = (email, role, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    site.security.limits.invite(email.as_str())?;
    let new = NewMember {
        email,
        role,
        group,
        organisation,
    };
    let done = members::add(&site.registry, &visit.caller, visit.now, &at.p, new).await;
    let done = done.map(|_| format!("/p/{}/members#add", at.p));
    settle(
        &visit,
        done,
        form,
        &["email", "group", "organisation"],
        page,
    )
    .await
}

async fn move_member(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let member = who(&mut form);
    let group = reading::named(&mut form, "group", "Choose the group.");
    let organisation = reading::line_if_any(&mut form, "organisation");
    let reason = reading::text(&mut form, "reason", "Say why.");
    let (Some(member), Some(reason), true) = (member, reason, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let patch = MemberPatch {
        group,
        organisation,
        reason,
    };
    let done = members::change(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        member,
        patch,
    )
    .await;
    let done = done.map(|_| format!("/p/{}/members", at.p));
    settle(
        &visit,
        done,
        form,
        &["group", "organisation", "reason"],
        page,
    )
    .await
}

async fn remove_member(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let member = who(&mut form);
    let reason = reading::text(&mut form, "reason", "Say why.");
    let (Some(member), Some(reason)) = (member, reason) else {
        return again(&visit, page(form)).await;
    };
    let done = members::leave(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        member,
        Some(reason),
    )
    .await;
    let done = done.map(|_| format!("/p/{}/members", at.p));
    settle(&visit, done, form, &["reason"], page).await
}

/// Leaves by oneself. Of a members-only process nothing is to be seen afterwards.
async fn leave_process(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMember>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let reason = reading::text_if_any(&mut form, "reason");
    let done = members::leave(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.m,
        reason,
    )
    .await;
    settle(
        &visit,
        done.map(|_| "/".to_owned()),
        form,
        &["reason"],
        page,
    )
    .await
}

async fn admit_interest(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtInterest>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let done = interests::admit(&site.registry, &visit.caller, visit.now, &at.p, at.n).await;
    let done = done.map(|_| format!("/p/{}/members#interests", at.p));
    settle(&visit, done, form, &[], page).await
}

async fn withdraw_invitation(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtInvitation>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let Some(reason) = reading::text(&mut form, "reason", "Say why you take it back.") else {
        return again(&visit, page(form)).await;
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = invitations::withdraw(registry, caller, visit.now, &at.p, at.n, reason).await;
    let done = done.map(|_| format!("/p/{}/members#invitations", at.p));
    settle(&visit, done, form, &["reason"], page).await
}

async fn decline_interest(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtInterest>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let reason = reading::text(
        &mut form,
        "reason",
        "Say why you decline. It goes on record and to the author.",
    );
    let Some(reason) = reason else {
        return again(&visit, page(form)).await;
    };
    let done = interests::decline(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        reason,
    )
    .await;
    let done = done.map(|_| format!("/p/{}/members#interests", at.p));
    settle(&visit, done, form, &["reason"], page).await
}

async fn change_organisation(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::members::members(&site.registry, &visit, &at.p, Some(form));
    let number: Option<OrganisationNo> =
        reading::named(&mut form, "number", "Choose the organisation.");
    let name = reading::line_if_any(&mut form, "organisation");
    let merge_into = reading::named(
        &mut form,
        "merge_into",
        "Choose the organisation it belongs to.",
    );
    if number.is_none() && form.error("number").is_none() {
        form.refuse(Some("number"), "Choose the organisation.");
    }
    let (Some(number), true) = (number, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let patch = OrganisationPatch { name, merge_into };
    let done = organisations::update(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        number,
        patch,
    )
    .await;
    let done = done.map(|_| format!("/p/{}/members#organisations", at.p));
    settle(&visit, done, form, &["organisation", "merge_into"], page).await
}

fn who(form: &mut Form) -> Option<MemberNo> {
    let member = reading::named(form, "member", "Choose who.");
    if member.is_none() && form.error("member").is_none() {
        form.refuse(Some("member"), "Choose who.");
    }
    member
}
