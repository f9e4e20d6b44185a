//! What a meeting looks like while it goes on, sent to all who look at it.
//!
//! One task for each meeting and kind of onlookers renders the regions of the room when something changed, at most ten
//! times a second, and every stream takes the newest from it. So it costs the same however many look, and whoever takes
//! nothing holds up nobody: what was not taken is overtaken, not kept.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::pages::room::{self, Live, Recorded, Scene, Seen};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response, Sse, sse::Event};
use domain::{Slug, ids::MeetingNo};
use futures_util::stream::{self, Stream};
use registry::{
    Beat, Caller, Tick,
    following::{self, Followed},
};
use serde_json::json;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Instant, sleep, sleep_until},
};

use crate::{ask::Ask, site::Site};

/// A comment so often keeps proxies from closing a quiet stream. Whether somebody may still read is asked then too.
const QUIET: Duration = Duration::from_secs(15);
/// The regions are rendered at most ten times a second: what is typed is seen as it is typed, and votes are counted
/// together.
const PAUSE: Duration = Duration::from_millis(100);

/// The meetings that somebody looks at.
#[derive(Debug, Default)]
pub struct Rooms(Mutex<HashMap<Key, watch::Receiver<Option<Arc<Frame>>>>>);

type Key = (Slug, MeetingNo, Seen);

/// The regions of a room as they were at a moment.
#[derive(Debug, Default)]
pub struct Frame {
    /// Up to where the record and what is live were read: `SEQ.TICK`.
    stamp: String,
    regions: Vec<Shown>,
}

/// A region, ready to be sent.
#[derive(Debug)]
struct Shown {
    id: &'static str,
    sent: Arc<str>,
}

/// Answers with the regions that changed since `at`, and from then on with every one that changes.
pub fn stream(
    ask: Ask,
    process: Slug,
    meeting: MeetingNo,
    seen: Seen,
    at: Option<String>,
) -> Response {
    let frames = ask.site.rooms.enter(&ask, (process.clone(), meeting, seen));
    let watcher = Watcher {
        closing: ask.site.closing(),
        site: ask.site,
        caller: ask.caller,
        process,
        frames,
        at: at.unwrap_or_default(),
        sent: HashMap::new(),
        unsent: Vec::new(),
        begun: false,
    };
    let mut response = Sse::new(watcher.stream()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

impl Rooms {
    /// The frames of a room. Whoever comes first has the task begun that renders them.
    fn enter(&self, ask: &Ask, key: Key) -> watch::Receiver<Option<Arc<Frame>>> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.retain(|_, frames| frames.has_changed().is_ok());
        if let Some(frames) = rooms.get(&key) {
            return frames.clone();
        }
        let (sender, frames) = watch::channel(None);
        rooms.insert(key.clone(), frames.clone());
        let renderer = Renderer {
            beats: ask.registry().beats(),
            ticks: ask.registry().ticks(),
            closing: ask.site.closing(),
            site: ask.site.clone(),
            caller: ask.caller.clone(),
            key,
            frames: sender,
        };
        tokio::spawn(renderer.run());
        frames
    }
}

/// Renders a room while somebody looks.
struct Renderer {
    site: Site,
    /// In whose name it is read; in a process for members it is a member's.
    caller: Caller,
    key: Key,
    frames: watch::Sender<Option<Arc<Frame>>>,
    beats: Receiver<Beat>,
    ticks: Receiver<Tick>,
    closing: watch::Receiver<bool>,
}

/// What has to be read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Record,
    Live,
    /// Nobody looks any more, or the site closes.
    End,
}

impl Renderer {
    async fn run(mut self) {
        if let Err(error) = self.follow().await {
            tracing::debug!(%error, "a room is not rendered any more");
        }
    }

    async fn follow(&mut self) -> Result<(), registry::Error> {
        let (process, meeting, seen) = self.key.clone();
        let registry = self.site.registry.clone();
        let followed =
            following::follow(&registry, &self.caller, self.site.now(), &process).await?;
        let mut recorded = self.read(&process, meeting).await?;
        loop {
            let begun = Instant::now();
            let now = self.site.now();
            let live = Live::load(&registry, &self.caller, now, &process, meeting).await?;
            let scene = Scene::of_all(recorded, live);
            let before = self.frames.borrow().clone();
            let frame = Frame::of(&scene, room::regions(&scene, seen, now), before.as_deref());
            recorded = scene.recorded;
            // The map keeps one receiver: where it is the only one, nobody looks.
            if self.frames.send(Some(Arc::new(frame))).is_err() {
                return Ok(());
            }
            sleep_until(begun + PAUSE).await;
            match self.news(&followed).await {
                News::Record => recorded = self.read(&process, meeting).await?,
                News::Live => {}
                News::End => return Ok(()),
            }
        }
    }

