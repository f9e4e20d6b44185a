//! Entries that come back.

use std::collections::HashMap;

use domain::{
    Moment, Refusal, Slug,
    content::{Changes, Content},
    entry::{self, EntryRef, NewRedline},
    ids::{MemberNo, WordingNo},
    manuscript::{Fault, Origin, takings},
    permit::May,
    process::Role,
    redline::{Fields, PartName, between, parts_of},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;

use super::Shelf;
use crate::{
    Caller, Registry, Result,
    door::Act,
    entries::{self, authoritative, entry_row, known_entries, languages},
    names::{Names, Person},
    redlines::{self, Redline, content},
    rows::{number, value},
    tables::redlines as table,
};

/// What one author changed in a file that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Taken {
    /// The name the word processor knows them by.
    pub author: String,
    /// The participant of that name, where that is somebody else: they would be asked to confirm it.
    pub moved_by: Option<Person>,
    /// The wording it is written against.
    pub base: WordingNo,
    pub changes: Changes,
    pub parts: Vec<PartName>,
    /// The redline that it would be.
    pub fields: Fields,
}

/// What a file that came back would propose, author by author. Nothing is proposed yet.
pub async fn read(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    file: &[u8],
) -> Result<Vec<Taken>> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    view.permit(caller, May::Participate)?;
    let returned = formats::docx::read(file).map_err(Refusal::from)?;
    match returned.origin {
        Origin::Releases { .. } => return Err(Refusal::from(Fault::Releases).into()),
        Origin::Entry {
            process: ref of,
            entry: number_of,
        } => {
            if of.as_str() != view.process.slug || i64::from(number_of) != entry.number {
                let elsewhere = Fault::Elsewhere {
                    process: of.clone(),
                    entry: number_of,
                };
                return Err(Refusal::from(elsewhere).into());
            }
        }
    }
    let shelf = Shelf::load(registry, view.process.id, entry).await?;
    let lang = authoritative(&view.process)?;
    let known = shelf.marks()?;
    let mut contents: HashMap<WordingNo, Content> = HashMap::new();
    for row in &shelf.wordings {
        contents.insert(number(row.number), value(&row.content)?);
    }
    let content = |wording: WordingNo| contents.get(&wording).cloned();
    let takings = takings(&returned, content, &lang, |mark| {
        known.iter().any(|known| known.is_like(mark))
    })?;
    let me = view.member.as_ref().map(|me| me.number);
    let taken = takings.into_iter().filter_map(|taking| {
        let base = contents.get(&taking.base)?;
        Some(Taken {
            moved_by: mover(&shelf.names, me, &taking.author),
            parts: parts_of(&taking.changes, &lang),
            fields: between(base, &base.with(&taking.changes), &lang),
            author: taking.author,
            base: taking.base,
            changes: taking.changes,
        })
    });
    Ok(taken.collect())
}

/// Proposes what was taken from a file, all of it or nothing.
pub async fn propose(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    new: Vec<NewRedline>,
) -> Result<Vec<Redline>> {
    if new.is_empty() {
        return Err(Refusal::from(Fault::NoChange).into());
    }
    let act = Act::load(registry, caller, now, process).await?;
    let row = entries::load(&act, entry).await?;
    let standing = entries::standing(&act, &row).await?;
    let numbered = table::Entity::find().filter(table::Column::ProcessId.eq(act.process.id));
    let first: u32 = act.next(numbered, table::Column::Number).await?;
    let languages = languages(&act.process)?;
    let permit = act.permit(May::Participate)?;
    let (mut numbers, mut decided) = (Vec::new(), Vec::new());
    for (number, new) in (first..).zip(new) {
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
        let drafted = entry::Drafted {
            base: base.as_ref(),
            mover: mover.as_ref(),
            languages: &languages,
        };
        decided.push(entry::propose_redline(
            number,
            &standing,
            act.actor()?.number,
            new,
            drafted,
            |entry| known.contains(&entry),
        )?);
        numbers.push(number);
    }
    act.store(permit, decided).await?.commit().await?;
    let mut proposed = Vec::new();
    for number in numbers {
        proposed.push(redlines::find(registry, caller, now, process, Some(entry), number).await?);
    }
    Ok(proposed)
}

/// The one participant of this name, where it is not who sends the file.
fn mover(names: &Names, me: Option<MemberNo>, author: &str) -> Option<Person> {
    let named = |person: &&&Person| {
        person.role == Role::Participant
            && !person.left
            && person.name.trim().to_lowercase() == author.trim().to_lowercase()
    };
    let people = names.people();
    let mut found = people.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(person), None) if Some(person.number) != me => Some((*person).clone()),
        _ => None,
    }
}
