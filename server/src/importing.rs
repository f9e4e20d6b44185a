//! Imports as they are carried out: beside requests, because a large file takes longer than anybody
//! waits for an answer.

use axum::body::Bytes;
use domain::Slug;
use registry::{
    Caller,
    imports::{self, Brought, Format, Report, Settings},
};
use tokio::{sync::Semaphore, task::JoinHandle};

use crate::{site::Site, trouble::Trouble};

/// So many files are read at once: a large one takes memory while it is.
static READERS: Semaphore = Semaphore::const_new(2);

/// Reads a file, and says what it would change where that is wished.
pub async fn read(
    site: &Site,
    caller: &Caller,
    process: &Slug,
    format: Format,
    body: Bytes,
) -> Result<Brought, Trouble> {
    let turn = READERS.acquire().await;
    let _turn = turn.map_err(|error| registry::Error::Storage(error.to_string()))?;
    let read = imports::read(&site.registry, caller, site.now(), process, format, body);
    Ok(read.await?)
}

/// What a file that was read would change.
pub async fn preview(
    site: &Site,
    caller: &Caller,
    process: &Slug,
    brought: Brought,
    settings: Settings,
) -> Result<Report, Trouble> {
    let now = site.now();
    Ok(imports::preview(&site.registry, caller, now, process, brought, settings).await?)
}

/// Carries an import out, whoever goes on listening. Where the site stops on the way, the account
/// of the import says so after a while.
pub fn start(
    site: &Site,
    caller: Caller,
    process: Slug,
    number: u32,
    (brought, settings): (Brought, Settings),
) -> JoinHandle<()> {
    let site = site.clone();
    tokio::spawn(async move {
        let registry = &site.registry;
        let (clock, what) = (|| site.now(), (brought, settings));
        let row = Some(number);
        let ran = imports::run(registry, &caller, clock, &process, what, row, |_, _| {}).await;
        let kept = match ran {
            Ok(report) => imports::stored(registry, site.now(), &process, number, &report).await,
            Err(error) => {
                tracing::error!(%error, "an import stopped");
                imports::fail(registry, &process, number).await
            }
        };
        if let Err(error) = kept {
            tracing::error!(%error, "what became of an import was not kept");
        }
    })
}
