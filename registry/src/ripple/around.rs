//! What leans on an entry: other entries, releases, calls.

use domain::{
    Slug, Version,
    content::{Content, RelationKind},
    ids::RedlineNo,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use super::{Holding, NAMED, Ripple, Several, Touched, TouchedCall};
use crate::{
    Error, Result,
    entries::{EntryUse, Related, link},
    rows::{from_word, moment, number, value},
    tables::{calls, entries, mentions, published_terms, relations, releases, wordings},
};

pub(super) struct Around {
    used_in: Several<EntryUse>,
    related: Several<Related>,
    releases: Several<Holding>,
    calls: Several<TouchedCall>,
}

impl Around {
    pub(super) async fn load(db: &impl ConnectionTrait, row: &entries::Model) -> Result<Self> {
        Ok(Self {
            used_in: used_in(db, row).await?,
            related: related(db, row).await?,
            releases: holdings(db, row).await?,
            calls: open_calls(db, row).await?,
        })
    }

    pub(super) fn ripple(
        self,
        row: &entries::Model,
        redline: Option<RedlineNo>,
        touched: Touched,
    ) -> Result<Ripple> {
        Ok(Ripple {
            entry: number(row.number),
            slug: Slug::parse(&row.slug)?,
            term: row.term.clone(),
            redline,
            used_in: self.used_in,
            related: self.related,
            releases: self.releases,
            calls: self.calls,
            comments: touched.comments,
            redlines: touched.redlines,
        })
    }
}

async fn used_in(db: &impl ConnectionTrait, row: &entries::Model) -> Result<Several<EntryUse>> {
    let using = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(row.process_id))
        .filter(entries::Column::Withdrawn.eq(false))
        .filter(uses(row, entries::Column::Number));
    let count = using.clone().count(db).await?;
    let first = using
        .order_by_asc(entries::Column::TermKey)
        .limit(NAMED as u64)
        .all(db)
        .await?;
    let numbers: Vec<i64> = first.iter().map(|row| row.number).collect();
    let mentions = mentions_of(row)
        .filter(mentions::Column::Entry.is_in(numbers.clone()))
        .all(db)
        .await?;
    let relations = relations_to(row)
        .filter(relations::Column::Entry.is_in(numbers))
        .all(db)
        .await?;
    let items = first.iter().map(|row| {
        let relation = relations.iter().find(|it| it.entry == row.number);
        Ok(EntryUse {
            entry: link(row)?,
            in_definition: mentions.iter().any(|it| it.entry == row.number),
            relation: relation.map(|it| from_word(&it.kind)).transpose()?,
        })
    });
    Ok(Several {
        count,
        items: items.collect::<Result<_>>()?,
    })
}

async fn related(db: &impl ConnectionTrait, row: &entries::Model) -> Result<Several<Related>> {
    let key = (row.process_id, row.number, row.wording);
    let wording = wordings::Entity::find_by_id(key).one(db).await?;
    let content: Content = value(&wording.ok_or(Error::NotFound)?.content)?;
    let wanted: Vec<(RelationKind, i64)> = content
        .relations
        .iter()
        .map(|relation| (relation.kind, relation.entry.into()))
        .collect();
    let others = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(row.process_id))
        .filter(entries::Column::Number.is_in(wanted.iter().map(|(_, entry)| *entry)))
        .all(db)
        .await?;
    let mut found = Vec::new();
    for (kind, entry) in wanted {
        if let Some(other) = others.iter().find(|other| other.number == entry) {
            let entry = link(other)?;
            found.push(Related { kind, entry });
        }
    }
    Ok(Several::of(found))
}

async fn holdings(db: &impl ConnectionTrait, row: &entries::Model) -> Result<Several<Holding>> {
    let terms = published_terms::Entity::find()
        .filter(published_terms::Column::ProcessId.eq(row.process_id))
        .filter(published_terms::Column::Entry.eq(row.number));
    let versions = terms
        .clone()
        .select_only()
        .column(published_terms::Column::Version)
        .into_query();
    let holding = releases::Entity::find()
        .filter(releases::Column::ProcessId.eq(row.process_id))
        .filter(releases::Column::Version.in_subquery(versions));
    let count = holding.clone().count(db).await?;
    // The document of a release is long; it is not read for this.
    let newest: Vec<(String, i64, Option<String>)> = holding
        .select_only()
        .columns([
            releases::Column::Version,
            releases::Column::At,
            releases::Column::Yanked,
        ])
        .order_by_desc(releases::Column::VersionKey)
        .limit(NAMED as u64)
        .into_tuple()
        .all(db)
        .await?;
    let versions = newest.iter().map(|(version, ..)| version.clone());
    let terms = terms
        .filter(published_terms::Column::Version.is_in(versions))
        .all(db)
        .await?;
    let mut items = Vec::new();
    for (version, at, yanked) in newest {
        if let Some(term) = terms.iter().find(|term| term.version == version) {
            items.push(Holding {
                version: Version::parse(&version)?,
                wording: number(term.wording),
                current: term.wording == row.wording,
                retired: term.retired,
                yanked: yanked.is_some(),
                released_at: moment(at),
            });
        }
    }
    Ok(Several { count, items })
}

async fn open_calls(
    db: &impl ConnectionTrait,
    row: &entries::Model,
) -> Result<Several<TouchedCall>> {
    let open = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(row.process_id))
        .filter(calls::Column::State.eq("open"))
        .filter(calls::Column::Kind.is_in(["wording", "retirement"]))
        .filter(
            Condition::any()
                .add(calls::Column::Entry.eq(row.number))
                .add(uses(row, calls::Column::Entry)),
        );
    let count = open.clone().count(db).await?;
    let first: Vec<(i64, Option<i64>, i64)> = open
        .select_only()
        .columns([
            calls::Column::Number,
            calls::Column::Entry,
            calls::Column::ClosesAt,
        ])
        .order_by_asc(calls::Column::ClosesAt)
        .limit(NAMED as u64)
        .into_tuple()
        .all(db)
        .await?;
    let on = first.iter().filter_map(|(_, entry, _)| *entry);
    let entries = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(row.process_id))
        .filter(entries::Column::Number.is_in(on))
        .all(db)
        .await?;
    let mut items = Vec::new();
    for (call, on, closes_at) in first {
        if let Some(on) = entries.iter().find(|entry| Some(entry.number) == on) {
            items.push(TouchedCall {
                number: number(call),
                here: on.number == row.number,
                entry: link(on)?,
                closes_at: moment(closes_at),
            });
        }
    }
    Ok(Several { count, items })
}

/// The column names an entry that leads here by its definition or its relations.
fn uses(row: &entries::Model, column: impl ColumnTrait) -> Condition {
    let mentions = mentions_of(row)
        .select_only()
        .column(mentions::Column::Entry)
        .into_query();
    let relations = relations_to(row)
        .select_only()
        .column(relations::Column::Entry)
        .into_query();
    let leading = Condition::any()
        .add(column.in_subquery(mentions))
        .add(column.in_subquery(relations));
    Condition::all().add(column.ne(row.number)).add(leading)
}

fn mentions_of(row: &entries::Model) -> Select<mentions::Entity> {
    mentions::Entity::find()
        .filter(mentions::Column::ProcessId.eq(row.process_id))
        .filter(mentions::Column::Target.is_in([row.slug.clone(), row.number.to_string()]))
}

fn relations_to(row: &entries::Model) -> Select<relations::Entity> {
    relations::Entity::find()
        .filter(relations::Column::ProcessId.eq(row.process_id))
        .filter(relations::Column::Target.eq(row.number))
}
