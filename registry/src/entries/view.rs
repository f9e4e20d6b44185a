//! An entry as it reads now, with what surrounds it.

use std::collections::BTreeMap;

use domain::{
    Moment, Slug,
    content::RelationKind,
    entry::{EntryRef, EntryStatus},
    ids::{CallNo, EntryNo, MemberNo, WordingNo},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;

use super::entry_row;
use crate::{
    Caller, Error, Registry, Result,
    names::Person,
    rows::{from_word, moment, number},
    tables::{comments, entries, mentions, redlines, relations, wordings},
    wordings::{Wording, read},
};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    pub number: EntryNo,
    pub slug: Slug,
    /// The preferred designation in the authoritative language.
    pub term: String,
    pub status: EntryStatus,
    /// Since when it has this status.
    pub since: Moment,
    /// The newest wording.
    pub wording: Wording,
    /// The newest wording that a final call agreed, the call, and when that was.
    pub agreed_wording: Option<WordingNo>,
    pub agreed_call: Option<CallNo>,
    pub agreed_at: Option<Moment>,
    pub pen: MemberNo,
    pub pen_holder: Person,
    pub proposer: MemberNo,
    pub proposed_by: Person,
    pub open_call: Option<CallNo>,
    pub pending_redlines: u64,
    /// Comments that the pen holder has not disposed of; replies are not counted.
    pub undisposed_comments: u64,
    pub related: Vec<Related>,
    /// The other entries that lead here.
    pub used_in: Vec<EntryUse>,
    pub replaced_by: Option<EntryLink>,
    /// Why it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub created_at: Moment,
    pub changed_at: Moment,
    /// The record's sequence number of its newest change: what its `ETag` is made of.
    pub changed_seq: u64,
}

/// Another entry, as one refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryLink {
    pub number: EntryNo,
    pub slug: Slug,
    pub term: String,
    pub status: EntryStatus,
}

/// An entry that this one is related to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Related {
    pub kind: RelationKind,
    #[serde(flatten)]
    pub entry: EntryLink,
}

/// An entry whose newest wording leads to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryUse {
    #[serde(flatten)]
    pub entry: EntryLink,
    /// Whether its definition links here.
    pub in_definition: bool,
    /// How it is related to this one, if it is.
    pub relation: Option<RelationKind>,
}

/// One entry, by slug or number.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
) -> Result<Entry> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let row = entry_row(db, id, entry).await?;
    let wording = wordings::Entity::find_by_id((id, row.number, row.wording))
        .one(db)
        .await?;
    let names = registry.names(&view.process).await?;
    let wording = read(&wording.ok_or(Error::NotFound)?, &names)?;
    let pending_redlines = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(id))
        .filter(redlines::Column::Entry.eq(row.number))
        .filter(redlines::Column::State.eq("pending"))
        .count(db)
        .await?;
    let undisposed_comments = comments::Entity::find()
        .filter(comments::Column::ProcessId.eq(id))
        .filter(comments::Column::Entry.eq(row.number))
        .filter(comments::Column::InReplyTo.is_null())
        .filter(comments::Column::Outcome.is_null())
        .filter(comments::Column::HiddenAt.is_null())
        .count(db)
        .await?;
    let around = Around::load(registry, id, &row, &wording).await?;
    let (pen, proposer) = (number(row.pen), number(row.proposer));
    Ok(Entry {
        number: number(row.number),
        slug: Slug::parse(&row.slug)?,
        status: from_word(&row.status)?,
        since: moment(row.status_at),
        agreed_wording: row.agreed_wording.map(number),
        agreed_call: row.agreed_call.map(number),
        agreed_at: row.agreed_at.map(moment),
        pen,
        pen_holder: names.person(pen),
        proposer,
        proposed_by: names.person(proposer),
        open_call: row.open_call.map(number),
        pending_redlines,
        undisposed_comments,
        related: around.related(&wording),
        used_in: around.used_in(row.number),
        replaced_by: row
            .replaced_by
            .and_then(|entry| around.links.get(&entry).cloned()),
        wording,
        term: row.term,
        reason: row.reason,
        created_at: moment(row.created_at),
        changed_at: moment(row.changed_at),
        changed_seq: u64::try_from(row.changed_seq).unwrap_or_default(),
    })
}

/// The entries that one leads to and that lead to it.
struct Around {
    links: BTreeMap<i64, EntryLink>,
    incoming: Vec<relations::Model>,
    mentions: Vec<mentions::Model>,
}

impl Around {
    async fn load(
        registry: &Registry,
        id: i64,
        row: &entries::Model,
        wording: &Wording,
    ) -> Result<Self> {
        let incoming = relations::Entity::find()
            .filter(relations::Column::ProcessId.eq(id))
            .filter(relations::Column::Target.eq(row.number))
            .all(&registry.db)
            .await?;
        let mentions = mentions::Entity::find()
            .filter(mentions::Column::ProcessId.eq(id))
            .filter(mentions::Column::Target.is_in([row.slug.clone(), row.number.to_string()]))
            .all(&registry.db)
            .await?;
        let wanted = wording
            .content
            .relations
            .iter()
            .map(|relation| i64::from(relation.entry));
        let wanted = wanted
            .chain(incoming.iter().map(|relation| relation.entry))
            .chain(mentions.iter().map(|mention| mention.entry))
            .chain(row.replaced_by);
        let found = entries::Entity::find()
            .filter(
                Condition::all()
                    .add(entries::Column::ProcessId.eq(id))
                    .add(entries::Column::Number.is_in(wanted)),
            )
            .all(&registry.db)
            .await?;
        let links = found
            .iter()
            .map(|row| Ok((row.number, link(row)?)))
            .collect::<Result<_>>()?;
        Ok(Self {
            links,
            incoming,
            mentions,
        })
    }

    fn related(&self, wording: &Wording) -> Vec<Related> {
        let relations = wording.content.relations.iter();
        let found = relations.filter_map(|relation| {
            let entry = self.links.get(&relation.entry.into())?.clone();
            Some(Related {
                kind: relation.kind,
                entry,
            })
        });
        found.collect()
    }

    fn used_in(&self, entry: i64) -> Vec<EntryUse> {
        let others = self.links.iter().filter(|(number, _)| **number != entry);
        let uses = others.filter_map(|(number, link)| {
            let in_definition = self.mentions.iter().any(|mention| mention.entry == *number);
            let relation = self
                .incoming
                .iter()
                .find(|relation| relation.entry == *number);
            let relation = relation.and_then(|relation| from_word(&relation.kind).ok());
            (in_definition || relation.is_some()).then(|| EntryUse {
                entry: link.clone(),
                in_definition,
                relation,
            })
        });
        uses.collect()
    }
}

pub(crate) fn link(row: &entries::Model) -> Result<EntryLink> {
    Ok(EntryLink {
        number: number(row.number),
        slug: Slug::parse(&row.slug)?,
        term: row.term.clone(),
        status: from_word(&row.status)?,
    })
}
