//! Between rows and domain types: numbers, moments, words, JSON and counts.

use std::collections::HashMap;

use domain::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QuerySelect, Select};
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

/// How many rows a query finds for each value of a column.
pub(crate) async fn counted_by<E: EntityTrait>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    column: impl ColumnTrait,
) -> Result<HashMap<i64, u64>> {
    let query = query
        .select_only()
        .column(column)
        .column_as(column.count(), "n")
        .group_by(column);
    let rows: Vec<(i64, i64)> = query.into_tuple().all(db).await?;
    Ok(rows
        .into_iter()
        .map(|(value, n)| (value, u64::try_from(n).unwrap_or_default()))
        .collect())
}
