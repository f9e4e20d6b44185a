//! Why a manuscript that came back cannot be taken.

use thiserror::Error;

use crate::Slug;
use crate::ids::EntryNo;

/// What is wrong with a manuscript, in words that say what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("This is no DOCX file. Save it in your word processor as DOCX, and send that.")]
    NotDocx,
    #[error("This file is damaged: its text cannot be read. Save it again as DOCX, and send that.")]
    Broken,
    #[error(
        "Unpacked, this file is far larger than an entry. Download the entry anew, and redline that copy."
    )]
    Oversized,
    #[error("This file declares XML entities, which no word processor does. It was not read.")]
    Entities,
    #[error(
        "This file was not made from a download of an entry, so nobody can tell what it changes. Download the entry \
         as DOCX, and redline that copy."
    )]
    Foreign,
    #[error("This file was made from entry {entry} of the process {process}. Send it there.")]
    Elsewhere { process: Slug, entry: EntryNo },
    #[error("This file compares two releases. Download the entry as DOCX, and redline that copy.")]
    Releases,
    #[error(
        "This file has no tracked change. Turn on the tracking of changes in your word processor before you edit."
    )]
    NoChange,
    #[error("All tracked changes in this file stand on record already; it has none of yours.")]
    NothingNew,
    #[error("Only the look of words was changed in this file. A redline changes words.")]
    FormattingOnly,
    #[error(
        "These words of the {part} were changed without tracking: {words}. Turn tracking on and begin from a fresh \
         download, so that everybody sees what you change."
    )]
    Untracked { part: String, words: String },
    #[error(
        "The heading of the {part} is missing or was changed. Leave the headings as they are, and change the words \
         below them."
    )]
    Heading { part: String },
    #[error("A table stands among the words. Write what you propose as paragraphs.")]
    Table,
    #[error(
        "This line of the {part} cannot be read: “{line}”. Write it in the manner of the lines that were there."
    )]
    Line { part: String, line: String },
}
