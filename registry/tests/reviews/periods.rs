use domain::{Refusal, permit::Denial, process::Visibility, review::ReviewState};
use registry::clock;

use super::{
    common::cast::{denied, refused, stale},
    *,
};

#[tokio::test]
async fn the_clock_closes_a_review_at_its_time() {
    for mut cast in scenes().await {
        let in_time = sent(&mut cast, 99, said(None, "In time.")).await;
        assert_eq!(find(&cast, 99).await.state, ReviewState::Open);
        clock::run_all(cast.registry(), minute(130)).await.unwrap();
        let (acts, record) = lines(&cast, 130).await;
        assert_eq!(acts.last().unwrap(), "review.closed");
        assert!(record.contains(r#""actor":"clock""#) && record.contains(&minute(100).to_string()));
        let closed = find(&cast, 130).await;
        assert_eq!(
            (closed.state, closed.closed_at),
            (ReviewState::Closed, Some(minute(100)))
        );
        stale(
            leave(&cast, &Caller::nobody(), 131, said(None, "Late.")).await,
            Refusal::ReviewNotOpen,
        );
        // It was sent before the closing; only its mail took longer.
        assert_eq!(confirm(&cast, 131, &in_time).await.unwrap().comment, 1);
        let extend = reviews::extend(
            cast.registry(),
            &cast.cleo,
            minute(132),
            &cast.process,
            1,
            minute(200),
            text("More."),
        );
        stale(extend.await, Refusal::ReviewEnded);
    }
}

#[tokio::test]
async fn whoever_looks_finds_it_closed_at_once() {
    for cast in scenes().await {
        assert_eq!(find(&cast, 100).await.state, ReviewState::Closed);
        let (acts, _) = lines(&cast, 100).await;
        assert_eq!(acts.iter().filter(|act| *act == "review.closed").count(), 1);
    }
}

#[tokio::test]
async fn the_convener_extends_it_and_closes_it_early_with_reasons() {
    for cast in scenes().await {
        let (registry, process) = (cast.registry(), &cast.process);
        let extend = |by, until| {
            reviews::extend(
                registry,
                by,
                minute(3),
                process,
                1,
                minute(until),
                text("Holidays."),
            )
        };
        denied(extend(&cast.ada, 200).await, Denial::NotConvener);
        refused(extend(&cast.cleo, 50).await, Refusal::ReviewClosesTooEarly);
        let extended = extend(&cast.cleo, 200).await.unwrap();
        assert_eq!(
            (extended.closes_at, extended.extensions.len()),
            (minute(200), 1)
        );
        assert_eq!(find(&cast, 150).await.state, ReviewState::Open);
        let close = |by| reviews::close(registry, by, minute(151), process, 1, text("Enough."));
        denied(close(&cast.ada).await, Denial::NotConvener);
        let closed = close(&cast.cleo).await.unwrap();
        assert_eq!(closed.reason.as_deref(), Some("Enough."));
        stale(close(&cast.cleo).await, Refusal::ReviewEnded);
        // The clock has nothing left to do.
        clock::run_all(registry, minute(300)).await.unwrap();
        let (acts, _) = lines(&cast, 300).await;
        assert_eq!(acts.iter().filter(|act| *act == "review.closed").count(), 1);
    }
}

#[tokio::test]
async fn it_opens_at_its_time_and_takes_nothing_before() {
    for mut cast in scenes().await {
        cast.propose(&cast.ben, "Device", "A thing.").await.unwrap();
        let later = NewReview {
            opens_at: Some(minute(20)),
            ..review(&[3])
        };
        let (registry, process) = (cast.registry().clone(), cast.process.clone());
        let opened = reviews::open(&registry, &cast.cleo, minute(3), &process, later);
        let opened = opened.await.unwrap();
        assert_eq!((opened.number, opened.state), (2, ReviewState::Scheduled));
        let leave = |at| {
            let (registry, process) = (registry.clone(), process.clone());
            async move {
                let new = said(Some(3), "Which?");
                reviews::leave(&registry, &Caller::nobody(), minute(at), &process, 2, new).await
            }
        };
        stale(leave(19).await, Refusal::ReviewNotOpen);
        assert!(leave(20).await.is_ok());
        assert_eq!(cast.stage.post().len(), 1);
    }
}

#[tokio::test]
async fn an_entry_is_in_one_open_review_and_the_words_stay_frozen() {
    for cast in scenes().await {
        refused(open(&cast, &[1]).await, Refusal::EntryInReview { entry: 1 });
        cast.redline(&cast.ben, 1, "Code that mends a vulnerability.")
            .await
            .unwrap();
        cast.fold(&cast.ada, 1, &[]).await.unwrap();
        let seen = find(&cast, 9).await;
        let lang = common::lang("en");
        assert_eq!(
            &*seen.entries[0].content.definition[&lang],
            "Code that mends a bug."
        );
        assert_eq!((seen.entries[0].wording, seen.entries[0].current), (1, 2));
        assert_eq!(seen.entries[0].changed.len(), 1);
        assert!(seen.entries[1].changed.is_empty());
        let early = reviews::close(
            cast.registry(),
            &cast.cleo,
            minute(10),
            &cast.process,
            1,
            text("The draft moved on."),
        );
        early.await.unwrap();
        let again = reviews::open(
            cast.registry(),
            &cast.cleo,
            minute(11),
            &cast.process,
            review(&[1]),
        );
        assert_eq!(again.await.unwrap().entries[0].wording, 2);
    }
}

#[tokio::test]
async fn only_what_everybody_reads_is_reviewed_by_everybody() {
    for cast in casts().await {
        let (stage, cleo) = (&cast.stage, &cast.cleo);
        let inside = stage.announced("inside", cleo, Visibility::Members).await;
        let open =
            |by, process| reviews::open(cast.registry(), by, minute(2), process, review(&[1]));
        denied(open(cleo, &inside).await, Denial::NotOpenYet);
        stage.open(&inside, cleo).await;
        refused(open(cleo, &inside).await, Refusal::ReviewMembersOnly);
        denied(open(&cast.ada, &cast.process).await, Denial::NotConvener);
        refused(open(cleo, &cast.process).await, Refusal::EntryUnknown);
    }
}
