//! The roster and its organisations: who may change them, what stays private, how one leaves.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

mod common;

use common::{minute, slug, stages, text, title};
use domain::{
    Moment, Refusal, Slug,
    account::Email,
    people::{MemberPatch, NewInterest, NewMember, OrganisationPatch},
    permit::Denial,
    process::{Role, Visibility},
};
use registry::{Caller, Error, Page, Registry, interests, invitations, members, organisations};

const MAKERS: Option<(&str, &str)> = Some(("makers", "Acme"));

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).unwrap()
}

fn moving(group: Option<&str>, organisation: Option<&str>) -> MemberPatch {
    MemberPatch {
        group: group.map(slug),
        organisation: organisation.map(title),
        reason: text("Changed jobs."),
    }
}

fn naming(name: &str) -> OrganisationPatch {
    OrganisationPatch {
        name: Some(title(name)),
        merge_into: None,
    }
}

fn merging(into: u32) -> OrganisationPatch {
    OrganisationPatch {
        name: None,
        merge_into: Some(into),
    }
}

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

/// What only the convener of a process does, tried by somebody; the errors.
async fn convene(registry: &Registry, who: &Caller, at: Moment, process: &Slug) -> Vec<Error> {
    let page = Page::default();
    let new = NewMember {
        email: email("zoe"),
        role: Role::Observer,
        group: None,
        organisation: None,
    };
    vec![
        interests::list(registry, who, at, process, &page)
            .await
            .unwrap_err(),
        interests::admit(registry, who, at, process, 1)
            .await
            .unwrap_err(),
        interests::decline(registry, who, at, process, 1, text("No."))
            .await
            .unwrap_err(),
        invitations::list(registry, who, at, process, &page)
            .await
            .unwrap_err(),
        members::add(registry, who, at, process, new)
            .await
            .unwrap_err(),
        members::change(registry, who, at, process, 2, moving(Some("users"), None))
            .await
            .unwrap_err(),
        members::leave(registry, who, at, process, 2, Some(text("Out.")))
            .await
            .unwrap_err(),
        organisations::update(registry, who, at, process, 1, naming("Evil"))
            .await
            .unwrap_err(),
    ]
}

#[tokio::test]
async fn a_convener_elsewhere_convenes_nothing_here() {
    for stage in stages().await {
        let registry = &stage.registry;
        let (ada, eve) = (stage.person("ada").await, stage.person("eve").await);
        stage.process("elsewhere", &eve).await;
        let public = stage.announced("updates", &ada, Visibility::Public).await;
        let hidden = stage.announced("hidden", &ada, Visibility::Members).await;
        stage
            .member(&public, &ada, "bea", Role::Participant, MAKERS)
            .await;
        let bea = NewMember {
            email: email("bea"),
            role: Role::Participant,
            group: Some(slug("makers")),
            organisation: Some(title("Acme")),
        };
        members::add(registry, &ada, minute(1), &hidden, bea)
            .await
            .unwrap();
        for who in [&eve, &Caller::nobody()] {
            let denied = if who.user.is_some() {
                Denial::NotMember
            } else {
                Denial::SignIn
            };
            for error in convene(registry, who, minute(2), &public).await {
                assert!(
                    matches!(&error, Error::Forbidden(found) if *found == denied),
                    "{error:?}"
                );
            }
            for error in convene(registry, who, minute(2), &hidden).await {
                assert!(matches!(error, Error::NotFound), "{error:?}");
            }
        }
    }
}

#[tokio::test]
async fn names_and_addresses_stand_in_no_record_and_addresses_on_no_roster() {
    for stage in stages().await {
        let registry = &stage.registry;
        let anna = stage.person("anna").await;
        let process = stage.process("updates", &anna).await;
        stage
            .member(&process, &anna, "boris", Role::Participant, MAKERS)
            .await;
        let interest = NewInterest {
            name: title("Carl Claes"),
            email: email("carl"),
            organisation: Some(title("Widgets United")),
            group: slug("users"),
            statement: text("I use them daily."),
        };
        interests::express(registry, &Caller::nobody(), minute(1), &process, interest)
            .await
            .unwrap();
        interests::admit(registry, &anna, minute(1), &process, 1)
            .await
            .unwrap();
        organisations::update(
            registry,
            &anna,
            minute(1),
            &process,
            1,
            naming("Acme Holding"),
        )
        .await
        .unwrap();
        let reason = Some(text("Left the company."));
        members::leave(registry, &anna, minute(1), &process, 2, reason)
            .await
            .unwrap();
        let record = stage.dump(&["record"]).await;
        assert!(
            record.contains("interest.expressed") && record.contains("Left the company."),
            "{record}"
        );
        // Names that no hash in hex can hold by chance.
        let private = [
            "anna",
            "boris",
            "carl",
            "claes",
            "acme",
            "widgets",
            "daily",
            "example.org",
        ];
        for private in private {
            assert!(!record.to_lowercase().contains(private), "{private}");
        }
        let page = Page::default();
        let roster = members::roster(registry, &anna, minute(2), &process, &page)
            .await
            .unwrap();
        assert!(!serde_json::to_string(&roster).unwrap().contains('@'));
    }
}

