//! Entries, redlines and comments, as the record says them.

mod comments;
mod redlines;
mod wordings;

use domain::{
    Event, Refusal,
    call::CallState,
    entry::{EntryStatus, Facts, status},
    ids::EntryNo,
    reading::Outcome,
    record::Line,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, sea_query::Expr,
};

pub(crate) use wordings::make_findable;

use crate::{
    Error, Result,
    rows::{from_word, number, value, word},
    tables::{calls, entries, processes},
};

/// Where and when a line changes something.
#[derive(Debug, Clone, Copy)]
struct Here<'a> {
    tx: &'a DatabaseTransaction,
    process: &'a processes::Model,
    seq: i64,
    at: i64,
    by: i64,
}

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    let here = Here {
        tx,
        process,
        seq: i64::try_from(line.seq).unwrap_or(i64::MAX),
        at: line.at.millis(),
        // Whoever comments from outside has no number; the words of an entry are changed by members only.
        by: line.actor.number().into(),
    };
    let entry = match &line.event {
        Event::EntryProposed {
            entry,
            slug,
            content,
            rationale,
        } => {
            wordings::first(here, *entry, slug, content, rationale.as_ref()).await?;
            *entry
        }
        Event::EntryWithdrawn { entry, reason } => {
            here.change(*entry, |row| {
                row.withdrawn = Set(true);
                row.reason = Set(Some(reason.to_string()));
            })
            .await?;
            *entry
        }
        Event::PenPassed { entry, member } => {
            here.change(*entry, |row| row.pen = Set((*member).into()))
                .await?;
            *entry
        }
        Event::RedlineProposed(_)
        | Event::RedlineConfirmed { .. }
        | Event::RedlineFolded { .. }
        | Event::RedlineRefused { .. }
        | Event::RedlineWithdrawn { .. } => redlines::apply(here, &line.event).await?,
        _ => match comments::apply(here, &line.event).await? {
            Some(entry) => entry,
            // On a review as a whole: no entry changes.
            None => return Ok(()),
        },
    };
    restate(tx, process.id, entry, line.seq, here.at).await
}

/// Says anew where an entry stands, after its row or a call on it changed. Both follow the record,
/// so a call's row is written before.
pub(crate) async fn restate(
    tx: &DatabaseTransaction,
    process_id: i64,
    entry: EntryNo,
    seq: u64,
    at: i64,
) -> Result<()> {
    let row = entries::Entity::find_by_id((process_id, i64::from(entry)))
        .one(tx)
        .await?;
    let row = row.ok_or(Error::Refused(Refusal::EntryUnknown))?;
    let on_it = calls_on(process_id, row.number).all(tx).await?;
    let facts = facts(&row, &on_it)?;
    let before: EntryStatus = from_word(&row.status)?;
    let after = status(&facts);
    let open = on_it
        .iter()
        .find(|call| call.state == "open")
        .map(|call| call.number);
    let mut row = row.into_active_model();
    if before != after {
        row.status = Set(word(&after)?);
        row.status_at = Set(at);
    }
    row.open_call = Set(open);
    row.changed_at = Set(at);
    row.changed_seq = Set(i64::try_from(seq).unwrap_or(i64::MAX));
    row.update(tx).await?;
    Ok(())
}

/// The calls whose subject is this entry.
pub(crate) fn calls_on(process_id: i64, entry: i64) -> sea_orm::Select<calls::Entity> {
    calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(process_id))
        .filter(calls::Column::Entry.eq(entry))
        .filter(calls::Column::Kind.is_in(["wording", "retirement"]))
}

/// What the status of an entry depends on.
pub(crate) fn facts(row: &entries::Model, on_it: &[calls::Model]) -> Result<Facts> {
    let mut facts = Facts {
        withdrawn: row.withdrawn,
        retired: row.retired,
        in_call: false,
        awaits_final: false,
        agreed: row.agreed_wording.map(number),
        wording: number(row.wording),
        discussed: row.discussed,
    };
    for call in on_it {
        let current = call.kind == "retirement" || call.wording == Some(row.wording);
        match from_word(&call.state)? {
            CallState::Open => facts.in_call = true,
            CallState::Closed | CallState::Contested if current => {
                let outcome: Option<Outcome> = call.outcome.as_deref().map(value).transpose()?;
                facts.awaits_final |= outcome.is_some_and(|outcome| outcome.is_reached());
            }
            _ => {}
        }
        facts.discussed |= call.opened_at.is_some();
    }
    Ok(facts)
}

impl Here<'_> {
    async fn change(
        self,
        entry: EntryNo,
        change: impl FnOnce(&mut entries::ActiveModel),
    ) -> Result<()> {
        let row = entries::Entity::find_by_id((self.process.id, i64::from(entry)))
            .one(self.tx)
            .await?;
        let mut row = row
            .ok_or(Error::Refused(Refusal::EntryUnknown))?
            .into_active_model();
        change(&mut row);
        if row.is_changed() {
            row.update(self.tx).await?;
        }
        Ok(())
    }

    /// The number of an entry's newest wording.
    async fn current(self, entry: EntryNo) -> Result<i64> {
        let row = entries::Entity::find_by_id((self.process.id, i64::from(entry)))
            .one(self.tx)
            .await?;
        Ok(row.ok_or(Error::Refused(Refusal::EntryUnknown))?.wording)
    }

    /// Somebody spoke about an entry.
    async fn discussed(self, entry: EntryNo) -> Result<()> {
        entries::Entity::update_many()
            .col_expr(entries::Column::Discussed, Expr::value(true))
            .filter(entries::Column::ProcessId.eq(self.process.id))
            .filter(entries::Column::Number.eq(entry))
            .exec(self.tx)
            .await?;
        Ok(())
    }
}
