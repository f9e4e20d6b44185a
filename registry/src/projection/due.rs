//! When the clock of a process has to act next.

use domain::call::CallState;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use crate::{
    Result,
    rows::word,
    tables::{calls, meetings, processes, reviews},
};

/// Writes down when the clock of the process has to act next.
pub(super) async fn set_next_due(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
) -> Result<()> {
    let mut next: Option<i64> = None;
    for (state, column) in [
        (CallState::Scheduled, calls::Column::OpensAt),
        (CallState::Open, calls::Column::ClosesAt),
        (CallState::Closed, calls::Column::FinalAt),
    ] {
        let soonest = calls::Entity::find()
            .select_only()
            .column(column)
            .filter(calls::Column::ProcessId.eq(process.id))
            .filter(calls::Column::State.eq(word(&state)?))
            .filter(column.is_not_null())
            .order_by_asc(column)
            .into_tuple::<Option<i64>>();
        let soonest = soonest.one(tx).await?.flatten();
        next = next.into_iter().chain(soonest).min();
    }
    let closing = reviews::Entity::find()
        .select_only()
        .column(reviews::Column::ClosesAt)
        .filter(reviews::Column::ProcessId.eq(process.id))
        .filter(reviews::Column::ClosedAt.is_null())
        .order_by_asc(reviews::Column::ClosesAt)
        .into_tuple::<i64>();
    next = next.into_iter().chain(closing.one(tx).await?).min();
    let minutes = meetings::Entity::find()
        .select_only()
        .column(meetings::Column::Due)
        .filter(meetings::Column::ProcessId.eq(process.id))
        .filter(meetings::Column::Due.is_not_null())
        .order_by_asc(meetings::Column::Due)
        .into_tuple::<Option<i64>>();
    next = next
        .into_iter()
        .chain(minutes.one(tx).await?.flatten())
        .min();
    processes::Entity::update_many()
        .col_expr(processes::Column::NextDue, Expr::value(next))
        .filter(processes::Column::Id.eq(process.id))
        .exec(tx)
        .await?;
    process.next_due = next;
    Ok(())
}
