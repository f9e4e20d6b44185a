//! Calls, positions, answers, contests and minority statements, as the record says them.

use domain::record::Line;
use sea_orm::DatabaseTransaction;

use crate::{Result, tables::processes};

pub(super) async fn apply(
    _tx: &DatabaseTransaction,
    _process: &mut processes::Model,
    _line: &Line,
) -> Result<()> {
    Ok(())
}
