//! How a glossary leaves: one file per form, each a pure function from the published document to
//! bytes. What is written once is never written differently for the same document.

mod abbr;
mod archive;
mod bib;
pub mod bundle;
pub mod calendar;
mod cff;
mod csv;
mod details;
pub mod docx;
mod graph;
mod html;
pub mod import;
mod index;
mod inventory;
mod json;
mod jsonld;
mod markdown;
mod mdbook;
pub mod minutes;
mod mrg;
mod ntriples;
mod omegat;
mod rdfxml;
mod receipt;
mod rst;
mod tbx;
mod tex;
mod turtle;
mod vale;
mod words;
mod yaml;

pub use csv::harmless;
pub use receipt::{Carriage, FIELDS, Receipt};

use domain::release::Document;
use thiserror::Error;

/// A form a release is published in.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// What follows the version in its address.
    pub extension: &'static str,
    pub media_type: &'static str,
    pub name: &'static str,
    /// Who has use for it, in a few words.
    pub audience: &'static str,
    /// What of a term it carries, weakens or drops.
    pub receipt: Receipt,
    write: fn(&Document) -> Result<Vec<u8>, FormError>,
}

/// Why a form could not be written.
#[derive(Debug, Error)]
pub enum FormError {
    #[error("an address is not an IRI: {0}")]
    Iri(String),
    #[error("writing failed: {0}")]
    Write(String),
    #[error("the bundle is made of the other forms")]
    Bundle,
}

/// Every form that is made from the document alone, in the order in which they are offered.
pub const FORMS: &[Form] = &[
    json::FORM,
    jsonld::FORM,
    turtle::FORM,
    rdfxml::FORM,
    ntriples::FORM,
    tbx::FORM,
    tbx::OLDER,
    csv::FORM,
    markdown::FORM,
    html::FORM,
    docx::glossary::FORM,
    mdbook::FORM,
    abbr::FORM,
    rst::FORM,
    inventory::FORM,
    tex::FORM,
    omegat::FORM,
    vale::FORM,
    mrg::FORM,
    cff::FORM,
    bib::FORM,
    index::FORM,
];

/// The bundle of all of them.
pub const BUNDLE: &Form = &bundle::FORM;

/// Everything a release is offered as: every form, and the bundle.
pub fn offered() -> impl Iterator<Item = &'static Form> + Clone {
    FORMS.iter().chain(std::iter::once(BUNDLE))
}

/// The form with this extension.
pub fn form(extension: &str) -> Option<&'static Form> {
    offered().find(|form| form.extension == extension)
}

impl Form {
    /// The bytes of the form. The bundle has none of its own: [`bundle::pack`] makes it.
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, FormError> {
        (self.write)(document)
    }
}

/// Writes a graph form into something that takes it piece by piece, such as a file: where a glossary
/// is large, its form need not stand in memory as a whole.
pub fn write_graph(
    extension: &str,
    document: &Document,
    to: &mut dyn std::io::Write,
) -> Option<Result<(), FormError>> {
    let write = match extension {
        "ttl" => turtle::write,
        "nt" => ntriples::write,
        "rdf" => rdfxml::write,
        "jsonld" => jsonld::write,
        _ => return None,
    };
    Some(write(document, to))
}

/// More than most terms take in any form.
const ROOM: usize = 4096;

/// What a writer wrote, as bytes.
fn collected(
    document: &Document,
    write: fn(&Document, &mut dyn std::io::Write) -> Result<(), FormError>,
) -> Result<Vec<u8>, FormError> {
    // Room that is asked for and not used costs nothing; growing would hold the bytes twice.
    let mut bytes = Vec::with_capacity((document.terms.len() + 16) * ROOM);
    write(document, &mut bytes)?;
    bytes.shrink_to_fit();
    Ok(bytes)
}

impl From<std::io::Error> for FormError {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error.to_string())
    }
}

/// Where the terms of a licence stand, where it is named as SPDX names them: in one word.
pub fn licence_address(licence: &str) -> Option<String> {
    let is_name = !licence.is_empty()
        && licence
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-.+".contains(&b));
    is_name.then(|| format!("https://spdx.org/licenses/{licence}"))
}

/// The JSON Schema (2020-12) of the JSON form.
pub fn json_schema() -> serde_json::Value {
    json::schema()
}
