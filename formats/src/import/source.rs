//! A file as text, before anybody reads it.

use std::borrow::Cow;

use super::{FILE_MAX, Place, Problem};

/// What the archives begin with in which spreadsheets and word processors save: XLSX, DOCX, ODS.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The file as UTF-8 without its byte order mark, and with line ends that every reader counts.
/// Other encodings are recognised and named, because a guess would put wrong letters on record.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    let first = Place::line(1);
    if bytes.len() > FILE_MAX {
        return Err(Problem::at(first, "Send a file of at most 64 MiB."));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::at(first, "The file is empty."));
    }
    if bytes.starts_with(ARCHIVE) {
        let detail =
            "This is a spreadsheet or word-processor file. Save it as CSV (UTF-8) and import that.";
        return Err(Problem::at(first, detail));
    }
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    // Without a mark, every other byte of Latin letters is a zero.
    let zeros = |from: usize| {
        let half = bytes.iter().skip(from).step_by(2).take(32);
        half.len() > 1 && half.clone().all(|byte| *byte == 0)
    };
    if wide || zeros(0) || zeros(1) {
        let detail = "This is UTF-16. Save the file as UTF-8 and send it again.";
        return Err(Problem::at(first, detail));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let detail = "There is a NUL character here: this is no text, or it was cut. Take it out.";
        return Err(Problem::at(place(bytes, at), detail));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let detail = format!(
            "The byte {byte:#04x} is not UTF-8; the file seems to be in Latin-1 or Windows-1252. Save it as UTF-8 and \
             send it again."
        );
        Problem::at(place(bytes, at), detail)
    })?;
    Ok(with_line_feeds(text))
}

/// Old spreadsheets end lines by a carriage return alone, which most readers take for no end: all
/// would stand in line 1. Every byte stays where it is.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    match text.contains('\r') && !text.contains('\n') {
        true => Cow::Owned(text.replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

fn place(bytes: &[u8], at: usize) -> Place {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line_start = before.iter().rposition(|byte| *byte == b'\n');
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    Place {
        line: line as u64 + 1,
        column: Some((at - line_start.map_or(0, |start| start + 1)) as u64 + 1),
    }
}

/// Where the lines of a text begin, to tell places by bytes.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        // A carriage return alone ends a line, too: old spreadsheets write it between rows, and a
        // line feed within cells.
        let alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(at, byte)| *byte == b'\n' || (*byte == b'\r' && alone(*at)));
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
        Self(starts.collect())
    }

    /// The line of a byte; its column in bytes is not told, which would mislead beyond ASCII.
    pub(super) fn at(&self, byte: usize) -> Place {
        Place::line(self.0.partition_point(|start| *start <= byte).max(1) as u64)
    }

    /// What stands in a line.
    pub(super) fn text<'t>(&self, text: &'t str, line: u64) -> &'t str {
        let at = usize::try_from(line).unwrap_or(usize::MAX);
        let start = at.checked_sub(1).and_then(|at| self.0.get(at));
        let end = self.0.get(at).copied().unwrap_or(text.len());
        start
            .and_then(|start| text.get(*start..end))
            .unwrap_or_default()
    }
}
