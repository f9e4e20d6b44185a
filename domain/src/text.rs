//! Text as people type it, bounded and free of characters no form could carry.

use std::{fmt, ops::Deref};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// The most characters a designation or a title may have (contract, section 2).
pub const TITLE_MAX: usize = 500;
/// The most characters a text field may have (contract, section 2).
pub const TEXT_MAX: usize = 20_000;

/// One line of text: a title, a designation, a name. Trimmed, never empty, at most 500 characters.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("maxLength" = 500, "minLength" = 1))]
pub struct Title(String);

/// A text of any number of lines. Trimmed, never empty, at most 20,000 characters.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("maxLength" = 20000, "minLength" = 1))]
pub struct Text(String);

impl Title {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.chars().any(|c| matches!(c, '\n' | '\r' | '\t')) {
            return Err(Refusal::TitleManyLines);
        }
        bounded(text, TITLE_MAX).map(Self)
    }
}

impl Text {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        // Browsers send CRLF; a wording must not differ by how it was typed.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        bounded(text.trim(), TEXT_MAX).map(Self)
    }
}

/// Whether XML 1.0 can carry the character: what it cannot is refused at input, because every
/// published form must be able to hold every text.
pub fn is_carried(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{7e}' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

fn bounded(text: &str, max: usize) -> Result<String, Refusal> {
    if text.is_empty() {
        return Err(Refusal::TextMissing);
    }
    if text.chars().count() > max {
        return Err(Refusal::TextTooLong { max });
    }
    match text.chars().find(|c| !is_carried(*c)) {
        Some(c) => Err(Refusal::TextCharacter { code: u32::from(c) }),
        None => Ok(text.to_owned()),
    }
}

macro_rules! textual {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = Refusal;
            fn try_from(text: String) -> Result<Self, Refusal> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
textual!(Title);
textual!(Text);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_bounded_and_clean() {
        assert_eq!(&*Text::parse("  a\r\nb \n").unwrap(), "a\nb");
        assert_eq!(Text::parse(" \n"), Err(Refusal::TextMissing));
        assert_eq!(
            Text::parse(&"ü".repeat(TEXT_MAX + 1)),
            Err(Refusal::TextTooLong { max: TEXT_MAX })
        );
        assert!(Text::parse(&"ü".repeat(TEXT_MAX)).is_ok());
        assert_eq!(
            Text::parse("a\u{0}b"),
            Err(Refusal::TextCharacter { code: 0 })
        );
        assert_eq!(
            Text::parse("a\u{fffe}b"),
            Err(Refusal::TextCharacter { code: 0xfffe })
        );
        assert_eq!(Title::parse("a\nb"), Err(Refusal::TitleManyLines));
    }
}
