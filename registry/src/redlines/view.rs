//! Redlines as they are seen: what they change, and whether they still fit.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Lang, Moment, Slug,
    content::Content,
    entry::{EntryRef, Impact, RedlineState, left_to_fold},
    ids::{CommentNo, EntryNo, MemberNo, RedlineNo, WordingNo},
    record::ObjectionRef,
    redline::{Conflict, Fields, PartName, between, carry_parts, keep, parts_of},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::pending;
use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    entries::{authoritative, entry_row},
    names::{Names, Person},
    rows::{moment, number, word},
    tables::{entries, redlines},
    wordings::contents,
};

/// Which redlines are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RedlineFilter {
    #[serde(default)]
    pub state: Option<RedlineState>,
}

/// A redline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Redline {
    pub number: RedlineNo,
    pub entry: EntryNo,
    pub slug: Slug,
    pub term: String,
    pub state: RedlineState,
    /// The wording it was written against, and the newest one.
    pub base: WordingNo,
    pub current: WordingNo,
    /// What it changes in the wording it was written against.
    pub fields: Fields,
    /// Its parts, and those of them that were folded already.
    pub parts: Vec<PartName>,
    pub folded_parts: Vec<PartName>,
    /// Whether all that is left of it can be folded as it stands; never once it is settled.
    pub carries: bool,
    /// The parts of it that can be folded as they stand, each by itself.
    pub foldable: Vec<PartName>,
    /// Where the newest wording and it changed the same words.
    pub conflicts: Vec<Conflict>,
    /// What it would change in the newest wording, where that is not the one it was written against; parts with a
    /// conflict are not in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields_now: Option<Fields>,
    pub rationale: String,
    pub impact: Impact,
    /// Who typed it.
    pub by: MemberNo,
    /// Whose it is: who typed it, or who it was moved by once they said so.
    pub author: Person,
    pub moved_by: Option<MemberNo>,
    pub mover: Option<Person>,
    pub confirmed: Option<bool>,
    pub answers_objection: Option<ObjectionRef>,
    /// The comment whose proposed words it takes up.
    pub from_comment: Option<CommentNo>,
    /// Why it was refused or withdrawn.
    pub reason: Option<String>,
    /// The wording that folding it, or a part of it, made last.
    pub wording: Option<WordingNo>,
    pub at: Moment,
    pub settled_at: Option<Moment>,
}

impl Redline {
    /// What it changes in the newest wording, as far as it fits there.
    pub fn on_current(&self) -> Option<&Fields> {
        if self.base == self.current {
            Some(&self.fields)
        } else {
            self.fields_now.as_ref()
        }
    }
}

/// The redlines of an entry, oldest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    filter: RedlineFilter,
    page: &Page,
) -> Result<Listed<Redline>> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let mut query = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(view.process.id))
        .filter(redlines::Column::Entry.eq(entry.number));
    if let Some(state) = &filter.state {
        query = query.filter(redlines::Column::State.eq(word(state)?));
    }
    if let Some(after) = page.after()? {
        query = query.filter(redlines::Column::Number.gt(after));
    }
    let rows = query
        .order_by_asc(redlines::Column::Number)
        .limit(page.rows())
        .all(&registry.db)
        .await?;
    let surroundings = Surroundings::load(registry, &view.process, entry, &rows).await?;
    let items = rows
        .iter()
        .map(|row| surroundings.read(row))
        .collect::<Result<Vec<_>>>()?;
    Ok(page.cut(items, |item| item.number.to_string()))
}

/// One redline. An address may name its entry too.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: Option<&EntryRef>,
    redline: RedlineNo,
) -> Result<Redline> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let row = redlines::Entity::find_by_id((id, i64::from(redline)))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let entry_row = match entry {
        Some(entry) => entry_row(db, id, entry).await?,
        None => entries::Entity::find_by_id((id, row.entry))
            .one(db)
            .await?
            .ok_or(Error::NotFound)?,
    };
    if entry_row.number != row.entry {
        return Err(Error::NotFound);
    }
    let surroundings = Surroundings::load(
        registry,
        &view.process,
        entry_row,
        std::slice::from_ref(&row),
    )
    .await?;
    surroundings.read(&row)
}

