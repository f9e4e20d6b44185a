//! Differences as LibreOffice sees them, where it is installed: `cargo xtask readers` sees to that.

use base64::{Engine, prelude::BASE64_STANDARD};
use domain::manuscript::{accepted, rejected};
use formats::docx;

use crate::{
    docx::{HOSTILE, manuscript},
    reader::found_with,
};

#[test]
fn a_word_processor_as_reader_leaves_exactly_the_old_or_the_new_text() {
    let bytes = docx::write(&manuscript()).unwrap();
    let Some(found) = found_with("PARLANCE_TEST_OFFICE", "office.py", &bytes) else {
        return;
    };
    let words = |which: &str| {
        let paragraphs = found[which].as_array().unwrap().iter();
        paragraphs
            .filter(|paragraph| paragraph[0] == "Words")
            .map(|paragraph| paragraph[1].as_str().unwrap().replace('\n', "\r"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (old, new): (Vec<_>, Vec<_>) = HOSTILE.iter().copied().unzip();
    assert_eq!(words("old"), old.join("\n"));
    assert_eq!(words("new"), new.join("\n"));

    let saved = BASE64_STANDARD
        .decode(found["saved"].as_str().unwrap())
        .unwrap();
    let returned = docx::read(&saved).unwrap();
    assert_eq!(returned.origin, manuscript().origin);
    let sent = &manuscript().sections[0];
    assert_eq!(returned.sections[0].parts.len(), sent.parts.len());
    for (part, (name, pieces)) in sent.parts.iter().zip(&returned.sections[0].parts) {
        assert_eq!(&part.name, name);
        assert_eq!(rejected(pieces), rejected(&part.pieces), "{name}");
        assert_eq!(accepted(pieces), accepted(&part.pieces), "{name}");
    }
}
