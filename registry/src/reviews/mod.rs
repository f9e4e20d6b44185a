//! Public reviews: opening, extending and closing them, and everything that people from outside say.

mod confirming;
mod find;
mod leaving;
mod nameless;
mod settling;
mod table;
mod view;

use std::collections::BTreeSet;

use domain::{
    Decided, Moment, Slug, Text,
    ids::{EntryNo, ReviewNo},
    permit::{Denial, May},
    process::State,
    review::{self, Candidate, NewReview, ReviewFacts, ReviewedEntry},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    Caller, Error, Registry, Result,
    door::Act,
    rows::{from_word, moment, number, value},
    tables::{entries, reviews},
};

pub use confirming::{Confirmed, Unconfirmed, Which, confirm, find_unconfirmed};
pub use find::{comment, comments, find, list, open_on, under_way};
pub use leaving::{Left, LeftState, leave};
pub(crate) use leaving::{Signature, leave_at};
pub use nameless::{ask_to_erase, erase, find_erasure};
pub(crate) use settling::answered;
pub use settling::{dispose, set_visibility};
pub use table::csv;
pub use view::{InterestCount, Review, ReviewComment, ReviewCounts, ReviewSummary, UnderReview};

/// Opens a public review of some entries, at once or at its time.
pub async fn open(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    new: NewReview,
) -> Result<Review> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    match act.state()? {
        State::Announced => return Err(Error::Forbidden(Denial::NotOpenYet)),
        State::Closed => return Err(Error::Forbidden(Denial::Closed)),
        State::Open => {}
    }
    let number = act
        .next(of(act.process.id), reviews::Column::Number)
        .await?;
    let wanted: Vec<EntryNo> = new.entries.iter().map(|it| it.entry).collect();
    let candidates = candidates(&act, &wanted).await?;
    let visibility = from_word(&act.process.visibility)?;
    let decided = review::open(number, new, visibility, act.at, &candidates)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, number).await
}

/// Moves the closing of a review to later, with the reason why.
pub async fn extend(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
    closes_at: Moment,
    reason: Text,
) -> Result<Review> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = load(&act, review).await?;
    let permit = act.permit(May::Convene)?;
    let decided = review::extend(&row.facts()?, act.at, closes_at, reason)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, review).await
}

/// Closes a review before its time, with the reason why.
pub async fn close(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
    reason: Text,
) -> Result<Review> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = load(&act, review).await?;
    let permit = act.permit(May::Convene)?;
    let decided = review::close(&row.facts()?, None, Some(reason))?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, review).await
}

/// The next review that the clock has to close, with its time.
pub(crate) async fn due(act: &Act) -> Result<Option<(Moment, Vec<Decided>)>> {
    let due = of(act.process.id)
        .filter(reviews::Column::ClosedAt.is_null())
        .filter(reviews::Column::ClosesAt.lte(act.at.millis()))
        .order_by_asc(reviews::Column::ClosesAt)
        .order_by_asc(reviews::Column::Number);
    let Some(row) = act.one(due).await? else {
        return Ok(None);
    };
    let due = moment(row.closes_at);
    let decided = review::close(&row.facts()?, Some(due), None)?;
    Ok(Some((due, vec![decided])))
}

/// The entries as an opening finds them; those that do not exist are left out.
async fn candidates(act: &Act, wanted: &[EntryNo]) -> Result<Vec<Candidate>> {
    let under_way = of(act.process.id).filter(reviews::Column::ClosedAt.is_null());
    let mut busy = BTreeSet::new();
    for row in act.all(under_way).await? {
        busy.extend(row.entries()?.into_iter().map(|it| it.entry));
    }
    let found = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(act.process.id))
        .filter(entries::Column::Number.is_in(wanted.iter().map(|entry| i64::from(*entry))));
    let candidates = act.all(found).await?.into_iter().map(|row| Candidate {
        number: number(row.number),
        wording: number(row.wording),
        ended: row.withdrawn || row.retired,
        in_review: busy.contains(&number(row.number)),
    });
    Ok(candidates.collect())
}

fn of(process_id: i64) -> Select<reviews::Entity> {
    reviews::Entity::find().filter(reviews::Column::ProcessId.eq(process_id))
}

async fn load(act: &Act, review: ReviewNo) -> Result<reviews::Model> {
    act.one(reviews::Entity::find_by_id((
        act.process.id,
        i64::from(review),
    )))
    .await?
    .ok_or(Error::NotFound)
}

impl reviews::Model {
    pub(crate) fn entries(&self) -> Result<Vec<ReviewedEntry>> {
        value(&self.entries)
    }

    fn facts(&self) -> Result<ReviewFacts> {
        Ok(ReviewFacts {
            number: number(self.number),
            opens_at: moment(self.opens_at),
            closes_at: moment(self.closes_at),
            closed_at: self.closed_at.map(moment),
            entries: self.entries()?,
        })
    }
}
