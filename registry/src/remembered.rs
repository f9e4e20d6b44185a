//! What is asked for on every page of a process and changes only when somebody acts: kept with the
//! number of the line at which the record ended, so that nothing old is ever taken for new.

use std::{sync::Arc, time::Duration};

use moka::future::Cache;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Error, Result,
    tables::{processes, record},
};

/// How many states of processes are kept; the ones nobody asks for go first.
const KEPT: u64 = 256;
/// What is private, such as an erased name, changes without a line. The server that changed it
/// forgets at once, others after this.
const LONGEST: Duration = Duration::from_secs(60);

/// One kind of thing, by process and by where its record ends.
#[derive(Debug, Clone)]
pub(crate) struct Remembered<T: Send + Sync + 'static>(Cache<(i64, i64), Arc<T>>);

impl<T: Send + Sync + 'static> Remembered<T> {
    pub(crate) fn new() -> Self {
        let cache = Cache::builder().max_capacity(KEPT).time_to_live(LONGEST);
        Self(cache.build())
    }

    /// The thing as it stands; `load` reads it where nobody did since the last act.
    pub(crate) async fn get(
        &self,
        process: &processes::Model,
        load: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        self.get_at((process.id, process.seq), load).await
    }

    async fn get_at(
        &self,
        key: (i64, i64),
        load: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        let found = async { load.await.map(Arc::new) };
        let found = self.0.try_get_with(key, found);
        found
            .await
            .map_err(|error| Error::Storage(error.to_string()))
    }

    pub(crate) fn forget(&self) {
        self.0.invalidate_all();
    }
}

/// One kind of thing that the acts named leave as it is, whatever the record grows by: it is read
/// anew after the others only.
#[derive(Debug, Clone)]
pub(crate) struct Lasting<T: Send + Sync + 'static> {
    unmoved_by: &'static [&'static str],
    states: Remembered<T>,
    /// By process, the line up to which was looked, and the one since which it stands.
    since: Cache<i64, (i64, i64)>,
}

impl<T: Send + Sync + 'static> Lasting<T> {
    pub(crate) fn new(unmoved_by: &'static [&'static str]) -> Self {
        Self {
            unmoved_by,
            states: Remembered::new(),
            since: Cache::new(KEPT),
        }
    }

    pub(crate) async fn get(
        &self,
        db: &impl ConnectionTrait,
        process: &processes::Model,
        load: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        let since = match self.since.get(&process.id).await {
            Some((looked, since)) if process.seq <= looked => since,
            Some((looked, since)) => {
                let moved = record::Entity::find()
                    .select_only()
                    .column(record::Column::Seq)
                    .filter(record::Column::ProcessId.eq(process.id))
                    .filter(record::Column::Seq.gt(looked))
                    .filter(record::Column::Seq.lte(process.seq))
                    .filter(record::Column::Act.is_not_in(self.unmoved_by.iter().copied()))
                    .limit(1)
                    .into_tuple::<i64>()
                    .one(db)
                    .await?;
                moved.map_or(since, |_| process.seq)
            }
            None => process.seq,
        };
        self.since.insert(process.id, (process.seq, since)).await;
        self.states.get_at((process.id, since), load).await
    }

    pub(crate) fn forget(&self) {
        self.states.forget();
    }
}
