//! The bundle proves the agreement, and only the site's own key signs it.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use domain::{
    Event, Refusal,
    recount::{Report, recount},
    release::{Document, Roster},
};
use formats::bundle;
use minisign::{PublicKey, SignatureBox};
use registry::keys::{self, SigningKey, Standing};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::*;

/// The files of the bundle of a release.
async fn unpacked(scene: &Scene, version: &str) -> BTreeMap<String, Vec<u8>> {
    let version = Version::parse(version).unwrap();
    let bytes = releases::stored(scene.registry(), &scene.process, version, "zip")
        .await
        .unwrap();
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let twice = files.insert(file.name().unwrap().into_owned(), bytes);
        assert!(twice.is_none());
    }
    files
}

fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_signed_by(files: &BTreeMap<String, Vec<u8>>, public: &str) -> bool {
    let signature = std::str::from_utf8(&files[bundle::SIGNATURE]).unwrap();
    let signature = SignatureBox::from_string(signature).unwrap();
    let key = PublicKey::from_base64(public).unwrap();
    let sums = Cursor::new(&files[bundle::SUMS]);
    minisign::verify(&key, &signature, sums, true, false, false).is_ok()
}

/// Who is named beside the record, which follows from it.
fn named(files: &BTreeMap<String, Vec<u8>>) -> Roster {
    serde_json::from_slice(&files[bundle::MEMBERS]).unwrap()
}

fn recounted(files: &BTreeMap<String, Vec<u8>>) -> Report {
    let report = recount(files[bundle::RECORD].clone(), None);
    assert_eq!(report.faults, [], "the record in it is sound");
    let names = report.contradictions_of_names(&named(files));
    assert_eq!(names, Vec::<String>::new());
    report
}

/// What a release says, which follows from the record in its bundle.
pub(super) async fn proven(scene: &Scene, version: &str) -> Document {
    let files = unpacked(scene, version).await;
    let form = &files[&format!("updates-{version}.json")];
    let document: Document = serde_json::from_slice(form).unwrap();
    let wrong = recounted(&files).contradictions(&document, Some(&named(&files)));
    assert_eq!(wrong, Vec::<String>::new());
    document
}

#[tokio::test]
async fn a_bundle_holds_every_form_and_what_proves_it() {
    for scene in scenes(PLAIN).await {
        let entry = scene
            .agreed(
                "patch",
                "Software that [corrects](https://a.example) a *defect*.",
            )
            .await;
        let release = scene.publish(None).await.unwrap();
        let files = unpacked(&scene, "1.0.0").await;

        // Every form is in it as it is published, and every file is in the sums.
        let sums = std::str::from_utf8(&files[bundle::SUMS]).unwrap();
        for file in release.files.iter().filter(|file| file.extension != "zip") {
            let name = format!("updates-1.0.0.{}", file.extension);
            assert_eq!(hex(&files[&name]), file.sha256, "{name}");
            assert!(sums.contains(&format!("{}  {name}\n", file.sha256)));
        }
        assert_eq!(sums.lines().count() + 2, files.len());
        for (name, bytes) in &files {
            let own = [bundle::SUMS, bundle::SIGNATURE].contains(&name.as_str());
            assert!(
                own || sums.contains(&format!("{}  {name}\n", hex(bytes))),
                "{name}"
            );
        }
        assert!(is_signed_by(&files, &scene.stage.key.public()));
        let other = SigningKey::generate().unwrap();
        assert!(!is_signed_by(&files, &other.public()));

        // The line that published it comes after the record in it and carries its digest.
        let lines = scene.lines().await;
        let (last, before) = lines.split_last().unwrap();
        let record: Vec<u8> = before
            .iter()
            .flat_map(|line| [serde_json::to_vec(line).unwrap(), vec![b'\n']].concat())
            .collect();
        assert_eq!(files[bundle::RECORD], record);
        let Event::ReleasePublished(publication) = &last.event else {
            panic!("{last:?}");
        };
        let zip = release.files.iter().find(|file| file.extension == "zip");
        assert_eq!(publication.artefacts["zip"], zip.unwrap().sha256);

        // The definitions follow from the record; others do not.
        let report = recounted(&files);
        let mut document: Document = serde_json::from_slice(&files["updates-1.0.0.json"]).unwrap();
        assert_eq!(
            report.contradictions(&document, Some(&named(&files))),
            Vec::<String>::new()
        );
        let term = document.terms.iter_mut().find(|term| term.number == entry);
        term.unwrap().definitions[0].markdown = "Software that hides a defect.".into();
        assert_eq!(
            report.contradictions(&document, Some(&named(&files))),
            ["patch: its definition is not the one that was agreed"]
        );
        document.terms.clear();
        assert_eq!(
            report.contradictions(&document, Some(&named(&files))),
            ["patch was agreed and is missing"]
        );
    }
}

