//! Live events: the record of a process, line by line, as it grows.
//!
//! A stream reads from the database when its reader takes something and there is something new, so
//! that a reader who takes nothing costs nothing but its connection. Readers of a public process
//! share what was read.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use domain::Slug;
use futures_util::stream::{self, Stream};
use moka::future::Cache;
use registry::{
    Beat,
    following::{self, Followed},
    record,
};
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Instant, sleep, sleep_until},
};

use crate::{
    ask::{Ask, identify},
    site::Site,
    trouble::Trouble,
};

/// A comment so often keeps proxies from closing a quiet stream; the record is looked at then too,
/// because a beat of another server can be lost.
const QUIET: Duration = Duration::from_secs(15);
/// One stream asks at most five times a second.
const PAUSE: Duration = Duration::from_millis(200);
/// How many lines are read at once.
const LINES: u64 = 100;
/// How many characters of shared lines are kept.
const SHARED_MAX: u64 = 8 * 1024 * 1024;

type Lines = Arc<Vec<(u64, String)>>;

/// What was read of public records and others will want in the same moment: by process, the line
/// after which it begins, and the line at which the record ended.
#[derive(Debug, Clone)]
pub struct Tails(Cache<(Slug, u64, u64), Lines>);

impl Default for Tails {
    fn default() -> Self {
        let weigh = |_: &(Slug, u64, u64), lines: &Lines| {
            u32::try_from(lines.iter().map(|(_, line)| line.len()).sum::<usize>())
                .unwrap_or(u32::MAX)
        };
        let cache = Cache::builder().max_capacity(SHARED_MAX).weigher(weigh);
        Self(cache.time_to_live(Duration::from_secs(30)).build())
    }
}

/// Answers with the lines after `after`, and from then on with every new one.
pub async fn stream(
    ask: Ask,
    headers: &HeaderMap,
    process: Slug,
    after: Option<u64>,
) -> Result<Response, Trouble> {
    let beats = ask.registry().beats();
    let followed = following::follow(ask.registry(), &ask.caller, ask.now, &process).await?;
    let reader = Reader {
        closing: ask.site.closing(),
        credentials: headers.clone(),
        after: after.unwrap_or(followed.seq),
        head: followed.seq,
        asked: None,
        unsent: VecDeque::new(),
        site: ask.site,
        process,
        followed,
        beats,
    };
    let mut response = Sse::new(reader.stream()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

struct Reader {
    site: Site,
    /// Who reads is asked for again where only members may.
    credentials: HeaderMap,
    process: Slug,
    followed: Followed,
    /// The last line that was read, and the one at which the record ends as far as is known.
    after: u64,
    head: u64,
    beats: Receiver<Beat>,
    closing: watch::Receiver<bool>,
    asked: Option<Instant>,
    unsent: VecDeque<(u64, String)>,
}

impl Reader {
    fn stream(self) -> impl Stream<Item = Result<Event, axum::Error>> {
        stream::unfold(self, |mut reader| async move {
            let event = reader.next().await?;
            Some((Ok(event), reader))
        })
    }

    /// The next line or a sign of life; nothing when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if *self.closing.borrow() {
                return None;
            }
            if let Some((seq, line)) = self.unsent.pop_front() {
                return Some(Event::default().id(seq.to_string()).data(line));
            }
            if self.head > self.after {
                self.read().await?;
                continue;
            }
            if !self.wait().await? {
                // Whoever may not read any more is told by the end of the stream.
                self.read().await?;
                if self.unsent.is_empty() {
                    return Some(Event::default().comment("still here"));
                }
            }
        }
    }

    /// Waits for the record to grow; `false` when nothing was heard for a while.
    async fn wait(&mut self) -> Option<bool> {
        let quiet = sleep(QUIET);
        tokio::pin!(quiet);
        loop {
            tokio::select! {
                () = &mut quiet => return Some(false),
                _ = self.closing.changed() => return None,
                beat = self.beats.recv() => match beat {
                    Ok(beat) => match self.followed.beat(beat) {
                        Some(seq) if seq > self.after => {
                            self.head = seq;
                            return Some(true);
                        }
                        _ => {}
                    },
                    // Beats were missed; what they were about is in the record.
                    Err(RecvError::Lagged(_)) => return Some(false),
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    async fn read(&mut self) -> Option<()> {
        if let Some(asked) = self.asked {
            sleep_until(asked + PAUSE).await;
        }
        self.asked = Some(Instant::now());
        let lines = match self.lines().await {
            Ok(lines) => lines,
            Err(error) => {
                tracing::debug!(%error, "a stream of events ends");
                return None;
            }
        };
        match lines.last() {
            Some((seq, _)) => self.after = *seq,
            // The record ends before where the reader thought to be.
            None => self.head = self.after,
        }
        self.head = self.head.max(self.after);
        self.unsent.extend(lines.iter().cloned());
        Some(())
    }

    async fn lines(&self) -> Result<Lines, Arc<registry::Error>> {
        if self.followed.members_only || self.head <= self.after {
            return self.read_lines().await.map_err(Arc::new);
        }
        let key = (self.process.clone(), self.after, self.head);
        self.site.tails.0.try_get_with(key, self.read_lines()).await
    }

    async fn read_lines(&self) -> Result<Lines, registry::Error> {
        let now = self.site.now();
        let caller = match identify(&self.credentials, &self.site, now).await {
            Ok(caller) => caller,
            Err(Trouble::Registry(error)) => return Err(error),
            Err(_) => return Err(registry::Error::NotFound),
        };
        let lines = record::lines(
            &self.site.registry,
            &caller,
            now,
            &self.process,
            self.after,
            LINES,
        )
        .await?;
        let text =
            |line: &domain::record::Line| serde_json::to_string(line).map(|text| (line.seq, text));
        let lines: Result<Vec<_>, _> = lines.iter().map(text).collect();
        lines
            .map(Arc::new)
            .map_err(|error| registry::Error::Storage(error.to_string()))
    }
}
