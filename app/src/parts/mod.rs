//! What pages are made of. Plain functions from values to views; each renders the markup that the
//! style sheet of the same name knows.

mod age;
mod byline;
mod conflict;
mod field;
mod language;
mod markdown;
mod marks;
mod navigation;
mod overlay;
mod quotes;
mod redline;
mod redline_quotes;
mod ripple;
mod rule;
mod tally;
mod tally_table;
mod time;
mod typed;
mod wording;

pub use age::waited;
pub use byline::Byline;
pub use conflict::{conflicts, rivalries};
pub use field::{Choice, Field, error_summary, hidden};
pub use language::{direction, language_name};
pub use markdown::EntryLinks;
pub use marks::{impact, stance, stance_chip, status, status_words};
pub use navigation::{crumbs, empty, notice, pagination};
pub use overlay::{overlaid, redlines_named};
pub use quotes::{Quoted, QuotedBy, quoted};
pub use redline::{
    lines as text_lines, marked, part_name, redline_parts, redline_parts_quoted, redline_ways,
    redline_ways_between, running,
};
pub use ripple::{ripple, ripple_summary};
pub use rule::{path, readings, rule_words};
pub use tally::{heard, quorum, tally_bar, tally_counts};
pub use tally_table::tally_table;
pub use time::{dated, day, exact, lasted, left, remaining, said, time, until, when};
pub use typed::typed;
pub use wording::{abbreviation, wording};

/// Encodes a value for the query of an address.
pub fn query_value(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// "1 entry", "3 entries".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A word as it begins a sentence or heads a column.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// "a, b and c".
pub fn enumerated(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
