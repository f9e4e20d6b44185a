//! The connection to the database: SQLite in a file, or PostgreSQL.

mod notices;

use std::{path::Path, sync::Arc, time::Duration};

use domain::Moment;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
    sqlx::{
        self, Connection,
        sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous},
    },
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, mpsc};

use crate::{
    Error, Letter, Result,
    entries::Facets,
    figures::Folded,
    keys::SigningKey,
    names::{self, Names},
    remembered::{Lasting, Remembered},
};

/// The first SQLite that cannot lose committed writes in WAL mode.
const SQLITE_OLDEST: [u32; 3] = [3, 51, 3];
/// How many passwords are hashed at once: each takes 19 MiB and a core.
const PARALLEL_HASHES: usize = 2;
/// Connections kept at most, and how many of them may write at once; the rest is for readers.
const CONNECTIONS: u32 = 16;
const PARALLEL_WRITERS: usize = 10;
/// How many beats a slow listener may fall behind before it has to read the record again.
const BEATS_KEPT: usize = 1024;

/// Says that the record of a process grew to `seq`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    pub process: i64,
    pub seq: u64,
}

/// Says that something changed in a meeting that is live only, such as a raised hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    pub process: i64,
    pub meeting: u32,
    /// Grows by one each time.
    pub tick: u64,
}

/// The way to everything that is stored.
#[derive(Debug, Clone)]
pub struct Registry {
    pub(crate) db: DatabaseConnection,
    /// SQLite has one writer; waiting here is fair, waiting in SQLite is polling. On PostgreSQL acts
    /// that wait for the same process must not hold every connection.
    writers: Arc<Semaphore>,
    pub(crate) hashing: Arc<Semaphore>,
    pub(crate) facets: Remembered<Facets>,
    pub(crate) names: Lasting<Names>,
    pub(crate) figures: Folded,
    beats: broadcast::Sender<Beat>,
    ticks: broadcast::Sender<Tick>,
    /// Where several servers may share the database.
    listening: Option<notices::Listening>,
    letters: mpsc::UnboundedSender<Letter>,
    base_url: Arc<str>,
    /// What this server signs releases with.
    key: Option<Arc<SigningKey>>,
}

/// A transaction that writes, and the turn to do so.
#[derive(Debug)]
pub(crate) struct Writing {
    pub(crate) tx: DatabaseTransaction,
    _turn: OwnedSemaphorePermit,
}

