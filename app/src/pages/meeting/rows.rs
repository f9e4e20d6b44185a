//! The names of the fields in which an agenda is typed, and how an agenda fills them.
//!
//! Rows are numbered: `item-2-title`. A row keeps the number of its item in `item-2-number`, and says in `item-2-order`
//! where it shall stand, so that items are moved without a script.

use domain::{
    ids::{CallNo, EntryNo},
    meeting::AgendaItem,
};
use registry::entries::EntryLink;

use crate::{Form, pages::compose::rows::cell};

/// The most rows there are: as many as an agenda has items.
pub const ROWS_MAX: usize = 100;
/// The parts of a row.
pub const PARTS: [&str; 6] = ["number", "order", "title", "entry", "call", "minutes"];
/// How many rows there are to begin with.
pub const FIRST_ROWS: usize = 3;

/// The name of a field in a row.
pub fn field(row: usize, part: &str) -> String {
    cell("item", row, part)
}

/// The number of the last row that was sent.
pub fn sent(form: &Form) -> usize {
    let row = |name: &str| -> Option<usize> {
        let (row, part) = name.strip_prefix("item-")?.split_once('-')?;
        PARTS.contains(&part).then(|| row.parse().ok()).flatten()
    };
    let last = form.values.iter().filter_map(|(name, _)| row(name)).max();
    last.unwrap_or(0).min(ROWS_MAX)
}

/// What stands in the rows when an agenda is changed.
pub fn values(agenda: &[AgendaItem]) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (row, item) in (1..).zip(agenda) {
        let mut add = |part: &str, value: String| values.push((field(row, part), value));
        let number = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
        add("number", item.number.to_string());
        add("order", row.to_string());
        add("title", item.title.to_string());
        add("entry", number(item.entry));
        add("call", number(item.call));
        add("minutes", number(item.minutes));
    }
    values
}

/// The entries that an item can be about.
pub fn entry_options(terms: &[EntryLink]) -> Vec<(String, String)> {
    let terms = terms.iter();
    let known = terms.map(|link: &EntryLink| (EntryNo::to_string(&link.number), link.term.clone()));
    none().into_iter().chain(known).collect()
}

/// The calls that an item can be about.
pub fn call_options(calls: &[(CallNo, String)]) -> Vec<(String, String)> {
    let known = calls.iter();
    let known = known.map(|(call, title)| (call.to_string(), format!("{call}: {title}")));
    none().into_iter().chain(known).collect()
}

fn none() -> Option<(String, String)> {
    Some((String::new(), "None".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_their_names() {
        let count = |names: &[&str]| {
            let values = names.iter().map(|name| ((*name).to_owned(), String::new()));
            sent(&Form {
                values: values.collect(),
                ..Form::default()
            })
        };
        assert_eq!(count(&[]), 0);
        assert_eq!(
            count(&["item-1-title", "item-7-minutes", "item-9-colour", "title"]),
            7
        );
        assert_eq!(count(&["item-100000-title"]), ROWS_MAX);
    }
}
