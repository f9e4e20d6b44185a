//! What goes on beside requests: letters, notices, the clocks of processes,
//! and tidying up.

use std::{sync::Arc, time::Duration};

use registry::{Letter, answered_requests, imports, notices, sessions};
use tokio::{
    sync::mpsc::UnboundedReceiver,
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};

use crate::{
    mail::{Handed, Post},
    site::Site,
};

/// A call may close this much after its time when nobody looks; whoever looks closes it at once.
const CLOCK: Duration = Duration::from_secs(2);
const TIDY: Duration = Duration::from_secs(600);
/// Letters that were written when the site stops are still sent.
const LAST_LETTERS: Duration = Duration::from_secs(1);

/// The tasks of a running site.
#[derive(Debug)]
pub struct Tasks {
    letters: JoinHandle<()>,
    notices: JoinHandle<()>,
    others: [JoinHandle<()>; 2],
}

/// `leads` are the hours before a call closes at which the silent are reminded.
pub fn start(
    site: &Site,
    post: Post,
    letters: UnboundedReceiver<Letter>,
    leads: Vec<u32>,
) -> Tasks {
    let post = Arc::new(post);
    Tasks {
        letters: tokio::spawn(deliver(Arc::clone(&post), letters)),
        notices: tokio::spawn(notify(site.clone(), post, leads)),
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
        // The notice that is under way is finished, so that none is claimed and then not sent. The
        // senders of letters live as long as the registry does, so this is a wait, not an end.
        let last = async { tokio::join!(self.notices, self.letters) };
        let _ = tokio::time::timeout(LAST_LETTERS, last).await;
    }
}

async fn deliver(post: Arc<Post>, mut letters: UnboundedReceiver<Letter>) {
    while let Some(letter) = letters.recv().await {
        post.send(letter).await;
    }
}

/// Tells people what waits for them, one after the other: at most one notice is claimed and not sent.
async fn notify(site: Site, post: Arc<Post>, leads: Vec<u32>) {
    let mut closing = site.closing();
    let mut ticks = interval(CLOCK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
        if let Err(error) = notify_due(&site, &post, &leads).await {
            tracing::error!(%error, "no notices for a moment");
        }
    }
}

async fn notify_due(site: &Site, post: &Post, leads: &[u32]) -> registry::Result<()> {
    let closing = site.closing();
    while !*closing.borrow() {
        let Some(notice) = notices::next(&site.registry, site.now(), leads).await? else {
            break;
        };
        if post.notify(&notice).await == Handed::NotNow {
            notices::give_back(&site.registry, site.now(), notice).await?;
        }
    }
    Ok(())
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
            notices::sweep(&site.registry, now).await?;
            imports::sweep(&site.registry, now).await?;
            answered_requests::sweep(&site.registry, now).await
        };
        if let Err(error) = swept.await {
            tracing::error!(%error, "what is out of date was not removed");
        }
    }
}