impl Registry {
    /// Connects to `sqlite:PATH` or `postgres://…`, migrates the database, and returns the registry
    /// with the letters it will want sent. `base_url` is what links in letters begin with.
    pub async fn open(
        url: &str,
        base_url: &str,
    ) -> Result<(Self, mpsc::UnboundedReceiver<Letter>)> {
        let mut options = ConnectOptions::new(url);
        options
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(10))
            .max_connections(CONNECTIONS)
            // A server may have gone away meanwhile; a file has not, and asking costs as much as a query.
            .test_before_acquire(!url.starts_with("sqlite"))
            .map_sqlx_sqlite_pool_opts(|pool| {
                pool.after_release(|connection, _| Box::pin(has_no_transaction(connection)))
            })
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(10))
            });
        let db = Database::connect(options).await?;
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        if sqlite {
            check_sqlite(&db).await?;
        }
        Migrator::up(&db, None).await?;
        let (beats, _) = broadcast::channel(BEATS_KEPT);
        let (ticks, _) = broadcast::channel(BEATS_KEPT);
        let listening = match sqlite {
            true => None,
            false => Some(notices::listen(url, beats.clone(), ticks.clone()).await?),
        };
        let (letters, outbox) = mpsc::unbounded_channel();
        let registry = Self {
            db,
            writers: Arc::new(Semaphore::new(if sqlite { 1 } else { PARALLEL_WRITERS })),
            hashing: Arc::new(Semaphore::new(PARALLEL_HASHES)),
            facets: Remembered::new(),
            names: Lasting::new(names::UNMOVED),
            figures: Folded::new(),
            beats,
            ticks,
            listening,
            letters,
            base_url: base_url.trim_end_matches('/').into(),
            key: None,
        };
        Ok((registry, outbox))
    }

    /// The address of an embedded database in a folder.
    pub fn embedded(folder: &Path) -> String {
        format!("sqlite://{}", folder.join("parlance.sqlite3").display())
    }

    /// What links begin with, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Follows what happens from now on.
    pub fn beats(&self) -> broadcast::Receiver<Beat> {
        self.beats.subscribe()
    }

    /// Follows what is live only from now on.
    pub fn ticks(&self) -> broadcast::Receiver<Tick> {
        self.ticks.subscribe()
    }

    /// The same registry, whose letters come to the caller instead of being sent.
    pub(crate) fn with_own_letters(&self) -> (Self, mpsc::UnboundedReceiver<Letter>) {
        let (letters, outbox) = mpsc::unbounded_channel();
        (
            Self {
                letters,
                ..self.clone()
            },
            outbox,
        )
    }

    /// The same registry, which signs releases with this key.
    #[must_use]
    pub fn with_key(self, key: SigningKey) -> Self {
        Self {
            key: Some(Arc::new(key)),
            ..self
        }
    }

    pub(crate) fn signing_key(&self) -> Option<&SigningKey> {
        self.key.as_deref()
    }

    /// Whether the database answers.
    pub async fn is_healthy(&self) -> bool {
        self.db.execute_unprepared("SELECT 1").await.is_ok()
    }

    pub(crate) fn send(&self, letter: Letter) {
        if self.letters.send(letter).is_err() {
            tracing::warn!("a letter was not sent: nobody takes them any more");
        }
    }

    /// Begins to read everything as it stands at one point in time, while others write.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction> {
        // In WAL mode any transaction of SQLite is a snapshot; PostgreSQL has to be asked for one.
        let asked = self.db.get_database_backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            isolation_level: asked.then_some(IsolationLevel::RepeatableRead),
            access_mode: asked.then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
        };
        Ok(self.db.begin_with_options(options).await?)
    }

    /// Begins to write. On SQLite the write lock is taken at once, because a transaction that reads
    /// first and writes later can fail halfway.
    pub(crate) async fn write(&self) -> Result<Writing> {
        let turn = self.writers.clone().acquire_owned().await;
        let turn = turn.map_err(|error| Error::Storage(error.to_string()))?;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.db.begin_with_options(options).await?;
        Ok(Writing { tx, _turn: turn })
    }
}

impl Writing {
    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// Commits and tells whoever follows the process, on this server and on all others.
    pub(crate) async fn commit_with(self, registry: &Registry, beat: Beat) -> Result<()> {
        if registry.listening.is_some() {
            notices::send(&self.tx, beat).await?;
        }
        self.tx.commit().await?;
        // Nobody listening is no failure.
        let _ = registry.beats.send(beat);
        Ok(())
    }

    /// Commits what is live only and tells whoever is in the room, on this server and on all others.
    pub(crate) async fn commit_live(self, registry: &Registry, tick: Tick) -> Result<()> {
        if registry.listening.is_some() {
            notices::send_tick(&self.tx, tick).await?;
        }
        self.tx.commit().await?;
        // Nobody listening is no failure.
        let _ = registry.ticks.send(tick);
        Ok(())
    }
}

/// Lets PostgreSQL number new rows after those that were put in with their numbers. SQLite looks at
/// the rows themselves.
pub(crate) async fn number_on(tx: &DatabaseTransaction, table: &str) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let highest =
            format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}");
        tx.query_one_raw(Statement::from_string(DbBackend::Postgres, highest))
            .await?;
    }
    Ok(())
}

/// How long a link or a session lasts, counted from a moment.
pub(crate) fn after(now: Moment, span: Duration) -> i64 {
    let ms = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
    (now + ms).millis()
}

/// Whether a connection may be used by others. Where a commit fails, as on a full disk, SQLite may
/// have rolled back by itself; the connection then counts a transaction that nothing ends.
async fn has_no_transaction(
    connection: &mut SqliteConnection,
) -> std::result::Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A rollback may be under way: it is done before this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

async fn check_sqlite(db: &DatabaseConnection) -> Result<()> {
    let query = Statement::from_string(DbBackend::Sqlite, "SELECT sqlite_version() AS version");
    let row = db.query_one_raw(query).await?;
    let found: String = match row {
        Some(row) => row.try_get("", "version")?,
        None => String::new(),
    };
    let parts: Vec<u32> = found
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect();
    if parts.as_slice() < SQLITE_OLDEST.as_slice() {
        return Err(Error::Storage(format!(
            "SQLite {found} can lose committed writes; 3.51.3 or newer is needed"
        )));
    }
    Ok(())
}
