use domain::{call::CallState::*, reading::Verdict};
use registry::{clock, contests};

use super::*;

#[tokio::test]
async fn agreement_is_final_once_nobody_contested_in_time() {
    for scene in scenes("consent", 7).await {
        assert_eq!(scene.status(0).await, EntryStatus::Proposed);
        let call = scene.make(1, new(wording(1))).await.unwrap();
        assert_eq!(
            (call.number, call.state, call.opened_at),
            (1, Open, Some(minute(1)))
        );
        assert_eq!(scene.status(1).await, EntryStatus::Called);
        scene.take(&scene.ada, 2, 1, Stance::Support).await.unwrap();
        let closed = scene.see(&scene.ben, CLOSE, 1).await;
        assert_eq!(
            (closed.state, closed.closed_at, closed.early),
            (Closed, Some(minute(CLOSE)), false)
        );
        assert_eq!(closed.outcome.unwrap().result, Verdict::Reached);
        assert_eq!(closed.final_at, Some(later(7)));
        assert_eq!(scene.status(CLOSE).await, EntryStatus::Called);
        let almost = CLOSE + 7 * DAY - 1;
        assert_eq!(scene.state(almost, 1).await, Closed);
        clock::run_all(scene.registry(), later(7)).await.unwrap();
        assert_eq!(
            scene.state(almost, 1).await,
            Final,
            "the clock needs no reader"
        );
        assert_eq!(scene.status(almost).await, EntryStatus::Agreed);
        let acts = scene.acts_since(almost, "call.scheduled").await;
        assert_eq!(
            acts,
            [
                "call.scheduled",
                "call.opened",
                "position.taken",
                "call.closed",
                "call.finalised"
            ]
        );
    }
}

#[tokio::test]
async fn a_contest_is_answered_by_a_call_that_is_final_at_its_closing() {
    for scene in scenes("consent", 7).await {
        let registry = scene.registry();
        scene.make(1, new(wording(1))).await.unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Support).await.unwrap();
        scene.close(3, 1).await.unwrap();
        check_stale(scene.make(3, new(wording(1))).await, &Refusal::CallUnderWay);
        let contest = contests::contest(
            registry,
            &scene.ben,
            minute(4),
            &scene.process,
            1,
            text("Too early."),
        );
        assert_eq!(contest.await.unwrap().number, 1);
        let again = contests::contest(
            registry,
            &scene.ben,
            minute(4),
            &scene.process,
            1,
            text("Too early."),
        );
        check_stale(again.await, &Refusal::ContestTwice);
        assert_eq!(
            scene.state(4 + 30 * DAY, 1).await,
            Contested,
            "time alone settles no contest"
        );

        let closes_at = minute(4 + 31 * DAY);
        let second = scene
            .make(
                4 + 30 * DAY,
                NewCall {
                    closes_at,
                    ..new(wording(1))
                },
            )
            .await
            .unwrap();
        assert_eq!(second.answers, Some(1));
        scene
            .take(&scene.ben, 5 + 30 * DAY, 2, Stance::Object)
            .await
            .unwrap();
        let second = scene.close(6 + 30 * DAY, 2).await.unwrap();
        assert_eq!(
            (second.state, second.final_at),
            (Final, Some(minute(6 + 30 * DAY)))
        );
        assert_eq!(second.outcome.unwrap().result, Verdict::NotReached);
        let first = scene.see(&scene.ada, 6 + 30 * DAY, 1).await;
        assert_eq!((first.state, first.superseded_by), (Superseded, Some(2)));
        assert_eq!(scene.status(6 + 30 * DAY).await, EntryStatus::Discussed);
        let late = contests::contest(
            registry,
            &scene.ada,
            minute(7 + 30 * DAY),
            &scene.process,
            2,
            text("No."),
        );
        check_stale(late.await, &Refusal::NotContestable);
    }
}

