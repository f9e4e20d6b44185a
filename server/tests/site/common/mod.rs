//! A site on each database, spoken to by URL, and people who do.

#![allow(dead_code, reason = "each test uses some of it")]

pub mod cast;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::{
    Moment, Title,
    account::{Email, Password},
};
use registry::{
    Letter, Registry, accounts,
    keys::{self, SigningKey},
    sessions, tokens,
};
use sea_orm::{ConnectionTrait, Database};
use serde_json::Value;
use server::{
    front::Front,
    routes,
    security::{Security, limits::Rates},
    site::{Clock, Site},
    table::Table,
};
use tokio::sync::mpsc::UnboundedReceiver;

pub const BASE: &str = "https://terms.example";
pub const PASSWORD: &str = "a long enough password";
/// 19 October 2016, 15:00 UTC.
const START: i64 = 1_476_889_200_000;
const OFF: Rates = Rates {
    sign_in: 0,
    mail: 0,
    write: 0,
};

/// An empty site.
pub struct Stage {
    pub site: Site,
    pub front: Front,
    pub letters: UnboundedReceiver<Letter>,
    time: Arc<AtomicI64>,
    folder: Option<PathBuf>,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// One stage on every database there is, without limits.
pub async fn stages() -> Vec<Stage> {
    stages_with(OFF).await
}

pub async fn stages_with(rates: Rates) -> Vec<Stage> {
    let mut stages = vec![on_sqlite(rates).await];
    if let Ok(server) = std::env::var("PARLANCE_TEST_POSTGRES") {
        stages.push(on_postgres(&server, rates).await);
    }
    stages
}

impl Stage {
    async fn open(url: &str, folder: Option<PathBuf>, rates: Rates) -> Self {
        let (registry, letters) = Registry::open(url, BASE).await.unwrap();
        let registry = registry.with_key(SigningKey::generate().unwrap());
        keys::announce(&registry, Moment::from_millis(START))
            .await
            .unwrap();
        let time = Arc::new(AtomicI64::new(START));
        let clock = time.clone();
        let clock = Clock::new(move || Moment::from_millis(clock.load(Ordering::Relaxed)));
        let site = Site::new(registry, Security::new(rates, Vec::new()), clock);
        Self {
            front: Front::new(&site),
            site,
            letters,
            time,
            folder,
        }
    }

    pub fn table(&self) -> Table {
        routes::table(&self.site)
    }

    pub fn wait_days(&self, days: i64) {
        self.time.fetch_add(days * 86_400_000, Ordering::Relaxed);
    }

    /// So many days from now, as the API writes it.
    pub fn now_plus_days(&self, days: u32) -> String {
        self.site.now().plus_days(days).to_string()
    }

    /// Somebody with an account, and a token of theirs.
    pub async fn person(&self, name: &str, may_convene: bool) -> String {
        self.account(name, may_convene, false).await
    }

    pub async fn account(&self, name: &str, may_convene: bool, admin: bool) -> String {
        let email = Email::parse(&format!("{name}@example.org")).unwrap();
        let new = accounts::NewAccount {
            email: email.clone(),
            name: Title::parse(name).unwrap(),
            password: Password::parse(PASSWORD).unwrap(),
            admin,
            may_convene,
        };
        accounts::add(&self.site.registry, self.site.now(), new)
            .await
            .unwrap();
        let caller = accounts::caller(&self.site.registry, &email).await.unwrap();
        let label = Title::parse("test").unwrap();
        let (secret, _) = tokens::create(&self.site.registry, &caller, self.site.now(), label)
            .await
            .unwrap();
        secret.reveal().to_owned()
    }

    /// The cookie of somebody who signed in.
    pub async fn cookie(&self, name: &str) -> String {
        let email = format!("{name}@example.org");
        let session = sessions::begin(&self.site.registry, self.site.now(), &email, PASSWORD)
            .await
            .unwrap();
        format!("__Host-parlance={}", session.token.reveal())
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.front.answer(request).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// How an answer begins that may never end.
    pub async fn begin(&self, request: Request<Body>) -> Answer {
        let (parts, _) = self.front.answer(request).await.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: Vec::new(),
        }
    }

    /// A request of the API with a token, or without.
    pub async fn ask(&self, method: Method, path: &str, token: &str, body: Value) -> Answer {
        self.send(request(method, &format!("/api/v1{path}"), token, &body))
            .await
    }

    pub async fn get(&self, path: &str, token: &str) -> Value {
        self.ask(Method::GET, path, token, Value::Null)
            .await
            .expect(StatusCode::OK)
    }

    /// Makes something.
    pub async fn post(&self, path: &str, token: &str, body: Value) -> Value {
        let answer = self.ask(Method::POST, path, token, body).await;
        assert!(
            answer.headers.contains_key("location"),
            "POST {path}: {}",
            answer.text()
        );
        answer.expect(StatusCode::CREATED)
    }

    pub async fn put(&self, path: &str, token: &str, body: Value) -> Value {
        self.ask(Method::PUT, path, token, body)
            .await
            .expect(StatusCode::OK)
    }

    pub async fn patch(&self, path: &str, token: &str, body: Value) -> Value {
        self.ask(Method::PATCH, path, token, body)
            .await
            .expect(StatusCode::OK)
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} {}", self.status, self.text()))
    }

    pub fn expect(&self, status: StatusCode) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// A problem as RFC 9457 has it, with the fields it names.
    pub fn problem(&self, status: u16, fields: &[&str]) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert!(problem["type"].as_str().unwrap().starts_with("/api#"));
        assert!(
            !problem["title"].as_str().unwrap().is_empty()
                && !problem["detail"].as_str().unwrap().is_empty()
        );
        let named: Vec<_> = problem["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|error| error["field"].as_str())
            .collect();
        assert_eq!(named, fields, "{problem}");
    }
}

pub fn request(method: Method, path: &str, token: &str, body: &Value) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if body.is_null() {
        return request.body(Body::empty()).unwrap();
    }
    request
        .header("content-type", "application/json")
        .body(body.to_string().into())
        .unwrap()
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            std::fs::remove_dir_all(folder).ok();
        }
    }
}

async fn on_sqlite(rates: Rates) -> Stage {
    let folder = std::env::temp_dir().join(format!("parlance-server-{}", unique()));
    std::fs::create_dir_all(&folder).unwrap();
    Stage::open(&Registry::embedded(&folder), Some(folder), rates).await
}

async fn on_postgres(server: &str, rates: Rates) -> Stage {
    let name = format!("parlance_server_{}", unique());
    let admin = Database::connect(server).await.unwrap();
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    admin.close().await.unwrap();
    let (head, _) = server.rsplit_once('/').unwrap();
    Stage::open(&format!("{head}/{name}"), None, rates).await
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

/// A form as a browser posts it.
pub fn form(path: &str, cookie: &str, body: &str) -> Request<Body> {
    let mut request = request(Method::POST, path, "", &Value::Null);
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, "text/html".parse().unwrap());
    headers.insert(
        header::CONTENT_TYPE,
        "application/x-www-form-urlencoded".parse().unwrap(),
    );
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    if !cookie.is_empty() {
        headers.insert(header::COOKIE, cookie.parse().unwrap());
    }
    *request.body_mut() = body.to_owned().into();
    request
}
