use domain::{Version, call::CallState::*, rule::RuleChoice};

use super::*;

async fn agree(scene: &Scene, subject: Subject) -> Call {
    let call = scene.make(1, new(subject)).await.unwrap();
    scene
        .take(&scene.ada, 2, call.number, Stance::Support)
        .await
        .unwrap();
    scene.close(3, call.number).await.unwrap()
}

#[tokio::test]
async fn an_agreed_entry_is_released_and_retired_by_calls() {
    for scene in scenes("consent", 0).await {
        scene.propose("upgrade").await;
        let release = || Subject::Release {
            version: Version::parse("1.0.0").unwrap(),
            terms: Vec::new(),
        };
        let nothing = scene.make(1, new(release())).await;
        assert!(
            matches!(nothing, Err(Error::Refused(Refusal::NothingToRelease))),
            "{nothing:?}"
        );
        let retirement = || Subject::Retirement {
            entry: 1,
            replaced_by: Some(2),
        };
        let early = scene.make(1, new(retirement())).await;
        assert!(
            matches!(early, Err(Error::Refused(Refusal::EntryNotAgreed))),
            "{early:?}"
        );

        assert_eq!(agree(&scene, wording(1)).await.state, Final);
        assert_eq!(scene.status(3).await, EntryStatus::Agreed);
        let call = agree(&scene, release()).await;
        let Subject::Release { terms, .. } = call.subject else {
            panic!()
        };
        assert_eq!(
            terms
                .iter()
                .map(|it| (it.entry, it.wording))
                .collect::<Vec<_>>(),
            [(1, 1)]
        );

        assert_eq!(
            agree(&scene, retirement()).await.title,
            "Retirement of patch"
        );
        assert_eq!(scene.status(3).await, EntryStatus::Retired);
        check_stale(scene.make(4, new(wording(1))).await, &Refusal::EntryEnded);
    }
}

#[tokio::test]
async fn rule_and_charter_change_when_a_call_on_them_is_final() {
    for scene in scenes("consent", 0).await {
        let process = async |at| {
            processes::find(scene.registry(), &scene.ada, minute(at), &scene.process)
                .await
                .unwrap()
        };
        assert!(process(0).await.rule_provisional);
        let rule = Subject::Rule {
            rule: RuleChoice::Preset("iso-ballot".into()),
        };
        agree(&scene, rule).await;
        let after = process(3).await;
        assert_eq!(
            (after.rule.name.as_str(), after.rule_provisional),
            ("iso-ballot", false)
        );

        let charter = Subject::Charter {
            text: text("We agree on more words."),
            groups: None,
            contest_days: Some(3),
            release_call: Some(true),
        };
        let call = agree(&scene, charter).await;
        let after = process(3).await;
        assert_eq!(
            (
                after.charter.as_str(),
                after.contest_days,
                after.release_call
            ),
            ("We agree on more words.", 3, true)
        );
        assert_eq!(call.rule.name, "iso-ballot");
        let acts = scene.acts_since(3, "rule.adopted").await;
        assert_eq!(acts.last().map(String::as_str), Some("process.updated"));
        let resolution = agree(
            &scene,
            Subject::Resolution {
                text: text("We thank Cleo.\nAll of us."),
            },
        )
        .await;
        assert_eq!(
            (resolution.title.as_str(), resolution.state),
            ("We thank Cleo.", Closed)
        );
    }
}

#[tokio::test]
async fn what_was_overtaken_before_its_opening_is_withdrawn() {
    for scene in scenes("consent", 0).await {
        let scheduled = NewCall {
            opens_at: Some(minute(10)),
            blind: true,
            ..new(wording(1))
        };
        scene.make(1, scheduled).await.unwrap();
        check_stale(scene.make(1, new(wording(1))).await, &Refusal::CallUnderWay);
        agree(
            &scene,
            Subject::Rule {
                rule: RuleChoice::Preset("rough".into()),
            },
        )
        .await;
        let call = scene.see(&scene.ada, 10, 1).await;
        assert_eq!(call.state, Withdrawn);
        assert!(call.reason.unwrap().contains("blind"));
    }
}
