//! The entries that go along to a browser, which cannot have all of a large process.

use std::collections::HashSet;

use super::{Draft, Known, tokens::tokens};
use crate::Lang;

/// The most bytes of entries, in lines, that are sent along with a page: about a thousand entries.
/// What is beyond them is looked at where the server reads the draft.
pub const SHIPPED_MAX: usize = 32 * 1024;

/// As many entries as go into so many bytes, and whether these are all: first those by which a
/// circle leads back, then those that share a word with the draft, then the others in their order.
pub fn abridge(known: &[Known], draft: &Draft, lang: &Lang, bytes: usize) -> (Vec<Known>, bool) {
    let texts = draft.examples.iter().chain([&draft.definition]);
    let used: HashSet<String> = texts
        .flat_map(|text| tokens(text, lang))
        .map(|token| token.word)
        .collect();
    let shares = |known: &Known| {
        let words = known.names.iter().flat_map(|name| tokens(&name.text, lang));
        words.into_iter().any(|token| used.contains(&token.word))
    };
    let mut order: Vec<&Known> = known.iter().collect();
    order.sort_by_cached_key(|known| (known.leads.is_none(), !shares(known)));
    let mut left = bytes;
    let fits = |known: &&&Known| match left.checked_sub(known.line().len() + 1) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let shipped: Vec<Known> = order
        .iter()
        .take_while(fits)
        .map(|known| (*known).clone())
        .collect();
    let all = shipped.len() == known.len();
    (shipped, all)
}

#[cfg(test)]
mod tests {
    use super::super::Name;
    use super::*;

    #[test]
    fn what_matters_to_the_draft_goes_first() {
        let entry = |number: u32, term: &str, leads: Option<&str>| Known {
            number,
            slug: term.to_owned(),
            names: vec![Name::used(term)],
            leads: leads.map(str::to_owned),
        };
        let known = [
            entry(1, "apple", None),
            entry(2, "update", None),
            entry(3, "zebra", Some("rollback")),
        ];
        let draft = Draft {
            definition: "return by an update".to_owned(),
            ..Draft::default()
        };
        let lang = Lang::parse("en").unwrap();
        let check = |bytes: usize, expected: &[u32], all: bool| {
            let (shipped, every) = abridge(&known, &draft, &lang, bytes);
            let numbers: Vec<u32> = shipped.iter().map(|known| known.number).collect();
            assert_eq!((&numbers[..], every), (expected, all));
        };
        check(1000, &[3, 2, 1], true);
        check(33, &[3, 2], false);
        check(5, &[], false);
    }
}
