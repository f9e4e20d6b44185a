use domain::{call::NewAnswer, record::ObjectionRef};
use registry::{answers, clock, contests, redlines};

use super::*;

impl Cast {
    async fn tick(&self, at: i64) {
        clock::run_all(self.registry(), minute(at)).await.unwrap();
    }
}

#[tokio::test]
async fn a_call_is_told_from_its_opening_to_its_end() {
    for cast in casts().await {
        cast.all_at_once().await;
        cast.called(2, 100, false).await;
        let waits = "Call 1 on “patch” waits for your position";
        let observed = "dan: Call 1 on “patch” is open until 2016-10-19 16:40 UTC";
        let expected = [
            &format!("ada: {waits}"),
            &format!("ben: {waits}"),
            observed,
            &format!("eva: {waits}"),
        ];
        let letters = cast.due(after(2)).await;
        check(&letters, &expected);
        let body = to(&letters, "ben");
        assert!(
            body.contains("It closes on 2016-10-19 16:40 UTC."),
            "{body}"
        );
        assert!(body.contains("https://terms.example/p/updates/calls/1#position\n"));

        cast.take(&cast.ada, 10, Stance::Support).await;
        cast.take(&cast.ben, 11, Stance::Object).await;
        assert!(
            cast.due(after(11)).await.is_empty(),
            "positions are not mailed"
        );
        answer(&cast, 12).await;
        let letters = cast.due(after(12)).await;
        check(
            &letters,
            &["ben: Your objection in call 1 on “patch” was answered"],
        );

        cast.tick(100).await;
        let letters = cast.due(after(100)).await;
        let closed = "Call 1 on “patch” closed: agreement was not reached";
        let expected = ["ada", "ben", "cleo", "dan", "eva"].map(|who| format!("{who}: {closed}"));
        assert_eq!(subjects(&letters), expected);
        let (ada, ben) = (to(&letters, "ada"), to(&letters, "ben"));
        for body in [ada, ben] {
            assert!(
                body.contains("Missing: 1 objection stands: Buyers"),
                "{body}"
            );
            assert!(body.contains(
                "It is final on 2016-10-26 16:40 UTC. Until then you may contest how it ended"
            ));
        }
        assert!(ben.contains("minority statement") && !ada.contains("minority statement"));
        assert!(!to(&letters, "cleo").contains("you may contest"));

        contest_and_take_back(&cast).await;
        cast.tick(101 + 8 * DAY).await;
        let expected = ["ada", "ben", "cleo", "dan", "eva"]
            .map(|who| format!("{who}: Call 1 on “patch” is final: agreement was not reached"));
        assert_eq!(subjects(&cast.due(after(101 + 8 * DAY)).await), expected);
    }
}

async fn answer(cast: &Cast, at: i64) {
    let new = NewAnswer {
        objection: 2,
        body: text("They are named."),
    };
    answers::give(
        cast.registry(),
        &cast.eva,
        minute(at),
        &cast.process,
        1,
        new,
    )
    .await
    .unwrap();
}

async fn contest_and_take_back(cast: &Cast) {
    let (registry, process) = (cast.registry(), &cast.process);
    let reason = text("Not everybody was asked.");
    contests::contest(registry, &cast.eva, minute(110), process, 1, reason)
        .await
        .unwrap();
    let letters = cast.due(after(110)).await;
    let expected =
        ["ada", "ben", "cleo", "dan"].map(|who| format!("{who}: Call 1 on “patch” is contested"));
    assert_eq!(subjects(&letters), expected);
    let body = to(&letters, "cleo");
    assert!(
        body.contains("eva contests it: Not everybody was asked."),
        "{body}"
    );
    assert!(body.starts_with("What waits for you"), "{body}");
    contests::withdraw(registry, &cast.eva, minute(111), process, 1)
        .await
        .unwrap();
    let expected = ["ada", "ben", "cleo", "dan"]
        .map(|who| format!("{who}: Call 1 on “patch” is not contested any more"));
    assert_eq!(subjects(&cast.due(after(111)).await), expected);
}

#[tokio::test]
async fn an_objector_is_asked_to_look_again() {
    for cast in casts().await {
        cast.choose(&cast.ben, 0, Frequency::Immediate).await;
        cast.called(2, 60, false).await;
        cast.take(&cast.ben, 10, Stance::Object).await;
        cast.tick(60).await;
        cast.due(after(60)).await;
        let mut new = redline(1, "Software for users that corrects a defect.");
        new.answers_objection = Some(ObjectionRef {
            call: 1,
            position: 1,
        });
        let (registry, process) = (cast.registry(), &cast.process);
        let on = EntryRef::Number(1);
        redlines::propose(registry, &cast.eva, minute(70), process, &on, new)
            .await
            .unwrap();
        assert!(cast.due(after(70)).await.is_empty());
        let all = domain::entry::NewFolding::default();
        redlines::fold(registry, &cast.ada, minute(71), process, (None, 1), all)
            .await
            .unwrap();
        let letters = cast.due(after(71)).await;
        let body = to(&letters, "ben");
        assert!(
            body.contains("says that it meets your objection in call 1"),
            "{body}"
        );
        assert!(body.contains("Look again"));
    }
}

#[tokio::test]
async fn a_blind_call_says_nothing_but_that_it_waits() {
    for cast in casts().await {
        cast.all_at_once().await;
        cast.called(2, 6 * DAY, true).await;
        cast.take(&cast.ada, 10, Stance::Object).await;
        let letters = [cast.due(after(20)).await, cast.due(minute(5 * DAY)).await].concat();
        assert!(letters.iter().all(|it| it.to != "ada@example.org"));
        let all = format!("{letters:?}");
        assert!(all.contains("It is blind"));
        for secret in ["makers", "object", "Naming", "Acme", "heard", "ada"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
    }
}
