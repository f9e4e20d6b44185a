//! How a glossary leaves: one file per form, each a pure function from the published document to
//! bytes. What is written once is never written differently for the same document.

mod csv;
pub mod docx;
mod html;
pub mod import;
mod json;
mod markdown;
mod turtle;
mod words;

pub use csv::harmless;

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

/// What becomes of the fields of a term in one form; fields not named are carried.
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    pub weakened: &'static [(&'static str, &'static str)],
    pub dropped: &'static [&'static str],
}

/// Why a form could not be written.
#[derive(Debug, Error)]
pub enum FormError {
    #[error("an address is not an IRI: {0}")]
    Iri(String),
    #[error("writing failed: {0}")]
    Write(String),
}

/// Every form, in the order in which they are offered.
pub const FORMS: [Form; 5] = [
    json::FORM,
    turtle::FORM,
    csv::FORM,
    markdown::FORM,
    html::FORM,
];

/// The form with this extension.
pub fn form(extension: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.extension == extension)
}

impl Form {
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, FormError> {
        (self.write)(document)
    }
}

/// The JSON Schema (2020-12) of the JSON form.
pub fn json_schema() -> serde_json::Value {
    json::schema()
}
