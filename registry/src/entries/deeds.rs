//! What happened to an entry that only the record tells: who passed the pen, and who settled a redline.

use std::collections::BTreeMap;

use domain::{
    Event, Moment, Slug,
    entry::EntryRef,
    ids::{MemberNo, RedlineNo},
    record::Actor,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entry_row;
use crate::{Caller, Registry, Result, names::Person, rows::number, tables::record};

/// The acts that are looked through.
const ACTS: [&str; 2] = ["pen.passed", "redline.refused"];

/// What the record alone tells of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deeds {
    pub pens: Vec<PenPassed>,
    /// Who refused each redline of the process.
    pub refused_by: BTreeMap<RedlineNo, Person>,
}

/// The pen of an entry changed hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenPassed {
    pub at: Moment,
    pub by: Person,
    pub to: Person,
}

/// Reads what the record tells of an entry.
pub async fn deeds(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
) -> Result<Deeds> {
    let view = registry.view(caller, now, process).await?;
    let (db, id) = (&registry.db, view.process.id);
    let entry = number(entry_row(db, id, entry).await?.number);
    let names = registry.names(&view.process).await?;
    let rows = record::Entity::find()
        .filter(record::Column::ProcessId.eq(id))
        .filter(record::Column::Act.is_in(ACTS))
        .order_by_asc(record::Column::Seq)
        .all(db)
        .await?;
    let mut deeds = Deeds::default();
    for row in &rows {
        let line = row.line()?;
        let Actor::Member(actor) = line.actor else {
            continue;
        };
        let person = |member: MemberNo| names.person(member);
        match line.event {
            Event::PenPassed { entry: of, member } if of == entry => deeds.pens.push(PenPassed {
                at: line.at,
                by: person(actor),
                to: person(member),
            }),
            Event::RedlineRefused { redline, .. } => {
                deeds.refused_by.insert(redline, person(actor));
            }
            _ => {}
        }
    }
    Ok(deeds)
}
