//! Founding a process, asking to take part in one, and what its convener settles about it.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    Slug,
    people::NewInterest,
    process::{NewProcess, ProcessPatch, State as ProcessState},
    rule::RuleChoice,
};
use registry::{interests, processes};

use super::{
    reading,
    settle::{self, again, settle},
};
use crate::{
    at::{At, InProcess},
    security::address::ClientAddress,
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/processes/new", Access::MayConvene, found_process)
        .post("/p/{p}/join", Access::Reader, express_interest)
        .post("/p/{p}/settings", Access::Convener, change_process)
}

const FOUNDING: [&str; 8] = [
    "slug",
    "title",
    "charter",
    "licence",
    "languages",
    "groups",
    "rule",
    "contest_days",
];

async fn found_process(
    State(site): State<Site>,
    visit: Visit,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = async |form: Form| pages::founding::founding(&visit, Some(form));
    let Some(new) = read_founding(&mut form) else {
        return again(&visit, page(form)).await;
    };
    let found = processes::found(&site.registry, &visit.caller, visit.now, new).await;
    let done = found.map(|process| format!("/p/{}", process.slug));
    settle(&visit, done, form, &FOUNDING, page).await
}

fn read_founding(form: &mut Form) -> Option<NewProcess> {
    let title = settle::line(form, "title", "Write a title.");
    let slug = settle::slug(form, "slug");
    let charter = reading::text(form, "charter", "Write what the process is for.");
    let languages = settle::languages(form, "languages");
    let groups = settle::groups(form, "groups", &[]);
    let visibility = reading::choice(form, "visibility", "Choose who may read.");
    let contest_days = settle::days(form, "contest_days");
    let licence = settle::line(form, "licence", "Name the licence of what is contributed.");
    let rule = form.value("rule").to_owned();
    if groups.is_empty() && form.error("groups").is_none() {
        form.refuse(Some("groups"), domain::Refusal::GroupsMissing);
    }
    if languages.is_empty() && form.error("languages").is_none() {
        form.refuse(Some("languages"), domain::Refusal::LanguagesMissing);
    }
    let release_call = form.has("release_call", "on");
    let (Some(title), Some(slug), Some(charter), Some(licence)) = (title, slug, charter, licence)
    else {
        return None;
    };
    form.errors.is_empty().then_some(NewProcess {
        slug,
        title,
        charter,
        licence,
        languages,
        groups,
        rule: (!rule.is_empty()).then_some(RuleChoice::Preset(rule)),
        visibility,
        contest_days,
        release_call,
    })
}

/// Everybody gets the same answer, known here or not.
async fn express_interest(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    from: ClientAddress,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let page = |form: Form| pages::join::join(&site.registry, &visit, &at.p, Some(form));
    let name = settle::line(&mut form, "name", "Write your name.");
    let email = settle::email(&mut form, "email");
    let organisation = reading::line_if_any(&mut form, "organisation");
    let group: Option<Slug> =
        reading::choice(&mut form, "group", "Choose the group you speak for.");
    let statement = reading::text(&mut form, "statement", "Say what your interest is.");
    let (Some(name), Some(email), Some(group), Some(statement), true) =
        (name, email, group, statement, form.errors.is_empty())
    else {
        return again(&visit, page(form)).await;
    };
    site.security.limits.mail(from, email.as_str())?;
    let new = NewInterest {
        name,
        email,
        organisation,
        group,
        statement,
    };
    let done = interests::express(&site.registry, &visit.caller, visit.now, &at.p, new).await;
    let done = done.map(|_| format!("/p/{}/join/asked", at.p));
    settle(
        &visit,
        done,
        form,
        &["group", "organisation", "email"],
        page,
    )
    .await
}

async fn change_process(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::settings::settings(registry, &visit, &at.p, Some(form));
    let process = processes::find(registry, &visit.caller, visit.now, &at.p).await?;
    let mut patch = ProcessPatch::default();
    if form.name == "words" {
        patch.title = settle::line(&mut form, "title", "Write a title.")
            .filter(|title| **title != process.title);
        patch.maintainer = reading::text_if_any(&mut form, "maintainer")
            .filter(|text| Some(&**text) != process.maintainer.as_deref());
        if process.state == ProcessState::Announced {
            patch.charter = reading::text(&mut form, "charter", "Write what the process is for.");
            patch.charter = patch.charter.filter(|charter| **charter != process.charter);
            let groups = settle::groups(&mut form, "groups", &process.groups);
            patch.groups = Some(groups).filter(|groups| *groups != process.groups);
        }
    } else {
        patch.state = reading::choice(&mut form, "state", "Choose the state.");
        patch.reason = reading::text_if_any(&mut form, "reason");
    }
    if !form.errors.is_empty() {
        return again(&visit, page(form)).await;
    }
    if patch == ProcessPatch::default() {
        return Ok(show::to(&format!("/p/{}/settings", at.p)));
    }
    let done = processes::update(registry, &visit.caller, visit.now, &at.p, patch).await;
    let done = done.map(|process| format!("/p/{}", process.slug));
    settle(&visit, done, form, &["groups", "charter", "reason"], page).await
}
