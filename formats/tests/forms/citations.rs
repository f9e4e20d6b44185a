//! How a release is cited: CFF and BibTeX.

use serde_json::json;

use crate::{document, reader::found_by, wild::documents, written};

#[test]
fn two_readers_of_yaml_find_the_citation() {
    let Some(found) = found_by("mapping.py", written("cff").as_bytes()) else {
        return;
    };
    assert_eq!(
        found,
        json!({
            "cff-version": "1.2.0",
            "message": "Cite this version of the glossary as below.",
            "type": "dataset",
            "title": "Updates & \"friends\" </script>",
            "abstract": "What we mean by <b>update</b>: C++, #hash and | bars.",
            "version": "1.1.0",
            "date-released": "2026-03-01",
            "license": "CC-BY-4.0",
            "url": "https://terms.example/g/updates/1.1.0/",
            "authors": [{"name": "Updates & \"friends\""}],
            "identifiers": [{
                "type": "url",
                "value": "https://terms.example/g/updates",
                "description": "The glossary, whatever its version",
            }],
        })
    );
}

#[test]
fn a_licence_without_an_identifier_is_said_in_words() {
    let mut document = document::hostile();
    document.glossary.licence = "As agreed: \"ours\"".into();
    document.glossary.description = String::new();
    let bytes = formats::form("cff").unwrap().write(&document).unwrap();
    let Some(found) = found_by("mapping.py", &bytes) else {
        return;
    };
    assert!(found.get("license").is_none() && found.get("abstract").is_none());
    assert_eq!(
        found["message"],
        "Cite this version of the glossary as below. Licence: As agreed: \"ours\""
    );
}

/// The format's own program, where it is installed: `cargo xtask readers` sees to that.
#[test]
fn its_own_program_as_reader_finds_no_fault() {
    for mut document in documents() {
        for licence in ["CC-BY-4.0", "All rights reserved"] {
            document.glossary.licence = licence.into();
            let bytes = formats::form("cff").unwrap().write(&document).unwrap();
            let Some(found) =
                crate::reader::found_with("PARLANCE_TEST_CITATION", "citation.py", &bytes)
            else {
                return;
            };
            assert_eq!(found["valid"], true, "{found}");
            assert!(found["bibtex"].as_str().unwrap().contains("Updates"));
        }
    }
}

#[test]
fn two_readers_of_bibtex_find_the_release() {
    let mut document = document::hostile();
    document.glossary.title = "A {b} \\c ~d ^e $f% #g_h & i -- j".into();
    let bytes = formats::form("bib").unwrap().write(&document).unwrap();
    let Some(found) = found_by("bibliography.py", &bytes) else {
        return;
    };
    let entry = &found[0];
    assert_eq!(
        (entry["key"].as_str(), entry["type"].as_str()),
        (Some("updates-1.1.0"), Some("misc"))
    );
    // The reader takes LaTeX's circumflex for the one that stands over letters.
    assert_eq!(
        entry["fields"]["title"],
        "A {b} \\c ~d \u{2c6}e $f% #g_h & i -- j"
    );
    assert_eq!(entry["fields"]["author"], "Updates & \"friends\"");
    assert_eq!(entry["fields"]["version"], "1.1.0");
    assert_eq!(entry["fields"]["note"], "Version 1.1.0. Licence: CC-BY-4.0");
    assert_eq!(
        entry["other"]["url"],
        "https://terms.example/g/updates/1.1.0/"
    );
    assert_eq!(entry["other"]["month"], "March");
    assert_eq!(entry["authors"], json!(["{Updates \\& \"friends\"}"]));
}

#[test]
fn braces_without_their_other_half_end_nothing_for_a_reader() {
    let mut document = document::hostile();
    document.glossary.title = "} a {{ b".into();
    let bytes = formats::form("bib").unwrap().write(&document).unwrap();
    let Some(found) = found_by("bibliography.py", &bytes) else {
        return;
    };
    let title = found[0]["other"]["title"].as_str().unwrap();
    assert_eq!(
        title,
        "{\\textbraceright{} a \\textbraceleft{}\\textbraceleft{} b}"
    );
    assert_eq!(found[0]["other"]["year"], "2026");
}
