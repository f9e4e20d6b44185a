//! Who takes part: from an interest to the roster and off it again.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

mod common;

use common::{Stage, backstage::token_in, minute, slug, stages, text, title};
use domain::{
    Refusal, Slug,
    account::{Email, Password},
    people::{InterestState, NewInterest, NewMember},
    permit::Denial,
    process::{Role, Visibility},
};
use registry::{
    Caller, Error, Page, Registry, interests,
    invitations::{self, Invited, Joined, NewPerson},
    members::{self, Added, RosterMember},
    passwords, processes, sessions,
};

const DAYS_14: i64 = 14 * 24 * 60;

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).unwrap()
}

fn interest(name: &str, organisation: &str) -> NewInterest {
    NewInterest {
        name: title("Bea Burns"),
        email: email(name),
        organisation: Some(title(organisation)),
        group: slug("makers"),
        statement: text("We make secret updates."),
    }
}

fn bea() -> NewPerson {
    NewPerson {
        name: title("Bea Burns"),
        password: Password::parse("a long enough password").unwrap(),
    }
}

fn new_member(name: &str, role: Role, place: Option<(&str, &str)>) -> NewMember {
    NewMember {
        email: email(name),
        role,
        group: place.map(|(group, _)| slug(group)),
        organisation: place.map(|(_, organisation)| title(organisation)),
    }
}

async fn roster(registry: &Registry, process: &Slug) -> Vec<RosterMember> {
    let caller = Caller::nobody();
    members::roster(registry, &caller, minute(1), process, &Page::default())
        .await
        .unwrap()
        .items
}

fn is_spent<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(
        matches!(result, Err(Error::Refused(Refusal::LinkSpent))),
        "{result:?}"
    );
}

fn is_stale<T: std::fmt::Debug>(result: Result<T, Error>, reason: &Refusal) {
    assert!(
        matches!(&result, Err(Error::Stale(found)) if found == reason),
        "{result:?}"
    );
}

/// Bea, without an account, is invited as a participant for Acme; the token is from her letter.
async fn invited(stage: &mut Stage, process: &Slug, convener: &Caller) -> (Invited, String) {
    let new = new_member("bea", Role::Participant, Some(("makers", "Acme")));
    let registry = stage.registry.clone();
    let added = members::add(&registry, convener, minute(1), process, new)
        .await
        .unwrap();
    let Added::Invitation(invited) = added else {
        panic!("{added:?}")
    };
    let letter = stage.letter();
    assert_eq!(letter.to, "bea@example.org");
    assert!(
        letter.body.contains("https://terms.example/invitations/"),
        "{}",
        letter.body
    );
    (invited, token_in(&letter.body))
}

#[tokio::test]
async fn from_an_interest_to_the_roster() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = stage.person("ada").await;
        let process = stage.announced("updates", &ada, Visibility::Public).await;
        let nobody = Caller::nobody();
        interests::express(
            registry,
            &nobody,
            minute(1),
            &process,
            interest("bea", "Acme"),
        )
        .await
        .unwrap();
        let letter = stage.letter();
        assert_eq!(letter.to, "bea@example.org");
        assert!(
            !letter.body.contains("secret") && !letter.body.contains("Bea"),
            "{}",
            letter.body
        );

        let page = Page::default();
        let listed = interests::list(registry, &ada, minute(2), &process, &page)
            .await
            .unwrap();
        assert_eq!(listed.items[0].statement, "We make secret updates.");
        assert_eq!(listed.items[0].state, InterestState::Pending);
        interests::admit(registry, &ada, minute(2), &process, 1)
            .await
            .unwrap();
        is_stale(
            interests::admit(registry, &ada, minute(2), &process, 1).await,
            &Refusal::AlreadySettled,
        );

        let token = token_in(&stage.letter().body);
        let found = invitations::find(registry, minute(3), &token)
            .await
            .unwrap();
        assert_eq!(found.name.as_deref(), Some("Bea Burns"));
        assert_eq!(found.group_name.as_deref(), Some("makers"));
        assert!(!found.has_account);
        let joined = invitations::sign_up(registry, minute(3), &token, bea())
            .await
            .unwrap();
        let session = joined.session.unwrap();
        let caller = sessions::caller(registry, minute(3), session.token.reveal())
            .await
            .unwrap();
        let me = processes::find(registry, &caller.unwrap(), minute(3), &process)
            .await
            .unwrap()
            .me;
        assert_eq!(me.unwrap().number, 2);

        let bea = &roster(registry, &process).await[1];
        assert_eq!(
            (bea.person.name.as_str(), bea.person.role),
            ("Bea Burns", Role::Participant)
        );
        assert_eq!(bea.person.organisation.as_ref().unwrap().name, "Acme");
        assert_eq!(
            (bea.person.group.clone(), bea.joined_at),
            (Some(slug("makers")), minute(3))
        );
        is_spent(invitations::find(registry, minute(4), &token).await);
        is_spent(invitations::sign_up(registry, minute(4), &token, self::bea()).await);
        let invited = invitations::list(registry, &ada, minute(4), &process, &page)
            .await
            .unwrap();
        assert!(invited.items.is_empty());
    }
}

