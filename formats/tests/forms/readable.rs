//! The glossary as DOCX.

use serde_json::Value;

use crate::{
    document,
    reader::{found_by, found_with},
    wild::{documents, heads},
};

fn bytes(document: &domain::release::Document) -> Vec<u8> {
    formats::form("docx").unwrap().write(document).unwrap()
}

fn of_style<'a>(paragraphs: &'a Value, style: &str) -> Vec<&'a str> {
    let paragraphs = paragraphs.as_array().unwrap().iter();
    let named = |name: &str| name.eq_ignore_ascii_case(style);
    paragraphs
        .filter(|paragraph| named(paragraph[0].as_str().unwrap()))
        .map(|paragraph| paragraph[1].as_str().unwrap())
        .collect()
}

#[test]
fn another_reader_finds_terms_and_definitions() {
    for document in documents() {
        let Some(found) = found_by("tracked.py", &bytes(&document)) else {
            return;
        };
        assert_eq!(found["title"], "Updates & \"friends\" </script>");
        assert_eq!(found["marks"], serde_json::json!([]));
        let heads = heads(&document);
        let words: Vec<_> = heads.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(of_style(&found["new"], "heading 1"), words);
        let said = of_style(&found["new"], "Words").join(" ");
        let definitions: Vec<_> = heads
            .iter()
            .map(|(_, definition)| definition.as_str())
            .collect();
        assert_eq!(crate::wild::one_line(&said), definitions.join(" "));
    }
}

#[test]
fn another_reader_finds_what_else_was_agreed() {
    let Some(found) = found_by("tracked.py", &bytes(&document::hostile())) else {
        return;
    };
    let lines = of_style(&found["new"], "Lead");
    for said in [
        "Version 1.1.0 of 2026-03-01. Licence: CC-BY-4.0. Permanent address: https://terms.example/g/updates",
        "Abbreviation: SU",
        "Deprecated: hot-fix",
        "Related: C++, #hash",
        "تحديث أمني (ar): تحديث يصحح ثغرة أمنية (CVE\u{200f}).",
        "Retired; use security update.",
        "Buyers & Co. <x> dissents: We *dissent*: it costs \"too much\" \\ time.",
        "Agreed: 2026-02-01 in call 1: strong support but significant opposition; 3 of 5 for it (https://terms.example/p/updates/calls/1)",
    ] {
        assert!(lines.contains(&said), "{said}\n—\n{lines:#?}");
    }
}

#[test]
fn a_word_processor_as_reader_opens_it() {
    for document in documents() {
        let Some(found) = found_with("PARLANCE_TEST_OFFICE", "office.py", &bytes(&document)) else {
            return;
        };
        let words: Vec<_> = heads(&document).into_iter().map(|(word, _)| word).collect();
        assert_eq!(of_style(&found["new"], "Heading 1"), words);
        assert_eq!(found["new"], found["old"], "nothing in it is a change");
    }
}

#[test]
fn it_is_not_taken_for_a_manuscript() {
    let refused = formats::docx::read(&bytes(&document::hostile()));
    assert_eq!(refused, Err(domain::manuscript::Fault::Foreign));
}
