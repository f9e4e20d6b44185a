//! Making a call, and what its convener does about its clock.

use app::{
    Form, Visit,
    pages::{
        self,
        new_call::{Asked, NewCallQuery},
    },
};
use axum::{extract::State, response::Response};
use domain::{
    Slug, Version,
    call::{NewCall, Subject},
    entry::EntryRef,
    ids::{EntryNo, MeetingNo},
    rule::{Rule, RuleChoice, Silence},
};
use registry::{calls, entries, nudges, processes};

use super::{
    reading,
    rule::read_rule,
    settle::{self, again, settle},
};
use crate::{
    at::{At, AtCall, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/calls/new", Access::Convener, make_call)
        .post("/p/{p}/calls/{n}/extension", Access::Convener, extend_call)
        .post("/p/{p}/calls/{n}/nudges", Access::Convener, nudge_call)
        .post("/p/{p}/calls/{n}/closure", Access::Convener, close_call)
        .post(
            "/p/{p}/calls/{n}/statement",
            Access::Convener,
            state_outcome,
        )
        .post(
            "/p/{p}/calls/{n}/withdrawal",
            Access::Convener,
            withdraw_call,
        )
}

const MAKING: [&str; 11] = [
    "entry",
    "meeting",
    "replaced_by",
    "rule",
    "charter",
    "groups",
    "contest_days",
    "version",
    "closes_at",
    "blind",
    "silence",
];

async fn make_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let rule = if form.value("kind") == "rule" {
        let process = processes::find(&site.registry, &visit.caller, visit.now, &at.p).await?;
        read_rule(&mut form, &process.groups)
    } else {
        None
    };
    let asked = rule.clone();
    let page = |form: Form| {
        pages::new_call::new_call(
            &site.registry,
            &visit,
            &at.p,
            NewCallQuery::default(),
            Some(Asked { form, rule: asked }),
        )
    };
    if form.value("act") == "words" {
        return match form.errors.is_empty() {
            true => Ok(show::page(&visit, page(form).await?)),
            false => again(&visit, page(form)).await,
        };
    }
    let subject = read_subject(&site, &visit, &at.p, &mut form, rule).await?;
    let opens_at = settle::time_if_any(&mut form, "opens_at");
    let closes_at = settle::time(&mut form, "closes_at", "Say when the call closes.");
    let (Some(subject), Some(closes_at), true) = (subject, closes_at, form.errors.is_empty())
    else {
        return again(&visit, page(form)).await;
    };
    let new = NewCall {
        subject,
        opens_at,
        closes_at,
        blind: form.has("blind", "on"),
        silence: form.has("silence", "assent").then_some(Silence::Assent),
        answers: None,
    };
    let done = calls::make(&site.registry, &visit.caller, visit.now, &at.p, new).await;
    let done = done.map(|call| format!("/p/{}/calls/{}", at.p, call.number));
    settle(&visit, done, form, &MAKING, page).await
}

/// What is asked. Nothing where the form does not say it well enough, with the reasons in the form.
async fn read_subject(
    site: &Site,
    visit: &Visit,
    process: &Slug,
    form: &mut Form,
    rule: Option<Rule>,
) -> Result<Option<Subject>, Trouble> {
    let kind = form.value("kind").to_owned();
    Ok(match kind.as_str() {
        "wording" | "retirement" => {
            let entry: Option<EntryNo> = reading::named(form, "entry", "Choose the entry.");
            let Some(entry) = entry else {
                if form.error("entry").is_none() {
                    form.refuse(Some("entry"), "Choose the entry.");
                }
                return Ok(None);
            };
            if kind == "retirement" {
                let replaced_by =
                    reading::named(form, "replaced_by", "Choose the entry that replaces it.");
                Some(Subject::Retirement { entry, replaced_by })
            } else {
                let named = EntryRef::Number(entry);
                let found =
                    entries::find(&site.registry, &visit.caller, visit.now, process, &named)
                        .await?;
                Some(Subject::Wording {
                    entry,
                    wording: found.wording.number,
                })
            }
        }
        "rule" => rule.map(|rule| Subject::Rule {
            rule: RuleChoice::Own(Box::new(rule)),
        }),
        "charter" => read_charter(site, visit, process, form).await?,
        "release" => {
            let version: Option<Version> = reading::named(
                form,
                "version",
                "Write the version as three numbers, such as 1.0.0.",
            );
            if version.is_none() && form.error("version").is_none() {
                form.refuse(Some("version"), "Write the version that would be released.");
            }
            version.map(|version| Subject::Release {
                version,
                terms: Vec::new(),
            })
        }
        "minutes" => {
            let meeting: Option<MeetingNo> = reading::named(form, "meeting", "Choose the meeting.");
            if meeting.is_none() && form.error("meeting").is_none() {
                form.refuse(Some("meeting"), "Choose the meeting.");
            }
            meeting.map(|meeting| Subject::Minutes { meeting })
        }
        _ => reading::text(form, "text", "Write what shall be resolved.")
            .map(|text| Subject::Resolution { text }),
    })
}

