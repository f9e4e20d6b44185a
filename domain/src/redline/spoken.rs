//! A redline in words, as it is read out in a meeting and by a screen reader.

use std::fmt;

use super::diff::{Op, OpKind};
use super::items::{Item, ItemChange, items};
use super::words::{Kind, words};

/// One order of a redline: after these words, delete those, insert these.
///
/// Its display form is the order in English: `after 'software that', delete 'fixes a bug', insert 'corrects a
/// vulnerability'`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Where the change begins, in bytes of the text before it.
    pub at: usize,
    /// The words just before, so that one finds the place; none at the start of the text.
    pub after: Option<String>,
    /// The words that go.
    pub delete: Option<String>,
    /// The words that come.
    pub insert: Option<String>,
}

/// The orders of a redline, in the order of the text.
pub fn spoken(ops: &[Op]) -> Vec<Order> {
    let mut orders: Vec<Order> = Vec::new();
    let mut stayed = String::new();
    let mut open = false;
    let mut at = 0;
    for op in ops {
        match op.op {
            OpKind::Equal => {
                stayed.push_str(&op.text);
                at += op.text.len();
                open = false;
                continue;
            }
            _ if open => {}
            _ => {
                orders.push(Order {
                    at,
                    after: last_words(&stayed),
                    delete: None,
                    insert: None,
                });
                open = true;
            }
        }
        if let Some(order) = orders.last_mut() {
            let slot = if op.op == OpKind::Delete {
                &mut order.delete
            } else {
                &mut order.insert
            };
            slot.get_or_insert_default().push_str(&op.text);
        }
        if op.op == OpKind::Delete {
            at += op.text.len();
        }
    }
    orders
}

/// The orders of a list's redline: which item comes or goes, and what changes within one.
///
/// `add item 3: 'A new note.'`, `in item 2, after 'Second', delete 'note', insert 'remark'`.
pub fn spoken_items(ops: &[Op]) -> Vec<String> {
    let item_words = |item: &Item| {
        let text: String = item.ops.iter().map(|op| op.text.as_str()).collect();
        said(&text)
    };
    items(ops)
        .iter()
        .flat_map(|item| match item.change {
            ItemChange::Kept => Vec::new(),
            ItemChange::Added => vec![format!("add item {}: {}", item.place, item_words(item))],
            ItemChange::Removed => {
                vec![format!("remove item {}: {}", item.place, item_words(item))]
            }
            ItemChange::Moved => vec![format!(
                "move {} to be item {}",
                item_words(item),
                item.place
            )],
            ItemChange::Changed => spoken(&item.ops)
                .iter()
                .map(|order| format!("in item {}, {order}", item.place))
                .collect(),
        })
        .collect()
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.after {
            Some(after) => write!(f, "after '{after}'")?,
            None => f.write_str("at the start")?,
        }
        if let Some(delete) = &self.delete {
            write!(f, ", delete {}", said(delete))?;
        }
        if let Some(insert) = &self.insert {
            write!(f, ", insert {}", said(insert))?;
        }
        Ok(())
    }
}

/// As many words as find the place without reading out the sentence again.
const WORDS_BEFORE: usize = 2;

fn last_words(text: &str) -> Option<String> {
    // Looking at the end only: a text may be long and change in many places.
    let tail = text.char_indices().rev().nth(199).map_or(0, |(at, _)| at);
    let text = text[tail..].trim_end();
    let line = text.rsplit(['\n', '\r']).next().unwrap_or_default();
    let pieces = words(line);
    let mut found = 0;
    let from = pieces.iter().rposition(|piece| {
        found += usize::from(piece.kind == Kind::Word);
        found == WORDS_BEFORE
    });
    let after: String = pieces[from.unwrap_or(0)..]
        .iter()
        .map(|piece| piece.text)
        .collect();
    let after = after.trim();
    (!after.is_empty()).then(|| after.to_owned())
}

/// Quoted where it holds words; marks and blanks, which a voice passes over, are named.
fn said(text: &str) -> String {
    let pieces = words(text);
    if pieces.iter().any(|piece| piece.kind == Kind::Word) {
        return format!(
            "'{}'",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    let solid: Vec<String> = pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Mark)
        .map(|piece| {
            mark_name(piece.text).map_or_else(|| format!("'{}'", piece.text), str::to_owned)
        })
        .collect();
    if !solid.is_empty() {
        solid.join(", ")
    } else if pieces.iter().any(|piece| piece.kind == Kind::Break) {
        "a line break".to_owned()
    } else {
        "a space".to_owned()
    }
}

fn mark_name(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "," => "a comma",
        "." => "a full stop",
        ";" => "a semicolon",
        ":" => "a colon",
        "?" => "a question mark",
        "!" => "an exclamation mark",
        "-" | "‐" | "‑" => "a hyphen",
        "–" | "—" => "a dash",
        "/" => "a slash",
        "(" => "an opening bracket",
        ")" => "a closing bracket",
        "\"" | "“" | "”" | "„" | "«" | "»" => "a quotation mark",
        "'" | "‘" | "’" => "an apostrophe",
        _ => return None,
    })
}
