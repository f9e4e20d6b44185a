//! Forms about entries: proposing and redlining them, passing the pen, taking an entry back.

use app::{
    Form, Visit,
    pages::{self, compose::Draft},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    content::{Changes, Content},
    entry::{EntryRef, Localised, NewChanges, NewEntry, NewRedline},
    record::ObjectionRef,
    redline,
};
use registry::{
    Registry,
    entries::{self, Entry, EntryLink},
    processes::{self, Process},
    redlines, wordings,
};

use super::{
    content::{PLACES, content},
    reading,
};
use crate::{
    at::{At, AtEntry, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/entries/compose", Access::Participant, propose_entry)
        .post(
            "/p/{p}/entries/{e}/compose",
            Access::Participant,
            propose_redline,
        )
        .post("/p/{p}/entries/{e}/pen", Access::PenOrConvener, pass_pen)
        .post(
            "/p/{p}/entries/{e}/withdrawal",
            Access::Participant,
            withdraw_entry,
        )
}

async fn propose_entry(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let process = processes::find(registry, &visit.caller, visit.now, &at.p).await?;
    let preview = form.value("act") == "preview";
    if preview || !form.value("more").is_empty() {
        return propose_again(registry, &visit, &process, form, StatusCode::OK).await;
    }
    let known = entries::terms(registry, &visit.caller, visit.now, &at.p).await?;
    let content = content(&mut form, &process.languages, None, &known);
    let rationale = reading::text_if_any(&mut form, "rationale");
    let Some(content) = content.filter(|_| form.errors.is_empty()) else {
        return propose_again(
            registry,
            &visit,
            &process,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let new = NewEntry {
        designations: content.designations,
        definition: Localised::Many(content.definition),
        notes: Some(Localised::Many(content.notes)),
        examples: Some(Localised::Many(content.examples)),
        sources: content.sources,
        relations: content.relations,
        lang: None,
        rationale,
    };
    match entries::propose(registry, &visit.caller, visit.now, &at.p, new).await {
        Ok(entry) => Ok(show::to(&format!("/p/{}/entries/{}", at.p, entry.slug))),
        Err(error) => {
            let status = reading::refused(&mut form, error, &PLACES)?;
            propose_again(registry, &visit, &process, form, status).await
        }
    }
}

async fn propose_again(
    registry: &Registry,
    visit: &Visit,
    process: &Process,
    form: Form,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let page = pages::propose::propose(registry, visit, &process.slug, Some(form)).await?;
    Ok(show::with(visit, page, status))
}

async fn propose_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let process = processes::find(registry, &visit.caller, visit.now, &at.p).await?;
    let entry = entries::find(registry, &visit.caller, visit.now, &at.p, &at.e).await?;
    let base = form.value("base").parse().unwrap_or(entry.wording.number);
    let base_content = if base == entry.wording.number {
        entry.wording.content.clone()
    } else {
        wordings::find(registry, &visit.caller, visit.now, &at.p, &at.e, base)
            .await?
            .content
    };
    let again = async |draft: Draft, status: StatusCode| -> Result<Response, Trouble> {
        let page = pages::compose::compose(registry, &visit, &at.p, &at.e, draft).await?;
        Ok(show::with(&visit, page, status))
    };
    if !form.value("more").is_empty() {
        return again(
            Draft {
                form: Some(form),
                ..Draft::default()
            },
            StatusCode::OK,
        )
        .await;
    }
    let known = known(registry, &visit, &entry, &at).await?;
    let wanted = content(&mut form, &process.languages, Some(&base_content), &known);
    let preview = form.value("act") == "preview";
    if let (true, Some(wanted), Some(authoritative)) = (preview, &wanted, process.languages.first())
    {
        let preview = Some(redline::between(&base_content, wanted, authoritative));
        return again(
            Draft {
                form: Some(form),
                preview,
                ..Draft::default()
            },
            StatusCode::OK,
        )
        .await;
    }
    // Everything that is wrong is said at once; a preview asks only for the words.
    let new = if preview {
        None
    } else {
        read_redline(&mut form, base, wanted)
    };
    let Some(new) = new.filter(|_| form.errors.is_empty()) else {
        return again(
            Draft {
                form: Some(form),
                ..Draft::default()
            },
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    // Whoever saw both texts may propose theirs all the same.
    let seen = form.value("seen") == entry.wording.number.to_string();
    if base != entry.wording.number && !seen {
        let changes = process
            .languages
            .first()
            .map(|lang| new.changes.clone().resolve(lang))
            .unwrap_or_default();
        let changes = Changes::between(&base_content, &base_content.with(&changes));
        if let Err(conflicts) = redline::carry(&base_content, &changes, &entry.wording.content) {
            return again(
                Draft {
                    form: Some(form),
                    conflicts,
                    ..Draft::default()
                },
                StatusCode::CONFLICT,
            )
            .await;
        }
    }
    match redlines::propose(registry, &visit.caller, visit.now, &at.p, &at.e, new).await {
        Ok(redline) => Ok(show::to(&format!(
            "/p/{}/entries/{}#redline-{}",
            at.p, entry.slug, redline.number
        ))),
        Err(error) => {
            let status = reading::refused(&mut form, error, &PLACES)?;
            again(
                Draft {
                    form: Some(form),
                    ..Draft::default()
                },
                status,
            )
            .await
        }
    }
}

/// The entries that relations can lead to, those it leads to already among them.
async fn known(
    registry: &Registry,
    visit: &Visit,
    entry: &Entry,
    at: &AtEntry,
) -> Result<Vec<EntryLink>, Trouble> {
    let mut known = entries::terms(registry, &visit.caller, visit.now, &at.p).await?;
    known.extend(entry.related.iter().map(|related| related.entry.clone()));
    Ok(known)
}

/// What is asked beside the words of a redline. All parts are sent; what did not change drops out
/// where it is decided.
fn read_redline(form: &mut Form, base: u32, wanted: Option<Content>) -> Option<NewRedline> {
    let rationale = reading::text(form, "rationale", "Say why you propose this.");
    let impact = reading::choice(form, "impact", "Choose how far the change goes.");
    let moved_by = reading::named(form, "moved_by", "Choose a participant.");
    let answers_objection = answered(form);
    let lists = |lists| Some(Localised::Many(lists));
    let wanted = wanted?;
    Some(NewRedline {
        base,
        changes: NewChanges {
            designations: Some(wanted.designations),
            definition: Some(Localised::Many(wanted.definition)),
            notes: lists(wanted.notes),
            examples: lists(wanted.examples),
            sources: Some(wanted.sources),
            relations: Some(wanted.relations),
        },
        rationale: rationale?,
        impact: impact?,
        moved_by,
        answers_objection,
    })
}

/// The objection that is answered, as its call and its position: `12:3`.
fn answered(form: &mut Form) -> Option<ObjectionRef> {
    let value = form.value("answers_objection").to_owned();
    if value.is_empty() {
        return None;
    }
    let parsed = value.split_once(':').and_then(|(call, position)| {
        Some(ObjectionRef {
            call: call.parse().ok()?,
            position: position.parse().ok()?,
        })
    });
    if parsed.is_none() {
        form.refuse(Some("answers_objection"), "Choose one of the objections.");
    }
    parsed
}

async fn pass_pen(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let member = reading::named(&mut form, "member", "Choose a participant.");
    if member.is_none() && form.errors.is_empty() {
        form.refuse(Some("member"), "Choose who holds the pen from now on.");
    }
    let Some(member) = member else {
        return entry_again(&site, &visit, &at, form).await;
    };
    match entries::pass_pen(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        &at.e,
        member,
    )
    .await
    {
        Ok(entry) => Ok(show::to(&format!(
            "/p/{}/entries/{}#beside",
            at.p, entry.slug
        ))),
        Err(error) => entry_refused(&site, &visit, &at, form, error, &[("member", "member")]).await,
    }
}

async fn withdraw_entry(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let reason = reading::text(&mut form, "reason", "Say why you take the entry back.");
    let Some(reason) = reason else {
        return entry_again(&site, &visit, &at, form).await;
    };
    match entries::withdraw(
        &site.registry,
        &visit.caller,
        visit.now,
        &at.p,
        &at.e,
        reason,
    )
    .await
    {
        Ok(entry) => Ok(show::to(&format!("/p/{}/entries/{}", at.p, entry.slug))),
        Err(error) => entry_refused(&site, &visit, &at, form, error, &[("reason", "reason")]).await,
    }
}

/// Shows the entry again with a form that the registry refused.
pub async fn entry_refused(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    mut form: Form,
    error: registry::Error,
    fields: &[(&str, &str)],
) -> Result<Response, Trouble> {
    let status = reading::refused(&mut form, error, fields)?;
    let page = pages::entry::entry(&site.registry, visit, &at.p, &at.e, Some(form)).await?;
    Ok(show::with(visit, page, status))
}

/// Shows the entry again with a form that could not be read.
pub async fn entry_again(
    site: &Site,
    visit: &Visit,
    at: &AtEntry,
    form: Form,
) -> Result<Response, Trouble> {
    let page = pages::entry::entry(&site.registry, visit, &at.p, &at.e, Some(form)).await?;
    Ok(show::again(visit, page))
}

/// The address of an entry.
pub fn entry_path(process: &domain::Slug, entry: &EntryRef) -> String {
    format!("/p/{process}/entries/{entry}")
}
