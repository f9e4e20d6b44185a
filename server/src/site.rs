//! What every handler can reach.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, OnceLock},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::body::Bytes;
use domain::Moment;
use registry::Registry;
use tokio::sync::watch;

use crate::{assets::Assets, security::Security};

/// Where a site gets the time from. Tests bring their own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

/// A running site. Cloning it is cheap; all clones are the same site.
#[derive(Debug, Clone)]
pub struct Site(Arc<Parts>);

/// What a site consists of.
#[derive(Debug)]
pub struct Parts {
    pub registry: Registry,
    pub assets: Assets,
    pub security: Security,
    pub published: crate::published::Shelf,
    pub tails: crate::live::Tails,
    pub pages: crate::shared::Pages,
    pub rooms: crate::room::Rooms,
    /// The OpenAPI document, written once from the table of routes.
    pub document: OnceLock<Bytes>,
    clock: Clock,
    closing: watch::Sender<bool>,
}

impl Site {
    pub fn new(registry: Registry, security: Security, clock: Clock) -> Self {
        Self(Arc::new(Parts {
            registry,
            assets: Assets::embedded(),
            security,
            published: crate::published::Shelf::default(),
            tails: crate::live::Tails::default(),
            pages: crate::shared::Pages::default(),
            rooms: crate::room::Rooms::default(),
            document: OnceLock::new(),
            clock,
            closing: watch::Sender::new(false),
        }))
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// What permanent addresses begin with, without a slash at the end. It comes from the settings
    /// and never from a request: whoever asks must not choose where links lead.
    pub fn base_url(&self) -> &str {
        self.registry.base_url()
    }

    /// Whether browsers reach the site over TLS.
    pub fn is_secure(&self) -> bool {
        self.base_url().starts_with("https://")
    }

    /// Ends what would otherwise never end, such as the streams of live events.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Becomes `true` when the site closes.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}

impl Deref for Site {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Clock {
    pub fn now(&self) -> Moment {
        (self.0)()
    }

    pub fn new(now: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The machine's own.
    pub fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default();
            Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        })
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
