use super::*;

/// Two servers on one database look at the same time, again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_servers_write_one_letter() {
    for cast in casts().await {
        cast.all_at_once().await;
        let (other, _letters) = Registry::open(cast.stage.url(), "https://terms.example")
            .await
            .unwrap();
        cast.called(2, 2 + 4 * DAY, false).await;
        let waits = "Call 1 on “patch” waits for your position";
        let both = |now| {
            let here = cast.registry().clone();
            let there = other.clone();
            let here = tokio::spawn(async move { drain(&here, now).await });
            let there = tokio::spawn(async move { drain(&there, now).await });
            async move { [here.await.unwrap(), there.await.unwrap()].concat() }
        };
        let letters = both(after(2)).await;
        check(
            &letters,
            &[
                &format!("ada: {waits}"),
                &format!("ben: {waits}"),
                "dan: Call 1 on “patch” is open until 2016-10-23 15:02 UTC",
                &format!("eva: {waits}"),
            ],
        );
        let letters = both(minute(2 + 3 * DAY)).await;
        assert_eq!(letters.len(), 3, "a reminder each: {letters:#?}");
        assert!(both(minute(3 + 3 * DAY)).await.is_empty());
    }
}

#[tokio::test]
async fn what_was_not_sent_comes_again_as_things_stand_then() {
    for cast in casts().await {
        cast.choose(&cast.ada, 0, Frequency::Immediate).await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        cast.redline(&cast.ben, 1, "A piece.").await.unwrap();
        let registry = cast.registry();
        let notice = notices::next(registry, after(2), &LEADS).await.unwrap();
        notices::give_back(registry, after(2), notice.unwrap())
            .await
            .unwrap();
        assert!(
            cast.due(after(3)).await.is_empty(),
            "the mail server gets a rest"
        );
        cast.redline(&cast.eva, 1, "A part.").await.unwrap();
        check(
            &cast.due(after(8)).await,
            &["ada: 2 redlines on “patch”, whose pen you hold, to be settled"],
        );
        assert!(cast.due(after(20)).await.is_empty());
    }
}

#[tokio::test]
async fn a_reminder_that_was_not_sent_comes_again() {
    for cast in casts().await {
        cast.called(2, 2 + 4 * DAY, false).await;
        cast.due(minute(DAY)).await;
        let (registry, now) = (cast.registry(), minute(2 + 2 * DAY));
        let mut back = Vec::new();
        while let Some(notice) = notices::next(registry, now, &LEADS).await.unwrap() {
            back.push(notice.letter.to.clone());
            notices::give_back(registry, now, notice).await.unwrap();
            assert!(back.len() <= 3, "{back:?}");
        }
        assert_eq!(back.len(), 3);
        assert_eq!(cast.due(minute(8 + 2 * DAY)).await.len(), 3);
        assert!(cast.due(minute(20 + 2 * DAY)).await.is_empty());
    }
}

/// The mail of a year is nobody's wish: who has no row for long is told from now on.
#[tokio::test]
async fn who_was_there_before_is_told_from_now_on() {
    for cast in casts().await {
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        cast.redline(&cast.ben, 1, "A piece.").await.unwrap();
        assert!(cast.due(minute(40 * DAY)).await.is_empty());
        assert!(cast.due(minute(41 * DAY)).await.is_empty());
    }
}
