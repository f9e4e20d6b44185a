//! What somebody types before all who are in the room. It is live only: what shall stand is proposed as a redline.

use domain::{
    Moment, Refusal, Slug,
    content::{Changes, Content},
    entry::NewChanges,
    ids::{EntryNo, MeetingNo, MemberNo, WordingNo},
    permit::May,
    redline::{Fields, between},
};
use schemars::JsonSchema;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};

use super::{Room, live::Live, room, view};
use crate::{
    Caller, Error, Registry, Result,
    door::View,
    entries::languages,
    names::{Names, Person},
    rows::{json, moment, number, value},
    tables::{entries, meeting_drafts as rows, wordings},
};

/// Words that somebody types before all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Draft {
    pub member: MemberNo,
    pub typed_by: Person,
    /// Whether they hold the pen of the entry.
    pub pen: bool,
    pub entry: EntryNo,
    /// The wording it began with.
    pub base: WordingNo,
    pub changes: Changes,
    /// What it would change in that wording.
    pub fields: Fields,
    pub at: Moment,
}

/// What somebody types before all (`PUT …/meetings/{m}/draft`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct NewDraft {
    pub entry: EntryNo,
    /// The number of the wording it began with.
    pub base: WordingNo,
    pub changes: NewChanges,
}

/// Shows everybody in the room what the caller types.
pub async fn draft(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewDraft,
) -> Result<Room> {
    let live = Live::load(registry, caller, now, process, meeting, May::Participate).await?;
    let authoritative = live.languages.first().ok_or(Refusal::LanguagesMissing)?;
    let changes = new.changes.resolve(authoritative);
    let key = (live.process_id, i64::from(new.entry), i64::from(new.base));
    let base = wordings::Entity::find_by_id(key).one(live.tx()).await?;
    let base: Content = value(&base.ok_or(Refusal::WordingUnknown)?.content)?;
    base.with(&changes).check(&live.languages)?;
    use rows::Column::{At, Base, Changes as Changed, Entry, Meeting, Member, ProcessId};
    let row = rows::ActiveModel {
        process_id: Set(live.process_id),
        meeting: Set(meeting.into()),
        member: Set(live.member.number.into()),
        entry: Set(new.entry.into()),
        base: Set(new.base.into()),
        changes: Set(json(&changes)?),
        at: Set(now.millis()),
    };
    let newest = OnConflict::columns([ProcessId, Meeting, Member])
        .update_columns([Entry, Base, Changed, At])
        .to_owned();
    rows::Entity::insert(row)
        .on_conflict(newest)
        .exec_without_returning(live.tx())
        .await?;
    live.commit().await?;
    room(registry, caller, now, process, meeting).await
}

/// Takes what the caller typed from before all.
pub async fn end_draft(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Room> {
    let live = Live::load(registry, caller, now, process, meeting, May::Participate).await?;
    rows::Entity::delete_by_id((
        live.process_id,
        i64::from(meeting),
        i64::from(live.member.number),
    ))
    .exec(live.tx())
    .await?;
    live.commit().await?;
    room(registry, caller, now, process, meeting).await
}

/// What is typed before all.
pub async fn drafts(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Vec<Draft>> {
    let view = registry.view(caller, now, process).await?;
    view::row(&view, meeting).await?;
    let names = registry.names(&view.process).await?;
    drafts_of(&view, &names, meeting).await
}

pub(super) async fn drafts_of(
    view: &View<'_>,
    names: &Names,
    meeting: MeetingNo,
) -> Result<Vec<Draft>> {
    let (db, id) = (&view.registry.db, view.process.id);
    let found = rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(id))
        .filter(rows::Column::Meeting.eq(meeting))
        .order_by_asc(rows::Column::Member)
        .all(db)
        .await?;
    let languages = languages(&view.process)?;
    let authoritative = languages.first().ok_or(Refusal::LanguagesMissing)?;
    let mut drafts = Vec::with_capacity(found.len());
    for row in found {
        let key = (id, row.entry, row.base);
        let base = wordings::Entity::find_by_id(key).one(db).await?;
        let base: Content = value(&base.ok_or(Error::NotFound)?.content)?;
        let entry = entries::Entity::find()
            .filter(entries::Column::ProcessId.eq(id))
            .filter(entries::Column::Number.eq(row.entry))
            .one(db)
            .await?;
        let changes: Changes = value(&row.changes)?;
        let member = number(row.member);
        drafts.push(Draft {
            member,
            typed_by: names.person(member),
            pen: entry.is_some_and(|entry| entry.pen == row.member),
            entry: number(row.entry),
            base: number(row.base),
            fields: between(&base, &base.with(&changes), authoritative),
            changes,
            at: moment(row.at),
        });
    }
    drafts.sort_by_key(|draft| (!draft.pen, draft.member));
    Ok(drafts)
}
