use domain::{
    Refusal,
    comment::{Disposition, NewDisposition},
    entry::EntryRef,
    permit::Denial,
};
use registry::{
    Error,
    comments::{self as remarks},
    dispositions::{self, DispositionFilter},
    needs,
    reviews::LeftState,
};

use super::{
    common::cast::{denied, missing, refused},
    *,
};

#[tokio::test]
async fn nothing_is_public_before_its_author_confirms_it() {
    for mut cast in scenes().await {
        let left = leave(&cast, &Caller::nobody(), 3, said(Some(1), "Which bugs?")).await;
        let left = left.unwrap();
        assert_eq!((left.state, left.comment), (LeftState::Unconfirmed, None));
        let letter = cast.stage.letter();
        assert_eq!(letter.to, MAIL);
        // Anybody can have this letter sent to any address: it carries nothing of what was typed.
        for typed in ["Which bugs?", NAME, ORGANISATION] {
            assert!(!letter.body.contains(typed) && !letter.subject.contains(typed));
        }
        let token = token_in(&letter.body);
        assert!(token.len() >= 43, "256 bits in base64");
        let stored = cast.stage.dump(&["links", "submissions"]).await;
        assert!(!stored.contains(&token), "only its digest is stored");
        assert_eq!(comments(&cast, 3).await, []);
        assert_eq!(find(&cast, 3).await.counts.comments, 0);
        assert_eq!(cast.find().await.undisposed_comments, 0);
        let (acts, text) = lines(&cast, 3).await;
        assert!(!acts.contains(&"review.commented".to_owned()) && !text.contains("Which bugs?"));

        // Looking does not use it up; using it does, and of two who try at once one comes through.
        for _ in 0..2 {
            let waiting = reviews::find_unconfirmed(cast.registry(), minute(4), &token).await;
            assert_eq!(waiting.unwrap().body, "Which bugs?");
        }
        let (one, other) = tokio::join!(confirm(&cast, 5, &token), confirm(&cast, 5, &token));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        refused(confirm(&cast, 5, &token).await, Refusal::LinkSpent);
        let said = comments(&cast, 6).await;
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].name.as_str(), said[0].entry), (NAME, Some(1)));
        assert_eq!(said[0].interest_name.as_deref(), Some("users"));
        assert_eq!(said[0].wording, Some(1));
        let (acts, text) = lines(&cast, 6).await;
        assert_eq!(acts.last().unwrap(), "review.commented");
        for private in [NAME, ORGANISATION, MAIL] {
            assert!(!text.contains(private), "{private} is on the record");
        }
        let public = cast.stage.dump(&["comments", "record"]).await;
        assert!(!public.contains(NAME) && !public.contains(MAIL));
    }
}

#[tokio::test]
async fn a_link_is_good_for_its_own_comment_and_for_two_days() {
    for mut cast in scenes().await {
        let left = leave(&cast, &Caller::nobody(), 3, said(None, "One."))
            .await
            .unwrap();
        let token = token_in(&cast.stage.letter().body);
        let confirm_as = |review, submission| {
            let which = reviews::Which {
                process: &cast.process,
                review,
                submission,
            };
            reviews::confirm(cast.registry(), minute(4), &token, Some(which))
        };
        let submission = left.submission.unwrap();
        refused(confirm_as(Some(2), submission).await, Refusal::LinkSpent);
        refused(confirm_as(None, submission).await, Refusal::LinkSpent);
        refused(
            confirm_as(Some(1), submission ^ 1).await,
            Refusal::LinkSpent,
        );
        // What one link is for, another is not.
        let elsewhere = registry::passwords::reset(
            cast.registry(),
            minute(4),
            &token,
            domain::account::Password::parse("a long enough password").unwrap(),
        );
        refused(elsewhere.await, Refusal::LinkSpent);
        refused(
            reviews::erase(cast.registry(), minute(4), &token).await,
            Refusal::LinkSpent,
        );
        let two_days = 2 * 24 * 60;
        refused(
            confirm(&cast, 3 + two_days, &token).await,
            Refusal::LinkSpent,
        );
        assert!(confirm_as(Some(1), submission).await.is_ok());
    }
}

#[tokio::test]
async fn whoever_is_signed_in_is_known_already_and_a_convener_stays_neutral() {
    for cast in scenes().await {
        let dan = leave(&cast, &cast.dan, 3, said(Some(2), "Newer than what?"))
            .await
            .unwrap();
        assert_eq!((dan.state, dan.comment), (LeftState::Public, Some(1)));
        denied(
            leave(&cast, &cast.cleo, 3, said(None, "I think")).await,
            Denial::Neutral,
        );
        // The account's address counts, whatever was typed.
        let kept = cast.stage.dump(&["commenters"]).await;
        assert!(
            kept.contains("dan@example.org") && !kept.contains(MAIL),
            "{kept}"
        );
    }
}

