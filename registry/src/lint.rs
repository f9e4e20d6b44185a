//! What is doubtful in a definition beside the other entries of its process. It changes nothing.

use std::collections::{BTreeMap, HashMap};

use domain::{
    Lang, Moment, Refusal, Slug,
    content::{Content, Designation, DesignationKind, ITEMS_MAX},
    entry::{EntryRef, Localised},
    lint::{self, Draft, Known, Lexicon, Name, Told},
    text::TEXT_MAX,
};
use schemars::JsonSchema;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    Caller, Registry, Result,
    door::View,
    entries::{authoritative, entry_row},
    rows::{number, value},
    tables::{entries, mentions, wordings},
};

/// A definition to be looked at.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Drafted {
    /// What the entry is called; where left out, what `entry` is called now.
    #[serde(default)]
    pub designations: Option<Vec<Designation>>,
    pub definition: Localised<String>,
    #[serde(default)]
    pub examples: Option<Localised<Vec<String>>>,
    /// The language of what is not given by language; the authoritative one where left out.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// The entry that is written anew, by slug or number; none where it is a new one.
    #[serde(default)]
    pub entry: Option<EntryRef>,
}

/// What is doubtful. All of it is advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Findings {
    /// By language; the definition first, problems before hints, each in the order of the text.
    pub findings: Vec<Told>,
}

/// The other entries of a process, as a definition is read beside them.
#[derive(Debug, Default)]
pub struct Others {
    rows: Vec<Other>,
}

#[derive(Debug)]
struct Other {
    number: i64,
    slug: String,
    designations: Vec<Designation>,
    leads: Option<String>,
}

/// Looks at a definition in every language it is given in.
pub async fn lint(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    drafted: Drafted,
) -> Result<Findings> {
    let view = registry.view(caller, now, process).await?;
    let default = authoritative(&view.process)?;
    let lang = drafted.lang.unwrap_or(default);
    let definitions = drafted.definition.by_lang(&lang);
    let mut examples = drafted
        .examples
        .map(|examples| examples.by_lang(&lang))
        .unwrap_or_default();
    check(&definitions, &examples)?;
    let entry = match &drafted.entry {
        Some(entry) => Some(entry_row(&registry.db, view.process.id, entry).await?),
        None => None,
    };
    let designations = match (drafted.designations, &entry) {
        (Some(designations), _) => designations,
        (None, Some(row)) => current(&view, row).await?,
        (None, None) => Vec::new(),
    };
    let others = load(&view, entry.as_ref()).await?;
    let mut findings = Vec::new();
    for (lang, definition) in definitions {
        let draft = Draft {
            names: names(&designations, &lang),
            definition,
            examples: examples.remove(&lang).unwrap_or_default(),
        };
        let lexicon = Lexicon::new(lang.clone(), others.known(&lang));
        let found = lint::lint(&draft, &lexicon);
        findings.extend(found.iter().map(|finding| finding.tell(&lang)));
    }
    Ok(Findings { findings })
}

/// The other entries than `entry`: what a page that is written on reads beside.
pub async fn others(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: Option<&EntryRef>,
) -> Result<Others> {
    let view = registry.view(caller, now, process).await?;
    let entry = match entry {
        Some(entry) => Some(entry_row(&registry.db, view.process.id, entry).await?),
        None => None,
    };
    load(&view, entry.as_ref()).await
}

impl Others {
    /// Those that have a designation in a language, or lead in a circle, by their terms.
    pub fn known(&self, lang: &Lang) -> Vec<Known> {
        let known = self.rows.iter().map(|row| Known {
            number: number(row.number),
            slug: row.slug.clone(),
            names: names(&row.designations, lang),
            leads: row.leads.clone(),
        });
        known
            .filter(|known| !known.names.is_empty() || known.leads.is_some())
            .collect()
    }
}

/// The designations in a language, the preferred one first.
fn names(designations: &[Designation], lang: &Lang) -> Vec<Name> {
    let here = designations.iter().filter(|name| name.lang == *lang);
    let (preferred, others): (Vec<_>, Vec<_>) =
        here.partition(|name| name.kind == DesignationKind::Preferred);
    let all = preferred.into_iter().chain(others);
    all.map(|name| Name {
        text: name.text.to_string(),
        deprecated: name.kind == DesignationKind::Deprecated,
    })
    .collect()
}

fn check(
    definitions: &BTreeMap<Lang, String>,
    examples: &BTreeMap<Lang, Vec<String>>,
) -> Result<()> {
    if examples.values().any(|examples| examples.len() > ITEMS_MAX) {
        return Err(Refusal::TooManyItems { max: ITEMS_MAX }.into());
    }
    let mut texts = definitions.values().chain(examples.values().flatten());
    if texts.any(|text| text.chars().count() > TEXT_MAX) {
        return Err(Refusal::TextTooLong { max: TEXT_MAX }.into());
    }
    Ok(())
}

