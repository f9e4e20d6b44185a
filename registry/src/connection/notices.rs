//! How several servers on one PostgreSQL hear of each other's acts. A notice names a process and the
//! end of its record, or a meeting and how often something live changed in it; everything is read from the tables. SQLite has one server, which
//! hears itself.

use std::{sync::Arc, time::Duration};

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, RuntimeErr, Statement,
    sqlx::{
        self,
        postgres::{PgListener, PgNotification},
    },
};
use tokio::{sync::broadcast, task::JoinSet, time::sleep};

use super::{Beat, Tick};
use crate::Result;

const CHANNEL: &str = "parlance_record";
const LIVE: &str = "parlance_live";
/// How long it takes a breath when the database is away.
const BREATH: Duration = Duration::from_secs(1);

/// A server that listens; it stops when nobody holds this any more.
#[derive(Debug, Clone)]
pub(super) struct Listening {
    _task: Arc<JoinSet<()>>,
}

/// Sends a notice with a transaction: it goes out if and only if the transaction is committed.
pub(super) async fn send(tx: &DatabaseTransaction, beat: Beat) -> Result<()> {
    notify(tx, CHANNEL, format!("{} {}", beat.process, beat.seq)).await
}

/// The same for what is live only.
pub(super) async fn send_tick(tx: &DatabaseTransaction, tick: Tick) -> Result<()> {
    let Tick {
        process,
        meeting,
        tick,
    } = tick;
    notify(tx, LIVE, format!("{process} {meeting} {tick}")).await
}

async fn notify(tx: &DatabaseTransaction, channel: &str, says: String) -> Result<()> {
    let notice = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "SELECT pg_notify($1, $2)",
        [channel.into(), says.into()],
    );
    tx.query_one_raw(notice).await?;
    Ok(())
}

/// Hears the notices of all servers, this one's too, and passes them on as beats.
///
/// # Errors
/// When the database cannot be listened to at the start. Later it is tried again until it can; what
/// was missed meanwhile is found by whoever looks at the record again, as every stream does.
pub(super) async fn listen(
    url: &str,
    beats: broadcast::Sender<Beat>,
    ticks: broadcast::Sender<Tick>,
) -> Result<Listening> {
    let mut listener = connect(url).await?;
    let url = url.to_owned();
    let mut task = JoinSet::new();
    task.spawn(async move {
        loop {
            match listener.recv().await {
                Ok(notice) => pass_on(&notice, &beats, &ticks),
                Err(error) => {
                    tracing::warn!(%error, "other servers are not heard for a moment");
                    listener = reconnect(&url).await;
                }
            }
        }
    });
    Ok(Listening {
        _task: Arc::new(task),
    })
}

async fn connect(url: &str) -> Result<PgListener> {
    let failed = |error: sqlx::Error| DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)));
    let mut listener = PgListener::connect(url).await.map_err(failed)?;
    listener.listen_all([CHANNEL, LIVE]).await.map_err(failed)?;
    Ok(listener)
}

async fn reconnect(url: &str) -> PgListener {
    loop {
        sleep(BREATH).await;
        match connect(url).await {
            Ok(listener) => return listener,
            Err(error) => tracing::debug!(%error, "still not heard"),
        }
    }
}

fn pass_on(
    notice: &PgNotification,
    beats: &broadcast::Sender<Beat>,
    ticks: &broadcast::Sender<Tick>,
) {
    let numbers: Vec<u64> = notice
        .payload()
        .split(' ')
        .map_while(|it| it.parse().ok())
        .collect();
    let process = |number: u64| i64::try_from(number).unwrap_or_default();
    // Nobody listening is no failure.
    match numbers[..] {
        [id, seq] => {
            let _ = beats.send(Beat {
                process: process(id),
                seq,
            });
        }
        [id, meeting, tick] => {
            let _ = ticks.send(Tick {
                process: process(id),
                meeting: u32::try_from(meeting).unwrap_or_default(),
                tick,
            });
        }
        _ => {}
    }
}
