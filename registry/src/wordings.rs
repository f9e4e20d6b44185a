//! Wordings: how the words of an entry came to be what they are.

mod blame;

use std::collections::HashMap;

use domain::{
    Moment, Slug,
    content::Content,
    entry::{EntryRef, Impact},
    ids::{EntryNo, MemberNo, RedlineNo, WordingNo},
    redline::{Fields, between},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    entries::{authoritative, entry_row},
    names::{Names, Person},
    rows::{from_word, moment, number, value},
    tables::wordings,
};

pub use blame::{Blame, BlameQuery, BlamedField, BlamedSpan, Origin, blame};

/// One wording, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Wording {
    pub number: WordingNo,
    #[serde(flatten)]
    pub content: Content,
    /// The redline it was made by, none for the first.
    pub redline: Option<RedlineNo>,
    pub rationale: Option<String>,
    pub impact: Option<Impact>,
    /// Who proposed the entry or folded the redline.
    pub by: MemberNo,
    pub author: Person,
    pub at: Moment,
}

/// A wording in the history of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    #[serde(flatten)]
    pub wording: Wording,
    /// What it changed in the one before; empty for the first.
    pub fields: Fields,
}

/// What changed between two wordings of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    pub entry: EntryNo,
    pub slug: Slug,
    pub term: String,
    pub from: WordingNo,
    pub to: WordingNo,
    pub fields: Fields,
}

/// The history of an entry, oldest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    page: &Page,
) -> Result<Listed<Step>> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let after = page.after()?.unwrap_or_default();
    // The last one before the page comes along, because the first of the page is told against it.
    let rows = of_entry(view.process.id, entry.number)
        .filter(wordings::Column::Number.gte(after))
        .order_by_asc(wordings::Column::Number)
        .limit(page.rows() + 1)
        .all(&registry.db)
        .await?;
    let names = registry.names(&view.process).await?;
    let authoritative = authoritative(&view.process)?;
    let mut steps = Vec::new();
    let mut before: Option<Content> = None;
    for row in rows {
        let wording = read(&row, &names)?;
        let fields = before.map_or_else(Fields::new, |before| {
            between(&before, &wording.content, &authoritative)
        });
        before = Some(wording.content.clone());
        if row.number > after {
            steps.push(Step { wording, fields });
        }
    }
    Ok(page.cut(steps, |step| step.wording.number.to_string()))
}

/// One wording of an entry.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    wording: WordingNo,
) -> Result<Wording> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let row = wordings::Entity::find_by_id((view.process.id, entry.number, i64::from(wording)));
    let row = row.one(&registry.db).await?.ok_or(Error::NotFound)?;
    read(&row, &*registry.names(&view.process).await?)
}

/// What changed from one wording of an entry to another.
pub async fn compare(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    (from, to): (WordingNo, WordingNo),
) -> Result<Comparison> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let contents = contents(&registry.db, view.process.id, entry.number, [from, to]).await?;
    let content = |wording| contents.get(&wording).ok_or(Error::NotFound);
    Ok(Comparison {
        entry: number(entry.number),
        slug: Slug::parse(&entry.slug)?,
        term: entry.term,
        from,
        to,
        fields: between(content(from)?, content(to)?, &authoritative(&view.process)?),
    })
}

/// What these wordings of an entry say; those that do not exist are left out.
pub(crate) async fn contents(
    db: &impl ConnectionTrait,
    process_id: i64,
    entry: i64,
    wanted: impl IntoIterator<Item = WordingNo>,
) -> Result<HashMap<WordingNo, Content>> {
    let wanted: Vec<i64> = wanted.into_iter().map(i64::from).collect();
    let rows = of_entry(process_id, entry)
        .filter(wordings::Column::Number.is_in(wanted))
        .all(db)
        .await?;
    rows.iter()
        .map(|row| Ok((number(row.number), value(&row.content)?)))
        .collect()
}

pub(crate) fn of_entry(process_id: i64, entry: i64) -> sea_orm::Select<wordings::Entity> {
    wordings::Entity::find()
        .filter(wordings::Column::ProcessId.eq(process_id))
        .filter(wordings::Column::Entry.eq(entry))
}

pub(crate) fn read(row: &wordings::Model, names: &Names) -> Result<Wording> {
    let by = number(row.by);
    Ok(Wording {
        number: number(row.number),
        content: value(&row.content)?,
        redline: row.redline.map(number),
        rationale: row.rationale.clone(),
        impact: row.impact.as_deref().map(from_word).transpose()?,
        by,
        author: names.person(by),
        at: moment(row.at),
    })
}
