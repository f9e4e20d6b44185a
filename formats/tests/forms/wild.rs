//! A glossary whose words are put together by chance from what one syntax or another takes for a mark. Chance is the
//! same in every run.

use std::collections::BTreeSet;

use domain::{Title, release::Document};
use proptest::{
    collection::vec,
    sample::select,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use super::document;

const TERMS: usize = 150;

const BITS: &[&str] = &[
    "\\",
    "{",
    "}",
    "$",
    "&",
    "#",
    "_",
    "%",
    "~",
    "^",
    "*",
    "`",
    "|",
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    ":",
    "::",
    " : ",
    "-",
    "--",
    "'",
    "\"",
    "''",
    "``",
    "!",
    "?",
    "@",
    "+",
    "=",
    "/",
    ".",
    ".. ",
    "1. ",
    "a) ",
    "(i) ",
    "A. ",
    "word",
    "Wort",
    "C++",
    "#hash",
    "é",
    "e\u{301}",
    "안전",
    "安全",
    "تحديث",
    "👩‍👩‍👧",
    "\u{a0}",
    "\u{2028}",
    "\u{85}",
    " ",
    " ",
    " ",
    "  ",
    "<b>",
    "&amp;",
    "{{#include x}}",
    "{{ y }}",
    "*[x]: y",
    ":term:`x`",
    "`x`_",
    "__",
    "|x|",
    "[1]_",
    "http://e.example/a_b_",
    "%s",
    "\\newline",
    "^^M",
    "null",
    "true",
    "0x1F",
    "1e3",
    "2026-01-01",
    "- ",
    "? ",
    "!!str ",
    "&a ",
    "*b ",
    "%YAML",
    "---",
    "...",
    "𝔘",
    "$x$",
    " 1 ",
    " -2 ",
    "std:term",
];

/// What a designation may hold.
fn words(runner: &mut TestRunner, most: usize) -> String {
    let bits = vec(select(BITS), 1..most);
    let tree = bits.new_tree(runner).unwrap();
    tree.current().concat()
}

pub fn wild() -> Document {
    let mut runner = TestRunner::deterministic();
    let mut document = document::hostile();
    let model = document.terms[1].clone();
    let mut known = BTreeSet::new();
    document.terms.clear();
    while document.terms.len() < TERMS {
        let Ok(text) = Title::parse(&words(&mut runner, 6)) else {
            continue;
        };
        if !known.insert(one_line(&text).to_lowercase()) {
            continue;
        }
        let mut term = model.clone();
        term.number = u32::try_from(document.terms.len()).unwrap() + 1;
        term.slug = domain::Slug::parse(&format!("t{}", term.number)).unwrap();
        term.relations.clear();
        term.designations[0].text = text;
        let definition = words(&mut runner, 12);
        let definition = definition.trim();
        definition.clone_into(&mut term.definitions[0].text);
        if one_line(definition).is_empty() {
            term.definitions[0].text = "none".into();
        }
        document.terms.push(term);
    }
    document
}

/// The documents that forms are tried with, and what to call them.
pub fn documents() -> [Document; 2] {
    [document::hostile(), wild()]
}

/// What forms on one line make of a text.
pub fn one_line(text: &str) -> String {
    let blank = |c: char| {
        matches!(
            c,
            ' ' | '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let words: Vec<_> = text.split(blank).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The headword of each term with its definition.
pub fn heads(document: &Document) -> Vec<(String, String)> {
    let lang = document.lang().unwrap();
    let head = |term: &domain::release::Term| {
        let definition = term.definition(lang).unwrap();
        (
            one_line(term.headword(Some(lang))),
            one_line(&definition.text),
        )
    };
    document.terms.iter().map(head).collect()
}
