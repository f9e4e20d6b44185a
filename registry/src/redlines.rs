//! Redlines: proposing, folding, refusing, withdrawing and confirming them.

mod overlay;
mod taking_up;
mod view;

use domain::{
    Moment, Refusal, Slug, Text,
    call::Stated,
    entry::{self, EntryRef, NewFolding, NewRedline, Pending, Standing, Unfolded},
    ids::{MemberNo, RedlineNo},
    permit::May,
    reading::Stance,
    record::ObjectionRef,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Caller, Error, Registry, Result,
    door::Act,
    entries::{self, known_entries, languages},
    rows::{from_word, number, value},
    tables::{calls, entries as entries_table, positions, redlines, wordings},
};

pub use overlay::{LeftOut, Overlaid, Overlay, overlay};
pub use taking_up::take_up;
pub use view::{Redline, RedlineFilter, find, list};

/// Proposes changes to a wording of an entry.
pub async fn propose(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    new: NewRedline,
) -> Result<Redline> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = entries::load(&act, entry).await?;
    let standing = entries::standing(&act, &row).await?;
    let numbered = redlines::Entity::find().filter(redlines::Column::ProcessId.eq(act.process.id));
    let number = act.next(numbered, redlines::Column::Number).await?;
    let base = content(&act, row.number, i64::from(new.base)).await?;
    let mover = match new.moved_by {
        Some(member) => entries::present(&act, member).await?,
        None => None,
    };
    let related = base
        .iter()
        .flat_map(|base| &base.relations)
        .chain(new.changes.relations.iter().flatten());
    let known = known_entries(&act, &related.cloned().collect::<Vec<_>>()).await?;
    let permit = act.permit(May::Participate)?;
    if let Some(objection) = new.answers_objection {
        check_objection(&act, &row, objection).await?;
    }
    let drafted = entry::Drafted {
        base: base.as_ref(),
        mover: mover.as_ref(),
        languages: &languages(&act.process)?,
    };
    let decided = entry::propose_redline(
        number,
        &standing,
        act.actor()?.number,
        new,
        drafted,
        |entry| known.contains(&entry),
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, Some(entry), number).await
}

/// Folds a redline, or the parts of it that are named, into a new wording.
///
/// An address may name the entry beside the redline; then the redline is one of that entry.
pub async fn fold(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, redline): (Option<&EntryRef>, RedlineNo),
    new: NewFolding,
) -> Result<Redline> {
    let act = Act::load(registry, caller, now, process).await?;
    let Loaded {
        row,
        standing,
        pending,
        entry_row,
    } = load(&act, entry, redline).await?;
    let base = content(&act, row.entry, row.base)
        .await?
        .ok_or(Error::NotFound)?;
    let current = content(&act, row.entry, entry_row.wording)
        .await?
        .ok_or(Error::NotFound)?;
    let related = [
        &base.relations[..],
        &current.relations,
        pending.changes.relations.as_deref().unwrap_or_default(),
    ];
    let known = known_entries(&act, &related.concat()).await?;
    let permit = act.permit(May::Participate)?;
    let languages = languages(&act.process)?;
    let actor = act.actor()?.number;
    let decided = entry::fold(
        &standing,
        actor,
        &pending,
        &new.parts,
        (&base, &current),
        &languages,
        |entry| known.contains(&entry),
    );
    let decided = decided.map_err(|unfolded| match unfolded {
        Unfolded::Refused(refusal) => refusal.into(),
        Unfolded::Conflict(conflicts) => Error::Conflict(conflicts),
    })?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry, redline).await
}

/// Refuses a redline, or what is left of it.
pub async fn refuse(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, redline): (Option<&EntryRef>, RedlineNo),
    reason: Text,
) -> Result<Redline> {
    let act = Act::load(registry, caller, now, process).await?;
    let loaded = load(&act, entry, redline).await?;
    let permit = act.permit(May::Participate)?;
    let decided = entry::refuse(
        &loaded.standing,
        act.actor()?.number,
        &loaded.pending,
        reason,
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry, redline).await
}

