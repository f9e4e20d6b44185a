//! Entries: proposing them, taking them back, passing their pen, finding them.

mod deeds;
mod facets;
mod list;
mod view;

use std::collections::HashSet;

use domain::{
    Lang, Moment, Refusal, Slug, Text,
    content::{DesignationKind, Relation},
    entry::{self, EntryRef, NewEntry, Standing},
    ids::{EntryNo, MemberNo},
    permit::{May, Member},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    Caller, Error, Registry, Result,
    door::Act,
    projection::entries::{calls_on, facts},
    rows::{number, value},
    tables::{entries, members, processes},
};

pub use deeds::{Deeds, PenPassed, deeds};
pub(crate) use facets::Facets;
pub use list::{EntryFilter, EntryList, EntrySummary, WordingRef, known, list, terms};
pub(crate) use view::link;
pub use view::{Entry, EntryLink, EntryUse, Related, find};

/// Proposes an entry. Its address is made of its preferred designation and never changes.
pub async fn propose(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    new: NewEntry,
) -> Result<Entry> {
    let act = Act::load(registry, caller, now, process).await?;
    let languages = languages(&act.process)?;
    let here = entries::Entity::find().filter(entries::Column::ProcessId.eq(act.process.id));
    let number = act.next(here.clone(), entries::Column::Number).await?;
    let stem = stem(&new, languages.first());
    let taken = act
        .all(here.filter(entries::Column::Slug.starts_with(stem)))
        .await?;
    let taken: HashSet<String> = taken.into_iter().map(|row| row.slug).collect();
    let known = known_entries(&act, &new.relations).await?;
    let permit = act.permit(May::Participate)?;
    let decided = entry::propose(
        number,
        new,
        &languages,
        |slug| taken.contains(slug),
        |entry| known.contains(&entry),
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, &number.into()).await
}

/// Takes an entry back before it is agreed.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    reason: Text,
) -> Result<Entry> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = load(&act, entry).await?;
    let standing = standing(&act, &row).await?;
    let permit = act.permit(May::Participate)?;
    let decided = entry::withdraw(&standing, act.actor()?.number, reason)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry).await
}

/// Hands the pen of an entry to a participant.
pub async fn pass_pen(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    member: MemberNo,
) -> Result<Entry> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = load(&act, entry).await?;
    let standing = standing(&act, &row).await?;
    let to = present(&act, member).await?;
    let permit = act.permit(May::PassPen)?;
    let decided = entry::pass_pen(&standing, act.actor()?, to.as_ref())?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, entry).await
}

/// An entry of the process that was taken.
pub(crate) async fn load(act: &Act, entry: &EntryRef) -> Result<entries::Model> {
    act.one(by_ref(act.process.id, entry))
        .await?
        .ok_or(Error::NotFound)
}

/// The entry of the process by its own number.
pub(crate) async fn load_number(act: &Act, entry: i64) -> Result<entries::Model> {
    act.one(entries::Entity::find_by_id((act.process.id, entry)))
        .await?
        .ok_or(Error::NotFound)
}

/// An entry of a process that is read.
pub(crate) async fn entry_row(
    db: &impl ConnectionTrait,
    process_id: i64,
    entry: &EntryRef,
) -> Result<entries::Model> {
    by_ref(process_id, entry)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// How an entry stands, for whoever decides about it.
pub(crate) async fn standing(act: &Act, row: &entries::Model) -> Result<Standing> {
    let calls = act.all(calls_on(row.process_id, row.number)).await?;
    Ok(Standing {
        number: number(row.number),
        proposer: number(row.proposer),
        pen: number(row.pen),
        facts: facts(row, &calls)?,
    })
}

/// A member who is on the roster now.
pub(crate) async fn present(act: &Act, member: MemberNo) -> Result<Option<Member>> {
    let row = members::Entity::find_by_id((act.process.id, i64::from(member)))
        .filter(members::Column::LeftAt.is_null());
    act.one(row).await?.map(|row| row.member()).transpose()
}

/// Which of the entries that relations lead to there are.
pub(crate) async fn known_entries(act: &Act, relations: &[Relation]) -> Result<HashSet<EntryNo>> {
    if relations.is_empty() {
        return Ok(HashSet::new());
    }
    let wanted = relations.iter().map(|relation| i64::from(relation.entry));
    let rows = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(act.process.id))
        .filter(entries::Column::Number.is_in(wanted));
    Ok(act
        .all(rows)
        .await?
        .iter()
        .map(|row| number(row.number))
        .collect())
}

pub(crate) fn languages(process: &processes::Model) -> Result<Vec<Lang>> {
    value(&process.languages)
}

/// The language whose words count.
pub(crate) fn authoritative(process: &processes::Model) -> Result<Lang> {
    languages(process)?
        .into_iter()
        .next()
        .ok_or(Error::Refused(Refusal::LanguagesMissing))
}

fn by_ref(process_id: i64, entry: &EntryRef) -> Select<entries::Entity> {
    let here = entries::Entity::find().filter(entries::Column::ProcessId.eq(process_id));
    match entry {
        EntryRef::Number(number) => here.filter(entries::Column::Number.eq(*number)),
        EntryRef::Slug(slug) => here.filter(entries::Column::Slug.eq(slug.as_str())),
    }
}

/// What the slug of a new entry begins with.
fn stem(new: &NewEntry, authoritative: Option<&Lang>) -> String {
    let preferred = new.designations.iter().find(|designation| {
        designation.kind == DesignationKind::Preferred && Some(&designation.lang) == authoritative
    });
    preferred.map_or_else(String::new, |designation| {
        Slug::derive(&designation.text, |_| false).to_string()
    })
}
