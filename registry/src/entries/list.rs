//! The entries of a process, as a dictionary lists them: filtered, searched, in pieces.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Moment, Slug,
    entry::{EntryRef, EntryStatus},
    ids::{CallNo, EntryNo, MemberNo, WordingNo},
};
use schemars::JsonSchema;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use super::{
    facets::facets,
    view::{EntryLink, link},
};
use crate::{
    Caller, Error, Page, Registry, Result, calls,
    rows::{counted_by, from_word, moment, number, word},
    search::{self, Hits},
    tables::{comments, entries, redlines},
};

/// Which entries are wanted; what is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryFilter {
    /// Any of these.
    #[serde(default)]
    pub status: Vec<EntryStatus>,
    /// The first letter of the term, `#` for terms that begin with none.
    #[serde(default)]
    pub letter: Option<String>,
    /// Words of the designations, the definition or the notes; the last one as far as it was typed.
    #[serde(default)]
    pub q: Option<String>,
    /// A group: the entries in an open call in which nobody of it has spoken.
    #[serde(default)]
    pub silent: Option<Slug>,
}

/// A piece of the list, and what one may filter by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryList {
    pub items: Vec<EntrySummary>,
    pub next: Option<String>,
    /// How many entries the process has in each status, whatever the filter.
    pub counts: BTreeMap<EntryStatus, u64>,
    /// The letters that terms begin with, whatever the filter.
    pub letters: Vec<String>,
}

/// An entry in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntrySummary {
    pub number: EntryNo,
    pub slug: Slug,
    pub term: String,
    pub abbreviation: Option<String>,
    pub status: EntryStatus,
    /// How the definition begins, in plain words.
    pub excerpt: String,
    pub wording: WordingRef,
    pub agreed_wording: Option<WordingNo>,
    pub open_call: Option<CallNo>,
    pub pending_redlines: u64,
    pub undisposed_comments: u64,
    pub pen: MemberNo,
    pub changed_at: Moment,
}

/// A wording, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordingRef {
    pub number: WordingNo,
}

/// The entries of a process, by term.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &EntryFilter,
    page: &Page,
) -> Result<EntryList> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let mut query = narrowed(id, filter)?;
    let mut by_term = Expr::col(entries::Column::TermKey);
    match search::hits(db, id, filter.q.as_deref().unwrap_or_default()).await? {
        Hits::All => {}
        Hits::Few(numbers) => {
            query = query.filter(entries::Column::Number.is_in(numbers));
            // No index is in this order, so that the entries are looked up by their numbers.
            by_term = Expr::cust("\"term_key\" || ''");
        }
        Hits::Many(among) => query = query.filter(among),
    }
    if let Some(group) = &filter.silent {
        let silent = calls::silent_on(registry, id, group).await?;
        query = query.filter(entries::Column::Number.is_in(silent));
    }
    if let Some(cursor) = &page.cursor {
        query = query.filter(after(registry, id, cursor).await?);
    }
    let rows = query
        .order_by(by_term, Order::Asc)
        .order_by_asc(entries::Column::Number)
        .limit(page.rows())
        .all(db)
        .await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    let redlines = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(id))
        .filter(redlines::Column::Entry.is_in(numbers.clone()))
        .filter(redlines::Column::State.eq("pending"));
    let redlines = counted_by(db, redlines, redlines::Column::Entry).await?;
    let comments = comments::Entity::find()
        .filter(comments::Column::ProcessId.eq(id))
        .filter(comments::Column::Entry.is_in(numbers))
        .filter(comments::Column::InReplyTo.is_null())
        .filter(comments::Column::Outcome.is_null())
        .filter(comments::Column::HiddenAt.is_null());
    let comments = counted_by(db, comments, comments::Column::Entry).await?;
    let items = rows
        .into_iter()
        .map(|row| {
            let count =
                |counts: &HashMap<i64, u64>| counts.get(&row.number).copied().unwrap_or_default();
            Ok(EntrySummary {
                number: number(row.number),
                slug: Slug::parse(&row.slug)?,
                status: from_word(&row.status)?,
                wording: WordingRef {
                    number: number(row.wording),
                },
                agreed_wording: row.agreed_wording.map(number),
                open_call: row.open_call.map(number),
                pending_redlines: count(&redlines),
                undisposed_comments: count(&comments),
                pen: number(row.pen),
                changed_at: moment(row.changed_at),
                term: row.term,
                abbreviation: row.abbreviation,
                excerpt: row.excerpt,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let listed = page.cut(items, |item| item.number.to_string());
    let facets = facets(registry, &view.process).await?;
    Ok(EntryList {
        items: listed.items,
        next: listed.next,
        counts: facets.counts.clone(),
        letters: facets.letters.clone(),
    })
}

/// Every entry that is not withdrawn or retired, by term: what a text can link to.
pub async fn terms(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<EntryLink>> {
    let view = registry.view(caller, now, process).await?;
    let rows = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(view.process.id))
        .filter(entries::Column::Withdrawn.eq(false))
        .filter(entries::Column::Retired.eq(false))
        .order_by_asc(entries::Column::TermKey)
        .order_by_asc(entries::Column::Number);
    rows.all(&registry.db).await?.iter().map(link).collect()
}

/// Which of these entries there are, each by slug and by number: what links in a text lead to.
pub async fn known(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    wanted: impl IntoIterator<Item = EntryRef>,
) -> Result<BTreeSet<String>> {
    let view = registry.view(caller, now, process).await?;
    let (mut slugs, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for entry in wanted {
        match entry {
            EntryRef::Slug(slug) => drop(slugs.insert(slug.to_string())),
            EntryRef::Number(number) => drop(numbers.insert(number)),
        }
    }
    let named = Condition::any()
        .add(entries::Column::Slug.is_in(slugs))
        .add(entries::Column::Number.is_in(numbers));
    let rows = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(view.process.id))
        .filter(named)
        .all(&registry.db)
        .await?;
    let names = rows
        .into_iter()
        .flat_map(|row| [row.slug, row.number.to_string()]);
    Ok(names.collect())
}

fn narrowed(id: i64, filter: &EntryFilter) -> Result<Select<entries::Entity>> {
    let mut query = entries::Entity::find().filter(entries::Column::ProcessId.eq(id));
    if !filter.status.is_empty() {
        let words = filter.status.iter().map(word).collect::<Result<Vec<_>>>()?;
        query = query.filter(entries::Column::Status.is_in(words));
    }
    if let Some(letter) = filter.letter.as_deref().filter(|letter| !letter.is_empty()) {
        query = query.filter(entries::Column::Letter.eq(letter.to_uppercase()));
    }
    Ok(query)
}

/// What follows the entry that a cursor names.
async fn after(registry: &Registry, id: i64, cursor: &str) -> Result<Condition> {
    let last: i64 = cursor.parse().map_err(|_| Error::NotFound)?;
    let last = entries::Entity::find_by_id((id, last))
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    let key = entries::Column::TermKey;
    let later = Condition::any()
        .add(key.gt(last.term_key.clone()))
        .add(entries::Column::Number.gt(last.number));
    Ok(Condition::all().add(key.gte(last.term_key)).add(later))
}
