//! The Vale style: its expressions find what they should, and nothing else.

use serde_json::{Value, json};

use crate::{
    document,
    reader::found_by,
    wild::{documents, one_line, wild},
};
use domain::{
    content::DesignationKind,
    release::{Document, TermStatus},
};

fn found(document: &Document, texts: &[&str], words: &[String]) -> Option<Value> {
    let zip = formats::form("vale.zip").unwrap().write(document).unwrap();
    let input = json!({"zip": zip, "texts": texts, "words": words}).to_string();
    found_by("prose.py", input.as_bytes())
}

fn with(words: &[(usize, &str, &str)]) -> Document {
    let mut document = document::hostile();
    for (term, text, kind) in words {
        let designation = json!({"text": text, "kind": kind, "lang": "en"});
        let designation = serde_json::from_value(designation).unwrap();
        document.terms[*term].designations.push(designation);
    }
    document
}

#[test]
fn rules_as_a_reader_applies_them_replace_words() {
    let document = with(&[
        (1, "CPP", "deprecated"),
        (1, "c plus plus", "deprecated"),
        (1, "C+", "deprecated"),
        (1, "(old)", "deprecated"),
        (1, "c++", "deprecated"),
        (5, "引用", "deprecated"),
        (5, "security update", "deprecated"),
    ]);
    let texts = [
        "Apply the Hot-fix, not hot-fixes or hotXfix.",
        "CPP but cpp, c\nplus plus.",
        "C+ and C++, (old) (older) c++",
        "不引用的",
        "a security update is right",
        "an issue # was retired",
    ];
    let Some(found) = found(&document, &texts, &[]) else {
        return;
    };
    assert_eq!(found["problems"], json!([]));
    assert_eq!(
        found["answers"],
        json!([
            [
                ["Terms.yml", "Hot-fix", "security update"],
                ["Terms.yml", "hot-fixes", "security update"]
            ],
            [
                ["Terms.yml", "c\nplus plus", "C++"],
                ["Exact.yml", "CPP", "C++"]
            ],
            [
                ["Signs.yml", "C+", "C++"],
                ["Signs.yml", "(old)", "C++"],
                ["Signs.yml", "c++", "C++"]
            ],
            [["Signs.yml", "引用", "'=\"quoted\""]],
            [],
            [["Signs.yml", "issue #", "security update"]],
        ])
    );
    assert_eq!(found["rules"]["Terms.yml"]["extends"], "substitution");
    assert_eq!(
        found["rules"]["Terms.yml"]["message"],
        "Use '%s' instead of '%s'."
    );
}

#[test]
fn words_within_right_ones_are_right_and_plurals_are_found() {
    let document = with(&[
        (0, "patch", "deprecated"),
        (0, "security patch", "admitted"),
        (0, "hot patch set", "admitted"),
        (0, "patch day", "abbreviation"),
        (0, "vulnerability", "deprecated"),
        (0, "FOO", "deprecated"),
        (0, "FOO Bar", "admitted"),
        (0, "bug", "deprecated"),
        (0, "bugs", "admitted"),
    ]);
    let texts = [
        "A patch, patches and dispatch; a security device patch.",
        "Security patch, security\npatches, hot patch sets, patch days.",
        "insecurity patch, a patch set, a hot patch, patch daydream",
        "Vulnerabilities or a vulnerability; vulnerabilit",
        "FOO and FOOs but FOO Bar; FOO bar",
        "bug and bugs",
    ];
    let Some(found) = found(&document, &texts, &[]) else {
        return;
    };
    assert_eq!(found["problems"], json!([]));
    let words: Vec<Vec<&str>> = found["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer.as_array().unwrap())
        .map(|answer| answer.iter().map(|hit| hit[1].as_str().unwrap()).collect())
        .collect();
    assert_eq!(
        json!(words),
        json!([
            ["patch", "patches", "patch"],
            [],
            ["patch", "patch", "patch", "patch"],
            ["Vulnerabilities", "vulnerability"],
            ["FOO", "FOOs", "FOO"],
            ["bug"],
        ])
    );
}

#[test]
fn retired_terms_without_another_are_not_to_be_used() {
    let mut document = document::hostile();
    document.terms[3].relations.clear();
    let Some(found) = found(&document, &["an issue # and an issue", "issue ##"], &[]) else {
        return;
    };
    assert_eq!(
        found["answers"],
        json!([[["Retired.yml", "issue #", null]], []])
    );
    assert_eq!(found["rules"]["Retired.yml"]["extends"], "existence");
}

#[test]
fn a_reader_of_the_vocabulary_takes_every_word_for_itself() {
    for document in documents() {
        let agreed = document
            .terms
            .iter()
            .filter(|term| term.status == TermStatus::Agreed);
        let right = agreed
            .flat_map(|term| &term.designations)
            .filter(|designation| designation.kind != DesignationKind::Deprecated);
        let words: Vec<String> = right
            .map(|designation| one_line(&designation.text))
            .collect();
        let Some(found) = found(&document, &[], &words) else {
            return;
        };
        let lines = found["accepted"].as_array().unwrap();
        assert_eq!(lines.len(), words.len());
        for (line, word) in lines.iter().zip(&words) {
            assert_eq!(line[1], json!([word]), "{line}");
            assert!(!line[0].as_str().unwrap().starts_with('#'));
        }
        assert_eq!(found["names"][0], "styles/Parlance/Terms.yml");
        let last = found["names"].as_array().unwrap().last().unwrap();
        assert_eq!(last, "styles/config/vocabularies/Parlance/accept.txt");
        assert_eq!(found["dates"], json!([[1980, 1, 1, 0, 0, 0]]));
    }
}

#[test]
fn every_expression_as_its_reader_needs_it_finds_its_word() {
    let mut document = wild();
    let mut texts = Vec::new();
    for term in &mut document.terms {
        term.designations[0].kind = DesignationKind::Deprecated;
        texts.push(format!(
            "before {} behind",
            one_line(&term.designations[0].text)
        ));
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let Some(found) = found(&document, &texts, &[]) else {
        return;
    };
    assert_eq!(found["problems"], json!([]));
    for (term, answer) in document
        .terms
        .iter()
        .zip(found["answers"].as_array().unwrap())
    {
        let word = one_line(&term.designations[0].text);
        let words: Vec<_> = answer
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit[1].as_str().unwrap())
            .collect();
        let whole = words.contains(&word.as_str());
        assert!(whole, "{word}: {words:?}");
    }
}
