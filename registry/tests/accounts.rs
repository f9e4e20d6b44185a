//! Accounts: setting up, signing in and out, passwords, tokens.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

mod common;

use std::time::{Duration, Instant};

use common::{backstage::token_in, minute, stages, title};
use domain::{
    Moment, Refusal,
    account::{Email, Password},
    permit::Denial,
};
use registry::{
    Caller, Error, Registry,
    accounts::{self, NewAccount},
    passwords, sessions, setup, tokens,
};

const ADA: &str = "ada@example.org";
const PASSWORD: &str = "correct horse battery";
const DAY: i64 = 24 * 60 * 60 * 1000;

fn now() -> Moment {
    minute(0)
}

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn password(text: &str) -> Password {
    Password::parse(text).unwrap()
}

fn first_admin() -> setup::FirstAdmin {
    setup::FirstAdmin {
        email: email(ADA),
        name: title("Ada"),
        password: password(PASSWORD),
    }
}

async fn ada(registry: &Registry) -> Caller {
    let new = NewAccount {
        email: email(ADA),
        name: title("Ada"),
        password: password(PASSWORD),
        admin: false,
        may_convene: false,
    };
    accounts::add(registry, now(), new).await.unwrap();
    accounts::caller(registry, &email(ADA)).await.unwrap()
}

fn is_spent<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(
        matches!(result, Err(Error::Refused(Refusal::LinkSpent))),
        "{result:?}"
    );
}

async fn sign_in(
    registry: &Registry,
    email: &str,
    password: &str,
) -> Result<sessions::Session, Error> {
    sessions::begin(registry, now(), email, password).await
}

async fn is_signed_in(registry: &Registry, at: Moment, session: &sessions::Session) -> bool {
    sessions::caller(registry, at, session.token.reveal())
        .await
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn the_first_account_is_made_by_one_link_once() {
    for stage in stages().await {
        let registry = &stage.registry;
        let old = token_in(&setup::link(registry, now()).await.unwrap().unwrap());
        let link = setup::link(registry, now()).await.unwrap().unwrap();
        assert!(link.starts_with(&format!("{}/set-up/", registry.base_url())));
        let token = token_in(&link);
        is_spent(setup::find(registry, now(), &old).await);
        is_spent(setup::complete(registry, now() + DAY, &token, first_admin()).await);
        let (one, other) = tokio::join!(
            setup::complete(registry, now(), &token, first_admin()),
            setup::complete(registry, now(), &token, first_admin()),
        );
        assert_eq!(
            [one.is_ok(), other.is_ok()]
                .iter()
                .filter(|won| **won)
                .count(),
            1
        );
        let session = sign_in(registry, " ADA@example.org", PASSWORD)
            .await
            .unwrap();
        let account = accounts::find(registry, &session.caller).await.unwrap();
        assert!(account.admin && account.may_convene);
        assert_eq!(setup::link(registry, now()).await.unwrap(), None);
        is_spent(setup::complete(registry, now(), &token, first_admin()).await);
    }
}

#[tokio::test]
async fn signing_in_tells_nothing_about_who_has_an_account() {
    for stage in stages().await {
        let registry = &stage.registry;
        ada(registry).await;
        let tries = [
            (ADA, "wrong horse battery"),
            ("bea@example.org", PASSWORD),
            (ADA, ""),
            ("", ""),
        ];
        for (email, password) in tries {
            let refused = sign_in(registry, email, password).await;
            assert!(
                matches!(refused, Err(Error::Refused(Refusal::SignInWrong))),
                "{refused:?}"
            );
        }
        // In turn, so that what else the machine does weighs on both; the fastest is the cost itself.
        let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
        for _ in 0..10 {
            known = known.min(refusing(registry, ADA).await);
            unknown = unknown.min(refusing(registry, "bea@example.org").await);
        }
        assert!(
            unknown * 2 > known && known * 2 > unknown,
            "{known:?} {unknown:?}"
        );
    }
}

async fn refusing(registry: &Registry, email: &str) -> Duration {
    let begun = Instant::now();
    let refused = sign_in(registry, email, "wrong horse battery").await;
    assert!(refused.is_err());
    begun.elapsed()
}

#[tokio::test]
async fn a_session_ends_by_signing_out_and_by_time() {
    for stage in stages().await {
        let registry = &stage.registry;
        ada(registry).await;
        let one = sign_in(registry, ADA, PASSWORD).await.unwrap();
        let two = sign_in(registry, ADA, PASSWORD).await.unwrap();
        let three = sign_in(registry, ADA, PASSWORD).await.unwrap();
        assert!(is_signed_in(registry, now() + (14 * DAY - 1), &one).await);
        assert!(!is_signed_in(registry, now() + 14 * DAY, &one).await);
        sessions::end(registry, one.token.reveal()).await.unwrap();
        assert!(!is_signed_in(registry, now(), &one).await);
        assert!(is_signed_in(registry, now(), &two).await);
        sessions::end_all(registry, &two.caller).await.unwrap();
        assert!(!is_signed_in(registry, now(), &two).await);
        assert!(!is_signed_in(registry, now(), &three).await);
    }
}

#[tokio::test]
async fn what_opens_something_is_stored_hashed() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = ada(registry).await;
        let session = sign_in(registry, ADA, PASSWORD).await.unwrap();
        let label = title("Glossary build");
        let (secret, _) = tokens::create(registry, &ada, now(), label).await.unwrap();
        passwords::forget(registry, now(), &email(ADA))
            .await
            .unwrap();
        let link = token_in(&stage.letter().body);
        let stored = stage
            .dump(&["users", "sessions", "api_tokens", "links"])
            .await;
        assert!(
            stored.contains("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        for open in [PASSWORD, session.token.reveal(), secret.reveal(), &link] {
            assert!(!stored.contains(open), "{open}");
            assert!(
                open == PASSWORD || open.len() >= 43,
                "at least 128 random bits"
            );
        }
    }
}

