//! The same bytes after an upgrade: what earlier programs published is served by this one as it was, from their backups.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{
    Event, Version,
    recount::recount,
    release::{Document, Roster},
};
use formats::bundle;
use minisign::{PublicKey, SignatureBox};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::*;

/// A backup that is kept beside this file.
pub struct Kept {
    pub name: String,
    pub file: Vec<u8>,
    /// Header, rows and footer.
    pub lines: Vec<Value>,
    /// The digest of every file that was published, by its name, as it was noted when the backup was made.
    digests: BTreeMap<String, String>,
}

impl Kept {
    /// The rows of a table.
    pub fn rows<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a Value> {
        let of = move |line: &&Value| line["table"] == table;
        self.lines.iter().filter(of).map(|line| &line["row"])
    }

    fn slug(&self) -> Slug {
        let [process] = self.rows("processes").collect::<Vec<_>>()[..] else {
            panic!("{} is of one process", self.name);
        };
        Slug::parse(process["slug"].as_str().unwrap()).unwrap()
    }
}

/// Every backup that is kept, the oldest first.
pub fn all() -> Vec<Kept> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/backup/kept");
    let files = std::fs::read_dir(&folder).unwrap();
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|it| it == "backup"));
    assert!(!paths.is_empty(), "some are kept");
    let read = |path: &std::path::PathBuf| {
        let file = std::fs::read(path).unwrap();
        let sums = std::fs::read_to_string(path.with_extension("sha256")).unwrap();
        let pair = |line: &str| {
            let (digest, name) = line.split_once("  ").unwrap();
            (name.to_owned(), digest.to_owned())
        };
        Kept {
            name: path.file_stem().unwrap().display().to_string(),
            lines: lines(&file)
                .iter()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
            digests: sums.lines().map(pair).collect(),
            file,
        }
    };
    paths.iter().map(read).collect()
}

/// What is served otherwise than it was published, by name; nothing where each byte is the same.
pub async fn differences(registry: &Registry, kept: &Kept) -> Vec<String> {
    let (nobody, slug, now) = (Caller::nobody(), kept.slug(), minute(10_000));
    let mut found = Vec::new();
    assert_eq!(kept.rows("artefacts").count(), kept.digests.len());
    for row in kept.rows("artefacts") {
        let word = |cell: &str| row[cell].as_str().unwrap().to_owned();
        let bytes = |cell: &str| BASE64_STANDARD.decode(word(cell)).unwrap();
        let (version, extension) = (word("version"), word("extension"));
        let name = format!("{slug}-{version}.{extension}");
        let version = Version::parse(&version).unwrap();
        let asked = releases::artefact(registry, &nobody, now, &slug, version, &extension);
        let Ok(served) = asked.await else {
            found.push(name);
            continue;
        };
        let same = served.bytes == bytes("bytes")
            && served.br == bytes("br")
            && served.gzip == bytes("gzip")
            && served.zstd == bytes("zstd")
            && served.sha256 == kept.digests[&name]
            && hex(&served.bytes) == kept.digests[&name];
        if !same {
            found.push(name);
        }
    }
    let releases = releases::list(registry, &nobody, now, &slug).await.unwrap();
    let listed: usize = releases.iter().map(|release| release.files.len()).sum();
    if listed != kept.digests.len() {
        found.push("the list of releases".to_owned());
    }
    found
}

/// The record is the one that was, and what pages are made of is what was published.
pub async fn check_the_rest(registry: &Registry, kept: &Kept) {
    let (nobody, slug, now) = (Caller::nobody(), kept.slug(), minute(10_000));
    let found = record::lines(registry, &nobody, now, &slug, 0, 100_000).await;
    let found = found.unwrap();
    assert_eq!(found.len(), kept.rows("record").count());
    verify_chain(&found).unwrap();
    for line in &found {
        let Event::ReleasePublished(publication) = &line.event else {
            continue;
        };
        let version = publication.version;
        for (extension, digest) in &publication.artefacts {
            assert_eq!(
                kept.digests[&format!("{slug}-{version}.{extension}")],
                *digest
            );
        }
        let json = releases::stored(registry, &slug, version, "json").await;
        let stated: Document = serde_json::from_slice(&json.unwrap()).unwrap();
        let shown = releases::published(registry, &nobody, now, &slug, Some(version)).await;
        assert_eq!(shown.unwrap(), stated);
        let zip = releases::stored(registry, &slug, version, "zip").await;
        check_bundle(kept, &zip.unwrap(), &stated);
    }
}

/// What `parlance verify` asks of a bundle: digests, signature, record, names and definitions.
fn check_bundle(kept: &Kept, bytes: &[u8], document: &Document) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    let sums = String::from_utf8(files[bundle::SUMS].clone()).unwrap();
    for line in sums.lines() {
        let (digest, name) = line.split_once("  ").unwrap();
        assert_eq!(hex(&files[name]), digest, "{name}");
    }
    assert_eq!(sums.lines().count() + 2, files.len());
    let [key] = kept.rows("site_keys").collect::<Vec<_>>()[..] else {
        panic!("{} has one key", kept.name);
    };
    let key = PublicKey::from_base64(key["public"].as_str().unwrap()).unwrap();
    let signature = std::str::from_utf8(&files[bundle::SIGNATURE]).unwrap();
    let signature = SignatureBox::from_string(signature).unwrap();
    minisign::verify(&key, &signature, Cursor::new(&sums), true, false, false).unwrap();
    let report = recount(files[bundle::RECORD].clone(), None);
    assert_eq!(report.faults, []);
    let names: Roster = serde_json::from_slice(&files[bundle::MEMBERS]).unwrap();
    assert_eq!(report.contradictions_of_names(&names), Vec::<String>::new());
    assert_eq!(
        report.contradictions(document, Some(&names)),
        Vec::<String>::new()
    );
}

fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn what_an_earlier_program_published_is_served_as_it_was() {
    for kept in all() {
        assert!(kept.digests.len() > 40, "two releases in every form");
        for stage in stages().await {
            put_back(&stage, &kept.file).await.unwrap();
            assert_eq!(differences(&stage.registry, &kept).await, [""; 0]);
            check_the_rest(&stage.registry, &kept).await;
            // A byte more or less is seen.
            stage
                .execute(
                    "UPDATE artefacts SET br = bytes WHERE extension = 'ttl' AND version = '1.0.0'",
                )
                .await;
            stage
                .execute("DELETE FROM artefacts WHERE extension = 'csv' AND version = '1.0.0'")
                .await;
            assert_eq!(
                differences(&stage.registry, &kept).await,
                [
                    "updates-1.0.0.csv",
                    "updates-1.0.0.ttl",
                    "the list of releases"
                ]
            );
        }
    }
}
