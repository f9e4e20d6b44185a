//! Reading the record of a process, line by line.

use domain::{
    Moment, Slug,
    record::{Actor, Line},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use crate::{
    Caller, Error, Registry, Result,
    rows::{from_word, moment},
    tables::record,
};

/// The lines after `after`, oldest first, at most `limit` of them.
pub async fn lines(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    after: u64,
    limit: u64,
) -> Result<Vec<Line>> {
    let view = registry.view(caller, now, process).await?;
    let rows = record::Entity::find()
        .filter(record::Column::ProcessId.eq(view.process.id))
        .filter(record::Column::Seq.gt(i64::try_from(after).unwrap_or(i64::MAX)))
        .order_by_asc(record::Column::Seq)
        .limit(limit)
        .all(&registry.db)
        .await?;
    rows.iter().map(record::Model::line).collect()
}

/// Lines as they are given to others: JSON, one to a line of text.
pub fn ndjson(lines: &[Line]) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut text, line)
            .map_err(|error| Error::Storage(error.to_string()))?;
        text.push(b'\n');
    }
    Ok(text)
}

/// Where a record ends. Who notes it can tell later whether what was there is still the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordHead {
    /// The number of the last line.
    pub seq: u64,
    /// Its hash, which every line before it went into.
    pub hash: String,
    pub at: Moment,
}

/// The last line's number, hash and time.
pub async fn head(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<RecordHead> {
    let view = registry.view(caller, now, process).await?;
    Ok(RecordHead {
        seq: u64::try_from(view.process.seq).unwrap_or_default(),
        hash: view.process.head,
        at: moment(view.process.last_at),
    })
}

/// The lines before `before` (or the last ones), newest first, at most `limit` of them.
pub async fn newest(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    before: Option<u64>,
    limit: u64,
) -> Result<Vec<Line>> {
    let view = registry.view(caller, now, process).await?;
    let mut query = record::Entity::find()
        .filter(record::Column::ProcessId.eq(view.process.id))
        .order_by_desc(record::Column::Seq)
        .limit(limit);
    if let Some(before) = before {
        query = query.filter(record::Column::Seq.lt(i64::try_from(before).unwrap_or(i64::MAX)));
    }
    query
        .all(&registry.db)
        .await?
        .iter()
        .map(record::Model::line)
        .collect()
}

impl record::Model {
    /// The line as it was hashed.
    pub(crate) fn line(&self) -> Result<Line> {
        let broken =
            |error: serde_json::Error| Error::Storage(format!("line {}: {error}", self.seq));
        let data: serde_json::Value = serde_json::from_str(&self.data).map_err(broken)?;
        let event = serde_json::json!({ "act": self.act, "data": data });
        let actor = match self.actor.parse() {
            Ok(number) => Actor::Member(number),
            Err(_) => from_word(&self.actor)?,
        };
        Ok(Line {
            seq: u64::try_from(self.seq).unwrap_or_default(),
            at: moment(self.at),
            actor,
            event: serde_json::from_value(event).map_err(broken)?,
            prev: self.prev.clone(),
            hash: self.hash.clone(),
        })
    }
}