#[tokio::test]
async fn a_forgotten_password_is_set_once_by_a_letter() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        ada(registry).await;
        let session = sign_in(registry, ADA, PASSWORD).await.unwrap();
        passwords::forget(registry, now(), &email(ADA))
            .await
            .unwrap();
        let old = token_in(&stage.letter().body);
        passwords::forget(registry, now(), &email(ADA))
            .await
            .unwrap();
        let letter = stage.letter();
        assert_eq!(letter.to, ADA);
        assert!(
            letter
                .body
                .contains(&format!("{}/password/", registry.base_url()))
        );
        let token = token_in(&letter.body);
        let reset = |token: String, at| {
            let registry = registry.clone();
            async move { passwords::reset(&registry, at, &token, password("a brand new one")).await }
        };
        is_spent(reset(old, now()).await);
        is_spent(reset("made-up".into(), now()).await);
        is_spent(reset(token.clone(), now() + DAY / 24).await);
        is_spent(setup::find(registry, now(), &token).await);
        let (one, other) = tokio::join!(reset(token.clone(), now()), reset(token.clone(), now()));
        assert_eq!(
            [one.is_ok(), other.is_ok()]
                .iter()
                .filter(|won| **won)
                .count(),
            1
        );
        is_spent(reset(token, now()).await);
        assert!(!is_signed_in(registry, now(), &session).await);
        assert!(sign_in(registry, ADA, PASSWORD).await.is_err());
        assert!(sign_in(registry, ADA, "a brand new one").await.is_ok());
    }
}

#[tokio::test]
async fn forgetting_a_password_tells_nothing_about_who_has_an_account() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        ada(registry).await;
        let before = stage.dump(&["links"]).await.lines().count();
        passwords::forget(registry, now(), &email("bea@example.org"))
            .await
            .unwrap();
        assert!(
            stage.post().is_empty(),
            "nobody without an account gets a letter"
        );
        let unknown = stage.dump(&["links"]).await.lines().count();
        passwords::forget(registry, now(), &email(ADA))
            .await
            .unwrap();
        assert_eq!(stage.post().len(), 1);
        let known = stage.dump(&["links"]).await.lines().count();
        assert_eq!(
            unknown - before,
            known - unknown,
            "the same is written for both"
        );
        sessions::sweep(registry, now() + DAY).await.unwrap();
        assert_eq!(stage.dump(&["links"]).await.lines().count(), before);
    }
}