#[tokio::test]
async fn an_invitation_is_for_one_address_once_and_for_two_weeks() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = stage.person("ada").await;
        let process = stage.process("updates", &ada).await;
        let (_, old) = invited(&mut stage, &process, &ada).await;
        let (newest, token) = invited(&mut stage, &process, &ada).await;
        let listed = invitations::list(registry, &ada, minute(2), &process, &Page::default()).await;
        assert_eq!(listed.unwrap().items, [newest]);
        is_spent(invitations::find(registry, minute(2), &old).await);
        let late = minute(1 + DAYS_14);
        is_spent(invitations::sign_up(registry, late, &token, bea()).await);
        is_spent(passwords::reset(registry, minute(2), &token, bea().password).await);

        // A new password is for who has an account; it is no way round the invitation.
        passwords::forget(registry, minute(2), &email("bea"))
            .await
            .unwrap();
        assert!(stage.post().is_empty());

        let carl = stage.person("carl").await;
        let elsewhere = invitations::accept(registry, &carl, minute(2), &token).await;
        assert!(
            matches!(elsewhere, Err(Error::Refused(Refusal::InvitationElsewhere))),
            "{elsewhere:?}"
        );
        let (one, other) = tokio::join!(
            invitations::sign_up(registry, minute(2), &token, bea()),
            invitations::sign_up(registry, minute(2), &token, bea()),
        );
        assert!(one.is_ok() ^ other.is_ok(), "{one:?} {other:?}");
        assert_eq!(roster(registry, &process).await.len(), 2);
    }
}

#[tokio::test]
async fn who_has_an_account_accepts_with_it_or_is_added_at_once() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = stage.person("ada").await;
        let process = stage.process("updates", &ada).await;
        let (_, token) = invited(&mut stage, &process, &ada).await;
        let bea_now = stage.person("bea").await;
        assert!(
            invitations::find(registry, minute(2), &token)
                .await
                .unwrap()
                .has_account
        );
        let denied = invitations::sign_up(registry, minute(2), &token, bea()).await;
        assert!(
            matches!(denied, Err(Error::Forbidden(Denial::SignIn))),
            "{denied:?}"
        );
        let (one, other) = tokio::join!(
            invitations::accept(registry, &bea_now, minute(2), &token),
            invitations::accept(registry, &bea_now, minute(2), &token),
        );
        let joined = [one, other]
            .into_iter()
            .filter_map(Result::ok)
            .collect::<Vec<_>>();
        assert_eq!(
            joined,
            [Joined {
                process: process.clone(),
                member: 2,
                session: None
            }]
        );

        stage.person("carl").await;
        let carl = || new_member("carl", Role::Observer, None);
        let added = members::add(registry, &ada, minute(3), &process, carl())
            .await
            .unwrap();
        assert!(
            matches!(&added, Added::Member(member) if member.person.number == 3),
            "{added:?}"
        );
        let again = members::add(registry, &ada, minute(3), &process, carl()).await;
        is_stale(again, &Refusal::AlreadyMember);
        let convener = new_member("ada", Role::Participant, Some(("makers", "Acme")));
        let both = members::add(registry, &ada, minute(3), &process, convener).await;
        is_stale(both, &Refusal::AlreadyMember);
    }
}

#[tokio::test]
async fn an_interest_tells_nothing_about_who_is_known() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = stage.person("ada").await;
        let process = stage.announced("updates", &ada, Visibility::Public).await;
        let nobody = Caller::nobody();
        let mut seq = processes::find(registry, &nobody, minute(1), &process)
            .await
            .unwrap()
            .seq;
        // A member, a stranger, and the stranger once more.
        for name in ["ada", "bea", "bea"] {
            interests::express(
                registry,
                &nobody,
                minute(1),
                &process,
                interest(name, "Acme"),
            )
            .await
            .unwrap();
            let now = processes::find(registry, &nobody, minute(1), &process)
                .await
                .unwrap()
                .seq;
            assert_eq!(now, seq + 1, "one line each");
            seq = now;
        }
        let letters = stage.post();
        assert_eq!(letters.len(), 3);
        assert!(letters.iter().all(|letter| letter.body == letters[0].body));
        let listed = interests::list(registry, &ada, minute(2), &process, &Page::default()).await;
        let numbers: Vec<_> = listed
            .unwrap()
            .items
            .iter()
            .map(|interest| interest.number)
            .collect();
        assert_eq!(numbers, [3, 1], "of one address the newest");
        let reason = text("Please write from your organisation's address.");
        interests::decline(registry, &ada, minute(2), &process, 3, reason)
            .await
            .unwrap();
        assert!(
            stage
                .letter()
                .body
                .contains("from your organisation's address")
        );
    }
}

#[tokio::test]
async fn an_invitation_can_be_taken_back() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = stage.person("ada").await;
        let process = stage.announced("updates", &ada, Visibility::Public).await;
        let (invited, token) = invited(&mut stage, &process, &ada).await;
        let number = invited.invitation;
        let take_back = |by: Caller, process: Slug| async move {
            let why = text("The address was wrong.");
            invitations::withdraw(registry, &by, minute(2), &process, number, why).await
        };
        let other = stage.person("bob").await;
        let elsewhere = stage.announced("other", &other, Visibility::Public).await;
        assert!(matches!(
            take_back(other.clone(), process.clone()).await,
            Err(Error::Forbidden(_))
        ));
        assert!(matches!(
            take_back(other, elsewhere).await,
            Err(Error::NotFound)
        ));

        let taken = take_back(ada.clone(), process.clone()).await.unwrap();
        assert_eq!(taken.email, "bea@example.org");
        is_spent(invitations::find(registry, minute(3), &token).await);
        is_spent(invitations::sign_up(registry, minute(3), &token, bea()).await);
        let left = invitations::list(registry, &ada, minute(3), &process, &Page::default()).await;
        assert!(left.unwrap().items.is_empty());
        is_stale(take_back(ada, process).await, &Refusal::AlreadySettled);
    }
}