#[tokio::test]
async fn with_the_last_contest_taken_back_it_becomes_final_after_all() {
    for scene in scenes("consent", 7).await {
        let registry = scene.registry();
        scene.make(1, new(wording(1))).await.unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Support).await.unwrap();
        scene.close(3, 1).await.unwrap();
        for who in [&scene.ben, &scene.eva] {
            contests::contest(registry, who, minute(4), &scene.process, 1, text("Hm."))
                .await
                .unwrap();
        }
        let take_back = |who, at| contests::withdraw(registry, who, minute(at), &scene.process, 1);
        check_stale(take_back(&scene.ada, 5).await, &Refusal::ContestUnknown);
        take_back(&scene.ben, 5).await.unwrap();
        assert_eq!(scene.state(20 * DAY, 1).await, Contested);
        take_back(&scene.eva, 20 * DAY).await.unwrap();
        let call = scene.see(&scene.eva, 20 * DAY, 1).await;
        assert_eq!((call.state, call.final_at), (Final, Some(minute(20 * DAY))));
        assert_eq!(call.contests.len(), 2);
        assert_eq!(scene.status(20 * DAY).await, EntryStatus::Agreed);
    }
}

#[tokio::test]
async fn the_convener_moves_the_clock_with_reasons_and_takes_no_side() {
    for scene in scenes("consent", 7).await {
        let registry = scene.registry();
        let opens_at = Some(minute(10));
        let call = scene
            .make(
                1,
                NewCall {
                    opens_at,
                    ..new(wording(1))
                },
            )
            .await
            .unwrap();
        assert_eq!(call.state, Scheduled);
        check_stale(
            scene.take(&scene.ada, 2, 1, Stance::Support).await,
            &Refusal::CallNotOpen,
        );
        assert_eq!(scene.state(10, 1).await, Open);
        check_denied(
            scene.take(&scene.cleo, 11, 1, Stance::Support).await,
            Denial::Neutral,
        );
        let extend = |who, until| {
            calls::extend(
                registry,
                who,
                minute(12),
                &scene.process,
                1,
                minute(until),
                text("Holidays."),
            )
        };
        check_denied(extend(&scene.ada, 2 * CLOSE).await, Denial::NotConvener);
        let earlier = extend(&scene.cleo, CLOSE - 1).await;
        assert!(
            matches!(earlier, Err(Error::Refused(Refusal::ClosesTooEarly))),
            "{earlier:?}"
        );
        assert_eq!(
            extend(&scene.cleo, 2 * CLOSE)
                .await
                .unwrap()
                .extensions
                .len(),
            1
        );
        assert_eq!(scene.state(CLOSE + 1, 1).await, Open);
        let closed = scene.close(CLOSE + 2, 1).await.unwrap();
        assert_eq!((closed.state, closed.early), (Closed, true));
        assert_eq!(closed.statement.as_deref(), Some("All were heard."));
        check_stale(scene.close(CLOSE + 3, 1).await, &Refusal::CallNotOpen);
        let withdraw = calls::withdraw(
            registry,
            &scene.cleo,
            minute(CLOSE + 3),
            &scene.process,
            1,
            text("Oh."),
        );
        check_stale(withdraw.await, &Refusal::CallNotOpen);
    }
}

#[tokio::test]
async fn a_late_position_finds_the_call_closed() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        check_stale(
            scene.take(&scene.ada, CLOSE, 1, Stance::Support).await,
            &Refusal::CallNotOpen,
        );
        let lines = scene.lines(CLOSE).await;
        let last = serde_json::to_value(lines.last().unwrap()).unwrap();
        assert_eq!(
            (&last["act"], &last["actor"]),
            (&"call.closed".into(), &"clock".into())
        );
        assert_eq!(last["data"]["due"], minute(CLOSE).to_string());
        assert_eq!(
            scene.status(CLOSE).await,
            EntryStatus::Discussed,
            "nobody spoke"
        );
    }
}
