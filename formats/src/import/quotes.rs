//! Quotation marks of CSV, looked at before its cells are read: a stray one takes all that follows,
//! up to the next mark or the end of the file, into one cell, and nobody would be told.

use std::ops::Range;

use super::{Place, Problem, source::Lines};

/// So many cells of several lines are looked at for rows within them.
const LONG_MAX: usize = 100_000;

/// Where the cell is that is looked at, and where its mark was opened.
#[derive(Clone, Copy)]
enum Within {
    Nothing,
    Bare,
    Quoted(usize),
    /// Behind a mark that closes, unless another one follows at once.
    Closed(usize),
    /// Behind that and a blank.
    Blank(usize),
}

/// The cells in quotation marks that go on over a line end, by their bytes.
pub(super) fn check(
    text: &str,
    delimiter: u8,
    lines: &Lines,
) -> Result<Vec<Range<usize>>, Problem> {
    let mut long = Vec::new();
    let mut within = Within::Nothing;
    for (at, byte) in text.bytes().enumerate() {
        let ends = byte == delimiter || byte == b'\n' || byte == b'\r';
        within = match (within, byte) {
            (Within::Quoted(from), b'"') => Within::Closed(from),
            (Within::Quoted(from), _) => Within::Quoted(from),
            (Within::Closed(from), b'"') => Within::Quoted(from),
            (Within::Closed(from) | Within::Blank(from), _) if ends => {
                if long.len() < LONG_MAX && lines.at(from) != lines.at(at) {
                    long.push(from..at);
                }
                Within::Nothing
            }
            (_, _) if ends => Within::Nothing,
            (Within::Closed(from) | Within::Blank(from), b' ') => Within::Blank(from),
            (Within::Closed(from) | Within::Blank(from), _) => {
                return Err(followed(lines.at(from), lines.at(at)));
            }
            (Within::Nothing, b'"') => Within::Quoted(at),
            (Within::Nothing | Within::Bare, _) => Within::Bare,
        };
    }
    match within {
        Within::Quoted(from) => Err(unclosed(lines.at(from))),
        _ => Ok(long),
    }
}

fn unclosed(place: Place) -> Problem {
    let detail = "A quotation mark is opened here and never closed, so that the rest of the file would be one cell. Close it; \
                  where it is a mark of the text, put the cell in quotation marks and write that one twice.";
    Problem::at(place, detail)
}

fn followed(place: Place, closed: Place) -> Problem {
    let detail = format!(
        "A quotation mark is opened here and closed in line {}, and more text follows in the same cell. Put the whole cell in \
         quotation marks, and write those that belong to the text twice.",
        closed.line
    );
    Problem::at(place, detail)
}

/// Cells whose every line looks like a row: two stray marks make one cell of the rows between them,
/// which CSV itself cannot tell from a text of several lines.
pub(super) fn swallowing(
    text: &str,
    (long, columns, delimiter): (&[Range<usize>], usize, u8),
    lines: &Lines,
) -> Vec<Problem> {
    let looks_like_row = |line: &str| {
        let parts = line.bytes().filter(|byte| *byte == delimiter).count();
        columns > 1 && parts + 1 == columns
    };
    let swallows = |cell: &&Range<usize>| {
        let cell = text.get((*cell).clone()).unwrap_or_default();
        let mut behind: Vec<_> = cell.lines().skip(1).collect();
        // The last one is cut off by the mark.
        behind.pop();
        !behind.is_empty() && behind.into_iter().all(looks_like_row)
    };
    long.iter()
        .filter(swallows)
        .map(|cell| {
            let detail = format!(
                "This cell goes on to line {}, and its lines look like rows of their own. If they are, a quotation mark is missing \
                 or one too many.",
                lines.at(cell.end.saturating_sub(1)).line
            );
            Problem::at(lines.at(cell.start), detail)
        })
        .collect()
}
