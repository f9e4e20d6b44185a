//! What is written into minutes, and how they become final.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    Day, Slug,
    ids::MeetingNo,
    meeting::{
        ItemNo, NewAction, NewCirculation, NewCorrection, NewCorrectionAnswer, NewNote,
        NewSettlement,
    },
};
use registry::meetings;

use super::{
    reading,
    settle::{self, again, settle, settle_at},
};
use crate::{
    at::{At, AtMeeting, AtMeetingThing},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post(
            "/p/{p}/meetings/{m}/minutes/notes",
            Access::Member,
            add_note,
        )
        .post(
            "/p/{p}/meetings/{m}/minutes/notes/{n}",
            Access::Member,
            change_note,
        )
        .post(
            "/p/{p}/meetings/{m}/minutes/actions",
            Access::Member,
            assign_action,
        )
        .post(
            "/p/{p}/meetings/{m}/minutes/actions/{n}",
            Access::Member,
            settle_action,
        )
        .post(
            "/p/{p}/meetings/{m}/minutes/circulation",
            Access::Convener,
            circulate_minutes,
        )
        .post(
            "/p/{p}/meetings/{m}/minutes/corrections",
            Access::Member,
            request_correction,
        )
        .post(
            "/p/{p}/meetings/{m}/minutes/corrections/{n}",
            Access::Member,
            answer_correction,
        )
}

async fn add_note(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let item = item(&mut form);
    let body = reading::text(&mut form, "body", "Write the note.");
    let (Some(body), true) = (body, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewNote { item, body };
    let done = meetings::add_note(registry, &visit.caller, visit.now, &at.p, at.m, new).await;
    let done = done.map(|_| under(&at, item));
    settle(&visit, done, form, &["body"], page).await
}

async fn change_note(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let out = form.has("out", "yes");
    let body = match out {
        true => None,
        false => reading::text(
            &mut form,
            "body",
            "Write the note, or take it out with the other button.",
        ),
    };
    if body.is_none() && !out {
        return again(&visit, page(form)).await;
    }
    let which = (at.m, at.n);
    let done = meetings::change_note(registry, &visit.caller, visit.now, &at.p, which, body).await;
    let done = done.map(|_| match out {
        true => here(&at.p, at.m),
        false => format!("{}#note-{}", here(&at.p, at.m), at.n),
    });
    settle(&visit, done, form, &["body"], page).await
}

async fn assign_action(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let item = item(&mut form);
    let body = reading::text(&mut form, "body", "Write what is to do.");
    let owner = reading::named(&mut form, "owner", "Choose who does it.");
    if form.value("owner").trim().is_empty() {
        form.refuse(Some("owner"), "Choose who does it.");
    }
    let due = reading::named::<Day>(&mut form, "due", "Write the day, such as 2016-10-19.");
    let (Some(body), Some(owner), true) = (body, owner, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewAction {
        item,
        body,
        owner,
        due,
    };
    let done = meetings::assign(registry, &visit.caller, visit.now, &at.p, at.m, new).await;
    let done = done.map(|action| format!("{}#action-{}", here(&at.p, at.m), action.number));
    settle_at(&visit, done, form, &[("member", "owner")], page).await
}

async fn settle_action(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let state = reading::choice(&mut form, "state", "Choose what became of it.");
    let remark = reading::text_if_any(&mut form, "remark");
    let (Some(state), true) = (state, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewSettlement { state, remark };
    let which = (at.m, at.n);
    let done = meetings::settle(registry, &visit.caller, visit.now, &at.p, which, new).await;
    let done = done.map(|_| format!("{}#action-{}", here(&at.p, at.m), at.n));
    settle_at(&visit, done, form, &[("reason", "remark")], page).await
}

async fn circulate_minutes(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let missing = "Say until when corrections can be asked for.";
    let until = settle::time(&mut form, "corrections_until", missing);
    let statement = reading::text_if_any(&mut form, "statement");
    let (Some(corrections_until), true) = (until, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewCirculation {
        statement,
        corrections_until,
    };
    let done = meetings::circulate(registry, &visit.caller, visit.now, &at.p, at.m, new).await;
    let done = done.map(|_| here(&at.p, at.m));
    settle(&visit, done, form, &["corrections_until"], page).await
}

async fn request_correction(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let item = item(&mut form);
    let body = reading::text(&mut form, "body", "Write what the minutes should say.");
    let (Some(body), true) = (body, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewCorrection { item, body };
    let done = meetings::correct(registry, &visit.caller, visit.now, &at.p, at.m, new).await;
    let done = done.map(|_| format!("{}#corrections", here(&at.p, at.m)));
    settle(&visit, done, form, &["body", "item"], page).await
}

async fn answer_correction(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::minutes::minutes(registry, &visit, &at.p, at.m, Some(form));
    let made = form.has("made", "yes");
    if !made && !form.has("made", "no") {
        form.refuse(Some("made"), "Choose what became of it.");
    }
    let response = reading::text_if_any(&mut form, "response");
    if !form.errors.is_empty() {
        return again(&visit, page(form)).await;
    }
    let answer = NewCorrectionAnswer { made, response };
    let which = (at.m, at.n);
    let (caller, now) = (&visit.caller, visit.now);
    let done = meetings::answer_correction(registry, caller, now, &at.p, which, answer).await;
    let done = done.map(|_| format!("{}#correction-{}", here(&at.p, at.m), at.n));
    settle_at(&visit, done, form, &[("reason", "response")], page).await
}

/// The item that something is written under, if it is under one.
fn item(form: &mut Form) -> Option<ItemNo> {
    reading::named(form, "item", "Choose one of the items.")
}

fn here(process: &Slug, meeting: MeetingNo) -> String {
    format!("/p/{process}/meetings/{meeting}/minutes")
}

/// Where something stands that was written under an item.
fn under(at: &AtMeeting, item: Option<ItemNo>) -> String {
    let place = item.map_or_else(|| "whole".to_owned(), |item| format!("item-{item}"));
    format!("{}#{place}", here(&at.p, at.m))
}