#[tokio::test]
async fn later_bundles_follow_from_their_records_too() {
    for scene in scenes(PLAIN).await {
        let entry = scene.agreed("patch", "Software that corrects.").await;
        scene.publish(None).await.unwrap();
        let wording = scene
            .reword(entry, "Software that mends.", Impact::Clarifying)
            .await;
        scene.agree(Subject::Wording { entry, wording }).await;
        let second = scene.agreed("update", "A newer version of software.").await;
        scene
            .agree(Subject::Retirement {
                entry,
                replaced_by: Some(second),
            })
            .await;
        let release = scene.publish(None).await.unwrap();
        assert_eq!(release.version.to_string(), "2.0.0");
        let files = unpacked(&scene, "2.0.0").await;
        let mut document: Document = serde_json::from_slice(&files["updates-2.0.0.json"]).unwrap();
        let report = recounted(&files);
        assert_eq!(
            report.contradictions(&document, Some(&named(&files))),
            Vec::<String>::new()
        );
        // What replaces a retired term is what its call said, no other and not nothing.
        let other = "patch: its relations are not those that were agreed";
        let replaced = std::mem::take(&mut document.terms[0].relations);
        assert_eq!(replaced.len(), 1);
        assert_eq!(
            report.contradictions(&document, Some(&named(&files))),
            [other]
        );
        document.terms[0].relations = vec![replaced[0], replaced[0]];
        document.terms[0].relations[1].term = entry;
        assert_eq!(
            report.contradictions(&document, Some(&named(&files))),
            [other]
        );
    }
}

#[tokio::test]
async fn a_key_the_site_is_not_known_by_signs_nothing() {
    for scene in scenes(PLAIN).await {
        scene.agreed("patch", "Software that corrects.").await;
        let foreign = SigningKey::generate().unwrap();
        let other = scene.registry().clone().with_key(foreign.clone());
        let at = scene.tick();
        assert_eq!(keys::announce(&other, at).await.unwrap(), Standing::Foreign);
        let new = NewRelease::default;
        let refused = releases::publish(&other, &scene.cleo, at, &scene.process, new()).await;
        assert!(
            matches!(refused, Err(Error::Stale(Refusal::SigningKeyForeign))),
            "{refused:?}"
        );
        let before = keys::list(&other).await.unwrap();
        assert_eq!(before.len(), 1);

        // Taken into use it does, and the one before does no more; what that signed stays good.
        let known = keys::adopt(&other, scene.tick()).await.unwrap();
        assert_eq!((known.id, known.until), (foreign.id(), None));
        let refused = scene.publish(None).await;
        assert!(
            matches!(refused, Err(Error::Stale(Refusal::SigningKeyForeign))),
            "{refused:?}"
        );
        let at = scene.tick();
        releases::publish(&other, &scene.cleo, at, &scene.process, new())
            .await
            .unwrap();
        assert!(is_signed_by(
            &unpacked(&scene, "1.0.0").await,
            &foreign.public()
        ));
        let all = keys::list(&other).await.unwrap();
        let former = all.iter().find(|key| key.until.is_some()).unwrap();
        assert_eq!(former.public, scene.stage.key.public());

        // Back again, as where a backup of the file was found.
        keys::adopt(scene.registry(), scene.tick()).await.unwrap();
        assert_eq!(
            keys::standing(scene.registry()).await.unwrap(),
            Standing::InUse
        );
        assert_eq!(keys::standing(&other).await.unwrap(), Standing::Foreign);
    }
}

#[tokio::test]
async fn without_a_key_nothing_is_published() {
    for scene in scenes(PLAIN).await {
        scene.agreed("patch", "Software that corrects.").await;
        let url = scene.stage.url();
        let (keyless, _letters) = Registry::open(url, "https://terms.example").await.unwrap();
        let new = NewRelease::default();
        let at = scene.tick();
        let refused = releases::publish(&keyless, &scene.cleo, at, &scene.process, new).await;
        assert!(
            matches!(refused, Err(Error::Stale(Refusal::SigningKeyMissing))),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn of_two_servers_that_start_at_once_one_brings_the_key() {
    for scene in scenes(PLAIN).await {
        // As at the very first start: no key is known.
        let url = scene.stage.url();
        let database = sea_orm::Database::connect(url).await.unwrap();
        let forget = "DELETE FROM site_keys";
        sea_orm::ConnectionTrait::execute_unprepared(&database, forget)
            .await
            .unwrap();
        let server = || {
            let key = SigningKey::generate().unwrap();
            scene.registry().clone().with_key(key)
        };
        let (one, other) = (server(), server());
        let at = scene.tick();
        let both = tokio::join!(keys::announce(&one, at), keys::announce(&other, at));
        let both = [both.0.unwrap(), both.1.unwrap()];
        assert!(
            both.contains(&Standing::InUse) && both.contains(&Standing::Foreign),
            "{both:?}"
        );
        assert_eq!(keys::list(&one).await.unwrap().len(), 1);
        // What the database itself forbids: two keys in use.
        let twice = "INSERT INTO site_keys (id, public, since, until) VALUES ('X', 'X', 0, NULL)";
        let refused = sea_orm::ConnectionTrait::execute_unprepared(&database, twice).await;
        assert!(refused.is_err());
        database.close().await.unwrap();
    }
}