#[tokio::test]
async fn a_comment_names_an_entry_under_review_and_a_group_of_the_charter() {
    for cast in scenes().await {
        cast.propose(&cast.ben, "Device", "A thing.").await.unwrap();
        let nobody = Caller::nobody();
        refused(
            leave(&cast, &nobody, 3, said(Some(3), "?")).await,
            Refusal::NotUnderReview,
        );
        let other = NewPublicComment {
            interest: Some(common::slug("neighbours")),
            ..said(None, "?")
        };
        refused(
            leave(&cast, &nobody, 3, other).await,
            Refusal::InterestUnknown,
        );
        let unreachable = NewPublicComment {
            email: None,
            ..said(None, "?")
        };
        refused(
            leave(&cast, &nobody, 3, unreachable).await,
            Refusal::EmailMalformed,
        );
        let elsewhere = reviews::leave(
            cast.registry(),
            &nobody,
            minute(3),
            &cast.process,
            2,
            said(None, "?"),
        );
        missing(elsewhere.await);
    }
}

#[tokio::test]
async fn the_pen_holder_answers_and_the_author_hears_of_it() {
    for mut cast in scenes().await {
        let new = quoting(1, "Not every bug.", "a bug", "a vulnerability");
        published(&mut cast, 3, new).await;
        let first = &EntryRef::Number(1);
        let page = Page::default();
        let registry = cast.registry();
        let on_entry = remarks::list(registry, &cast.ben, minute(4), &cast.process, first, &page);
        let on_entry = on_entry.await.unwrap().items;
        assert_eq!(on_entry[0].author.name, NAME);
        assert_eq!(on_entry[0].public.as_ref().unwrap().review, Some(1));
        assert_eq!(on_entry[0].anchor.as_ref().unwrap().text, "a bug");
        let waiting = needs::needs(registry, &cast.ada, minute(4)).await.unwrap();
        assert_eq!(waiting.pens[0].comments, 1);

        let dispose = |by: &Caller, outcome, response: Option<&str>| {
            let new = NewDisposition {
                outcome,
                response: response.map(text),
            };
            let (registry, by, process) = (registry.clone(), by.clone(), cast.process.clone());
            async move { reviews::dispose(&registry, &by, minute(5), &process, (1, 1), new).await }
        };
        denied(
            dispose(&cast.ben, Disposition::Noted, None).await,
            Denial::NotPenHolder,
        );
        denied(
            dispose(&cast.cleo, Disposition::Noted, None).await,
            Denial::Neutral,
        );
        denied(
            dispose(&cast.dan, Disposition::Noted, None).await,
            Denial::Observer,
        );
        refused(
            dispose(&cast.ada, Disposition::NotAccepted, None).await,
            Refusal::ResponseMissing,
        );
        let answered = dispose(&cast.ada, Disposition::Partly, Some("Half of it."));
        let answered = answered.await.unwrap().disposition.unwrap();
        assert_eq!(answered.author.name, "ada");
        let filter = DispositionFilter {
            group: Some(common::slug("users")),
            ..DispositionFilter::default()
        };
        let csv = dispositions::csv(registry, &cast.ben, minute(6), &cast.process, &filter).await;
        let csv = String::from_utf8(csv.unwrap()).unwrap();
        assert!(
            csv.contains("\"public review, users, Quist Repairs\""),
            "{csv}"
        );
        let letter = cast.stage.letter();
        assert_eq!(
            (letter.to.as_str(), letter.subject.as_str()),
            (MAIL, "An answer to your comment on “Patch”")
        );
        assert!(letter.body.contains("Accepted in part.") && letter.body.contains("Half of it."));
        let link = "https://terms.example/p/updates/reviews/1#comment-1";
        assert!(letter.body.contains(link), "{}", letter.body);
    }
}

#[tokio::test]
async fn a_comment_on_the_whole_is_answered_by_who_holds_a_pen_there() {
    for mut cast in scenes().await {
        published(&mut cast, 3, said(None, "Where are devices?")).await;
        let registry = cast.registry().clone();
        let dispose = |by: &Caller| {
            let new = NewDisposition {
                outcome: Disposition::OutOfScope,
                response: Some(text("In another review.")),
            };
            let (registry, by, process) = (registry.clone(), by.clone(), cast.process.clone());
            async move { reviews::dispose(&registry, &by, minute(5), &process, (1, 1), new).await }
        };
        let waiting = needs::needs(&registry, &cast.ada, minute(4)).await.unwrap();
        assert_eq!(
            (waiting.reviews[0].review, waiting.reviews[0].comments),
            (1, 1)
        );
        let others = needs::needs(&registry, &cast.ben, minute(4)).await.unwrap();
        assert_eq!(others.reviews, []);
        denied(dispose(&cast.ben).await, Denial::NoPenInReview);
        denied(dispose(&cast.cleo).await, Denial::Neutral);
        let answered = dispose(&cast.ada).await.unwrap();
        assert_eq!(answered.entry, None);
        // It is on no entry, so it is found at none.
        let at_none = remarks::find(&registry, &cast.ben, minute(6), &cast.process, None, 1);
        assert!(matches!(at_none.await, Err(Error::NotFound)));
        let all = DispositionFilter::default();
        let page = Page::default();
        let report =
            dispositions::list(&registry, &cast.ben, minute(6), &cast.process, &all, &page);
        let report = report.await.unwrap().items;
        assert_eq!((report[0].entry, report[0].number), (None, 1));
        assert_eq!(cast.stage.letter().to, MAIL);
        let later = needs::needs(&registry, &cast.ada, minute(6)).await.unwrap();
        assert_eq!(later.reviews, []);
    }
}
