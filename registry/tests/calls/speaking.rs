use domain::{call::NewAnswer, entry::Impact, reading::Verdict, rule::Silence};
use registry::{answers, comments, members, minorities};

use super::*;

#[tokio::test]
async fn who_joins_later_holds_no_position_and_who_leaves_stays_eligible() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        let fay = scene.stage.member(
            &scene.process,
            &scene.cleo,
            "fay",
            Role::Participant,
            Some(("users", "Fans")),
        );
        let fay = fay.await;
        check_denied(
            scene.take(&fay, 2, 1, Stance::Object).await,
            Denial::NotEligible,
        );
        scene.take(&scene.ada, 2, 1, Stance::Support).await.unwrap();
        let leave = |who, member| {
            members::leave(
                scene.registry(),
                who,
                minute(3),
                &scene.process,
                member,
                None,
            )
        };
        leave(&scene.ben, 4).await.unwrap();
        leave(&scene.ada, 2).await.unwrap();
        let call = scene.see(&scene.eva, CLOSE, 1).await;
        assert_eq!(
            (call.tally.unwrap().all.eligible, call.positions.len()),
            (3, 1)
        );
        assert_eq!(call.left, [slug("makers"), slug("users")]);
        assert!(!scene.see(&fay, CLOSE, 1).await.me.unwrap().eligible);
    }
}

#[tokio::test]
async fn an_organisation_has_one_voice_its_newest() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        scene.take(&scene.abe, 3, 1, Stance::Accept).await.unwrap();
        let call = scene.see(&scene.ben, 4, 1).await;
        let counts: Vec<_> = call
            .positions
            .iter()
            .map(|it| (it.member, it.counts))
            .collect();
        assert_eq!(counts, [(2, false), (3, true)]);
        let all = call.tally.unwrap().all;
        assert_eq!(
            (all.eligible, all.cast, all.accept, all.object),
            (3, 1, 1, 0)
        );
        assert!(call.readings.unwrap().rule.met);
    }
}

#[tokio::test]
async fn objections_are_answered_and_the_others_confirm() {
    for scene in scenes("rough", 7).await {
        let registry = scene.registry();
        scene.make(1, new(wording(1))).await.unwrap();
        let bare = Stated {
            would_resolve: None,
            ..stated(Stance::Object)
        };
        let bare = positions::take(registry, &scene.ada, minute(2), &scene.process, 1, bare).await;
        assert!(
            matches!(bare, Err(Error::Refused(Refusal::ObjectionResolve))),
            "{bare:?}"
        );
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        scene.take(&scene.ben, 2, 1, Stance::Support).await.unwrap();
        let give = |objection| {
            let new = NewAnswer {
                objection,
                body: text("We name them now."),
            };
            answers::give(registry, &scene.ben, minute(3), &scene.process, 1, new)
        };
        let none = give(2).await;
        assert!(
            matches!(none, Err(Error::Refused(Refusal::ObjectionUnknown))),
            "{none:?}"
        );
        assert_eq!(give(1).await.unwrap().number, 1);
        let restated = scene.take(&scene.abe, 4, 1, Stance::Object).await.unwrap();
        assert_eq!(
            restated.answers.len(),
            1,
            "a restated objection stays answered"
        );
        let confirm =
            |who, agree| answers::confirm(registry, who, minute(5), &scene.process, 1, 1, agree);
        assert_eq!(
            confirm(&scene.abe, true).await.unwrap().confirmed,
            0,
            "the objector's own does not count"
        );
        let readings = scene.see(&scene.eva, 5, 1).await.readings.unwrap();
        assert!(
            readings.rule.missing[0].text.contains("Acme"),
            "{:?}",
            readings.rule.missing
        );
        confirm(&scene.eva, false).await.unwrap();
        let answer = confirm(&scene.eva, true).await.unwrap();
        assert_eq!(
            (answer.confirmed, answer.contested, answer.mine),
            (1, 0, Some(true))
        );
        assert_eq!(
            scene.close(6, 1).await.unwrap().outcome.unwrap().result,
            Verdict::Reached
        );
        check_stale(confirm(&scene.ben, true).await, &Refusal::CallNotOpen);
    }
}

#[tokio::test]
async fn announced_silence_is_assent_until_somebody_speaks() {
    for scene in scenes("lazy", 0).await {
        scene.propose("upgrade").await;
        let assent = |entry| NewCall {
            silence: Some(Silence::Assent),
            ..new(wording(entry))
        };
        scene.make(1, assent(1)).await.unwrap();
        let comment: domain::comment::NewComment =
            serde_json::from_value(serde_json::json!({ "body": "Hm.", "kind": "general" }))
                .unwrap();
        let entry = EntryRef::Number(1);
        comments::add(
            scene.registry(),
            &scene.ben,
            minute(2),
            &scene.process,
            &entry,
            comment,
        )
        .await
        .unwrap();
        scene.make(3, assent(2)).await.unwrap();
        let (spoken, silent) = (
            scene.see(&scene.ada, CLOSE, 1).await,
            scene.see(&scene.ada, CLOSE, 2).await,
        );
        assert_eq!(spoken.outcome.unwrap().result, Verdict::NotReached);
        assert_eq!(
            silent.outcome.unwrap().result,
            Verdict::Reached,
            "the comment was not on this entry"
        );
        assert_eq!(silent.tally.unwrap().all.accept, 3);
        assert_eq!(
            (silent.state, scene.status(CLOSE).await),
            (CallState::Final, EntryStatus::Discussed)
        );
        assert_eq!(silent.impact, None::<Impact>);
    }
}

#[tokio::test]
async fn a_minority_speaks_after_the_closing() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Concern).await.unwrap();
        scene.take(&scene.ben, 2, 1, Stance::Accept).await.unwrap();
        let state = |who, at, words| {
            minorities::state(
                scene.registry(),
                who,
                minute(at),
                &scene.process,
                1,
                text(words),
            )
        };
        check_stale(
            state(&scene.ada, 3, "But.").await,
            &Refusal::MinorityTooEarly,
        );
        let no = state(&scene.ben, CLOSE, "But.").await;
        assert!(
            matches!(no, Err(Error::Refused(Refusal::NoMinority { .. }))),
            "{no:?}"
        );
        state(&scene.ada, CLOSE, "But.").await.unwrap();
        assert_eq!(
            state(&scene.ada, CLOSE, "And yet.").await.unwrap().group,
            slug("makers")
        );
        let call = scene.see(&scene.eva, CLOSE, 1).await;
        let texts: Vec<_> = call.minority.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["And yet."]);
    }
}
