use std::io::Read;

use domain::{
    Event,
    entry::EntryStatus,
    record::{Publication, verify_chain},
    release::{Document, TermStatus},
};
use registry::{minorities, releases::Artefact};
use sha2::{Digest, Sha256};

use super::*;

#[tokio::test]
async fn from_a_wish_to_take_part_to_a_published_glossary() {
    for scene in scenes(PLAIN).await {
        let (registry, process) = (scene.registry(), &scene.process);
        let entry = scene
            .propose("security update", "Software that corrects a defect.")
            .await;
        scene.remark(entry, "Which defect?").await;
        let clearer = "An [[update]] that corrects a **vulnerability**.";
        let wording = scene.reword(entry, clearer, Impact::Clarifying).await;
        assert_eq!((entry, wording), (1, 2));
        let nothing = scene.preview().await;
        assert_eq!(
            (nothing.suggested_version, nothing.changes.len()),
            (None, 0)
        );
        let call = scene
            .call(Subject::Wording { entry, wording }, Stance::Concern)
            .await;
        assert_eq!(
            (call.state, call.outcome.unwrap().result),
            (CallState::Final, Verdict::Reached)
        );
        let call = call.number;
        let stated = minorities::state(
            registry,
            &scene.ben,
            scene.tick(),
            process,
            call,
            text("It costs too much."),
        );
        stated.await.unwrap();
        scene.propose("update", "Anything new.").await;

        let preview = scene.preview().await;
        assert_eq!(preview.suggested_version, Some(Version::FIRST));
        assert_eq!((preview.previous, preview.changes.len()), (None, 1));
        assert_eq!(preview.changes[0].term, "security update");

        let release = scene.publish(None).await.unwrap();
        assert_eq!((release.version, release.previous), (Version::FIRST, None));
        assert_eq!(release.url, "https://terms.example/g/updates/1.0.0/");
        check_files(&scene, &release).await;
        check_document(&scene, &release, call).await;
        assert_eq!(scene.preview().await.suggested_version, None);
    }
}

/// Every file is what the record says it is, in every compression.
async fn check_files(scene: &Scene, release: &Release) {
    let lines = scene.lines().await;
    verify_chain(&lines).unwrap();
    let Event::ReleasePublished(line) = &lines.last().unwrap().event else {
        panic!("the last line is of the release")
    };
    let extensions: Vec<_> = line.artefacts.keys().map(String::as_str).collect();
    let mut offered: Vec<_> = releases::offered().map(|form| form.extension).collect();
    offered.sort_unstable();
    assert_eq!(extensions, offered);
    assert_eq!(release.files.len(), extensions.len());
    for file in &release.files {
        let found = artefact(scene, &file.extension).await;
        let name = &file.extension;
        assert_eq!(sha256(&found.bytes), line.artefacts[name], "{name}");
        assert_eq!(
            (&file.sha256, &found.sha256),
            (&line.artefacts[name], &line.artefacts[name])
        );
        assert_eq!(file.size, found.bytes.len() as u64, "{name}");
        assert_eq!(
            file.url,
            format!("https://terms.example/g/updates/1.0.0.{name}")
        );
        for unpacked in unpacked(&found) {
            assert_eq!(unpacked, found.bytes, "{name}");
        }
        assert!(found.public);
        // Others hold less, or are packed; each has tests of its own.
        if ["csv", "html", "json", "md", "rst", "ttl"].contains(&name.as_str()) {
            check_mentions(name, &String::from_utf8(found.bytes).unwrap(), line);
        }
    }
}

/// The words are in every form, and so is the call that agreed them.
fn check_mentions(name: &str, form: &str, line: &Publication) {
    assert!(form.contains("security update"), "{name}");
    assert!(form.contains("vulnerability"), "{name}");
    assert!(
        !form.contains("Anything new"),
        "{name} holds what nobody agreed"
    );
    let call = format!(
        "https://terms.example/p/updates/calls/{}",
        line.terms[0].call
    );
    assert_eq!(form.contains(&call), name != "csv", "{name}");
}

/// The document is what the JSON form says, and what was agreed.
async fn check_document(scene: &Scene, release: &Release, call: u32) {
    let document = releases::published(
        scene.registry(),
        &scene.ada,
        scene.tick(),
        &scene.process,
        None,
    );
    let document = document.await.unwrap();
    let form = artefact(scene, "json").await.bytes;
    assert_eq!(serde_json::from_slice::<Document>(&form).unwrap(), document);
    assert_eq!(document.glossary.description, "We agree on words.");
    let line = scene
        .lines()
        .await
        .into_iter()
        .find(|line| matches!(line.event, Event::ReleasePublished(_)));
    assert_eq!(document.released_at, line.unwrap().at);
    assert_eq!(release.released_at, document.released_at);
    let [term] = &document.terms[..] else {
        panic!("{:?}", document.terms)
    };
    assert_eq!(term.id, "https://terms.example/g/updates/c/1");
    assert_eq!((term.wording, term.status), (2, TermStatus::Agreed));
    assert_eq!((term.since, term.changed), (Version::FIRST, Version::FIRST));
    assert_eq!(
        term.definitions[0].text,
        "An update that corrects a vulnerability."
    );
    let consensus = &term.consensus;
    assert_eq!(
        (consensus.call_number, consensus.rule.as_str()),
        (call, "consent")
    );
    let all = consensus.tally.all;
    assert_eq!((all.eligible, all.support, all.concern), (2, 1, 1));
    assert_eq!(consensus.tally.groups.len(), 2);
    let [minority] = &consensus.minority[..] else {
        panic!("{:?}", consensus.minority)
    };
    assert_eq!(minority.organisation.as_deref(), Some("Buyers"));
    assert_eq!(minority.text, "It costs too much.");
    let on = EntryRef::Number(1);
    let entry = entries::find(
        scene.registry(),
        &scene.ada,
        scene.tick(),
        &scene.process,
        &on,
    );
    assert_eq!(entry.await.unwrap().status, EntryStatus::Agreed);
}

async fn artefact(scene: &Scene, extension: &str) -> Artefact {
    let nobody = Caller::nobody();
    let (registry, at) = (scene.registry(), scene.tick());
    let found = releases::artefact(
        registry,
        &nobody,
        at,
        &scene.process,
        Version::FIRST,
        extension,
    );
    found.await.unwrap()
}

fn unpacked(artefact: &Artefact) -> [Vec<u8>; 3] {
    let [mut br, mut gzip] = [Vec::new(), Vec::new()];
    brotli::Decompressor::new(&*artefact.br, 4096)
        .read_to_end(&mut br)
        .unwrap();
    flate2::read::GzDecoder::new(&*artefact.gzip)
        .read_to_end(&mut gzip)
        .unwrap();
    [br, gzip, zstd::decode_all(&*artefact.zstd).unwrap()]
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
