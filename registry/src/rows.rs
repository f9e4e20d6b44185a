//! Between rows and domain types: numbers, moments, words and JSON.

use domain::Moment;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result};

/// A number of the domain from a row. Rows hold only what the domain counted.
pub(crate) fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

pub(crate) fn moment(value: i64) -> Moment {
    Moment::from_millis(value)
}

/// A value of the domain from its JSON.
pub(crate) fn value<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| Error::Storage(format!("a stored value: {error}")))
}

/// JSON of a value of the domain.
pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Storage(error.to_string()))
}

/// An enum of the domain from the word it is stored as.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T> {
    serde_json::from_value(word.into())
        .map_err(|error| Error::Storage(format!("a stored word: {error}")))
}

/// The word an enum of the domain is stored as: the one its JSON has.
pub(crate) fn word(value: &impl Serialize) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(Error::Storage(format!("not a word: {other:?}"))),
    }
}
