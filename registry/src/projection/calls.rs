//! Calls, positions, answers, contests and minority statements, as the record says them.

mod life;
mod voices;

use domain::{Event, record::Line};
use sea_orm::DatabaseTransaction;

use crate::{Result, tables::processes};

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    match &line.event {
        Event::PositionTaken { .. }
        | Event::PositionsRevealed { .. }
        | Event::AnswerGiven { .. }
        | Event::AnswerConfirmed { .. }
        | Event::MinorityStated { .. } => voices::apply(tx, process, line).await,
        _ => life::apply(tx, process, line).await,
    }
}
