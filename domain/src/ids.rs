//! Names that cannot be wrong once they exist: slugs, languages, versions.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// The number of a member within a process, counted from 1.
pub type MemberNo = u32;
/// The number of an organisation within a process, counted from 1.
pub type OrganisationNo = u32;
/// The number of an entry within a process, counted from 1. It never changes.
pub type EntryNo = u32;
/// The number of a wording within an entry, counted from 1.
pub type WordingNo = u32;
/// The number of a redline within a process, counted from 1.
pub type RedlineNo = u32;
/// The number of a comment within a process, counted from 1.
pub type CommentNo = u32;
/// The number of a call within a process, counted from 1.
pub type CallNo = u32;
/// The number of a position within a call, counted from 1 in the order of the record.
pub type PositionNo = u32;
/// The number of a public review within a process, counted from 1.
pub type ReviewNo = u32;
/// The number of a meeting within a process, counted from 1.
pub type MeetingNo = u32;

/// Words that stand beside slugs in addresses and so cannot be slugs.
const RESERVED: [&str; 3] = ["forms", "compose", "latest"];
const SLUG_MAX: usize = 80;

/// A name in an address: lower-case ASCII letters and digits in groups joined by single hyphens,
/// at most 80 characters, never only digits and none of the reserved words (contract, section 3).
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Slug(String);

impl Slug {
    /// Reads a slug as it was typed.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let grouped = text.split('-').all(|group| {
            !group.is_empty()
                && group
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if !grouped || text.len() > SLUG_MAX || text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Refusal::SlugMalformed);
        }
        if RESERVED.contains(&text) {
            return Err(Refusal::SlugReserved);
        }
        Ok(Self(text.to_owned()))
    }

    /// Makes a slug of a designation or a title; `taken` says which ones are in use already.
    pub fn derive(text: &str, taken: impl Fn(&str) -> bool) -> Self {
        let mut stem = hyphenated(text);
        stem.truncate(SLUG_MAX - 8);
        let stem = stem.trim_matches('-');
        let stem = match Self::parse(stem) {
            Ok(slug) => slug.0,
            Err(_) if stem.is_empty() => "term".to_owned(),
            Err(_) => format!("term-{stem}"),
        };
        if !taken(&stem) {
            return Self(stem);
        }
        let mut n: u32 = 2;
        loop {
            let candidate = format!("{stem}-{n}");
            if !taken(&candidate) {
                return Self(candidate);
            }
            n += 1;
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The words of a text in ASCII, lower-cased and joined by hyphens.
pub(crate) fn hyphenated(text: &str) -> String {
    let ascii = deunicode::deunicode(text).to_ascii_lowercase();
    let words = ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A language tag of BCP 47, in its usual case (`en`, `de-AT`, `zh-Hant`).
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Lang(String);

impl Lang {
    /// Reads a tag of two or three letters with optional subtags of two to eight characters.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or_default();
        let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
        if !(2..=3).contains(&primary.len()) || !letters(primary) || text.len() > 35 {
            return Err(Refusal::LangMalformed);
        }
        let mut tag = primary.to_ascii_lowercase();
        for part in parts {
            if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(Refusal::LangMalformed);
            }
            tag.push('-');
            match part.len() {
                2 if letters(part) => tag.push_str(&part.to_ascii_uppercase()),
                4 if letters(part) => {
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        Ok(Self(tag))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the script of this language runs from right to left.
    pub fn is_rtl(&self) -> bool {
        let primary = self.0.split('-').next().unwrap_or_default();
        matches!(
            primary,
            "ar" | "dv" | "fa" | "he" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi"
        )
    }
}

/// A release's version, `major.minor.patch`, compared by number.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Version {
    pub major: u32,
    pub minor: u32,
    pub patch: u32,
}

impl Version {
    /// What the first release of a process is called.
    pub const FIRST: Self = Self {
        major: 1,
        minor: 0,
        patch: 0,
    };

    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let mut parts = text.split('.').map(|part| {
            let plain = part.len() == 1 || !part.starts_with('0');
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            (plain && digits).then(|| part.parse().ok()).flatten()
        });
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Some(major)), Some(Some(minor)), Some(Some(patch)), None) => Ok(Self {
                major,
                minor,
                patch,
            }),
            _ => Err(Refusal::VersionMalformed),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Reading from and writing to text is the same for every name here.
macro_rules! textual {
    ($name:ident) => {
        impl FromStr for $name {
            type Err = Refusal;
            fn from_str(text: &str) -> Result<Self, Refusal> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = Refusal;
            fn try_from(text: String) -> Result<Self, Refusal> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.to_string()
            }
        }
    };
}
textual!(Slug);
textual!(Lang);
textual!(Version);

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Lang {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_narrow() {
        for good in ["security-update", "c", "2fa", "a-1"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "", "42", "-a", "a-", "a--b", "A", "ä", "latest", "forms", "compose", "a b", "a/b",
        ] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
        assert!(Slug::parse(&"a".repeat(81)).is_err());
    }

    #[test]
    fn a_slug_can_be_made_of_any_text() {
        let free = |_: &str| false;
        assert_eq!(
            Slug::derive("Security update", free).as_str(),
            "security-update"
        );
        assert_eq!(Slug::derive("42", free).as_str(), "term-42");
        assert_eq!(Slug::derive("latest", free).as_str(), "term-latest");
        assert_eq!(Slug::derive("++", free).as_str(), "term");
        assert_eq!(Slug::derive("Patch", |s| s == "patch").as_str(), "patch-2");
        assert!(Slug::parse(Slug::derive(&"ä b ".repeat(200), free).as_str()).is_ok());
    }

    #[test]
    fn languages_take_their_usual_case() {
        assert_eq!(Lang::parse("EN").unwrap().as_str(), "en");
        assert_eq!(Lang::parse("zh-hant-tw").unwrap().as_str(), "zh-Hant-TW");
        for bad in ["", "e", "english", "en_US", "en-", "1a"] {
            assert!(Lang::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn versions_compare_by_number() {
        let v = |text| Version::parse(text).unwrap();
        assert!(v("1.10.0") > v("1.9.9"));
        for bad in ["1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.x", "1..0"] {
            assert!(Version::parse(bad).is_err(), "{bad}");
        }
    }
}
