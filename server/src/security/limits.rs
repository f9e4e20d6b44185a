//! How often something may be tried, by address and by account.

use std::{hash::Hash, num::NonZeroU32};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::DashMapStateStore,
};
use registry::UserId;
use serde::Deserialize;

use super::address::ClientAddress;
use crate::trouble::Trouble;

/// How many per minute; 0 is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Rates {
    /// Guesses at a password, per address and per account.
    pub sign_in: u32,
    /// What sends mail to an address somebody typed, per address and per addressee.
    pub mail: u32,
    /// Everything that writes, per address and per account.
    pub write: u32,
}

/// The counters of one server.
#[derive(Debug)]
pub struct Limits {
    sign_in: Keyed<ClientAddress>,
    guesses: Keyed<String>,
    first_guesses: Keyed<(String, ClientAddress)>,
    mail: Keyed<ClientAddress>,
    addressees: Keyed<String>,
    writes_from: Keyed<ClientAddress>,
    writes_by: Keyed<UserId>,
    typed_by: Keyed<UserId>,
}

/// How many guesses a minute every address has left for an account that others guess at.
const FIRST_GUESSES: u32 = 2;
/// How many times what somebody types may be shown for each of their writes: it is sent as it is typed.
const KEYS: u32 = 3;

impl Limits {
    pub fn new(rates: Rates) -> Self {
        Self {
            sign_in: Keyed::new(rates.sign_in),
            guesses: Keyed::new(rates.sign_in),
            first_guesses: Keyed::new(rates.sign_in.min(FIRST_GUESSES)),
            mail: Keyed::new(rates.mail),
            addressees: Keyed::new(rates.mail),
            writes_from: Keyed::new(rates.write),
            writes_by: Keyed::new(rates.write),
            typed_by: Keyed::new(rates.write.saturating_mul(KEYS)),
        }
    }

    /// Lets somebody try a password. When others use up the guesses at an account, its owner can
    /// still sign in from elsewhere: a few guesses stay for every address.
    pub fn sign_in(&self, from: ClientAddress, email: &str) -> Result<(), Trouble> {
        self.sign_in.take(&from)?;
        let account = email.trim().to_lowercase();
        match self.guesses.take(&account) {
            Ok(()) => Ok(()),
            Err(_) => self.first_guesses.take(&(account, from)),
        }
    }

    /// Lets somebody have a letter sent to an address.
    pub fn mail(&self, from: ClientAddress, to: &str) -> Result<(), Trouble> {
        self.mail.take(&from)?;
        self.addressees.take(&to.trim().to_lowercase())
    }

    /// Lets somebody leave a comment from outside: it has a letter sent, or stands under an account at once.
    pub fn comment(
        &self,
        from: ClientAddress,
        user: Option<UserId>,
        to: Option<&str>,
    ) -> Result<(), Trouble> {
        match (user, to) {
            (Some(user), _) => self.mail(from, &format!("account {user}")),
            (None, to) => self.mail(from, to.unwrap_or_default()),
        }
    }

    /// Lets a convener have an invitation sent. Many are sent in a row when a process begins, so only
    /// the addressee is counted.
    pub fn invite(&self, to: &str) -> Result<(), Trouble> {
        self.addressees.take(&to.trim().to_lowercase())
    }

    pub fn write_from(&self, address: ClientAddress) -> Result<(), Trouble> {
        self.writes_from.take(&address)
    }

    pub fn write_by(&self, user: UserId) -> Result<(), Trouble> {
        self.writes_by.take(&user)
    }

    /// Lets somebody show a room what they type.
    pub fn type_by(&self, user: UserId) -> Result<(), Trouble> {
        self.typed_by.take(&user)
    }

    /// Forgets who was not seen for a while.
    pub fn sweep(&self) {
        self.sign_in.sweep();
        self.guesses.sweep();
        self.first_guesses.sweep();
        self.mail.sweep();
        self.addressees.sweep();
        self.writes_from.sweep();
        self.writes_by.sweep();
        self.typed_by.sweep();
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            sign_in: 20,
            mail: 10,
            write: 600,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(Rates::default())
    }
}

/// A limit for each of many; none where it is off.
#[derive(Debug)]
struct Keyed<K: Hash + Eq + Clone>(Option<RateLimiter<K, DashMapStateStore<K>, DefaultClock>>);

impl<K: Hash + Eq + Clone> Keyed<K> {
    fn new(per_minute: u32) -> Self {
        let quota = NonZeroU32::new(per_minute).map(Quota::per_minute);
        Self(quota.map(RateLimiter::dashmap))
    }

    fn take(&self, key: &K) -> Result<(), Trouble> {
        let Some(limiter) = &self.0 else {
            return Ok(());
        };
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Trouble::TooMany {
                retry_after: wait.as_secs() + 1,
            }
        })
    }

    fn sweep(&self) {
        if let Some(limiter) = &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> ClientAddress {
        ClientAddress::new(address.parse().unwrap())
    }

    #[test]
    fn guessing_is_limited_and_locks_nobody_out() {
        let limits = Limits::new(Rates {
            sign_in: 3,
            mail: 0,
            write: 0,
        });
        for _ in 0..3 {
            limits.sign_in(at("192.0.2.1"), "ada@example.org").unwrap();
        }
        let refused = limits.sign_in(at("192.0.2.1"), "ada@example.org");
        assert!(matches!(
            refused,
            Err(Trouble::TooMany {
                retry_after: 1..=60
            })
        ));
        limits
            .sign_in(at("198.51.100.7"), "Ada@example.org ")
            .expect("the owner comes from elsewhere");
    }

    #[test]
    fn zero_is_no_limit() {
        let limits = Limits::new(Rates {
            sign_in: 0,
            mail: 0,
            write: 0,
        });
        for _ in 0..1000 {
            limits.write_from(at("192.0.2.1")).unwrap();
            limits.mail(at("192.0.2.1"), "ada@example.org").unwrap();
        }
    }
}
