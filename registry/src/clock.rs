//! The clock of a process: what is due is done before anything else is, in a transaction of its own.

use domain::{Moment, Slug};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Registry, Result, calls, door::Act, meetings, reviews, tables::processes};

/// Does everything that is due anywhere, whether or not somebody looks. What fails in one process
/// holds up no other; the first failure is returned once all had their turn.
pub async fn run_all(registry: &Registry, now: Moment) -> Result<()> {
    let due = processes::Entity::find()
        .filter(processes::Column::NextDue.lte(now.millis()))
        .order_by_asc(processes::Column::NextDue);
    let mut done = Ok(());
    for process in due.all(&registry.db).await? {
        let slug = Slug::parse(&process.slug)?;
        if let Err(error) = run_due(registry, now, &slug).await {
            tracing::error!(process = %slug, %error, "the clock of a process could not act");
            done = done.and(Err(error));
        }
    }
    done
}

/// Does everything that is due in a process, in the order of its due times.
pub(crate) async fn run_due(registry: &Registry, now: Moment, slug: &Slug) -> Result<()> {
    loop {
        let act = Act::of_clock(registry, now, slug).await?;
        let due = [
            calls::due(&act).await?,
            reviews::due(&act).await?,
            meetings::due(&act).await?,
        ];
        let Some((_, decided)) = due.into_iter().flatten().min_by_key(|(due, _)| *due) else {
            return Ok(());
        };
        let permit = act.permit_clock();
        act.store(permit, decided).await?.commit().await?;
    }
}
