use common::cast::{missing, refused};
use domain::Refusal;
use registry::{erasure, notices::Notice};

use super::*;

/// Ada's next letter, with the token of the link that ends it.
async fn told(cast: &Cast) -> (Notice, String) {
    cast.choose(&cast.ada, 0, Frequency::Immediate).await;
    cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
    cast.redline(&cast.ben, 1, "A piece.").await.unwrap();
    let notice = notices::next(cast.registry(), after(2), &LEADS).await;
    let notice = notice.unwrap().unwrap();
    let token = notice
        .unsubscribe
        .strip_prefix("https://terms.example/unsubscribe/");
    let token = token.unwrap().to_owned();
    (notice, token)
}

#[tokio::test]
async fn a_link_ends_one_preference_and_is_stored_hashed() {
    for cast in casts().await {
        let (notice, token) = told(&cast).await;
        assert!(notice.letter.body.contains(&notice.unsubscribe));
        assert_eq!(token.len(), 43, "256 bits");
        let tables = ["notice_links", "notices", "links", "sessions"];
        assert!(!cast.stage.dump(&tables).await.contains(&token));

        let registry = cast.registry();
        for _ in 0..2 {
            let found = notices::find_stop(registry, minute(3), &token)
                .await
                .unwrap();
            assert_eq!(found.process_title, "What updates are");
            assert!(!found.stopped, "looking ends nothing");
        }
        for _ in 0..2 {
            let done = notices::stop(registry, minute(3), &token).await.unwrap();
            assert!(done.stopped);
        }
        let setting = |who: &Caller| {
            let who = who.clone();
            async move { notices::list(registry, &who).await.unwrap()[0].frequency }
        };
        assert_eq!(setting(&cast.ada).await, Frequency::None);
        assert_eq!(setting(&cast.ben).await, Frequency::Daily);
        cast.redline(&cast.eva, 1, "A part.").await.unwrap();
        assert!(cast.due(minute(30 * DAY)).await.is_empty());

        cast.choose(&cast.ada, 30 * DAY, Frequency::Daily).await;
        let at = minute(30 * DAY);
        refused(
            notices::stop(registry, at, &token).await,
            Refusal::LinkSpent,
        );
        assert_eq!(setting(&cast.ada).await, Frequency::Daily, "used once");
    }
}

#[tokio::test]
async fn a_link_is_out_of_date_some_day_and_no_other_is_one() {
    for cast in casts().await {
        let (_, token) = told(&cast).await;
        let registry = cast.registry();
        let late = minute(2 + 181 * DAY);
        refused(
            notices::stop(registry, late, &token).await,
            Refusal::LinkSpent,
        );
        for other in ["", "x", &token[1..], &token.to_uppercase()] {
            let stopped = notices::stop(registry, minute(3), other).await;
            refused(stopped, Refusal::LinkSpent);
        }
        notices::sweep(registry, late).await.unwrap();
        assert!(cast.stage.dump(&["notice_links"]).await.is_empty());
        refused(
            notices::stop(registry, minute(3), &token).await,
            Refusal::LinkSpent,
        );
    }
}

#[tokio::test]
async fn who_is_gone_gets_no_mail_and_leaves_nothing() {
    for cast in casts().await {
        let (_, token) = told(&cast).await;
        let stranger = cast.stage.person("stella").await;
        let (registry, process) = (cast.registry(), &cast.process);
        let read = notices::find(registry, &stranger, minute(3), process).await;
        assert!(read.is_err());
        missing(notices::find(registry, &stranger, minute(3), &common::slug("nowhere")).await);
        cast.redline(&cast.eva, 1, "A part.").await.unwrap();
        let password = "a long enough password";
        erasure::erase(registry, &cast.ada, minute(4), password)
            .await
            .unwrap();
        assert!(cast.due(minute(5)).await.is_empty());
        let held = cast.stage.dump(&["notice_links", "notices"]).await;
        assert!(!held.contains("immediate"), "{held}");
        refused(
            notices::stop(registry, minute(5), &token).await,
            Refusal::LinkSpent,
        );
    }
}
