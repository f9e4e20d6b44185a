//! What the items of an agenda are about, as it stands: people read it before they come.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Moment, Slug,
    content::Content,
    entry::RedlineState,
    ids::{CallNo, EntryNo, MeetingNo},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Condition, Expr, ExprTrait},
};

use super::view;
use crate::{
    Caller, Registry, Result,
    calls::{self, CallSummary},
    entries::{EntryLink, link},
    rows::{counted_by, number, value, word},
    tables::{entries, redlines, wordings},
};

/// What is laid before a meeting.
#[derive(Debug, Clone, Default)]
pub struct Materials {
    pub entries: BTreeMap<EntryNo, Material>,
    pub calls: BTreeMap<CallNo, CallSummary>,
}

/// An entry as it reads now.
#[derive(Debug, Clone)]
pub struct Material {
    pub entry: EntryLink,
    pub content: Content,
    /// How many redlines against it wait.
    pub redlines: u32,
}

/// The entries and calls that an agenda names.
pub async fn materials(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Materials> {
    let view = registry.view(caller, now, process).await?;
    let agenda = view::row(&view, meeting).await?.folded()?.facts.agenda;
    let (db, id) = (&registry.db, view.process.id);
    let named: BTreeSet<CallNo> = agenda.iter().filter_map(|item| item.call).collect();
    let called = calls::numbered(registry, &view, &named).await?;
    let mut materials = Materials {
        calls: called.into_iter().map(|it| (it.number, it)).collect(),
        ..Materials::default()
    };
    let named: BTreeSet<i64> = agenda
        .iter()
        .filter_map(|item| item.entry)
        .map(i64::from)
        .collect();
    if named.is_empty() {
        return Ok(materials);
    }
    let rows = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(id))
        .filter(entries::Column::Number.is_in(named.iter().copied()))
        .all(db)
        .await?;
    let mut current = Condition::any();
    for row in &rows {
        current = current.add(
            Expr::col(wordings::Column::Entry)
                .eq(row.number)
                .and(Expr::col(wordings::Column::Number).eq(row.wording)),
        );
    }
    let contents = wordings::Entity::find()
        .filter(wordings::Column::ProcessId.eq(id))
        .filter(current)
        .all(db)
        .await?;
    let pending = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(id))
        .filter(redlines::Column::Entry.is_in(named))
        .filter(redlines::Column::State.eq(word(&RedlineState::Pending)?));
    let pending = counted_by(db, pending, redlines::Column::Entry).await?;
    for row in &rows {
        let Some(wording) = contents.iter().find(|it| it.entry == row.number) else {
            continue;
        };
        let waiting = pending.get(&row.number).copied().unwrap_or_default();
        let material = Material {
            entry: link(row)?,
            content: value(&wording.content)?,
            redlines: u32::try_from(waiting).unwrap_or(u32::MAX),
        };
        materials.entries.insert(number(row.number), material);
    }
    Ok(materials)
}
