//! The glossary of OmegaT, as OmegaT reads it.

use serde_json::json;

use crate::{
    document,
    reader::found_with,
    wild::{documents, heads},
    written,
};

#[test]
fn a_line_for_each_word_of_the_authoritative_language() {
    let text = written("omegat.utf8");
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(
        lines
            .iter()
            .all(|line| line.len() == 3 && !line[2].is_empty())
    );
    assert!(text.lines().all(|line| !line.starts_with('#')));
    let words: Vec<_> = lines.iter().map(|line| line[0]).collect();
    assert_eq!(
        words,
        [
            "security update",
            "SU",
            "patch | fix",
            "a\\|b",
            "hot-fix",
            "C++",
            " #hash",
            "issue #",
            "=SUM(A1:A9)",
            "'=\"quoted\"",
        ]
    );
    assert!(lines[4][2].starts_with("Deprecated; use security update. An update that"));
    assert!(lines[7][2].starts_with("Retired; use security update. "));
}

#[test]
fn two_languages_are_a_word_and_its_translation() {
    let mut document = document::hostile();
    document.glossary.languages.truncate(2);
    let german = [
        json!({"kind": "admitted", "text": "Sicherheitsupdate", "lang": "de"}),
        json!({"kind": "abbreviation", "text": "SA", "lang": "de"}),
    ];
    for designation in german {
        let designation = serde_json::from_value(designation).unwrap();
        document.terms[0].designations.push(designation);
    }
    let bytes = formats::form("omegat.utf8")
        .unwrap()
        .write(&document)
        .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("security update\tSicherheitsaktualisierung\tAn update"));
    let prefer = "Also; prefer Sicherheitsaktualisierung. An update";
    for other in ["Sicherheitsupdate", "SA"] {
        assert!(text.contains(&format!("\nsecurity update\t{other}\t{prefer}")));
    }
    assert!(text.contains("\nSU\tSicherheitsaktualisierung\tsecurity update: An update"));
    assert!(!text.contains("\tFlicken"));
    assert!(text.contains("\nC++\t\t1. Not a list"));
}

/// Where OmegaT is installed: `cargo xtask readers` sees to that.
#[test]
fn omegat_as_reader_finds_every_word() {
    for document in documents() {
        let bytes = formats::form("omegat.utf8")
            .unwrap()
            .write(&document)
            .unwrap();
        let Some(found) = found_with("PARLANCE_TEST_OMEGAT", "omegat.py", &bytes) else {
            return;
        };
        let found: Vec<[String; 3]> = serde_json::from_value(found).unwrap();
        // OmegaT puts a letter and its accent together.
        let composed = |text: String| text.replace("e\u{301}", "é");
        for (word, definition) in heads(&document) {
            let (word, definition) = (composed(word), composed(definition));
            let entry = found
                .iter()
                .find(|entry| entry[0].trim_matches(' ') == word);
            let entry = entry.unwrap_or_else(|| panic!("{word} is missing"));
            assert_eq!(entry[1], "");
            assert!(entry[2].ends_with(&definition), "{word}: {}", entry[2]);
        }
        let names = document.terms.iter().flat_map(|term| &term.designations);
        let english = names.filter(|designation| designation.lang.as_str() == "en");
        assert_eq!(json!(found.len()), json!(english.count()));
    }
}
