//! DOCX: differences with tracked changes, for those who prefer a word processor, and back again; tables; and glossaries.
//!
//! Texts stand in it as they were typed, Markdown and all. Accepted in a word processor a difference leaves exactly the
//! new text, rejected exactly the old one.

mod body;
mod fixed;
pub(crate) mod glossary;
mod package;
mod paper;
mod paragraph;
mod read;
mod table;
mod xml;

use domain::manuscript::{Fault, Manuscript, Returned};

use crate::FormError;
use package::Settings;

pub(crate) use body::heading as part_heading;
pub(crate) use paper::{Look, Paper};
pub use table::Table;

pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// The most bytes of a file that is read.
pub const FILE_MAX: usize = 4 * 1024 * 1024;

/// Writes a manuscript with its changes tracked.
pub fn write(manuscript: &Manuscript) -> Result<Vec<u8>, FormError> {
    let document = body::document(manuscript)?;
    let properties = body::properties(manuscript);
    package::pack(
        &document,
        &manuscript.title,
        &properties,
        Settings::Tracking,
    )
}

/// Reads a manuscript that came back.
///
/// # Errors
/// Whatever the bytes are, why they cannot be taken for one.
pub fn read(bytes: &[u8]) -> Result<Returned, Fault> {
    let package = package::unpack(bytes)?;
    read::returned(&package)
}

/// Writes a table on landscape pages.
pub fn write_table(table: &Table) -> Result<Vec<u8>, FormError> {
    let document = table::document(table)?;
    package::pack(&document, &table.title, &[], Settings::Tracking)
}