/// All redlines that wait at an entry, oldest first.
pub(super) async fn waiting(
    registry: &Registry,
    process: &crate::tables::processes::Model,
    entry: entries::Model,
) -> Result<Vec<Redline>> {
    let rows = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(process.id))
        .filter(redlines::Column::Entry.eq(entry.number))
        .filter(redlines::Column::State.eq(word(&RedlineState::Pending)?))
        .order_by_asc(redlines::Column::Number)
        .all(&registry.db)
        .await?;
    let surroundings = Surroundings::load(registry, process, entry, &rows).await?;
    rows.iter().map(|row| surroundings.read(row)).collect()
}

/// What several redlines of one entry are read with.
struct Surroundings {
    entry: entries::Model,
    contents: HashMap<WordingNo, Content>,
    names: Arc<Names>,
    authoritative: Lang,
}

impl Surroundings {
    async fn load(
        registry: &Registry,
        process: &crate::tables::processes::Model,
        entry: entries::Model,
        rows: &[redlines::Model],
    ) -> Result<Self> {
        let wanted = rows
            .iter()
            .map(|row| number(row.base))
            .chain([number(entry.wording)]);
        Ok(Self {
            contents: contents(&registry.db, process.id, entry.number, wanted).await?,
            names: registry.names(process).await?,
            authoritative: authoritative(process)?,
            entry,
        })
    }

    fn read(&self, row: &redlines::Model) -> Result<Redline> {
        let pending = pending(row)?;
        let (base_no, current_no) = (number(row.base), number(self.entry.wording));
        let content = |wording| self.contents.get(&wording).ok_or(Error::NotFound);
        let (base, current) = (content(base_no)?, content(current_no)?);
        let open = pending.state == RedlineState::Pending;
        let left = keep(
            &pending.changes,
            &left_to_fold(&pending, &self.authoritative),
            &self.authoritative,
        );
        let carried = open.then(|| carry_parts(base, &left, current, &self.authoritative));
        let moved = base_no != current_no;
        let fields_now = carried
            .as_ref()
            .filter(|carried| moved && !carried.fitting.is_empty())
            .map(|carried| between(current, &carried.content, &self.authoritative));
        let carries = carried
            .as_ref()
            .is_some_and(|carried| carried.conflicts.is_empty());
        let (foldable, conflicts) = carried
            .map(|carried| (carried.fitting, carried.conflicts))
            .unwrap_or_default();
        let objection = row.answers_call.zip(row.answers_position);
        Ok(Redline {
            number: pending.number,
            entry: number(row.entry),
            slug: Slug::parse(&self.entry.slug)?,
            term: self.entry.term.clone(),
            state: pending.state,
            base: base_no,
            current: current_no,
            fields: between(base, &base.with(&pending.changes), &self.authoritative),
            parts: parts_of(&pending.changes, &self.authoritative),
            carries,
            foldable,
            conflicts,
            fields_now,
            rationale: row.rationale.clone(),
            impact: pending.impact,
            by: pending.by,
            author: self.names.person(pending.author()),
            moved_by: pending.moved_by,
            mover: pending.moved_by.map(|member| self.names.person(member)),
            confirmed: pending.confirmed,
            folded_parts: pending.folded,
            answers_objection: objection.map(|(call, position)| ObjectionRef {
                call: number(call),
                position: number(position),
            }),
            from_comment: row.from_comment.map(number),
            reason: row.reason.clone(),
            wording: row.wording.map(number),
            at: moment(row.at),
            settled_at: row.settled_at.map(moment),
        })
    }
}
