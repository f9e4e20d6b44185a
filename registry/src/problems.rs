//! Problems that readers of a published glossary report. They reach the pen holder of the entry like a comment from a
//! public review, and are answered likewise.

use domain::{
    Moment, Slug,
    entry::EntryRef,
    review::{Contribution, NewProblem, Place, ReviewedEntry},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Caller, Error, Registry, Result,
    entries::entry_row,
    reviews::{Left, Signature, leave_at},
    rows::number,
    tables::published_terms,
};

/// Reports a problem with an entry as a release has it.
pub async fn report(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    new: NewProblem,
) -> Result<Left> {
    let view = registry.view(caller, now, process).await?;
    let entry = entry_row(&registry.db, view.process.id, entry).await?;
    let published = published_terms::Entity::find()
        .filter(published_terms::Column::ProcessId.eq(view.process.id))
        .filter(published_terms::Column::Version.eq(new.version.to_string()))
        .filter(published_terms::Column::Entry.eq(entry.number))
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    let on = ReviewedEntry {
        entry: number(entry.number),
        wording: number(published.wording),
    };
    let contribution = Contribution {
        place: Place::Release(new.version, on),
        interest: new.interest,
        body: new.body,
        quote: new.quote,
        proposed: new.proposed,
        sent_at: now,
    };
    let signature = Signature {
        name: new.name,
        organisation: new.organisation,
        email: new.email,
    };
    leave_at(&view, caller, now, None, signature, contribution).await
}
