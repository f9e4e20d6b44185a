//! The CSV form: one row per entry and language, as FORMATS lays down. RFC 4180 with CRLF, no byte
//! order mark.

use csv::{Terminator, WriterBuilder};
use domain::{
    Lang,
    content::{DesignationKind, RelationKind},
    release::{Document, Phrase, Term, TermStatus},
};

use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "csv",
    media_type: "text/csv; charset=utf-8; header=present",
    name: "CSV",
    audience: "spreadsheets",
    receipt: Receipt {
        weakened: &[
            ("definition", "as plain text"),
            (
                "sources",
                "as text and address in one cell, not whether they were modified",
            ),
            ("version", "the number only"),
        ],
        dropped: &["consensus", "part_of", "replaced_by", "history"],
    },
    write,
};

const HEADER: [&str; 16] = [
    "number",
    "slug",
    "lang",
    "preferred",
    "abbreviations",
    "admitted",
    "deprecated",
    "definition",
    "notes",
    "examples",
    "sources",
    "broader",
    "narrower",
    "related",
    "status",
    "version",
];

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let failed = |error: csv::Error| FormError::Write(error.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(HEADER).map_err(failed)?;
    for term in &document.terms {
        for lang in term.languages(&document.glossary.languages) {
            let row = row(document, term, lang).map(|cell| harmless(&cell));
            writer.write_record(row).map_err(failed)?;
        }
    }
    writer
        .into_inner()
        .map_err(|error| FormError::Write(error.to_string()))
}

fn row(document: &Document, term: &Term, lang: &Lang) -> [String; 16] {
    let named = |kind| joined(term.named(kind, lang));
    let related = |kind: RelationKind| {
        let others = term
            .relations
            .iter()
            .filter(|relation| relation.kind == kind);
        joined(
            others
                .filter_map(|other| document.term(other.term))
                .map(|other| other.slug.as_str()),
        )
    };
    let sources = term.sources.iter().map(|source| match &source.url {
        Some(url) => format!("{} <{url}>", source.text),
        None => source.text.clone(),
    });
    let status = match term.status {
        TermStatus::Agreed => "agreed",
        TermStatus::Retired => "retired",
    };
    [
        term.number.to_string(),
        term.slug.to_string(),
        lang.to_string(),
        term.preferred(lang).unwrap_or_default().to_owned(),
        named(DesignationKind::Abbreviation),
        named(DesignationKind::Admitted),
        named(DesignationKind::Deprecated),
        term.definition(lang)
            .map(|d| d.text.clone())
            .unwrap_or_default(),
        phrases(&term.notes, lang),
        phrases(&term.examples, lang),
        joined(sources),
        related(RelationKind::Broader),
        related(RelationKind::Narrower),
        related(RelationKind::Related),
        status.to_owned(),
        document.version.to_string(),
    ]
}

fn phrases(phrases: &[Phrase], lang: &Lang) -> String {
    joined(
        phrases
            .iter()
            .filter(|phrase| phrase.lang == *lang)
            .map(|phrase| phrase.text.as_str()),
    )
}

/// Several values in one cell; a bar inside a value is escaped.
fn joined<S: AsRef<str>>(values: impl Iterator<Item = S>) -> String {
    values
        .map(|value| value.as_ref().replace('|', "\\|"))
        .collect::<Vec<_>>()
        .join(" | ")
}

/// A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it text. A
/// cell that has such an apostrophe of its own gets another one, so that taking one off is always
/// the way back.
pub fn harmless(cell: &str) -> String {
    if cell
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
    {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
