//! The record and its live events.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Method},
};
use domain::Slug;
use futures_util::stream;
use registry::record::{self, RecordHead};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    answer::{Answer, Media, Raw, Thing},
    ask::Ask,
    at::{Asked, At, InProcess},
    live,
    table::{Access, Table},
    trouble::Trouble,
};

/// How many lines are read at once.
const LINES: u64 = 500;

#[derive(Debug)]
struct Ndjson;

impl Media for Ndjson {
    const TYPE: &'static str = "application/x-ndjson";
    const WORDS: &'static str = "A `Line` on each line.";
}

#[derive(Debug)]
struct EventStream;

impl Media for EventStream {
    const TYPE: &'static str = "text/event-stream";
    const WORDS: &'static str = "A `Line` in each event.";
}

#[derive(Debug, Deserialize, JsonSchema)]
struct After {
    /// The sequence number of the last line that is known already.
    #[serde(default)]
    after: Option<u64>,
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/record",
            Access::Reader,
            read_record,
            "The whole record, or what follows a line\n`application/x-ndjson`, a `Line` on each line, in order.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/record/head",
            Access::Reader,
            read_head,
            "Where the record ends\nThe number, hash and time of its last line. Note it now and then: whoever has it can tell \
             later, with `parlance verify --head` or on the page `/p/{p}/record/check`, whether the lines up to there are still the same.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/events",
            Access::Reader,
            follow_record,
            "The record as it grows\n`text/event-stream`: each event is a `Line`, its `id` the sequence number. \
             Begins with what comes next, or after `Last-Event-ID` or `after`.",
        )
}

async fn read_record(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(asked): Asked<After>,
) -> Answer<Raw<Ndjson>> {
    let after = asked.after.unwrap_or_default();
    // The first piece is read before the answer begins, so that there still can be a problem.
    let first = piece(&ask, &at.p, after).await?;
    let state = (Arc::new(ask), at.p, Some(first));
    let pieces = stream::try_unfold(state, |(ask, process, piece)| async move {
        let Some((lines, last)) = piece else {
            return Ok::<_, std::io::Error>(None);
        };
        let next = match last {
            Some(last) => Some(
                self::piece(&ask, &process, last)
                    .await
                    .map_err(|_| std::io::Error::other("cut off"))?,
            ),
            None => None,
        };
        Ok(Some((lines, (ask, process, next))))
    });
    let body = Body::from_stream(pieces);
    Ok(Raw::new(body))
}

async fn read_head(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<RecordHead>> {
    let head = record::head(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(Thing::plain(head))
}

/// A piece of the record, and the line it ends with where more may follow.
async fn piece(ask: &Ask, process: &Slug, after: u64) -> Result<(Bytes, Option<u64>), Trouble> {
    let lines = record::lines(ask.registry(), &ask.caller, ask.now, process, after, LINES).await?;
    let text = record::ndjson(&lines)?;
    let more = lines.len() as u64 == LINES;
    Ok((
        text.into(),
        lines.last().map(|line| line.seq).filter(|_| more),
    ))
}

async fn follow_record(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(asked): Asked<After>,
    headers: HeaderMap,
) -> Answer<Raw<EventStream>> {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok());
    Ok(Raw::new(
        live::stream(ask, &headers, at.p, last.or(asked.after)).await?,
    ))
}
