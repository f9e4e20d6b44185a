//! Entries that go through a word processor: redlines as DOCX, and back.

use axum::http::Method;
use domain::{
    Text,
    entry::{Impact, NewRedline},
};
use registry::{
    manuscripts::{self, Taken},
    redlines::Redline,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::address;
use crate::{
    answer::{Answer, Docx, Raw},
    ask::Ask,
    at::{Asked, At, AtEntry},
    file::{FileSent, attachment},
    table::{Access, Table},
    taking::TakenOrProposed,
    trouble::{Fault, Trouble},
};

/// What is said beside the file.
#[derive(Debug, Deserialize, JsonSchema)]
struct Sending {
    /// Why; needed unless it is a dry run.
    #[serde(default)]
    rationale: Option<Text>,
    /// How far it goes; needed unless it is a dry run.
    #[serde(default)]
    impact: Option<Impact>,
    /// Only say what would be proposed.
    #[serde(default)]
    dry_run: bool,
}

/// What would be proposed, author by author.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Takings {
    pub takings: Vec<Taken>,
}

/// What was proposed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Proposed {
    pub redlines: Vec<Redline>,
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/redlines.docx",
            Access::Reader,
            read_redlines_docx,
            "All pending redlines of an entry as DOCX with tracked changes\nEach change is its author's. Rejected, the \
             newest wording is left. Redlines that want the same words as another stand in a section of their own.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/redlines.docx",
            Access::Participant,
            propose_redlines_docx,
            "Propose what is tracked in a DOCX that was downloaded here\nA redline for every author of changes that do \
             not stand on record yet; one of another participant's name is `moved_by` them. With `dry_run=true` nothing \
             is proposed, and the answer says what would be.",
        )
}

async fn read_redlines_docx(ask: Ask, At(at): At<AtEntry>) -> Answer<Raw<Docx>> {
    let file = manuscripts::of_redlines(ask.registry(), &ask.caller, ask.now, &at.p, &at.e).await?;
    let name = format!("{}-{}-redlines.docx", at.p, at.e);
    Ok(Raw::new((attachment(&name), file)))
}

async fn propose_redlines_docx(
    ask: Ask,
    At(at): At<AtEntry>,
    Asked(sending): Asked<Sending>,
    FileSent(file): FileSent,
) -> Answer<TakenOrProposed> {
    let takings =
        manuscripts::read(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, &file).await?;
    if sending.dry_run {
        return Ok(TakenOrProposed::Taken(Takings { takings }));
    }
    let (Some(rationale), Some(impact)) = (sending.rationale.clone(), sending.impact) else {
        return Err(Trouble::Unread(missing(&sending)));
    };
    let new = takings.into_iter().map(|taken| NewRedline {
        base: taken.base,
        changes: taken.changes.into(),
        rationale: rationale.clone(),
        impact,
        moved_by: taken.moved_by.map(|person| person.number),
        answers_objection: None,
    });
    let redlines = manuscripts::propose(
        ask.registry(),
        &ask.caller,
        ask.now,
        &at.p,
        &at.e,
        new.collect(),
    )
    .await?;
    let location = format!("{}/entries/{}/redlines", address(&at.p), at.e);
    Ok(TakenOrProposed::Proposed(location, Proposed { redlines }))
}

fn missing(sending: &Sending) -> Vec<Fault> {
    let fault = |field: &str, detail: &str| Fault {
        field: Some(field.to_owned()),
        detail: detail.to_owned(),
    };
    let rationale = sending
        .rationale
        .is_none()
        .then(|| fault("rationale", "Say why."));
    let impact = sending.impact.is_none().then(|| {
        fault(
            "impact",
            "Say how far it goes: editorial, clarifying or meaning.",
        )
    });
    rationale.into_iter().chain(impact).collect()
}