    async fn read(&self, process: &Slug, meeting: MeetingNo) -> Result<Recorded, registry::Error> {
        let now = self.site.now();
        Recorded::load(&self.site.registry, &self.caller, now, process, meeting).await
    }

    /// Waits until something changed. All that is known to have changed by then is read at once.
    async fn news(&mut self, followed: &Followed) -> News {
        let quiet = sleep(QUIET);
        tokio::pin!(quiet);
        let meeting = self.key.1;
        let news = loop {
            tokio::select! {
                () = &mut quiet => break match self.frames.receiver_count() {
                    0 | 1 => News::End,
                    // A beat of another server can be lost.
                    _ => News::Record,
                },
                _ = self.closing.changed() => break News::End,
                beat = self.beats.recv() => match beat {
                    Ok(beat) if followed.beat(beat).is_some() => break News::Record,
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => break News::Record,
                    Err(RecvError::Closed) => break News::End,
                },
                tick = self.ticks.recv() => match tick {
                    Ok(tick) if followed.tick(tick, meeting) => break News::Live,
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => break News::Live,
                    Err(RecvError::Closed) => break News::End,
                },
            }
        };
        let mut news = news;
        while let Ok(beat) = self.beats.try_recv() {
            if followed.beat(beat).is_some() && news == News::Live {
                news = News::Record;
            }
        }
        while self.ticks.try_recv().is_ok() {}
        news
    }
}

impl Frame {
    /// The regions as they are sent. One that reads as before is the same as before.
    fn of(scene: &Scene, regions: Vec<room::Region>, before: Option<&Self>) -> Self {
        let regions = regions.into_iter().map(|(id, html)| {
            let sent = json!({"id": id, "html": html}).to_string();
            let known = before.and_then(|frame| frame.regions.iter().find(|it| it.id == id));
            let same = known.filter(|known| *known.sent == *sent);
            Shown {
                id,
                sent: same.map_or_else(|| sent.as_str().into(), |known| Arc::clone(&known.sent)),
            }
        });
        Self {
            stamp: scene.stamp(),
            regions: regions.collect(),
        }
    }
}

/// One who looks.
struct Watcher {
    site: Site,
    caller: Caller,
    process: Slug,
    frames: watch::Receiver<Option<Arc<Frame>>>,
    closing: watch::Receiver<bool>,
    /// What they have already, where they were here before.
    at: String,
    /// The regions as they were sent last.
    sent: HashMap<&'static str, Arc<str>>,
    unsent: Vec<Event>,
    begun: bool,
}

impl Watcher {
    fn stream(self) -> impl Stream<Item = Result<Event, axum::Error>> {
        stream::unfold(self, |mut watcher| async move {
            let event = watcher.next().await?;
            Some((Ok(event), watcher))
        })
    }

    /// The next region or a sign of life; nothing when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if *self.closing.borrow() {
                return None;
            }
            if let Some(event) = self.unsent.pop() {
                return Some(event);
            }
            let frame = self.frames.borrow_and_update().clone();
            if let Some(frame) = frame {
                self.take(&frame);
                if !self.unsent.is_empty() {
                    continue;
                }
            }
            tokio::select! {
                changed = self.frames.changed() => changed.ok()?,
                _ = self.closing.changed() => return None,
                () = sleep(QUIET) => {
                    // Whoever may not read any more is told by the end of the stream.
                    let now = self.site.now();
                    let registry = &self.site.registry;
                    following::follow(registry, &self.caller, now, &self.process).await.ok()?;
                    return Some(Event::default().comment("still here"));
                }
            }
        }
    }

    /// Notes what of a frame is new to them; the last region carries where they are then.
    fn take(&mut self, frame: &Frame) {
        let same = !self.begun && self.at == frame.stamp;
        self.begun = true;
        let mut stamp = Some(&frame.stamp);
        for shown in frame.regions.iter().rev() {
            let known = self.sent.insert(shown.id, Arc::clone(&shown.sent));
            if same || known.is_some_and(|known| *known == *shown.sent) {
                continue;
            }
            let mut event = Event::default().event("region").data(&*shown.sent);
            if let Some(stamp) = stamp.take() {
                event = event.id(stamp);
            }
            self.unsent.push(event);
        }
    }
}
