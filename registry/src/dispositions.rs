//! The disposition report: every comment with what became of it, in the column order of ISO's commenting template.

mod table;

use std::collections::HashMap;

use domain::{
    Lang, Moment, Slug,
    comment::CommentKind,
    content::Content,
    entry::EntryRef,
    ids::{CommentNo, EntryNo, RedlineNo},
    manuscript::{parts, text},
    markdown,
    redline::PartName,
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    comments::{Comment, Disposed, Public, read, signatures::Signatures},
    door::View,
    entries::{authoritative, entry_row},
    names::{Names, Person},
    page::LIMIT_MAX,
    rows::{number, value},
    tables::{comments, entries, wordings},
};

pub(crate) use table::outcome_words;
pub use table::{csv, docx};

/// Whether a comment waits for its disposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DispositionState {
    Open,
    Answered,
}

/// Which rows are wanted; what is left out does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DispositionFilter {
    /// The slug or the number of an entry.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub entry: Option<EntryRef>,
    #[serde(default)]
    pub state: Option<DispositionState>,
    /// The stakeholder group of who commented.
    #[serde(default)]
    pub group: Option<Slug>,
}

/// A comment and what became of it. Replies are read with the comment, not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DispositionRow {
    pub number: CommentNo,
    pub author: Person,
    /// None where it is about a public review as a whole.
    pub entry: Option<EntryNo>,
    pub slug: Option<Slug>,
    pub term: Option<String>,
    /// The part in which the quoted words stand now; none where they stand in none.
    pub part: Option<PartName>,
    pub redline: Option<RedlineNo>,
    /// The words it speaks of.
    pub quote: Option<String>,
    pub kind: CommentKind,
    /// Markdown.
    pub body: String,
    pub proposed: Option<String>,
    pub disposition: Option<Disposed>,
    /// Whether that satisfies its author, once they said so.
    pub satisfied: Option<bool>,
    pub at: Moment,
    /// Where it came from, where its author is no member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<Public>,
}

/// The report of a process, or of one entry, by number of the comment.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &DispositionFilter,
    page: &Page,
) -> Result<Listed<DispositionRow>> {
    let view = registry.view(caller, now, process).await?;
    let names = registry.names(&view.process).await?;
    let wanted = narrowed(&view, &names, filter).await?;
    piece(&view, &names, &wanted, page).await
}

/// The same whole.
async fn all(view: &View<'_>, filter: &DispositionFilter) -> Result<Vec<DispositionRow>> {
    let names = view.registry.names(&view.process).await?;
    let wanted = narrowed(view, &names, filter).await?;
    let mut rows = Vec::new();
    let mut page = Page {
        limit: Some(LIMIT_MAX),
        cursor: None,
    };
    loop {
        let listed = piece(view, &names, &wanted, &page).await?;
        rows.extend(listed.items);
        match listed.next {
            Some(next) => page.cursor = Some(next),
            None => return Ok(rows),
        }
    }
}

async fn narrowed(view: &View<'_>, names: &Names, filter: &DispositionFilter) -> Result<Condition> {
    let mut wanted = Condition::all()
        .add(comments::Column::ProcessId.eq(view.process.id))
        .add(comments::Column::InReplyTo.is_null());
    if let Some(entry) = &filter.entry {
        let entry = entry_row(&view.registry.db, view.process.id, entry).await?;
        wanted = wanted.add(comments::Column::Entry.eq(entry.number));
    }
    wanted = match filter.state {
        None => wanted,
        // What is hidden waits for no answer.
        Some(DispositionState::Open) => wanted
            .add(comments::Column::Outcome.is_null())
            .add(comments::Column::HiddenAt.is_null()),
        Some(DispositionState::Answered) => wanted.add(comments::Column::Outcome.is_not_null()),
    };
    if let Some(group) = &filter.group {
        let people = names.people();
        let members = people
            .into_iter()
            .filter(|person| person.group.as_ref() == Some(group))
            .map(|person| i64::from(person.number));
        let theirs = Condition::any()
            .add(comments::Column::By.is_in(members))
            .add(comments::Column::Interest.eq(group.as_str()));
        wanted = wanted.add(theirs);
    }
    Ok(wanted)
}

