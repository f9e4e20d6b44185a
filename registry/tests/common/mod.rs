//! Stages for stories: an empty registry on each database, and people to act on it.
//!
//! SQLite is always there. PostgreSQL is where `PARLANCE_TEST_POSTGRES` names a server on which
//! databases may be made; each stage has one of its own.

#![allow(dead_code, unused_imports, reason = "each story uses some of it")]
#![allow(clippy::unwrap_used, reason = "a story that cannot go on fails")]

pub mod backstage;
pub mod cast;

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{
    Lang, Moment, Slug, Text, Title,
    account::{Email, Password},
    people::NewMember,
    process::{Group, NewProcess, ProcessPatch, Role, State, Visibility},
};
use registry::{
    Caller, Letter, Registry, accounts,
    keys::{self, SigningKey, Standing},
    members, processes,
};
use sea_orm::{ConnectionTrait, Database};
use tokio::sync::mpsc::UnboundedReceiver;

/// When stories begin: 19 October 2016, 15:00 UTC.
pub const START: i64 = 1_476_889_200_000;

/// An empty registry.
pub struct Stage {
    pub registry: Registry,
    pub letters: UnboundedReceiver<Letter>,
    /// What it signs releases with.
    pub key: SigningKey,
    url: String,
    folder: Option<PathBuf>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            std::fs::remove_dir_all(folder).ok();
        }
    }
}

/// One stage on every database there is.
pub async fn stages() -> Vec<Stage> {
    let mut stages = vec![on_sqlite().await];
    if let Ok(server) = std::env::var("PARLANCE_TEST_POSTGRES") {
        stages.push(on_postgres(&server).await);
    }
    stages
}

/// So many minutes into the story.
pub fn minute(minutes: i64) -> Moment {
    Moment::from_millis(START + minutes * 60_000)
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

impl Stage {
    /// The address of its database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Somebody with an account, such as `ada` at `ada@example.org`, who may convene.
    pub async fn person(&self, name: &str) -> Caller {
        let email = email(name);
        let new = accounts::NewAccount {
            email: email.clone(),
            name: title(name),
            password: Password::parse("a long enough password").unwrap(),
            admin: false,
            may_convene: true,
        };
        accounts::add(&self.registry, minute(0), new).await.unwrap();
        accounts::caller(&self.registry, &email).await.unwrap()
    }

    /// A process in English and German with the groups `makers` and `users`, announced.
    pub async fn announced(&self, name: &str, convener: &Caller, visibility: Visibility) -> Slug {
        let group = |name: &str| Group {
            slug: slug(name),
            name: title(name),
        };
        let new = NewProcess {
            slug: slug(name),
            title: title("What updates are"),
            charter: text("We agree on words."),
            licence: title("CC-BY-4.0"),
            languages: vec![lang("en"), lang("de")],
            groups: vec![group("makers"), group("users")],
            rule: None,
            visibility: Some(visibility),
            contest_days: None,
            release_call: false,
        };
        processes::found(&self.registry, convener, minute(0), new)
            .await
            .unwrap()
            .slug
    }

    /// The same, public and open.
    pub async fn process(&self, name: &str, convener: &Caller) -> Slug {
        let process = self.announced(name, convener, Visibility::Public).await;
        self.open(&process, convener).await;
        process
    }

    pub async fn open(&self, process: &Slug, convener: &Caller) {
        let patch = ProcessPatch {
            state: Some(State::Open),
            ..ProcessPatch::default()
        };
        processes::update(&self.registry, convener, minute(0), process, patch)
            .await
            .unwrap();
    }

    /// Somebody new on the roster of a process. `place` is a group and an organisation.
    pub async fn member(
        &self,
        process: &Slug,
        convener: &Caller,
        name: &str,
        role: Role,
        place: Option<(&str, &str)>,
    ) -> Caller {
        let caller = self.person(name).await;
        let new = NewMember {
            email: email(name),
            role,
            group: place.map(|(group, _)| slug(group)),
            organisation: place.map(|(_, organisation)| title(organisation)),
        };
        members::add(&self.registry, convener, minute(0), process, new)
            .await
            .unwrap();
        caller
    }
}

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).unwrap()
}

/// A registry with a key of its own, as a site has after its first start.
async fn open(url: &str) -> (Registry, UnboundedReceiver<Letter>, SigningKey) {
    let (registry, letters) = Registry::open(url, "https://terms.example").await.unwrap();
    let key = SigningKey::generate().unwrap();
    let registry = registry.with_key(key.clone());
    let standing = keys::announce(&registry, minute(0)).await.unwrap();
    assert_eq!(standing, Standing::InUse);
    (registry, letters, key)
}

async fn on_sqlite() -> Stage {
    let folder = std::env::temp_dir().join(format!("parlance-stage-{}", unique()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = Registry::embedded(&folder);
    let (registry, letters, key) = open(&url).await;
    Stage {
        registry,
        letters,
        key,
        url,
        folder: Some(folder),
    }
}

async fn on_postgres(server: &str) -> Stage {
    let name = format!("parlance_stage_{}", unique());
    let admin = Database::connect(server).await.unwrap();
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    admin.close().await.unwrap();
    let (head, _) = server.rsplit_once('/').unwrap();
    let url = format!("{head}/{name}");
    let (registry, letters, key) = open(&url).await;
    Stage {
        registry,
        letters,
        key,
        url,
        folder: None,
    }
}

/// Also where an earlier run under the same process number left something behind.
fn unique() -> String {
    static STAGES: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    format!(
        "{}_{}_{}",
        std::process::id(),
        now.as_nanos(),
        STAGES.fetch_add(1, Ordering::Relaxed)
    )
}
