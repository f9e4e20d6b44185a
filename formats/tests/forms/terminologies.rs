//! The machine readable glossary of TEv2, as readers of YAML find it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    document,
    reader::found_by,
    wild::{documents, one_line},
};

fn found(document: &domain::release::Document) -> Option<Value> {
    let bytes = formats::form("mrg.yaml").unwrap().write(document).unwrap();
    found_by("mapping.py", &bytes)
}

#[test]
fn two_readers_of_yaml_find_an_entry_for_each_designation() {
    for document in documents() {
        let Some(found) = found(&document) else {
            return;
        };
        let entries = found["entries"].as_array().unwrap();
        let designations = document.terms.iter().flat_map(|term| &term.designations);
        assert_eq!(entries.len(), designations.count());
        let (mut ids, mut phrases) = (BTreeSet::new(), BTreeSet::new());
        for entry in entries {
            let text = |key: &str| entry[key].as_str().unwrap().to_owned();
            let term = text("term");
            assert!(ids.insert(term.clone()), "{term} is there twice");
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(term.chars().all(plain), "{term}");
            assert_eq!(text("termid"), format!("concept:{term}"));
            let of = entry
                .get("synonymOf")
                .map_or(term, |of| of.as_str().unwrap().to_owned());
            assert_eq!(text("navurl"), format!("{}/1.1.0/{of}", document::BASE));
            assert_eq!(text("locator"), of);
            for phrase in entry["formPhrases"].as_array().unwrap() {
                assert!(
                    phrases.insert(phrase.as_str().unwrap().to_owned()),
                    "{phrase} is there twice"
                );
            }
        }
        for term in &document.terms {
            assert!(ids.contains(term.slug.as_str()));
            for designation in &term.designations {
                let phrase = one_line(&designation.text).to_lowercase();
                assert!(phrases.contains(&phrase), "{phrase}");
            }
        }
    }
}

#[test]
fn scope_version_and_synonyms_are_what_the_tools_ask_for() {
    let Some(found) = found(&document::hostile()) else {
        return;
    };
    assert_eq!(
        found["terminology"],
        json!({
            "scopetag": "updates", "scopedir": document::BASE, "curatedir": "1.1.0",
            "vsntag": "1.1.0", "altvsntags": [], "license": "CC-BY-4.0",
        })
    );
    assert_eq!(
        found["scopes"],
        json!([{"scopetag": "updates", "scopedir": document::BASE}])
    );
    let entries = found["entries"].as_array().unwrap();
    let by = |term: &str| entries.iter().find(|entry| entry["term"] == term).unwrap();
    assert!(by("security-update").get("synonymOf").is_none());
    assert_eq!(by("su")["synonymOf"], "security-update");
    assert_eq!(by("hot-fix")["status"], "deprecated");
    assert_eq!(by("issue")["status"], "retired");
    let german = by("sicherheitsaktualisierung");
    assert_eq!(
        german["glossaryText"],
        "Eine Aktualisierung, die eine Schwachstelle behebt – „wirklich“."
    );
    assert_eq!(german["headingids"], json!([]));
}
