//! What goes on beside requests: letters, the clocks of processes, and tidying up.

use std::time::Duration;

use registry::{Letter, answered_requests, sessions};
use tokio::{sync::mpsc::UnboundedReceiver, task::JoinHandle, time::interval};

use crate::{mail::Post, site::Site};

/// A call may close this much after its time when nobody looks; whoever looks closes it at once.
const CLOCK: Duration = Duration::from_secs(2);
const TIDY: Duration = Duration::from_secs(600);
/// Letters that were written when the site stops are still sent.
const LAST_LETTERS: Duration = Duration::from_secs(1);

/// The tasks of a running site.
#[derive(Debug)]
pub struct Tasks {
    letters: JoinHandle<()>,
    others: [JoinHandle<()>; 2],
}

pub fn start(site: &Site, post: Post, letters: UnboundedReceiver<Letter>) -> Tasks {
    Tasks {
        letters: tokio::spawn(deliver(post, letters)),
        others: [
            tokio::spawn(run_clocks(site.clone())),
            tokio::spawn(tidy(site.clone())),
        ],
    }
}

impl Tasks {
    pub async fn finish(self) {
        for task in self.others {
            task.abort();
        }
        // The senders of letters live as long as the registry does, so this is a wait, not an end.
        let _ = tokio::time::timeout(LAST_LETTERS, self.letters).await;
    }
}

async fn deliver(post: Post, mut letters: UnboundedReceiver<Letter>) {
    while let Some(letter) = letters.recv().await {
        post.send(letter).await;
    }
}

async fn run_clocks(site: Site) {
    let mut ticks = interval(CLOCK);
    loop {
        ticks.tick().await;
        if let Err(error) = registry::clock::run_all(&site.registry, site.now()).await {
            tracing::error!(%error, "the clock stopped for a moment");
        }
    }
}

async fn tidy(site: Site) {
    let mut ticks = interval(TIDY);
    loop {
        ticks.tick().await;
        site.security.limits.sweep();
        let now = site.now();
        let swept = async {
            sessions::sweep(&site.registry, now).await?;
            answered_requests::sweep(&site.registry, now).await
        };
        if let Err(error) = swept.await {
            tracing::error!(%error, "what is out of date was not removed");
        }
    }
}