async fn piece(
    view: &View<'_>,
    names: &Names,
    wanted: &Condition,
    page: &Page,
) -> Result<Listed<DispositionRow>> {
    let mut query = comments::Entity::find().filter(wanted.clone());
    if let Some(after) = page.after()? {
        query = query.filter(comments::Column::Number.gt(after));
    }
    let rows = query
        .order_by_asc(comments::Column::Number)
        .limit(page.rows())
        .all(&view.registry.db)
        .await?;
    let around = Surroundings::load(view, &rows).await?;
    let signed = Signatures::load(&view.registry.db, &rows).await?;
    let items = rows
        .into_iter()
        .map(|row| around.read(read(row, names, &signed, None)?))
        .collect::<Result<Vec<_>>>()?;
    Ok(page.cut(items, |item| item.number.to_string()))
}

/// The entries that comments speak of, as they read now.
struct Surroundings {
    entries: HashMap<EntryNo, (entries::Model, Content)>,
    lang: Lang,
}

impl Surroundings {
    async fn load(view: &View<'_>, rows: &[comments::Model]) -> Result<Self> {
        let (db, id) = (&view.registry.db, view.process.id);
        let mut numbers: Vec<i64> = rows.iter().map(|row| row.entry).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let found = entries::Entity::find()
            .filter(entries::Column::ProcessId.eq(id))
            .filter(entries::Column::Number.is_in(numbers))
            .all(db)
            .await?;
        let mut newest = Condition::any();
        for entry in &found {
            newest = newest.add(
                Condition::all()
                    .add(wordings::Column::Entry.eq(entry.number))
                    .add(wordings::Column::Number.eq(entry.wording)),
            );
        }
        let words = match found.is_empty() {
            true => Vec::new(),
            false => {
                wordings::Entity::find()
                    .filter(wordings::Column::ProcessId.eq(id))
                    .filter(newest)
                    .all(db)
                    .await?
            }
        };
        let mut contents: HashMap<i64, Content> = HashMap::new();
        for row in words {
            contents.insert(row.entry, value(&row.content)?);
        }
        let mut entries = HashMap::new();
        for entry in found {
            let content = contents.remove(&entry.number).ok_or(Error::NotFound)?;
            entries.insert(number(entry.number), (entry, content));
        }
        Ok(Self {
            entries,
            lang: authoritative(&view.process)?,
        })
    }

    fn read(&self, comment: Comment) -> Result<DispositionRow> {
        let about = self.entries.get(&comment.entry);
        let quote = comment.quote.map(|quote| quote.exact.to_string());
        let part = about
            .zip(quote.as_deref())
            .and_then(|((_, content), quote)| self.part(content, quote));
        let entry = about.map(|(entry, _)| entry);
        Ok(DispositionRow {
            part,
            number: comment.number,
            author: comment.author,
            entry: entry.map(|entry| number(entry.number)),
            slug: entry.map(|entry| Slug::parse(&entry.slug)).transpose()?,
            term: entry.map(|entry| entry.term.clone()),
            redline: comment.redline,
            quote,
            kind: comment.kind,
            body: comment.body,
            proposed: comment.proposed,
            disposition: comment.disposition,
            satisfied: comment.satisfied,
            at: comment.at,
            public: comment.public,
        })
    }

    /// The part in which words stand, as they are read.
    fn part(&self, content: &Content, words: &str) -> Option<PartName> {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = flat(words);
        parts(&[content], &self.lang).into_iter().find(|part| {
            let typed = text(content, part, &self.lang);
            flat(&markdown::plain(&typed)).contains(&words) || flat(&typed).contains(&words)
        })
    }
}
