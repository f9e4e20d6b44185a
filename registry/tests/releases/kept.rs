//! Makes the backup that later programs are tested with; see `registry/tests/backup/kept/README.md`.

use std::path::Path;

use migrations::{Migrator, MigratorTrait};
use registry::{backup, minorities};
use serde_json::{from_value, json};

use super::*;

/// It holds all that a release may and is small enough to keep; it is written where the variable names a folder.
#[tokio::test]
async fn a_backup_to_keep() {
    let scene = scenes(PLAIN).await.remove(0);
    let (registry, process) = (scene.registry(), &scene.process);
    let update = scene
        .agreed("update", "A newer version of *software*.")
        .await;
    let entry = json!({
        "designations": [
            {"text": "patch", "kind": "preferred", "lang": "en"},
            {"text": "P", "kind": "abbreviation", "lang": "en"},
            {"text": "fix", "kind": "admitted", "lang": "en"},
            {"text": "hot fix", "kind": "deprecated", "lang": "en"},
            {"text": "Flicken", "kind": "preferred", "lang": "de"},
        ],
        "definition": {"en": "An [[update]] that corrects a **defect**.", "de": "Eine Korrektur für Übles."},
        "notes": {"en": ["It may be = small.", "It may be large."]},
        "examples": {"en": ["The patch of *October*."]},
        "sources": [{"text": "A book", "url": "https://book.example/1", "modified": true}],
        "relations": [{"kind": "broader", "entry": update}],
        "rationale": "Everybody says it.",
    });
    let patch = entries::propose(
        registry,
        &scene.ada,
        scene.tick(),
        process,
        from_value(entry).unwrap(),
    );
    let patch = patch.await.unwrap().number;
    let entry = patch;
    let subject = Subject::Wording { entry, wording: 1 };
    let call = scene.call(subject, Stance::Abstain).await;
    assert_eq!(call.state, CallState::Final);
    let says = text("Buyers say “fix”.");
    minorities::state(
        registry,
        &scene.ben,
        scene.tick(),
        process,
        call.number,
        says,
    )
    .await
    .unwrap();
    scene.publish(None).await.unwrap();

    let newer = "A newer version of software or of its data.";
    let wording = scene.reword(update, newer, Impact::Clarifying).await;
    let entry = update;
    scene.agree(Subject::Wording { entry, wording }).await;
    let retired = scene.propose("bug fix", "The same as a patch.").await;
    scene
        .agree(Subject::Wording {
            entry: retired,
            wording: 1,
        })
        .await;
    scene
        .agree(Subject::Retirement {
            entry: retired,
            replaced_by: Some(patch),
        })
        .await;
    scene.remark(update, "Of which data?").await;
    let release = scene.publish(None).await.unwrap();
    let reason = text("It was too early.");
    let first = Version::FIRST;
    releases::yank(registry, &scene.cleo, scene.tick(), process, first, reason)
        .await
        .unwrap();

    let newest = Migrator::migrations();
    let name = newest.last().unwrap().name();
    let mut file = Vec::new();
    backup::write(registry, &mut file).await.unwrap();
    // It is packed once more as small as it can be: it is never changed again.
    let text = zstd::decode_all(&*file).unwrap();
    let small = zstd::encode_all(&*text, 22).unwrap();
    assert!(small.len() < 300_000, "{} bytes", small.len());
    let mut sums = String::new();
    for release in releases::list(registry, &scene.ada, scene.tick(), process)
        .await
        .unwrap()
    {
        for file in release.files {
            sums += &format!(
                "{}  {process}-{}.{}\n",
                file.sha256, release.version, file.extension
            );
        }
    }
    assert_eq!(release.version.to_string(), "1.1.0");
    assert_eq!(sums.lines().count(), 2 * formats::offered().count());
    if let Ok(folder) = std::env::var("PARLANCE_TEST_KEEP") {
        let folder = Path::new(&folder);
        std::fs::write(folder.join(format!("{name}.backup")), small).unwrap();
        std::fs::write(folder.join(format!("{name}.sha256")), sums).unwrap();
    }
}