/// Takes one's own redline back.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, redline): (Option<&EntryRef>, RedlineNo),
    reason: Option<Text>,
) -> Result<Redline> {
    let act = Act::load(registry, caller, now, process).await?;
    let loaded = load(&act, entry, redline).await?;
    let permit = act.permit(May::Participate)?;
    let decided = entry::withdraw_redline(
        &loaded.standing,
        act.actor()?.number,
        &loaded.pending,
        reason,
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry, redline).await
}

/// Says whether a redline that somebody else typed is one's own.
pub async fn confirm(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, redline): (Option<&EntryRef>, RedlineNo),
    agree: bool,
) -> Result<Redline> {
    let act = Act::load(registry, caller, now, process).await?;
    let loaded = load(&act, entry, redline).await?;
    let permit = act.permit(May::Participate)?;
    let decided = entry::confirm(
        &loaded.standing,
        act.actor()?.number,
        &loaded.pending,
        agree,
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry, redline).await
}

struct Loaded {
    row: redlines::Model,
    pending: Pending,
    entry_row: entries_table::Model,
    standing: Standing,
}

async fn load(act: &Act, entry: Option<&EntryRef>, redline: RedlineNo) -> Result<Loaded> {
    let row = act
        .one(redlines::Entity::find_by_id((
            act.process.id,
            i64::from(redline),
        )))
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let entry_row = match entry {
        Some(entry) => entries::load(act, entry).await?,
        None => entries::load_number(act, row.entry).await?,
    };
    if entry_row.number != row.entry {
        return Err(Error::NotFound);
    }
    let standing = entries::standing(act, &entry_row).await?;
    Ok(Loaded {
        pending: pending(&row)?,
        standing,
        entry_row,
        row,
    })
}

pub(crate) async fn content(
    act: &Act,
    entry: i64,
    wording: i64,
) -> Result<Option<domain::content::Content>> {
    let row = act
        .one(wordings::Entity::find_by_id((
            act.process.id,
            entry,
            wording,
        )))
        .await?;
    row.map(|row| value(&row.content)).transpose()
}

/// The objection that a redline claims to meet stands in a call on the same entry. What is sealed
/// in a blind call cannot be answered.
async fn check_objection(
    act: &Act,
    entry: &entries_table::Model,
    objection: ObjectionRef,
) -> Result<()> {
    let unknown = || Error::Refused(Refusal::ObjectionUnknown);
    let (call, position) = (i64::from(objection.call), i64::from(objection.position));
    let call = act
        .one(calls::Entity::find_by_id((act.process.id, call)))
        .await?;
    let call = call
        .filter(|call| call.entry == Some(entry.number))
        .ok_or_else(unknown)?;
    if call.blind && call.closed_at.is_none() {
        return Err(Error::Refused(Refusal::StillBlind));
    }
    let position = act
        .one(positions::Entity::find_by_id((
            act.process.id,
            call.number,
            position,
        )))
        .await?;
    let stated: Stated = value(&position.ok_or_else(unknown)?.stated)?;
    if stated.stance == Stance::Object {
        Ok(())
    } else {
        Err(unknown())
    }
}

pub(crate) fn pending(row: &redlines::Model) -> Result<Pending> {
    Ok(Pending {
        number: number(row.number),
        state: from_word(&row.state)?,
        changes: value(&row.changes)?,
        folded: value(&row.folded_parts)?,
        impact: from_word(&row.impact)?,
        by: number(row.by),
        moved_by: row.moved_by.map(number),
        confirmed: row.confirmed,
    })
}

/// Whose redline it is.
pub(crate) fn author_of(row: &redlines::Model) -> Result<MemberNo> {
    pending(row).map(|pending| pending.author())
}
