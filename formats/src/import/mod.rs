//! How a glossary enters: one reader per form, each a pure function from bytes to entries. A reader
//! fetches nothing, expands nothing and follows nothing; what it cannot take it names by its line.
//!
//! An [`Entry`] holds what a file says and no more. A form that cannot say something, such as SKOS
//! which alternative labels are abbreviations, leaves it open, and [`merge`] keeps there what an
//! existing entry has.

mod csv;
mod draft;
mod json;
mod languages;
mod markdown;
mod merging;
mod pace;
mod passing;
mod properties;
mod quotes;
mod relating;
mod skos;
mod source;
mod statements;
mod strings;
mod tbx;
mod xml;

use std::collections::BTreeMap;

use domain::{
    Lang, Slug, Text, Title,
    content::{DesignationKind, RelationKind, Source},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use languages::{adapt, elsewhere};
pub use merging::{content, merge};

/// The most bytes of a file (contract, section 2).
pub const FILE_MAX: usize = 64 * 1024 * 1024;
/// The most entries of a file; more than this nobody reviews.
pub const ENTRIES_MAX: usize = 50_000;
/// How many faults of one entry are named; whoever mends these sees the rest.
const PROBLEMS_MAX: usize = 20;

/// A form that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    #[serde(rename = "csv")]
    Csv,
    #[serde(rename = "json")]
    Json,
    #[serde(rename = "ttl")]
    Turtle,
    #[serde(rename = "nt")]
    NTriples,
    #[serde(rename = "rdf")]
    RdfXml,
    #[serde(rename = "jsonld")]
    JsonLd,
    #[serde(rename = "tbx")]
    Tbx,
    #[serde(rename = "md")]
    Markdown,
}

/// Where in a file something stands, counted from 1.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Place {
    pub line: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
}

/// What is wrong at a place, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    #[serde(flatten)]
    pub place: Place,
    /// The column, element or property it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub detail: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// What became of no entry, and what was passed over.
    pub remarks: Vec<Problem>,
}

/// An entry as a file has it. Where `problems` holds any, it cannot be taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub place: Place,
    /// What the file calls it, for people.
    pub name: String,
    pub identity: Identity,
    /// By what others in the same file point at it.
    pub keys: Vec<String>,
    pub retired: bool,
    pub words: BTreeMap<Lang, Words>,
    /// None where the file does not speak of sources.
    pub sources: Option<Vec<Source>>,
    pub relations: Vec<Pointer>,
    /// The kinds of relations of which the file names all that there are.
    pub complete: Vec<RelationKind>,
    pub fidelity: Fidelity,
    pub problems: Vec<Problem>,
}

/// What a file says in one language; none where it does not speak of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub designations: Vec<(DesignationKind, Title)>,
    /// The kinds of designations the file speaks of, whether it has any or not.
    pub kinds: Vec<DesignationKind>,
    /// Markdown.
    pub definition: Option<Text>,
    pub notes: Option<Vec<Text>>,
    pub examples: Option<Vec<Text>>,
}

/// By what an entry may be known already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    pub iri: Option<String>,
    pub slug: Option<Slug>,
    pub number: Option<u32>,
}

/// A relation to whatever has this key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    pub place: Place,
    pub kind: RelationKind,
    pub to: String,
}

/// How exactly a form says things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fidelity {
    /// Definitions are the Markdown that was typed; else words alone are compared.
    pub markdown: bool,
    /// Abbreviations are told from other admitted designations.
    pub abbreviations: bool,
    /// Kinds of relations are kept; else any relation to the same entry is the same one.
    pub relations: bool,
    /// A definition that ends no sentence may have got a full stop.
    pub adds_stops: bool,
}

impl Format {
    pub const ALL: [Self; 8] = [
        Self::Csv,
        Self::Json,
        Self::Turtle,
        Self::RdfXml,
        Self::JsonLd,
        Self::NTriples,
        Self::Tbx,
        Self::Markdown,
    ];

