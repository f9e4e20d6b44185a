//! How an entry is found: by its address, in the order of the alphabet, by its words.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Refusal, Slug, ids::EntryNo};

/// More of a word than this finds nothing more; PostgreSQL takes at most 2,046 bytes.
const WORD_MAX: usize = 64;

/// An entry in an address: its slug or its number. A slug is never all digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum EntryRef {
    Number(EntryNo),
    Slug(Slug),
}

impl FromStr for EntryRef {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return text
                .parse()
                .map(Self::Number)
                .map_err(|_| Refusal::EntryUnknown);
        }
        Slug::parse(text)
            .map(Self::Slug)
            .map_err(|_| Refusal::EntryUnknown)
    }
}

impl TryFrom<String> for EntryRef {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        text.parse()
    }
}

impl From<EntryRef> for String {
    fn from(entry: EntryRef) -> Self {
        entry.to_string()
    }
}

impl From<EntryNo> for EntryRef {
    fn from(number: EntryNo) -> Self {
        Self::Number(number)
    }
}

impl fmt::Display for EntryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Slug(slug) => slug.fmt(f),
        }
    }
}

/// How a designation sorts: by its letters in their plain Latin form, the same on every database.
pub fn sort_key(term: &str) -> String {
    let key = crate::ids::hyphenated(term);
    if key.is_empty() {
        term.to_lowercase()
    } else {
        key
    }
}

/// The words of a text as search compares them: plain Latin lower case, only letters and digits,
/// in their order. What a database's query language could read as anything else is gone.
pub fn words(text: &str) -> Vec<String> {
    crate::ids::hyphenated(text)
        .split('-')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(WORD_MAX).collect())
        .collect()
}
