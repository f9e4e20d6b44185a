//! The report as a table, for spreadsheets and word processors.

use csv::{Terminator, WriterBuilder};
use domain::{
    Moment, Slug,
    comment::{CommentKind, Disposition},
    redline::PartName,
};
use formats::docx::Table;

use super::{DispositionFilter, DispositionRow, all};
use crate::{Caller, Error, Registry, Result};

/// The columns of ISO's commenting template in their order, then what the record adds; each with its share of the
/// width of a page.
const COLUMNS: [(&str, u32); 13] = [
    ("MB/NC (group, organisation)", 12),
    ("Line number", 5),
    ("Clause/Subclause (entry, part)", 12),
    ("Paragraph/Figure/Table (words quoted)", 13),
    ("Type of comment (ge/te/ed)", 6),
    ("Comments", 22),
    ("Proposed change", 18),
    ("Observations of the secretariat (disposition)", 20),
    ("Comment number", 7),
    ("Author", 10),
    ("Date", 8),
    ("Redline", 6),
    ("Author satisfied", 7),
];

/// The report as CSV (RFC 4180) in UTF-8.
pub async fn csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &DispositionFilter,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let rows = all(&view, filter).await?;
    lines(&rows).map_err(|error| Error::Storage(error.to_string()))
}

/// The report as a DOCX with a table.
pub async fn docx(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    filter: &DispositionFilter,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let rows = all(&view, filter).await?;
    let answered = rows.iter().filter(|row| row.disposition.is_some()).count();
    let table = Table {
        title: format!("Comments and their disposition: {}", view.process.title),
        lead: vec![format!(
            "{} comments, {answered} of them answered. As of {}.",
            rows.len(),
            now.date()
        )],
        columns: COLUMNS
            .iter()
            .map(|(head, share)| ((*head).to_owned(), *share))
            .collect(),
        rows: rows.iter().map(|row| cells(row).to_vec()).collect(),
    };
    formats::docx::write_table(&table).map_err(|error| Error::Storage(error.to_string()))
}

fn lines(rows: &[DispositionRow]) -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|(head, _)| head))?;
    for row in rows {
        writer.write_record(cells(row).map(|cell| formats::harmless(&cell)))?;
    }
    Ok(writer.into_inner()?)
}

fn cells(row: &DispositionRow) -> [String; COLUMNS.len()] {
    let author = &row.author;
    let group = author.group_name.clone();
    let organisation = author.organisation.as_ref().map(|it| it.name.clone());
    // Who is no member speaks for no group; they say which one they are closest to.
    let from_outside = row.public.is_some().then(|| "public review".to_owned());
    let whose: Vec<String> = from_outside
        .into_iter()
        .chain(group)
        .chain(organisation)
        .collect();
    let part = row
        .part
        .as_ref()
        .map(|part| format!(", {}", part_words(part)));
    let observations = row.disposition.as_ref().map(|disposed| {
        let response = disposed.response.as_deref().unwrap_or_default();
        format!(
            "{}. {response}\n({}, {})",
            outcome_words(disposed.outcome),
            disposed.author.name,
            disposed.at.date()
        )
        .replace(". \n", ".\n")
    });
    let kind = match row.kind {
        CommentKind::General => "ge",
        CommentKind::Technical => "te",
        CommentKind::Editorial => "ed",
    };
    let hidden = row.public.as_ref().and_then(|it| it.hidden.as_ref());
    let satisfied = match row.satisfied {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    [
        whose.join(", "),
        // Entries have no numbered lines; the quoted words say where.
        String::new(),
        match row.entry.zip(row.term.as_ref()) {
            Some((entry, term)) => format!("{entry} {term}{}", part.unwrap_or_default()),
            None => "The review as a whole".to_owned(),
        },
        row.quote.clone().unwrap_or_default(),
        kind.to_owned(),
        match hidden {
            Some(hidden) => format!("Hidden by the convener: {}", hidden.reason),
            None => row.body.clone(),
        },
        row.proposed.clone().unwrap_or_default(),
        observations.unwrap_or_default(),
        row.number.to_string(),
        author.name.clone(),
        row.at.date(),
        row.redline
            .map(|number| number.to_string())
            .unwrap_or_default(),
        satisfied.to_owned(),
    ]
}

fn part_words(part: &PartName) -> String {
    part.to_string().replace('@', " in ")
}

pub(crate) fn outcome_words(outcome: Disposition) -> &'static str {
    match outcome {
        Disposition::Accepted => "Accepted",
        Disposition::Partly => "Partly accepted",
        Disposition::NotAccepted => "Not accepted",
        Disposition::Noted => "Noted",
        Disposition::OutOfScope => "Out of scope",
        Disposition::Duplicate => "Duplicate",
    }
}
