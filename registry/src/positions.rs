//! Positions: taking them, the roll call, and how it came about.

mod roll;
mod roll_call;
mod told;

use domain::{
    Moment, Refusal, Slug,
    call::{self, CallFacts, Stated, Subject},
    comment::anchor::{AnchorState, Trail},
    content::Content,
    ids::CallNo,
    permit::May,
    reading::Stance,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    calls::{PositionView, Sheet, Taken, position_view},
    door::Act,
    entries::languages,
    rows::{json, value},
    tables::{positions, wordings},
};

pub use roll::{Holding, Roll, RollFilter, Voice, roll};
pub use roll_call::csv;
pub use told::{Told, ToldIn, told};

/// Takes a position; the newest of a member stands.
pub async fn take(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    stated: Stated,
) -> Result<PositionView> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = act.call(call).await?;
    let permit = act.permit(May::Participate)?;
    let facts = row.facts()?;
    let member = act.actor()?.number;
    let of_call = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(act.process.id))
        .filter(positions::Column::Call.eq(call));
    let number = act.next(of_call, positions::Column::Number).await?;
    // Before it opens nobody has a seat yet, and that is not the member's fault.
    if facts.rule.is_some() {
        facts.seat(member)?;
    }
    let salt = format!(
        "{:032x}{:032x}",
        rand::random::<u128>(),
        rand::random::<u128>()
    );
    check_quote(&act, &facts, &stated).await?;
    let decided = call::take(&facts, number, member, &stated, &salt)?;
    let stored = act.store(permit, [decided]).await?;
    let taken = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(stored.process.id))
        .filter(positions::Column::Call.eq(call))
        .filter(positions::Column::Number.eq(number));
    if facts.blind {
        positions::Entity::update_many()
            .col_expr(positions::Column::Stated, Expr::value(json(&stated)?))
            .col_expr(positions::Column::Salt, Expr::value(Some(salt)))
            .filter(positions::Column::ProcessId.eq(stored.process.id))
            .filter(positions::Column::Call.eq(call))
            .filter(positions::Column::Number.eq(number))
            .exec(stored.tx())
            .await?;
    }
    let row = taken.one(stored.tx()).await?.ok_or(Error::NotFound)?;
    let before = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(stored.process.id))
        .filter(positions::Column::Call.eq(call))
        .filter(positions::Column::Member.eq(member))
        .filter(positions::Column::Number.lt(number))
        .count(stored.tx())
        .await?;
    let state = stored.process.clone();
    stored.commit().await?;
    if stated.stance == Stance::Object && !facts.blind {
        // Restating an objection keeps its answers, so that they are shown with it.
        let view = registry.view(caller, now, process).await?;
        let sheet = Sheet::load(&view, call).await?;
        return sheet.position(number).ok_or(Error::NotFound);
    }
    // The roster is not read again for one name.
    let names = registry.names(&state).await?;
    let taken = Taken {
        row,
        number,
        member,
        stated,
    };
    let seat = facts.seat(member)?;
    let mut view = position_view(seat, &names, &taken, true, Vec::new());
    view.earlier = u32::try_from(before).unwrap_or(u32::MAX);
    Ok(view)
}

/// Words that a position speaks of must stand in what is called.
async fn check_quote(act: &Act, facts: &CallFacts, stated: &Stated) -> Result<()> {
    let (Some(quote), Subject::Wording { entry, wording }) = (&stated.quote, &facts.subject) else {
        return Ok(());
    };
    let at = (act.process.id, (*entry).into(), (*wording).into());
    let row = act.one(wordings::Entity::find_by_id(at)).await?;
    let row = row.ok_or(Error::NotFound)?;
    let content: Content = value(&row.content)?;
    let trail = Trail::of([(*wording, &content)], &languages(&act.process)?);
    match trail.anchor(quote, *wording).state {
        AnchorState::Found => Ok(()),
        AnchorState::Moved | AnchorState::Orphaned => Err(Refusal::QuoteUnknown.into()),
    }
}

/// The roll call: the newest position of every member. Of a blind call that is open, one's own.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    page: &Page,
) -> Result<Listed<PositionView>> {
    let view = registry.view(caller, now, process).await?;
    let positions = Sheet::load(&view, call).await?.positions();
    cut(page, positions, |it| it.member)
}

/// Every position ever taken in a call, oldest first. Of a blind call that is open, one's own.
pub async fn history(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    page: &Page,
) -> Result<Listed<PositionView>> {
    let view = registry.view(caller, now, process).await?;
    let positions = Sheet::load(&view, call).await?.history();
    cut(page, positions, |it| it.number)
}

/// Cuts a page out of positions in the order of `key`.
fn cut(
    page: &Page,
    mut positions: Vec<PositionView>,
    key: impl Fn(&PositionView) -> u32,
) -> Result<Listed<PositionView>> {
    if let Some(cursor) = &page.cursor {
        let last: u32 = cursor.parse().map_err(|_| Error::NotFound)?;
        positions.retain(|it| key(it) > last);
    }
    Ok(page.cut(positions, |it| key(it).to_string()))
}
