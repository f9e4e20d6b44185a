//! Where each word of an entry comes from: which wording brought it, by whom, when and why.

use std::collections::{BTreeMap, HashMap};

use domain::{
    Moment, Slug,
    entry::{EntryRef, Impact},
    ids::{EntryNo, MemberNo, RedlineNo, WordingNo},
    markdown::plain,
    redline::{self, PartName, part_texts},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::{Wording, of_entry, read};
use crate::{
    Caller, Registry, Result,
    entries::{authoritative, entry_row},
    names::{Names, Person},
    redlines::author_of,
    rows::number,
    tables::{redlines, wordings},
};

/// How the words are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlameQuery {
    /// Definitions as people read them rather than in Markdown.
    #[serde(default)]
    pub plain: bool,
}

/// Where each word of the newest wording comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Blame {
    pub entry: EntryNo,
    pub slug: Slug,
    pub term: String,
    /// The newest wording.
    pub wording: WordingNo,
    /// By the name of the part, as in a redline.
    pub fields: BTreeMap<String, BlamedField>,
    /// The wordings that brought words which are still there, oldest first.
    pub origins: Vec<Origin>,
}

/// A part of the newest wording; its spans joined are its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlamedField {
    pub spans: Vec<BlamedSpan>,
}

/// Words in a row that came together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlamedSpan {
    pub text: String,
    /// The wording that brought them, and the redline it was made by; none for the first.
    pub wording: WordingNo,
    pub redline: Option<RedlineNo>,
    /// Whose words they are: the author of the redline, or who proposed the entry.
    pub by: MemberNo,
    pub author: Person,
    /// When they became part of the wording.
    pub at: Moment,
}

/// A wording as what brought words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Origin {
    pub wording: WordingNo,
    pub redline: Option<RedlineNo>,
    pub by: MemberNo,
    pub author: Person,
    /// Who folded the redline; none for the first wording.
    pub folded_by: Option<Person>,
    pub rationale: Option<String>,
    pub impact: Option<Impact>,
    pub at: Moment,
}

/// Tells of every word of the newest wording where it comes from.
pub async fn blame(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    query: BlameQuery,
) -> Result<Blame> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let row = entry_row(db, id, entry).await?;
    let names = registry.names(&view.process).await?;
    let rows = of_entry(id, row.number)
        .order_by_asc(wordings::Column::Number)
        .all(db)
        .await?;
    let wordings = rows
        .iter()
        .map(|row| read(row, &names))
        .collect::<Result<Vec<_>>>()?;
    let folded = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(id))
        .filter(redlines::Column::Entry.eq(row.number))
        .filter(redlines::Column::Wording.is_not_null())
        .all(db)
        .await?;
    let authors: HashMap<RedlineNo, MemberNo> = folded
        .iter()
        .map(|row| Ok((number(row.number), author_of(row)?)))
        .collect::<Result<_>>()?;
    let origins: Vec<Origin> = wordings
        .iter()
        .map(|wording| origin(wording, &authors, &names))
        .collect();
    let authoritative = authoritative(&view.process)?;
    let texts: Vec<_> = wordings
        .iter()
        .map(|wording| part_texts(&wording.content, &authoritative))
        .collect();
    let fields = fields(&texts, &origins, query.plain);
    let used = |origin: &Origin| {
        let spans = fields.values().flat_map(|field| &field.spans);
        spans.into_iter().any(|span| span.wording == origin.wording)
    };
    Ok(Blame {
        entry: number(row.number),
        slug: Slug::parse(&row.slug)?,
        term: row.term,
        wording: number(row.wording),
        origins: origins
            .iter()
            .filter(|origin| used(origin))
            .cloned()
            .collect(),
        fields,
    })
}

fn origin(wording: &Wording, authors: &HashMap<RedlineNo, MemberNo>, names: &Names) -> Origin {
    let author = wording.redline.and_then(|redline| authors.get(&redline));
    let by = author.copied().unwrap_or(wording.by);
    Origin {
        wording: wording.number,
        redline: wording.redline,
        by,
        author: names.person(by),
        folded_by: wording.redline.map(|_| wording.author.clone()),
        rationale: wording.rationale.clone(),
        impact: wording.impact,
        at: wording.at,
    }
}

fn fields(
    texts: &[BTreeMap<PartName, String>],
    origins: &[Origin],
    as_read: bool,
) -> BTreeMap<String, BlamedField> {
    let Some(newest) = texts.last() else {
        return BTreeMap::new();
    };
    newest
        .keys()
        .map(|part| {
            let shown = |text: &String| match part {
                PartName::Definition(_) if as_read => plain(text),
                _ => text.clone(),
            };
            let history: Vec<String> = texts
                .iter()
                .map(|texts| texts.get(part).map(shown).unwrap_or_default())
                .collect();
            let history: Vec<&str> = history.iter().map(String::as_str).collect();
            let spans = redline::blame(&history).into_iter();
            let spans = spans.filter_map(|run| {
                let origin = origins.get(run.from)?;
                Some(BlamedSpan {
                    text: run.text,
                    wording: origin.wording,
                    redline: origin.redline,
                    by: origin.by,
                    author: origin.author.clone(),
                    at: origin.at,
                })
            });
            let spans = spans.collect();
            (part.to_string(), BlamedField { spans })
        })
        .collect()
}
