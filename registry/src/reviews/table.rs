//! What was said in a review as a table, for spreadsheets.

use csv::{Terminator, WriterBuilder};
use domain::{Moment, Slug, ids::ReviewNo};

use super::{find::everything, view::ReviewComment};
use crate::{Caller, Error, Registry, Result, dispositions::outcome_words};

const COLUMNS: [&str; 15] = [
    "Comment number",
    "Date",
    "Entry",
    "Wording",
    "Name",
    "Organisation",
    "Closest to",
    "Words quoted",
    "Comment",
    "Proposed change",
    "Outcome",
    "Response",
    "Answered by",
    "Answered on",
    "Hidden because",
];

/// The comments of a review as CSV (RFC 4180) in UTF-8.
pub async fn csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let comments = everything(&view, review).await?;
    lines(&comments).map_err(|error| Error::Storage(error.to_string()))
}

fn lines(comments: &[ReviewComment]) -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for comment in comments {
        writer.write_record(cells(comment).map(|cell| formats::harmless(&cell)))?;
    }
    Ok(writer.into_inner()?)
}

fn cells(comment: &ReviewComment) -> [String; COLUMNS.len()] {
    let entry = comment.entry.zip(comment.term.as_ref());
    let entry = entry.map(|(number, term)| format!("{number} {term}"));
    let answered = comment.disposition.as_ref();
    let or_nothing = |text: Option<&String>| text.cloned().unwrap_or_default();
    [
        comment.number.to_string(),
        comment.at.date(),
        entry.unwrap_or_else(|| "The review as a whole".to_owned()),
        comment.wording.map(|it| it.to_string()).unwrap_or_default(),
        comment.name.clone(),
        or_nothing(comment.organisation.as_ref()),
        or_nothing(comment.interest_name.as_ref()),
        comment
            .quote
            .as_ref()
            .map(|it| it.exact.to_string())
            .unwrap_or_default(),
        comment.body.clone(),
        or_nothing(comment.proposed.as_ref()),
        answered
            .map(|it| outcome_words(it.outcome).to_owned())
            .unwrap_or_default(),
        or_nothing(answered.and_then(|it| it.response.as_ref())),
        answered
            .map(|it| it.author.name.clone())
            .unwrap_or_default(),
        answered.map(|it| it.at.date()).unwrap_or_default(),
        comment
            .hidden
            .as_ref()
            .map(|it| it.reason.clone())
            .unwrap_or_default(),
    ]
}