#[tokio::test]
async fn an_organisation_has_one_name_and_one_group() {
    for stage in stages().await {
        let registry = &stage.registry;
        let ada = stage.person("ada").await;
        let process = stage.process("updates", &ada).await;
        stage
            .member(&process, &ada, "bea", Role::Participant, MAKERS)
            .await;
        stage
            .member(
                &process,
                &ada,
                "carl",
                Role::Participant,
                Some(("makers", " ACME")),
            )
            .await;
        stage
            .member(
                &process,
                &ada,
                "dan",
                Role::Participant,
                Some(("users", "Guild")),
            )
            .await;
        let page = Page::default();
        let list = || organisations::list(registry, &ada, minute(1), &process, &page);
        let listed = list().await.unwrap().items;
        let told: Vec<_> = listed
            .iter()
            .map(|one| (one.name.as_str(), one.members))
            .collect();
        assert_eq!(told, [("Acme", 2), ("Guild", 1)]);

        let change = |patch| members::change(registry, &ada, minute(2), &process, 2, patch);
        is_refused(
            change(moving(Some("users"), None)).await,
            &Refusal::OrganisationElsewhere,
        );
        is_refused(
            change(moving(Some("users"), Some("Acme"))).await,
            &Refusal::OrganisationElsewhere,
        );
        let moved = change(moving(Some("users"), Some("guild")))
            .await
            .unwrap()
            .person;
        assert_eq!(
            (moved.group, moved.organisation.unwrap().number),
            (Some(slug("users")), 2)
        );

        let update = |number, patch| {
            organisations::update(registry, &ada, minute(3), &process, number, patch)
        };
        is_stale(
            update(1, naming("GUILD")).await,
            &Refusal::OrganisationTaken,
        );
        assert_eq!(
            update(1, naming("Acme Ltd")).await.unwrap().name,
            "Acme Ltd"
        );
        is_refused(update(1, merging(9)).await, &Refusal::OrganisationUnknown);
        assert_eq!(update(1, merging(2)).await.unwrap().merged_into, Some(2));
        is_stale(update(1, naming("Acme")).await, &Refusal::AlreadySettled);
        let carl = members::find(registry, &ada, minute(4), &process, 3)
            .await
            .unwrap()
            .person;
        assert_eq!(
            (carl.group, carl.organisation.unwrap().number),
            (Some(slug("users")), 2)
        );
        // The old name leads to what it became.
        stage
            .member(
                &process,
                &ada,
                "eli",
                Role::Participant,
                Some(("users", "Acme Ltd")),
            )
            .await;
        assert_eq!(list().await.unwrap().items[1].members, 4);
    }
}

#[tokio::test]
async fn organisations_stand_still_while_a_call_is_open() {
    for stage in stages().await {
        let registry = &stage.registry;
        let ada = stage.person("ada").await;
        let process = stage.process("updates", &ada).await;
        stage
            .member(&process, &ada, "bea", Role::Participant, MAKERS)
            .await;
        stage.execute(OPEN_CALL).await;
        let frozen =
            organisations::update(registry, &ada, minute(1), &process, 1, naming("New")).await;
        is_stale(frozen, &Refusal::OrganisationsFrozen);
        stage.execute("UPDATE calls SET state = 'closed'").await;
        organisations::update(registry, &ada, minute(1), &process, 1, naming("New"))
            .await
            .unwrap();
    }
}

const OPEN_CALL: &str = "INSERT INTO calls \
    (process_id, number, subject, kind, state, opens_at, closes_at, blind, assent, early) \
    VALUES (1, 1, '{}', 'resolution', 'open', 0, 0, false, false, false)";
