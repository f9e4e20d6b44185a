//! What an account is known by: an address and a password.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// The longest address that mail can carry (RFC 5321, 4.5.3.1.3, without the angle brackets).
const EMAIL_MAX: usize = 254;
/// The longest part before the `@` (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;
/// The most characters of a password: hashing takes time for each.
pub const PASSWORD_MAX: usize = 200;

/// An e-mail address, lower-cased, so that one address is one account.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("format" = "email", "maxLength" = 254))]
pub struct Email(String);

/// A password somebody chose: 10 to 200 characters, of any kind. It is never shown or stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Email {
    /// Reads an address: a local part, one `@` and a domain name. Quoted and commented forms are
    /// refused, because nobody types them and mail programs disagree on them.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@').ok_or(Refusal::EmailMalformed)?;
        let well_formed = text.len() <= EMAIL_MAX && is_local(local) && is_domain(domain);
        if well_formed {
            Ok(Self(text))
        } else {
            Err(Refusal::EmailMalformed)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Password {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        match text.chars().count() {
            n if n < PASSWORD_MIN => Err(Refusal::PasswordShort { min: PASSWORD_MIN }),
            n if n > PASSWORD_MAX => Err(Refusal::PasswordLong { max: PASSWORD_MAX }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The password itself, for hashing.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

fn is_local(local: &str) -> bool {
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"\"(),:;<>[]\\@".contains(c);
    local.len() <= LOCAL_MAX
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(plain))
}

fn is_domain(domain: &str) -> bool {
    domain.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c.is_alphanumeric())
    })
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_line_of_a_known_shape() {
        assert_eq!(
            Email::parse(" Ada@Example.ORG ").unwrap().as_str(),
            "ada@example.org"
        );
        for good in [
            "a@localhost",
            "a+b@x-y.example",
            "o'neill@example.org",
            "jörg@bücher.example",
        ] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "a@b@c",
            "a b@c",
            "a@b c",
            "a@-b",
            "a..b@c",
            "a@b..c",
            "a@b\nBcc: c@d",
            "a\u{0}@b",
            "<a@b>",
            "a@b,c@d",
            "\"a\"@b",
        ] {
            assert_eq!(Email::parse(bad), Err(Refusal::EmailMalformed), "{bad:?}");
        }
        assert!(Email::parse(&format!("{}@b", "a".repeat(65))).is_err());
        assert!(Email::parse(&format!("a@{}", "b.".repeat(130) + "c")).is_err());
    }

    #[test]
    fn a_password_is_long_enough_and_never_shown() {
        assert_eq!(
            Password::parse("short"),
            Err(Refusal::PasswordShort { min: PASSWORD_MIN })
        );
        assert_eq!(
            Password::parse(&"ü".repeat(201)),
            Err(Refusal::PasswordLong { max: PASSWORD_MAX })
        );
        let password = Password::parse(&"ü".repeat(200)).unwrap();
        assert!(!format!("{password:?}").contains('ü'));
    }
}