/// What an entry is called now.
async fn current(view: &View<'_>, row: &entries::Model) -> Result<Vec<Designation>> {
    let wording = wordings::Entity::find_by_id((row.process_id, row.number, row.wording));
    let wording = wording.one(&view.registry.db).await?;
    let content: Option<Content> = wording.map(|wording| value(&wording.content)).transpose()?;
    Ok(content.map_or_else(Vec::new, |content| content.designations))
}

/// Only what is read of a wording here.
#[derive(Deserialize)]
struct Called {
    designations: Vec<Designation>,
}

async fn load(view: &View<'_>, entry: Option<&entries::Model>) -> Result<Others> {
    let (db, id) = (&view.registry.db, view.process.id);
    let listed: Vec<(i64, String, String)> = entries::Entity::find()
        .select_only()
        .columns([
            entries::Column::Number,
            entries::Column::Slug,
            entries::Column::TermKey,
        ])
        .filter(entries::Column::ProcessId.eq(id))
        .filter(entries::Column::Withdrawn.eq(false))
        .filter(entries::Column::Retired.eq(false))
        .into_tuple()
        .all(db)
        .await?;
    let newest = Query::select()
        .columns([entries::Column::Number, entries::Column::Wording])
        .from(entries::Entity)
        .and_where(entries::Column::ProcessId.eq(id))
        .and_where(entries::Column::Withdrawn.eq(false))
        .and_where(entries::Column::Retired.eq(false))
        .to_owned();
    let key = Expr::tuple([
        Expr::col(wordings::Column::Entry),
        Expr::col(wordings::Column::Number),
    ]);
    let contents: Vec<(i64, String)> = wordings::Entity::find()
        .select_only()
        .columns([wordings::Column::Entry, wordings::Column::Content])
        .filter(wordings::Column::ProcessId.eq(id))
        .filter(key.in_subquery(newest))
        .into_tuple()
        .all(db)
        .await?;
    let mut contents: HashMap<i64, String> = contents.into_iter().collect();
    let mut listed = listed;
    listed.sort_by(|a, b| (&a.2, a.0).cmp(&(&b.2, b.0)));
    let leads = match entry {
        Some(entry) => leads(view, entry, &listed).await?,
        None => HashMap::new(),
    };
    let mut rows = Vec::with_capacity(listed.len());
    for (number, slug, _) in listed {
        let itself = entry.is_some_and(|entry| entry.number == number);
        let leads = leads.get(&number).cloned();
        // The entry itself is known only where it leads to itself.
        let designations = match contents.remove(&number).filter(|_| !itself) {
            Some(content) => value::<Called>(&content)?.designations,
            None => Vec::new(),
        };
        rows.push(Other {
            number,
            slug,
            designations,
            leads,
        });
    }
    Ok(Others { rows })
}

/// By which entry each one leads back to this one on the shortest way: from this one backwards
/// along the links of definitions, the nearest first. The entry itself leads to itself.
async fn leads(
    view: &View<'_>,
    entry: &entries::Model,
    listed: &[(i64, String, String)],
) -> Result<HashMap<i64, String>> {
    let linked: Vec<(i64, String)> = mentions::Entity::find()
        .select_only()
        .columns([mentions::Column::Entry, mentions::Column::Target])
        .filter(mentions::Column::ProcessId.eq(view.process.id))
        .into_tuple()
        .all(&view.registry.db)
        .await?;
    let slugs: HashMap<i64, &str> = listed
        .iter()
        .map(|(number, slug, _)| (*number, slug.as_str()))
        .collect();
    let numbers: HashMap<&str, i64> = slugs
        .iter()
        .map(|(number, slug)| (*slug, *number))
        .collect();
    let mut backwards: HashMap<i64, Vec<i64>> = HashMap::new();
    for (from, target) in &linked {
        let to = numbers.get(target.as_str()).copied();
        if let Some(to) = to.or_else(|| target.parse().ok()) {
            backwards.entry(to).or_default().push(*from);
        }
    }
    let mut leads = HashMap::from([(entry.number, entry.slug.clone())]);
    let mut edge = vec![entry.number];
    while !edge.is_empty() {
        let mut next = Vec::new();
        for to in edge {
            let Some(slug) = slugs.get(&to) else { continue };
            for from in backwards.get(&to).into_iter().flatten() {
                if slugs.contains_key(from) && !leads.contains_key(from) {
                    leads.insert(*from, (*slug).to_owned());
                    next.push(*from);
                }
            }
        }
        edge = next;
    }
    Ok(leads)
}
