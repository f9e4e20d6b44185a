//! What is asked for on every page of a process and changes only when somebody acts: kept with the
//! number of the line at which the record ended, so that nothing old is ever taken for new.

use std::{sync::Arc, time::Duration};

use moka::future::Cache;

use crate::{Error, Result, tables::processes};

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
        let found = async { load.await.map(Arc::new) };
        let found = self.0.try_get_with((process.id, process.seq), found);
        found
            .await
            .map_err(|error| Error::Storage(error.to_string()))
    }

    pub(crate) fn forget(&self) {
        self.0.invalidate_all();
    }
}
