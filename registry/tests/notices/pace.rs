use domain::{
    comment::{Disposition, NewDisposition},
    people::NewInterest,
    redline::PartName,
};
use registry::{comments, interests, redlines};

use super::*;

#[tokio::test]
async fn at_once_is_one_letter_for_what_happens_together() {
    for cast in casts().await {
        cast.choose(&cast.ada, 0, Frequency::Immediate).await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        assert!(cast.due(after(1)).await.is_empty(), "she did it herself");
        cast.redline(&cast.ben, 1, "A piece.").await.unwrap();
        cast.redline(&cast.eva, 1, "A part.").await.unwrap();
        assert!(cast.due(minute(2)).await.is_empty(), "not while it goes on");
        let letters = cast.due(after(2)).await;
        check(
            &letters,
            &["ada: 2 redlines on “patch”, whose pen you hold, to be settled"],
        );
        let body = to(&letters, "ada");
        assert!(body.contains("\n  https://terms.example/p/updates/entries/patch\n"));
        assert!(cast.due(minute(5)).await.is_empty(), "it was told");
    }
}

#[tokio::test]
async fn a_process_that_is_never_quiet_keeps_nobody_waiting() {
    for cast in casts().await {
        cast.choose(&cast.ada, 0, Frequency::Immediate).await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        let on = EntryRef::Number(1);
        let mut told = 0;
        for seconds in (0..120).step_by(3) {
            let now = minute(2) + seconds * 1_000;
            let said = remark(&format!("Remark {seconds}."));
            comments::add(cast.registry(), &cast.ben, now, &cast.process, &on, said)
                .await
                .unwrap();
            told += cast.due(now).await.len();
        }
        assert!((1..=3).contains(&told), "{told} letters in two minutes");
    }
}

#[tokio::test]
async fn days_and_weeks_are_kept() {
    for cast in casts().await {
        cast.choose(&cast.ada, 0, Frequency::Weekly).await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        cast.redline(&cast.ben, 1, "A piece.").await.unwrap();
        let folded = cast.fold(&cast.ada, 1, &[] as &[PartName]).await;
        folded.unwrap();
        cast.redline(&cast.eva, 2, "A part.").await.unwrap();
        assert!(cast.due(minute(DAY - 1)).await.is_empty());
        check(
            &cast.due(minute(DAY)).await,
            &["ben: Your redline 1 on “patch” was folded"],
        );
        assert!(cast.due(minute(2 * DAY)).await.is_empty(), "nothing is new");
        assert!(cast.due(minute(7 * DAY - 1)).await.is_empty());
        check(
            &cast.due(minute(7 * DAY)).await,
            &["ada: 1 redline on “patch”, whose pen you hold, to be settled"],
        );
        assert!(cast.due(minute(15 * DAY)).await.is_empty());
    }
}

/// What happens first after a long silence is not mailed alone.
#[tokio::test]
async fn a_day_ends_when_it_ends() {
    for cast in casts().await {
        cast.due(minute(0)).await;
        let (on, half) = (EntryRef::Number(1), 3 * DAY + DAY / 2);
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        cast.due(minute(DAY)).await;
        for at in [half, half + 10] {
            let said = remark(&format!("At {at}."));
            comments::add(
                cast.registry(),
                &cast.ben,
                minute(at),
                &cast.process,
                &on,
                said,
            )
            .await
            .unwrap();
            assert!(cast.due(minute(at + 5)).await.is_empty(), "at {at}");
        }
        assert!(cast.due(minute(4 * DAY - 1)).await.is_empty());
        check(
            &cast.due(minute(4 * DAY)).await,
            &["ada: 2 comments on “patch”, whose pen you hold, to be settled"],
        );
    }
}

#[tokio::test]
async fn what_is_settled_meanwhile_is_not_asked_for() {
    for cast in casts().await {
        cast.due(minute(0)).await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        let on = EntryRef::Number(1);
        let registry = cast.registry();
        comments::add(
            registry,
            &cast.ben,
            minute(2),
            &cast.process,
            &on,
            remark("Good?"),
        )
        .await
        .unwrap();
        let disposed = NewDisposition {
            outcome: Disposition::NotAccepted,
            response: Some(text("It is\r\nwell  known.")),
        };
        comments::dispose(
            registry,
            &cast.ada,
            minute(3),
            &cast.process,
            (None, 1),
            disposed,
        )
        .await
        .unwrap();
        let letters = cast.due(minute(DAY)).await;
        check(
            &letters,
            &["ben: Your comment 1 on “patch” was not accepted"],
        );
        assert!(
            to(&letters, "ben").contains("In the words of the pen holder: It is well known.\n")
        );
    }
}

#[tokio::test]
async fn a_mover_and_a_convener_are_asked() {
    for cast in casts().await {
        cast.all_at_once().await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        let mut new = redline(1, "A piece.");
        new.moved_by = Some(common::cast::BEN_NO);
        let on = EntryRef::Number(1);
        redlines::propose(
            cast.registry(),
            &cast.eva,
            minute(2),
            &cast.process,
            &on,
            new,
        )
        .await
        .unwrap();
        let wish = NewInterest {
            name: title("Iris"),
            email: domain::account::Email::parse("iris@example.org").unwrap(),
            organisation: None,
            group: common::slug("users"),
            statement: text("Me."),
        };
        let nobody = Caller::nobody();
        interests::express(cast.registry(), &nobody, minute(2), &cast.process, wish)
            .await
            .unwrap();
        let letters = cast.due(after(2)).await;
        check(
            &letters,
            &[
                "ada: 1 redline on “patch”, whose pen you hold, to be settled",
                "ben: eva typed redline 1 on “patch” in your name",
                "cleo: 1 wish to take part waits for you",
            ],
        );
        assert!(
            !format!("{letters:?}").contains("iris"),
            "the wish is private"
        );
    }
}

#[tokio::test]
async fn who_wants_mail_again_is_told_from_then_on() {
    for cast in casts().await {
        cast.choose(&cast.ada, 0, Frequency::None).await;
        cast.propose(&cast.ada, "patch", "A thing.").await.unwrap();
        cast.redline(&cast.ben, 1, "A piece.").await.unwrap();
        assert!(cast.due(minute(30 * DAY)).await.is_empty());
        cast.choose(&cast.ada, 30 * DAY, Frequency::Immediate).await;
        assert!(cast.due(minute(31 * DAY)).await.is_empty());
        let usual = notices::list(cast.registry(), &cast.dan).await.unwrap();
        assert_eq!(usual[0].frequency, Frequency::None, "who only follows");
        let usual = notices::list(cast.registry(), &cast.eva).await.unwrap();
        assert_eq!(usual[0].frequency, Frequency::Daily);
    }
}
