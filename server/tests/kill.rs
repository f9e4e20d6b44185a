//! Killed in the middle of writing, the site loses nothing that it acknowledged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod program;

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use domain::record::{Event, Line, verify_chain};
use program::Program;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::json;

/// How often the site is killed, where the environment does not say.
const ROUNDS: u64 = 8;
const ROUNDS_VARIABLE: &str = "PARLANCE_KILLS";
const WRITERS: usize = 50;

#[tokio::test]
async fn nothing_acknowledged_is_lost_to_kill_9() {
    let program = Program::new("kill");
    let convener = program.person("carla", true);
    let writer = program.person("wim", false);
    let mut site = program.start();
    site.found_process("words", &convener, "wim@example.org");
    site.post(
        "/processes/words/entries",
        &writer,
        json!({
            "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
            "definition": "software change that corrects a fault",
        }),
    );

    let rounds = std::env::var(ROUNDS_VARIABLE).map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let acknowledged = Mutex::new(Vec::<String>::new());
    let written = AtomicUsize::new(0);
    for round in 0..rounds {
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..WRITERS {
                scope.spawn(|| {
                    while !stop.load(Ordering::SeqCst) {
                        let body = format!("remark {}", written.fetch_add(1, Ordering::SeqCst));
                        let comment = json!({"kind": "general", "body": body});
                        if site.try_post("/processes/words/entries/1/comments", &writer, &comment) {
                            acknowledged.lock().unwrap().push(body);
                        }
                    }
                });
            }
            thread::sleep(Duration::from_millis(150 + 40 * (round % 8)));
            site.kill();
            stop.store(true, Ordering::SeqCst);
        });
        site = program.start();
    }

    let lines: Vec<Line> = site.record("words");
    verify_chain(&lines).unwrap();
    let mut found = BTreeMap::<String, usize>::new();
    for line in &lines {
        if let Event::CommentAdded(remark) = &line.event {
            *found.entry(remark.body.to_string()).or_default() += 1;
        }
    }
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(
        acknowledged.len() > rounds as usize,
        "too few were written to tell"
    );
    for body in &acknowledged {
        assert_eq!(found.get(body), Some(&1), "{body}");
    }
    assert!(found.values().all(|times| *times == 1));
    // The tables say the same as the record.
    assert_eq!(site.comments("words", 1, &writer), found.len());
    drop(site);

    let database = Database::connect(program.database()).await.unwrap();
    let query = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let row = database.query_one_raw(query).await.unwrap().unwrap();
    assert_eq!(row.try_get::<String>("", "integrity_check").unwrap(), "ok");
}
