//! What participants say in a call: positions, answers, contests, minority statements.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    call::{NewAnswer, Stated},
    comment::Quote,
    ids::PositionNo,
    reading::Stance,
};
use registry::{answers, contests, minorities, positions};

use super::{
    calls::here,
    reading,
    settle::{again, settle},
};
use crate::{
    at::{At, AtAnswer, AtCall},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post(
            "/p/{p}/calls/{n}/position",
            Access::Participant,
            take_position,
        )
        .post("/p/{p}/calls/{n}/answers", Access::Participant, give_answer)
        .post(
            "/p/{p}/calls/{n}/answers/{a}/confirmation",
            Access::Participant,
            confirm_answer,
        )
        .post(
            "/p/{p}/calls/{n}/contest",
            Access::Participant,
            contest_call,
        )
        .post(
            "/p/{p}/calls/{n}/contest/withdrawal",
            Access::Participant,
            withdraw_contest,
        )
        .post(
            "/p/{p}/calls/{n}/minority",
            Access::Participant,
            leave_statement,
        )
}

async fn take_position(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let stance = reading::choice(&mut form, "stance", "Choose what you hold.");
    let reason = reading::text_if_any(&mut form, "reason");
    // Typed before another stance was chosen, it would say what is not meant any more.
    let would_resolve = match stance {
        Some(Stance::Object) => reading::text_if_any(&mut form, "would_resolve"),
        _ => None,
    };
    let (Some(stance), true) = (stance, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let stated = Stated {
        stance,
        reason,
        would_resolve,
        quote: reading::text_if_any(&mut form, "quote").map(|exact| Quote {
            exact,
            prefix: None,
            suffix: None,
        }),
    };
    let done = positions::take(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        stated,
    )
    .await;
    let done = done.map(|_| format!("{}#position", here(&at)));
    settle(
        &visit,
        done,
        form,
        &["reason", "would_resolve", "quote"],
        page,
    )
    .await
}

async fn give_answer(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let objection: Option<PositionNo> =
        reading::named(&mut form, "objection", "Answer an objection of this call.");
    let body = reading::text(&mut form, "body", "Write the answer.");
    let (Some(objection), Some(body)) = (objection, body) else {
        return again(&visit, page(form)).await;
    };
    let new = NewAnswer { objection, body };
    let done = answers::give(&site.registry, &visit.caller, visit.now, &at.p, at.n, new).await;
    let done = done.map(|answer| format!("{}#answer-{}", here(&at), answer.number));
    settle(&visit, done, form, &[], page).await
}

async fn confirm_answer(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtAnswer>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let agree = form.value("agree") == "yes";
    let done = answers::confirm(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        at.a,
        agree,
    )
    .await;
    let done = done.map(|answer| format!("/p/{}/calls/{}#answer-{}", at.p, at.n, answer.number));
    settle(&visit, done, form, &[], page).await
}

async fn contest_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let reason = reading::text(&mut form, "reason", "Say what went wrong.");
    let Some(reason) = reason else {
        return again(&visit, page(form)).await;
    };
    let done = contests::contest(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        reason,
    )
    .await;
    let done = done.map(|_| format!("{}#after", here(&at)));
    settle(&visit, done, form, &["reason"], page).await
}

async fn withdraw_contest(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let done = contests::withdraw(&site.registry, &visit.caller, visit.now, &at.p, at.n).await;
    settle(&visit, done.map(|()| here(&at)), form, &[], page).await
}

async fn leave_statement(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let text = reading::text(
        &mut form,
        "text",
        "Write what shall be read beside the words.",
    );
    let Some(text) = text else {
        return again(&visit, page(form)).await;
    };
    let done = minorities::state(&site.registry, &visit.caller, visit.now, &at.p, at.n, text).await;
    let done = done.map(|_| format!("{}#after", here(&at)));
    settle(&visit, done, form, &["text"], page).await
}
