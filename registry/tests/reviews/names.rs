use domain::account::Email;
use registry::erasure;

use super::{common::cast::refused, *};

/// How many letters wait for one address at most.
const WAITING: usize = 40;

#[tokio::test]
async fn a_name_is_taken_away_and_the_contribution_stays() {
    for mut cast in scenes().await {
        published(&mut cast, 3, said(Some(1), "Which bugs?")).await;
        let other = NewPublicComment {
            name: title("Otis Vane"),
            email: Some(Email::parse("otis@outside.example").unwrap()),
            ..said(Some(1), "All bugs?")
        };
        published(&mut cast, 3, other).await;
        let ask = |cast: &Cast, mail: &str| {
            let (registry, process) = (cast.registry().clone(), cast.process.clone());
            let email = Email::parse(mail).unwrap();
            let nobody = Caller::nobody();
            async move { reviews::ask_to_erase(&registry, &nobody, minute(4), &process, &email).await }
        };
        // The answer is the same for an address that nobody commented with; only no letter goes there.
        ask(&cast, "nobody@outside.example").await.unwrap();
        assert_eq!(cast.stage.post(), []);
        ask(&cast, MAIL).await.unwrap();
        let letter = cast.stage.letter();
        assert_eq!(letter.to, MAIL);
        let token = token_in(&letter.body);
        reviews::find_erasure(cast.registry(), minute(5), &token)
            .await
            .unwrap();
        refused(
            reviews::erase(cast.registry(), minute(4 + 60), &token).await,
            domain::Refusal::LinkSpent,
        );
        reviews::erase(cast.registry(), minute(5), &token)
            .await
            .unwrap();
        refused(
            reviews::erase(cast.registry(), minute(5), &token).await,
            domain::Refusal::LinkSpent,
        );
        let left = comments(&cast, 6).await;
        assert_eq!(
            (left[0].name.as_str(), left[0].body.as_str()),
            ("Name withdrawn", "Which bugs?")
        );
        assert_eq!(left[0].organisation, None);
        assert_eq!(left[1].name, "Otis Vane");
        let kept = cast.stage.dump(&["commenters", "submissions"]).await;
        assert!(!kept.contains(MAIL) && !kept.contains(NAME), "{kept}");
        let (_, text) = lines(&cast, 6).await;
        assert!(text.contains("Which bugs?"));
    }
}

#[tokio::test]
async fn erasing_an_account_takes_the_name_from_its_public_comments() {
    for cast in scenes().await {
        let stranger = cast.stage.person("stella").await;
        leave(&cast, &stranger, 3, said(None, "Good."))
            .await
            .unwrap();
        erasure::erase(
            cast.registry(),
            &stranger,
            minute(4),
            "a long enough password",
        )
        .await
        .unwrap();
        assert_eq!(comments(&cast, 5).await[0].name, "Name withdrawn");
        let kept = cast.stage.dump(&["commenters"]).await;
        assert!(!kept.contains("stella"), "{kept}");
    }
}

#[tokio::test]
async fn who_floods_an_address_fills_no_storage_and_learns_nothing() {
    for mut cast in scenes().await {
        let first = sent(&mut cast, 3, said(None, "The first.")).await;
        for n in 0..WAITING {
            let answer = leave(&cast, &Caller::nobody(), 4, said(None, &format!("No. {n}"))).await;
            assert!(answer.unwrap().comment.is_none());
        }
        assert_eq!(cast.stage.post().len(), WAITING);
        let kept = cast.stage.dump(&["submissions"]).await;
        assert_eq!(kept.lines().count(), WAITING);
        refused(confirm(&cast, 5, &first).await, domain::Refusal::LinkSpent);
        // What is out of date goes away by itself.
        registry::sessions::sweep(cast.registry(), minute(4 + 2 * 24 * 60))
            .await
            .unwrap();
        assert_eq!(cast.stage.dump(&["submissions"]).await, "");
    }
}
