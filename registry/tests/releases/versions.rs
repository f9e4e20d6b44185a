use domain::{
    Refusal,
    content::RelationKind,
    permit::Denial,
    release::{ChangeKind, Document, TermStatus},
};

use super::*;

#[tokio::test]
async fn the_version_follows_from_what_changed() {
    for scene in scenes(PLAIN).await {
        let patch = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        let other = scene.agreed("hot fix", "A patch in a hurry.").await;
        check_publish(&scene, "1.0.0").await;

        let wording = scene
            .reword(
                patch,
                "Software that corrects one defect.",
                Impact::Clarifying,
            )
            .await;
        assert_eq!(
            scene.preview().await.suggested_version,
            None,
            "nobody agreed it yet"
        );
        scene
            .agree(Subject::Wording {
                entry: patch,
                wording,
            })
            .await;
        let change = &scene.preview().await.changes[0];
        assert_eq!(
            (change.kind, change.impact),
            (ChangeKind::Changed, Impact::Clarifying)
        );
        assert!(change.ops.contains_key("definition"));
        check_publish(&scene, "1.0.1").await;

        scene.agreed("update", "Anything new.").await;
        check_publish(&scene, "1.1.0").await;

        let retired = Subject::Retirement {
            entry: other,
            replaced_by: Some(patch),
        };
        scene.agree(retired).await;
        check_publish(&scene, "2.0.0").await;

        let wording = scene
            .reword(
                patch,
                "Software that changes what a thing does.",
                Impact::Meaning,
            )
            .await;
        scene
            .agree(Subject::Wording {
                entry: patch,
                wording,
            })
            .await;
        check_publish(&scene, "3.0.0").await;
        check_history(&scene).await;
    }
}

/// What the releases say of each other and of their terms.
async fn check_history(scene: &Scene) {
    let first = document(scene, "1.0.0").await;
    assert_eq!(first.terms.len(), 2);
    let newest = document(scene, "3.0.0").await;
    assert_eq!(newest.previous, Some(version("2.0.0")));
    let history: Vec<_> = newest
        .terms
        .iter()
        .map(|term| {
            (
                term.number,
                term.since.to_string(),
                term.changed.to_string(),
                term.status,
            )
        })
        .collect();
    let of = |number, since: &str, changed: &str, status| {
        (number, since.to_owned(), changed.to_owned(), status)
    };
    assert_eq!(
        history,
        [
            of(1, "1.0.0", "3.0.0", TermStatus::Agreed),
            of(2, "1.0.0", "1.0.0", TermStatus::Retired),
            of(3, "1.1.0", "1.1.0", TermStatus::Agreed),
        ]
    );
    let retired = newest.term(2).unwrap();
    assert_eq!(retired.definitions[0].text, "A patch in a hurry.");
    let [replaced] = &retired.relations[..] else {
        panic!("{:?}", retired.relations)
    };
    assert_eq!(
        (replaced.kind, replaced.term),
        (RelationKind::ReplacedBy, 1)
    );

    check_changes(scene).await;
    let listed = releases::list(scene.registry(), &scene.ada, scene.tick(), &scene.process)
        .await
        .unwrap();
    let listed: Vec<_> = listed
        .iter()
        .map(|release| release.version.to_string())
        .collect();
    assert_eq!(
        listed,
        ["3.0.0", "2.0.0", "1.1.0", "1.0.1", "1.0.0"],
        "newest first"
    );
}

/// What changed between releases, however far apart: how much it matters, who agreed it, and what took a term's place.
async fn check_changes(scene: &Scene) {
    let between = async |from: &str, to: &str| {
        let (registry, pair) = (scene.registry(), (version(from), version(to)));
        let at = scene.tick();
        let compared = releases::compared(registry, &scene.ada, at, &scene.process, pair).await;
        compared.unwrap().changes
    };
    let [retired] = &between("1.1.0", "2.0.0").await[..] else {
        panic!("one term was retired");
    };
    assert_eq!(
        (retired.number, retired.kind, retired.impact),
        (2, ChangeKind::Retired, Some(Impact::Meaning))
    );
    let replaced = retired.replaced_by.as_ref().unwrap();
    assert_eq!((replaced.number, replaced.slug.as_str()), (1, "patch"));
    // Neither the call that agreed its words, nor any other.
    let term = document(scene, "2.0.0").await.term(2).unwrap().clone();
    assert!(retired.call_number > term.consensus.call_number);
    assert!(
        retired
            .call
            .ends_with(&format!("/calls/{}", retired.call_number))
    );

    let of = |changes: &[domain::release::TermChange]| -> Vec<_> {
        changes
            .iter()
            .map(|change| (change.number, change.kind, change.impact))
            .collect()
    };
    assert_eq!(
        of(&between("1.0.0", "1.0.1").await),
        [(1, ChangeKind::Changed, Some(Impact::Clarifying))]
    );
    let all = [
        (1, ChangeKind::Changed, Some(Impact::Meaning)),
        (2, ChangeKind::Retired, Some(Impact::Meaning)),
        (3, ChangeKind::Added, Some(Impact::Meaning)),
    ];
    assert_eq!(of(&between("1.0.0", "3.0.0").await), all);
    assert_eq!(of(&between("3.0.0", "3.0.0").await), []);
}

