//! Hashing passwords: argon2id, a few at a time.

use std::{sync::Arc, time::Duration};

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use domain::account::Password;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};

use crate::{Error, Registry, Result};

/// 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How long somebody waits for their turn before being sent away.
const PATIENCE: Duration = Duration::from_secs(5);
/// A hash of the same cost that no known password has: what is typed for an address without an
/// account is compared with it, so that the time taken tells nothing.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$Sg2t5955oNwuSgy2z/tCRg$iKWtJ7S/7QXMA6B77/aOMbHN/N0TIEmW2nP/Qu/AWmg";

/// Hashes a password into a PHC string.
pub(crate) async fn hash(registry: &Registry, password: &Password) -> Result<String> {
    let password = password.clone();
    in_turn(&registry.hashing, PATIENCE, move || {
        let hash = argon2()?.hash_password(password.reveal().as_bytes());
        Ok(hash.map_err(failed)?.to_string())
    })
    .await
}

/// Whether what was typed is the password; it takes as long where there is none.
pub(crate) async fn matches(registry: &Registry, typed: &str, hash: Option<&str>) -> Result<bool> {
    // What cannot be a password is not hashed at its own length, which may be anything.
    let (typed, hash) = match (Password::parse(typed), hash) {
        (Ok(_), Some(hash)) => (typed.to_owned(), hash.to_owned()),
        _ => (String::new(), NOBODYS.to_owned()),
    };
    in_turn(&registry.hashing, PATIENCE, move || {
        let hash = PasswordHash::new(&hash).map_err(failed)?;
        Ok(argon2()?.verify_password(typed.as_bytes(), &hash).is_ok())
    })
    .await
}

/// Each hash takes memory and a core, so a flood of sign-ins must neither run at once nor queue up.
async fn in_turn<T: Send + 'static>(
    turns: &Arc<Semaphore>,
    patience: Duration,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = timeout(patience, Arc::clone(turns).acquire_owned()).await;
    let turn: OwnedSemaphorePermit = turn.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?;
    let done = spawn_blocking(move || {
        // Held until the work is done, even where nobody waits for it any more.
        let _turn = turn;
        work()
    });
    done.await
        .map_err(|error| Error::Storage(error.to_string()))?
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| Error::Storage(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Storage(format!("hashing a password: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_waits_too_long_for_a_turn_is_sent_away() {
        let turns = Arc::new(Semaphore::new(1));
        let taken = Arc::clone(&turns).acquire_owned().await.unwrap();
        let wait = Duration::from_millis(20);
        let refused = in_turn(&turns, wait, || Ok(())).await;
        assert!(matches!(refused, Err(Error::Busy)), "{refused:?}");
        drop(taken);
        in_turn(&turns, wait, || Ok(())).await.unwrap();
    }

    #[test]
    fn comparing_with_nobodys_password_costs_as_much() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let somebodys = argon2().unwrap().hash_password(b"correct horse").unwrap();
        assert_eq!(nobodys.algorithm, somebodys.algorithm);
        assert_eq!(nobodys.version, somebodys.version);
        assert_eq!(nobodys.params, somebodys.params);
    }
}
