use domain::{Event, Refusal, permit::Denial};
use registry::releases::Artefact;

use super::*;

const MEMBERS: Charter = Charter {
    visibility: Visibility::Members,
    release_call: false,
};

#[tokio::test]
async fn a_yank_marks_and_changes_no_byte() {
    for scene in scenes(PLAIN).await {
        scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        scene.publish(None).await.unwrap();
        let before = files(&scene, scene.registry()).await;
        let yank = |who, version| {
            let reason = text("It says the opposite.");
            releases::yank(
                scene.registry(),
                who,
                scene.tick(),
                &scene.process,
                version,
                reason,
            )
        };
        let missing = yank(&scene.cleo, version("9.0.0")).await;
        assert!(matches!(missing, Err(Error::NotFound)), "{missing:?}");
        let denied = yank(&scene.ada, Version::FIRST).await;
        assert!(
            matches!(denied, Err(Error::Forbidden(Denial::NotConvener))),
            "{denied:?}"
        );
        let yanked = yank(&scene.cleo, Version::FIRST).await.unwrap();
        assert_eq!(yanked.yanked.as_deref(), Some("It says the opposite."));
        let again = yank(&scene.cleo, Version::FIRST).await;
        assert!(
            matches!(again, Err(Error::Stale(Refusal::AlreadyYanked))),
            "{again:?}"
        );
        assert_eq!(files(&scene, scene.registry()).await, before);
        let last = scene.lines().await.pop().unwrap();
        assert!(matches!(last.event, Event::ReleaseYanked { .. }));
    }
}

#[tokio::test]
async fn files_and_addresses_outlive_the_server_that_made_them() {
    for scene in scenes(PLAIN).await {
        let entry = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        scene.publish(None).await.unwrap();
        let before = files(&scene, scene.registry()).await;
        // The site moved to another address since.
        let (again, _letters) = Registry::open(scene.stage.url(), "https://new.example")
            .await
            .unwrap();
        let again = again.with_key(scene.stage.key.clone());
        assert_eq!(files(&scene, &again).await, before);
        let wording = scene
            .reword(entry, "Software that corrects one defect.", Impact::Meaning)
            .await;
        scene.agree(Subject::Wording { entry, wording }).await;
        let new = NewRelease::default();
        let second =
            releases::publish(&again, &scene.cleo, scene.tick(), &scene.process, new).await;
        assert_eq!(
            second.unwrap().url,
            "https://terms.example/g/updates/2.0.0/"
        );
        assert_eq!(files(&scene, &again).await, before);
    }
}

#[tokio::test]
async fn what_is_for_members_does_not_exist_for_others() {
    for scene in scenes(MEMBERS).await {
        scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        scene.publish(None).await.unwrap();
        let stranger = scene.stage.person("sam").await;
        for who in [&stranger, &Caller::nobody()] {
            let (registry, process, at) = (scene.registry(), &scene.process, scene.tick());
            check_missing(releases::list(registry, who, at, process).await);
            check_missing(releases::find(registry, who, at, process, Version::FIRST).await);
            check_missing(releases::published(registry, who, at, process, None).await);
            check_missing(releases::preview(registry, who, at, process).await);
            for form in ["json", "ttl", "exe"] {
                check_missing(
                    releases::artefact(registry, who, at, process, Version::FIRST, form).await,
                );
            }
            check_missing(
                releases::publish(registry, who, at, process, NewRelease::default()).await,
            );
            check_missing(
                releases::yank(registry, who, at, process, Version::FIRST, text("No.")).await,
            );
        }
        let found = files(&scene, scene.registry()).await;
        assert!(
            found.iter().all(|file| !file.public),
            "members have it, caches must not"
        );
    }
}

#[track_caller]
fn check_missing<T: std::fmt::Debug>(answer: Result<T, Error>) {
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
}

/// The files of the first release, as Ada gets them.
async fn files(scene: &Scene, registry: &Registry) -> Vec<Artefact> {
    let mut found = Vec::new();
    for form in ["json", "ttl", "csv", "md", "html"] {
        let at = scene.tick();
        let file = releases::artefact(
            registry,
            &scene.ada,
            at,
            &scene.process,
            Version::FIRST,
            form,
        );
        found.push(file.await.unwrap());
    }
    found
}