#[tokio::test]
async fn an_edit_under_way_leaves_the_agreed_words_in_the_release() {
    for scene in scenes(PLAIN).await {
        let entry = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        scene
            .reword(entry, "Something else entirely.", Impact::Meaning)
            .await;
        let refused = scene
            .call(Subject::Wording { entry, wording: 2 }, Stance::Object)
            .await;
        assert_eq!(refused.outcome.unwrap().result, Verdict::NotReached);
        check_publish(&scene, "1.0.0").await;
        let term = document(&scene, "1.0.0").await.terms.remove(0);
        assert_eq!((term.wording, term.consensus.call_number), (1, 1));
    }
}

#[tokio::test]
async fn no_version_is_given_twice_or_too_low() {
    for scene in scenes(PLAIN).await {
        let entry = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        assert!(matches!(
            scene.publish(Some("0.9.0")).await,
            Err(Error::Refused(Refusal::VersionTooLow {
                suggested: Version::FIRST
            }))
        ));
        let by_ada = releases::publish(
            scene.registry(),
            &scene.ada,
            scene.tick(),
            &scene.process,
            NewRelease::default(),
        );
        let by_ada = by_ada.await;
        assert!(
            matches!(by_ada, Err(Error::Forbidden(Denial::NotConvener))),
            "{by_ada:?}"
        );
        scene.publish(Some("1.2.0")).await.unwrap();
        check_taken(&scene, "1.2.0").await;
        let nothing = scene.publish(None).await;
        assert!(
            matches!(nothing, Err(Error::Refused(Refusal::NothingToRelease))),
            "{nothing:?}"
        );

        let wording = scene
            .reword(
                entry,
                "Software that corrects one defect.",
                Impact::Editorial,
            )
            .await;
        scene.agree(Subject::Wording { entry, wording }).await;
        check_taken(&scene, "1.2.0").await;
        let low = scene.publish(Some("1.1.9")).await;
        let Err(Error::Refused(Refusal::VersionTooLow { suggested })) = low else {
            panic!("{low:?}")
        };
        assert_eq!(suggested.to_string(), "1.2.1");
        scene.publish(Some("7.0.0")).await.unwrap();
    }
}

#[tokio::test]
async fn of_two_who_publish_at_once_one_does() {
    for scene in scenes(PLAIN).await {
        scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        let both = [scene.publish(Some("1.0.0")), scene.publish(Some("1.0.0"))];
        let [one, two] = both.map(Box::pin);
        let (one, two) = tokio::join!(one, two);
        assert_eq!([&one, &two].iter().filter(|done| done.is_ok()).count(), 1);
        let lost = one.err().or(two.err()).unwrap();
        assert!(
            matches!(lost, Error::Stale(Refusal::VersionTaken)),
            "{lost:?}"
        );
    }
}

async fn check_publish(scene: &Scene, expected: &str) {
    let suggested = scene.preview().await.suggested_version;
    assert_eq!(
        suggested.map(|version| version.to_string()).as_deref(),
        Some(expected)
    );
    assert_eq!(
        scene.publish(None).await.unwrap().version.to_string(),
        expected
    );
}

async fn check_taken(scene: &Scene, taken: &str) {
    let again = scene.publish(Some(taken)).await;
    assert!(
        matches!(again, Err(Error::Stale(Refusal::VersionTaken))),
        "{again:?}"
    );
}

async fn document(scene: &Scene, asked: &str) -> Document {
    let asked = Some(version(asked));
    let found = releases::published(
        scene.registry(),
        &scene.ada,
        scene.tick(),
        &scene.process,
        asked,
    );
    found.await.unwrap()
}

#[tokio::test]
async fn nobody_publishes_what_they_did_not_see() {
    for scene in scenes(PLAIN).await {
        scene.agreed("patch", "Software that corrects.").await;
        let seen = scene.preview().await.digest;
        assert!(seen.is_some());
        scene.agreed("update", "A newer version of software.").await;
        let publish = async |preview| {
            let new = NewRelease {
                version: None,
                notes: None,
                preview,
            };
            let (registry, process) = (scene.registry(), &scene.process);
            releases::publish(registry, &scene.cleo, scene.tick(), process, new).await
        };
        let answer = publish(seen).await;
        assert!(
            matches!(answer, Err(Error::Stale(Refusal::ReleaseMovedOn))),
            "{answer:?}"
        );
        let seen = scene.preview().await.digest;
        assert_eq!(publish(seen).await.unwrap().version, Version::FIRST);
        assert_eq!(scene.preview().await.digest, None);
    }
}
