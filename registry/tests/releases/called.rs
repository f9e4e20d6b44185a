use domain::Refusal;

use super::*;

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
async fn a_charter_may_ask_for_a_call_on_exactly_what_is_released() {
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
        // What is agreed after the list was frozen is not on it.
        let wording = scene
            .reword(
                entry,
                "Software that corrects one defect.",
                Impact::Editorial,
            )
            .await;
        scene.agree(Subject::Wording { entry, wording }).await;
        check_needs_call(&scene, None).await;

        scene.agree(release("1.0.0")).await;
        let published = scene.publish(None).await.unwrap();
        assert_eq!(published.version, Version::FIRST);
        scene.agreed("update", "Anything new.").await;
        check_needs_call(&scene, None).await;
    }
}
