//! Every form, written of one document that holds what forms have stumbled over, and read again by
//! readers that this project did not write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod books;
mod calendars;
mod cells;
mod citations;
mod document;
mod docx;
mod generated;
mod graph;
mod harsh;
mod json;
mod markdown;
mod minutes;
mod office;
mod page;
mod prose;
mod readable;
mod reader;
mod receipt;
mod returned;
mod sphinx;
mod tbx;
mod terminologies;
mod translators;
mod turtle;
mod typesetting;
mod wild;

use domain::release::Document;
use formats::{FORMS, form};

/// What a form makes of the document.
fn written(extension: &str) -> String {
    written_of(extension, &document::hostile())
}

fn written_of(extension: &str, document: &Document) -> String {
    let bytes = form(extension).unwrap().write(document);
    String::from_utf8(bytes.unwrap()).unwrap()
}

#[test]
fn the_same_document_is_always_the_same_bytes() {
    let document = document::hostile();
    let text = serde_json::to_string(&document).unwrap();
    let again = serde_json::from_str(&text).unwrap();
    assert_eq!(document, again);
    for form in FORMS {
        let bytes = form.write(&document).unwrap();
        assert_eq!(bytes, form.write(&again).unwrap(), "{}", form.extension);
        assert!(!bytes.is_empty());
    }
}

#[test]
fn no_form_carries_carriage_returns_but_the_table() {
    let binary = ["docx", "objects.inv", "vale.zip"];
    for form in FORMS {
        if binary.contains(&form.extension) {
            continue;
        }
        let text = written(form.extension);
        assert_eq!(
            text.contains('\r'),
            form.extension == "csv",
            "{}",
            form.extension
        );
        assert!(!text.starts_with('\u{feff}'), "{}", form.extension);
    }
}

#[test]
fn no_publisher_can_choose_words_that_prevent_publishing() {
    let mut document = document::hostile();
    document.glossary.licence = "All rights reserved <script> \"©\"".into();
    document.glossary.title = "]]> --> </title> ``` | \\".into();
    document.terms[0].sources[0].url = Some("https://[::1/%zz".into());
    for form in FORMS {
        form.write(&document).unwrap();
    }
}