#[tokio::test]
async fn a_changed_password_leaves_nothing_open() {
    for mut stage in stages().await {
        let registry = &stage.registry.clone();
        let ada = ada(registry).await;
        let kept = sign_in(registry, ADA, PASSWORD).await.unwrap();
        let other = sign_in(registry, ADA, PASSWORD).await.unwrap();
        passwords::forget(registry, now(), &email(ADA))
            .await
            .unwrap();
        let token = token_in(&stage.letter().body);
        let keep = Some(kept.token.reveal());
        let new = || password("a brand new one");
        let wrong = passwords::change(registry, &ada, "wrong horse battery", new(), keep).await;
        assert!(
            matches!(wrong, Err(Error::Refused(Refusal::PasswordWrong))),
            "{wrong:?}"
        );
        assert!(is_signed_in(registry, now(), &other).await);
        passwords::change(registry, &ada, PASSWORD, new(), keep)
            .await
            .unwrap();
        assert!(is_signed_in(registry, now(), &kept).await);
        assert!(!is_signed_in(registry, now(), &other).await);
        is_spent(passwords::find(registry, now(), &token).await);
        assert!(sign_in(registry, ADA, "a brand new one").await.is_ok());
    }
}

#[tokio::test]
async fn a_token_acts_for_its_owner_until_it_is_taken_back() {
    for stage in stages().await {
        let registry = &stage.registry;
        let ada = ada(registry).await;
        let label = || title("Glossary build");
        let (secret, token) = tokens::create(registry, &ada, now(), label())
            .await
            .unwrap();
        assert!(secret.reveal().starts_with("plt_"));
        let later = now() + DAY;
        assert_eq!(
            tokens::caller(registry, later, secret.reveal())
                .await
                .unwrap(),
            ada
        );
        let listed = tokens::list(registry, &ada).await.unwrap();
        assert_eq!(
            listed,
            [tokens::Token {
                used_at: Some(later),
                ..token.clone()
            }]
        );
        let stranger = Caller {
            user: Some(4711),
            ..Caller::nobody()
        };
        let taken = tokens::revoke(registry, &stranger, token.id).await;
        assert!(matches!(taken, Err(Error::NotFound)), "{taken:?}");
        is_nobody(registry, now() + 365 * DAY, secret.reveal()).await;
        is_nobody(registry, now(), "plt_made-up").await;
        tokens::revoke(registry, &ada, token.id).await.unwrap();
        is_nobody(registry, now(), secret.reveal()).await;
    }
}

async fn is_nobody(registry: &Registry, at: Moment, bearer: &str) {
    let caller = tokens::caller(registry, at, bearer).await;
    assert!(
        matches!(caller, Err(Error::Forbidden(Denial::SignIn))),
        "{caller:?}"
    );
}

#[tokio::test]
async fn an_address_is_one_account() {
    for stage in stages().await {
        let registry = &stage.registry;
        let ada = ada(registry).await;
        let again = NewAccount {
            email: email("Ada@Example.org"),
            name: title("Another Ada"),
            password: password(PASSWORD),
            admin: true,
            may_convene: true,
        };
        let taken = accounts::add(registry, now(), again).await;
        assert!(
            matches!(taken, Err(Error::Stale(Refusal::EmailTaken))),
            "{taken:?}"
        );
        let name = title("Ada L.");
        assert_eq!(
            accounts::rename(registry, &ada, name).await.unwrap().name,
            "Ada L."
        );
        let nobody = accounts::find(registry, &Caller::nobody()).await;
        assert!(
            matches!(nobody, Err(Error::Forbidden(Denial::SignIn))),
            "{nobody:?}"
        );
    }
}
