use domain::Refusal;

use super::{proof::proven, *};

const CALLED: Charter = Charter {
    visibility: Visibility::Public,
    release_call: true,
};

/// A call on a release; the list that it freezes is written down when it is made.
fn release(asked: &str) -> Subject {
    Subject::Release {
        version: version(asked),
        terms: Vec::new(),
    }
}

async fn check_needs_call(scene: &Scene, asked: Option<&str>) {
    let answer = scene.publish(asked).await;
    assert!(
        matches!(answer, Err(Error::Refused(Refusal::ReleaseNeedsCall))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_charter_may_ask_for_a_call_on_what_is_released() {
    for scene in scenes(CALLED).await {
        let entry = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        assert!(scene.preview().await.call_needed);
        check_needs_call(&scene, None).await;

        let refused = scene.call(release("1.0.0"), Stance::Object).await;
        assert_eq!(refused.outcome.unwrap().result, Verdict::NotReached);
        check_needs_call(&scene, None).await;

        scene.agree(release("1.0.0")).await;
        check_needs_call(&scene, Some("1.0.1")).await;
        // What is agreed after the list was frozen is not on it, and comes with the next one.
        let again = "Software that corrects one defect.";
        let wording = scene.reword(entry, again, Impact::Editorial).await;
        let newer = scene.agree(Subject::Wording { entry, wording }).await;
        scene.agreed("update", "Anything new.").await;
        assert_eq!(
            scene.preview().await.suggested_version,
            Some(Version::FIRST)
        );
        let published = scene.publish(None).await.unwrap();
        assert_eq!(published.version, Version::FIRST);
        let document = proven(&scene, "1.0.0").await;
        let held: Vec<_> = document
            .terms
            .iter()
            .map(|term| (term.number, term.wording))
            .collect();
        assert_eq!(held, [(entry, 1)]);
        assert!(document.terms[0].consensus.call_number < newer);

        let next = scene.preview().await;
        assert_eq!(next.suggested_version, Some(version("1.1.0")));
        assert_eq!(next.changes.len(), 2);
        check_needs_call(&scene, None).await;
        scene.agree(release("1.1.0")).await;
        scene.publish(None).await.unwrap();
        let document = proven(&scene, "1.1.0").await;
        assert_eq!(document.terms[0].consensus.call_number, newer);
    }
}

#[tokio::test]
async fn a_call_on_a_release_is_overtaken_by_a_retirement() {
    for scene in scenes(CALLED).await {
        let kept = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        let entry = scene.agreed("fix", "A patch.").await;
        scene.agree(release("1.0.0")).await;
        let replaced_by = Some(kept);
        scene
            .agree(Subject::Retirement { entry, replaced_by })
            .await;
        let answer = scene.publish(None).await;
        assert!(
            matches!(answer, Err(Error::Refused(Refusal::ReleaseCallOvertaken))),
            "{answer:?}"
        );
        scene.agree(release("1.0.0")).await;
        scene.publish(None).await.unwrap();
        proven(&scene, "1.0.0").await;
    }
}

#[tokio::test]
async fn a_call_on_a_release_takes_nothing_back() {
    for scene in scenes(CALLED).await {
        let entry = scene
            .agreed("patch", "Software that corrects a defect.")
            .await;
        scene.agree(release("2.0.0")).await;
        let again = "Software that corrects one defect.";
        let wording = scene.reword(entry, again, Impact::Editorial).await;
        scene.agree(Subject::Wording { entry, wording }).await;
        scene.agree(release("1.0.0")).await;
        // The newest call is the one that is meant, and an older one would undo what it released.
        assert_eq!(scene.publish(None).await.unwrap().version, Version::FIRST);
        let answer = scene.publish(Some("2.0.0")).await;
        assert!(
            matches!(answer, Err(Error::Refused(Refusal::ReleaseCallOvertaken))),
            "{answer:?}"
        );
    }
}
