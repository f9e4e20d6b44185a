use domain::{Version, release::Document};
use sea_orm::{ConnectionTrait, Database, Statement};
use sha2::{Digest, Sha256};

use super::*;

/// What makes a site the same as before.
#[derive(Debug, PartialEq)]
struct Proof {
    /// The hash of the last line of the record.
    head: String,
    /// Release, form and digest of every file, counted from its bytes.
    files: Vec<(String, String, String)>,
    documents: Vec<Document>,
    found: Vec<u32>,
}

/// From SQLite to PostgreSQL, where there is one, and back to SQLite.
#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_back_on_either_database() {
    let now = Moment::parse("2026-11-23T12:00:00Z").unwrap();
    let mut from = stages().await.remove(0);
    let password = Password::parse("for the tests only").unwrap();
    registry::demo::fill(&from.registry, now, &password, |_, _| {})
        .await
        .unwrap();
    let before = proof(&from.registry, now).await;
    assert!(before.files.len() >= 10 && !before.found.is_empty());

    let mut targets = stages().await;
    targets.reverse();
    for target in targets {
        let file = taken(&from.registry).await;
        let rows = put_back(&target, &file).await.unwrap();
        assert!(rows["record"] > 600 && rows["artefacts"] == before.files.len() as u64);
        assert_eq!(proof(&target.registry, now).await, before);
        let again = taken(&target.registry).await;
        let [mut one, mut other] = [lines(&file), lines(&again)];
        one.sort();
        other.sort();
        assert!(one == other, "a backup of what was restored is another one");
        from = target;
    }
    check_goes_on(&from).await;
}

async fn proof(registry: &Registry, now: Moment) -> Proof {
    let (nobody, slug) = (Caller::nobody(), Slug::parse("iot-upgradability").unwrap());
    let lines = record::lines(registry, &nobody, now, &slug, 0, 100_000)
        .await
        .unwrap();
    let mut proof = Proof {
        head: verify_chain(&lines).unwrap(),
        files: Vec::new(),
        documents: Vec::new(),
        found: Vec::new(),
    };
    for release in releases::list(registry, &nobody, now, &slug).await.unwrap() {
        let version: Version = release.version;
        let document = releases::published(registry, &nobody, now, &slug, Some(version)).await;
        proof.documents.push(document.unwrap());
        for file in release.files {
            let form = &file.extension;
            let found = releases::artefact(registry, &nobody, now, &slug, version, form)
                .await
                .unwrap();
            assert_eq!(zstd::decode_all(&*found.zstd).unwrap(), found.bytes);
            let digest: String = Sha256::digest(&found.bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(digest, file.sha256);
            proof
                .files
                .push((version.to_string(), file.extension, digest));
        }
    }
    let filter = entries::EntryFilter {
        q: Some("security".into()),
        ..entries::EntryFilter::default()
    };
    let page = Page {
        limit: Some(100),
        cursor: None,
    };
    let found = entries::list(registry, &nobody, now, &slug, &filter, &page)
        .await
        .unwrap();
    proof.found = found.items.iter().map(|entry| entry.number).collect();
    proof
}

/// Numbers go on where they ended: a restored site can be worked on.
async fn check_goes_on(stage: &Stage) {
    let cleo = stage.person("cleo").await;
    let process = stage.process("after-all", &cleo).await;
    let role = domain::process::Role::Participant;
    stage
        .member(&process, &cleo, "ada", role, Some(("makers", "Acme")))
        .await;
    let nobody = Caller::nobody();
    let lines = record::lines(&stage.registry, &nobody, minute(9), &process, 0, 100).await;
    verify_chain(&lines.unwrap()).unwrap();
}

#[tokio::test]
async fn numbers_go_on_on_both_databases() {
    for (from, to) in stages().await.into_iter().zip(stages().await) {
        let cleo = from.person("ben").await;
        from.process("updates", &cleo).await;
        put_back(&to, &taken(&from.registry).await).await.unwrap();
        check_goes_on(&to).await;
    }
}

/// A backup that is taken while others write holds a moment that was.
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_of_one_moment() {
    for (cast, to) in cast::casts().await.into_iter().zip(stages().await) {
        cast.propose(&cast.ada, "patch", "Software that corrects a defect.")
            .await
            .unwrap();
        let on = domain::entry::EntryRef::Number(1);
        let write = async {
            for number in 0..40 {
                let said = cast::remark(&format!("Remark {number}."));
                comments::add(
                    cast.registry(),
                    &cast.ben,
                    minute(2),
                    &cast.process,
                    &on,
                    said,
                )
                .await
                .unwrap();
            }
        };
        let copy = async {
            let mut files = Vec::new();
            for _ in 0..4 {
                files.push(taken(cast.registry()).await);
            }
            files
        };
        let ((), files) = tokio::join!(write, copy);
        put_back(&to, &files[1]).await.unwrap();
        let nobody = Caller::nobody();
        let lines = record::lines(&to.registry, &nobody, minute(9), &cast.process, 0, 1000)
            .await
            .unwrap();
        verify_chain(&lines).unwrap();
        // The process goes on from the end of the record that came with it.
        let said = cast::remark("And on.");
        comments::add(&to.registry, &cast.ben, minute(9), &cast.process, &on, said)
            .await
            .unwrap();
        let more = record::lines(&to.registry, &nobody, minute(9), &cast.process, 0, 1000)
            .await
            .unwrap();
        assert_eq!(more.len(), lines.len() + 1);
        verify_chain(&more).unwrap();
    }
}

#[tokio::test]
async fn every_table_is_kept_or_left_out_on_purpose() {
    let stage = stages().await.remove(0);
    let db = Database::connect(stage.url()).await.unwrap();
    let all = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let all = Statement::from_string(db.get_database_backend(), all);
    let all = db.query_all_raw(all).await.unwrap();
    let mut all: Vec<String> = all
        .iter()
        .map(|row| row.try_get("", "name").unwrap())
        .collect();
    // SQLite's own, the search index, and what only matters where it was made.
    let left_out = [
        "answered_requests",
        "hands",
        "imports",
        "links",
        "meeting_drafts",
        "poll_choices",
        "seaql_migrations",
        "sessions",
        "submissions",
    ];
    all.retain(|name| {
        let derived = name.starts_with("sqlite_") || name.starts_with("entry_texts");
        !derived && !left_out.contains(&name.as_str())
    });
    assert_eq!(counted(&taken(&stage.registry).await), all);
}
