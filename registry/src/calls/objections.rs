//! The standing objections of a call, in full and in brief, for whoever reads them out.

use domain::{
    Moment, Slug, Text,
    call::{
        CallState, Subject,
        aloud::{self, Reply},
    },
    ids::CallNo,
    reading::Stance,
};
use schemars::JsonSchema;
use sea_orm::EntityTrait;
use serde::Serialize;

use super::{
    Sheet, title,
    view::{CalledEntry, PositionView},
};
use crate::{Caller, Registry, Result, door::View, rows::number, tables::entries};

const DAY: i64 = 86_400_000;

/// The standing objections of a call, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Objections {
    pub call: CallNo,
    pub state: CallState,
    pub title: String,
    pub subject: Subject,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<CalledEntry>,
    /// Whether it is blind and its positions are sealed: then nothing is told.
    pub hidden: bool,
    pub items: Vec<Objection>,
}

/// An objection in its two registers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Objection {
    pub position: PositionView,
    pub age_days: u32,
    /// In full: a paragraph for each thing on record.
    pub formal: Vec<String>,
    /// A sentence or two, made of the first sentences of what was said.
    pub brief: String,
}

/// The standing objections of a call. Of a blind call that is open nothing, not even whether there
/// are any.
pub async fn objections(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Objections> {
    let view = registry.view(caller, now, process).await?;
    let sheet = Sheet::load(&view, call).await?;
    let facts = &sheet.facts;
    let entry = entry_of(&view, &facts.subject).await?;
    let mut standing = if facts.is_hidden() {
        Vec::new()
    } else {
        sheet.positions()
    };
    standing.retain(|it| it.stance == Stance::Object && it.counts);
    standing.sort_by_key(|it| it.number);
    let on = match (&facts.subject, &entry) {
        (Subject::Wording { wording, .. }, Some(entry)) => Some((*wording, entry.term.as_str())),
        _ => None,
    };
    let items = standing.into_iter().map(|position| {
        let said = said(&position, on);
        let (formal, brief) = (said.formal(now), said.brief());
        let age = (now.millis() - position.at.millis()).max(0) / DAY;
        Objection {
            age_days: u32::try_from(age).unwrap_or(u32::MAX),
            formal,
            brief,
            position,
        }
    });
    Ok(Objections {
        items: items.collect(),
        call,
        state: facts.state,
        title: title(&facts.subject, entry.as_ref()),
        subject: facts.subject.clone(),
        hidden: facts.is_hidden(),
        entry,
    })
}

fn said<'a>(of: &'a PositionView, on: Option<(u32, &'a str)>) -> aloud::Objection<'a> {
    let answers = of.answers.iter().map(|it| Reply {
        name: &it.by_name,
        body: &it.body,
        at: it.at,
        confirmed: it.confirmed,
        contested: it.contested,
    });
    let quote: Option<&Text> = of.quote.as_ref().map(|quote| &quote.exact);
    aloud::Objection {
        position: of.number,
        name: &of.member_name,
        organisation: of.organisation_name.as_deref(),
        group: &of.group_name,
        at: of.at,
        on,
        quote,
        reason: of.reason.as_deref(),
        would_resolve: of.would_resolve.as_deref(),
        answers: answers.collect(),
    }
}

/// What a call is about, in a few words.
pub(crate) async fn title_of(view: &View<'_>, subject: &Subject) -> Result<String> {
    Ok(title(subject, entry_of(view, subject).await?.as_ref()))
}

async fn entry_of(view: &View<'_>, subject: &Subject) -> Result<Option<CalledEntry>> {
    let Some(entry) = subject.entry() else {
        return Ok(None);
    };
    let row = entries::Entity::find_by_id((view.process.id, i64::from(entry)));
    let row = row.one(&view.registry.db).await?;
    row.as_ref().map(called).transpose()
}

/// What is told of an entry that is called.
pub(crate) fn called(row: &entries::Model) -> Result<CalledEntry> {
    Ok(CalledEntry {
        number: number(row.number),
        slug: Slug::parse(&row.slug)?,
        term: row.term.clone(),
    })
}