    /// The form of a file by the end of its name.
    pub fn of_name(name: &str) -> Option<Self> {
        let end = name.rsplit('.').next().unwrap_or(name);
        Some(match end.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => Self::Csv,
            "json" => Self::Json,
            "ttl" | "turtle" => Self::Turtle,
            "nt" => Self::NTriples,
            "rdf" | "owl" => Self::RdfXml,
            "jsonld" => Self::JsonLd,
            "tbx" | "tbxm" | "martif" => Self::Tbx,
            "md" | "markdown" => Self::Markdown,
            _ => return None,
        })
    }

    /// The form of a media type, whatever its parameters.
    pub fn of_media_type(media: &str) -> Option<Self> {
        let essence = media.split(';').next().unwrap_or_default().trim();
        Some(match essence.to_ascii_lowercase().as_str() {
            "text/csv" => Self::Csv,
            "application/json" => Self::Json,
            "text/turtle" => Self::Turtle,
            "application/n-triples" => Self::NTriples,
            "application/rdf+xml" => Self::RdfXml,
            "application/ld+json" => Self::JsonLd,
            "application/x-tbx" | "application/x-tbx+xml" | "application/tbx+xml" => Self::Tbx,
            "text/markdown" => Self::Markdown,
            _ => return None,
        })
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
            Self::Tbx => "application/x-tbx",
            Self::Markdown => "text/markdown",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
            Self::Tbx => "tbx",
            Self::Markdown => "md",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Turtle => "Turtle (SKOS)",
            Self::NTriples => "N-Triples (SKOS)",
            Self::RdfXml => "RDF/XML (SKOS)",
            Self::JsonLd => "JSON-LD (SKOS)",
            Self::Tbx => "TBX, version 2 or 3",
            Self::Markdown => "Markdown",
        }
    }
}

impl Problem {
    pub(crate) fn at(place: Place, detail: impl Into<String>) -> Self {
        Self {
            place,
            field: None,
            detail: detail.into(),
        }
    }

    /// The problem in one line, for a terminal or a sentence.
    pub fn line(&self) -> String {
        let field = self.field.as_ref();
        let field = field.map(|field| format!(", {field}")).unwrap_or_default();
        format!("{}{field}: {}", self.place, self.detail)
    }
}

impl Place {
    pub(crate) fn line(line: u64) -> Self {
        Self { line, column: None }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            Some(column) => write!(f, "Line {}, column {column}", self.line),
            None => write!(f, "Line {}", self.line),
        }
    }
}

/// Reads a file. What says in no language what it says is in `lang`.
///
/// # Errors
/// Why the file as a whole is not what its form says; then nothing of it is taken.
pub fn read(format: Format, bytes: &[u8], lang: &Lang) -> Result<Reading, Problem> {
    let text = source::decode(bytes)?;
    let text = &*text;
    let mut reading = match format {
        Format::Csv => csv::read(text, lang),
        Format::Json => json::read(text, lang),
        Format::Markdown => markdown::read(text, lang),
        Format::Tbx => tbx::read(text, lang),
        Format::Turtle | Format::NTriples | Format::RdfXml | Format::JsonLd => {
            skos::read(&statements::read(format, text)?, lang)
        }
    }?;
    if reading.entries.is_empty() {
        let none = "There is no entry in this file, or it is in another form than was said.";
        return Err(match reading.remarks.into_iter().next() {
            Some(remark) => remark,
            None => Problem::at(Place::line(1), none),
        });
    }
    let contradictions = relating::contradictions(&reading.entries);
    reading.remarks.extend(contradictions);
    Ok(reading)
}

/// Refuses a file with more entries than anybody would review.
fn bounded(entries: usize, place: Place) -> Result<(), Problem> {
    if entries >= ENTRIES_MAX {
        let detail = format!("There are more than {ENTRIES_MAX} entries. Part the file.");
        return Err(Problem::at(place, detail));
    }
    Ok(())
}