/// The charter as it shall be. What stays as it is does not stand in the question.
async fn read_charter(
    site: &Site,
    visit: &Visit,
    process: &Slug,
    form: &mut Form,
) -> Result<Option<Subject>, Trouble> {
    let now = processes::find(&site.registry, &visit.caller, visit.now, process).await?;
    let text = reading::text(form, "charter", "Write the charter as it shall be.");
    let groups = settle::groups(form, "groups", &now.groups);
    let contest_days = settle::days(form, "contest_days");
    let release_call = form.has("release_call", "on");
    Ok(text.map(|text| Subject::Charter {
        text,
        groups: Some(groups).filter(|groups| *groups != now.groups),
        contest_days: contest_days.filter(|days| *days != now.contest_days),
        release_call: Some(release_call).filter(|needed| *needed != now.release_call),
    }))
}

async fn extend_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let closes_at = settle::time(&mut form, "closes_at", "Say when the call closes.");
    let reason = reading::text(&mut form, "reason", "Say why.");
    let (Some(closes_at), Some(reason)) = (closes_at, reason) else {
        return again(&visit, page(form)).await;
    };
    let done = calls::extend(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        closes_at,
        reason,
    )
    .await;
    settle(
        &visit,
        done.map(|_| here(&at)),
        form,
        &["closes_at", "reason"],
        page,
    )
    .await
}

/// From the page of the call or from the desk, and back to it.
async fn nudge_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let back = match form.value("from") {
        // The desk as it was filtered; the words after the mark are its own.
        "desk" => match form.value("query") {
            "" => format!("/p/{}/desk#way", at.p),
            query => show::way_back(&format!("/p/{}/desk?{query}#way", at.p)).to_owned(),
        },
        _ => format!("{}#convening", here(&at)),
    };
    let done = nudges::nudge(&site.registry, &visit.caller, visit.now, &at.p, at.n).await;
    settle(&visit, done.map(|_| back), form, &[], page).await
}

async fn close_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let statement = reading::text(
        &mut form,
        "statement",
        "Say why the call closes before its time.",
    );
    let Some(statement) = statement else {
        return again(&visit, page(form)).await;
    };
    let done = calls::close(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        Some(statement),
    )
    .await;
    settle(&visit, done.map(|_| here(&at)), form, &["statement"], page).await
}

async fn state_outcome(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let statement = reading::text(
        &mut form,
        "statement",
        "Write what you say about the outcome.",
    );
    let Some(statement) = statement else {
        return again(&visit, page(form)).await;
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = calls::say(registry, caller, visit.now, &at.p, at.n, statement).await;
    settle(&visit, done.map(|_| here(&at)), form, &["statement"], page).await
}

async fn withdraw_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtCall>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::call::call(&site.registry, &visit, &at.p, at.n, Some(form));
    let reason = reading::text(&mut form, "reason", "Say why.");
    let Some(reason) = reason else {
        return again(&visit, page(form)).await;
    };
    let done = calls::withdraw(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        at.n,
        reason,
    )
    .await;
    settle(&visit, done.map(|_| here(&at)), form, &["reason"], page).await
}

/// The address of a call.
pub fn here(at: &AtCall) -> String {
    format!("/p/{}/calls/{}", at.p, at.n)
}
