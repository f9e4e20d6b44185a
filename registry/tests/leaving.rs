//! Leaving a process, and being erased from the site.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

mod common;

use common::{minute, stages, text};
use domain::{
    Refusal,
    account::Email,
    people::NewMember,
    permit::Denial,
    process::{Role, Visibility},
};
use registry::{Error, Page, erasure, members, processes, sessions};

const MAKERS: Option<(&str, &str)> = Some(("makers", "Acme"));

fn is_stale<T: std::fmt::Debug>(result: Result<T, Error>, reason: &Refusal) {
    assert!(
        matches!(&result, Err(Error::Stale(found)) if found == reason),
        "{result:?}"
    );
}

fn is_refused<T: std::fmt::Debug>(result: Result<T, Error>, reason: &Refusal) {
    assert!(
        matches!(&result, Err(Error::Refused(found)) if found == reason),
        "{result:?}"
    );
}

#[tokio::test]
async fn who_leaves_stays_on_the_roster_and_sees_no_more() {
    for stage in stages().await {
        let registry = &stage.registry;
        let ada = stage.person("ada").await;
        let process = stage.announced("hidden", &ada, Visibility::Members).await;
        let bea = stage
            .member(&process, &ada, "bea", Role::Participant, MAKERS)
            .await;
        let carl = stage
            .member(&process, &ada, "carl", Role::Observer, None)
            .await;
        let leave = |who, member, reason| {
            members::leave(registry, who, minute(2), &process, member, reason)
        };
        let others = leave(&carl, 2, Some(text("Out."))).await;
        assert!(
            matches!(others, Err(Error::Forbidden(Denial::NotConvener))),
            "{others:?}"
        );
        is_refused(leave(&ada, 2, None).await, &Refusal::ReasonMissing);
        is_stale(leave(&ada, 1, None).await, &Refusal::LastConvener);
        assert!(
            processes::find(registry, &bea, minute(2), &process)
                .await
                .is_ok()
        );
        leave(&ada, 2, Some(text("Left the company.")))
            .await
            .unwrap();
        leave(&carl, 3, None).await.unwrap();
        for former in [&bea, &carl] {
            let gone = processes::find(registry, former, minute(3), &process).await;
            assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
        }
        is_stale(
            leave(&ada, 2, Some(text("Again."))).await,
            &Refusal::AlreadySettled,
        );
        let page = Page {
            limit: Some(2),
            cursor: None,
        };
        let first = members::roster(registry, &ada, minute(3), &process, &page)
            .await
            .unwrap();
        assert_eq!(
            (first.items[1].person.name.as_str(), first.items[1].left_at),
            ("bea", Some(minute(2)))
        );
        let rest = Page {
            limit: Some(2),
            cursor: first.next,
        };
        let rest = members::roster(registry, &ada, minute(3), &process, &rest)
            .await
            .unwrap();
        assert_eq!((rest.items.len(), rest.items[0].person.number), (1, 3));
        // A participant who left does not come back as the neutral part.
        let convener = NewMember {
            email: Email::parse("bea@example.org").unwrap(),
            role: Role::Convener,
            group: None,
            organisation: None,
        };
        let back = members::add(registry, &ada, minute(4), &process, convener).await;
        is_stale(back, &Refusal::ConvenerAndParticipant);
    }
}

#[tokio::test]
async fn an_erased_person_is_a_number() {
    const PASSWORD: &str = "a long enough password";
    for stage in stages().await {
        let registry = &stage.registry;
        let ada = stage.person("ada").await;
        let process = stage.process("updates", &ada).await;
        let bea = stage
            .member(&process, &ada, "bea", Role::Participant, MAKERS)
            .await;
        let session = sessions::begin(registry, minute(1), "bea@example.org", PASSWORD)
            .await
            .unwrap();
        is_stale(
            erasure::erase(registry, &ada, minute(2), PASSWORD).await,
            &Refusal::LastConvener,
        );
        is_refused(
            erasure::erase(registry, &bea, minute(2), "a wrong password").await,
            &Refusal::PasswordWrong,
        );
        erasure::erase(registry, &bea, minute(2), PASSWORD)
            .await
            .unwrap();
        let gone = members::find(registry, &ada, minute(3), &process, 2)
            .await
            .unwrap();
        assert_eq!(
            (gone.person.name.as_str(), gone.person.left),
            ("Member 2", true)
        );
        let gone = sessions::caller(registry, minute(3), session.token.reveal())
            .await
            .unwrap();
        assert_eq!(gone, None);
        let stored = stage
            .dump(&["users", "members", "invitations", "interests", "links"])
            .await;
        assert!(!stored.contains("bea"), "{stored}");
    }
}
