//! The two forms for Sphinx, as Sphinx reads them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    document::{self, BASE},
    reader::found_by,
    wild::{documents, heads, one_line, wild},
};

fn bytes(extension: &str, document: &domain::release::Document) -> Vec<u8> {
    let form = formats::form(extension).unwrap();
    form.write(document).unwrap()
}

#[test]
fn sphinx_as_reader_finds_every_entry_word_for_word() {
    for document in documents() {
        let Some(found) = found_by("glossary.py", &bytes("rst", &document)) else {
            return;
        };
        assert_eq!(found["warnings"], "");
        assert_eq!(found["title"], one_line(&document.glossary.title));
        let entries = found["entries"].as_array().unwrap();
        assert_eq!(entries.len(), document.terms.len());
        for (entry, (word, definition)) in entries.iter().zip(heads(&document)) {
            assert_eq!(entry["names"][0], word);
            let first = entry["paragraphs"][0].as_str().unwrap();
            let first = first
                .strip_prefix("Retired; use security update. ")
                .unwrap_or(first);
            assert_eq!(first, definition, "of {word}");
            assert_eq!(entry["others"], serde_json::json!([]), "of {word}");
        }
    }
}

#[test]
fn sphinx_as_reader_finds_every_name_and_what_else_was_agreed() {
    let Some(found) = found_by("glossary.py", &bytes("rst", &document::hostile())) else {
        return;
    };
    let terms: Vec<&str> = strings(&found["terms"]);
    for name in [
        "security update",
        "SU",
        "patch | fix",
        "a\\|b",
        "تحديث أمني",
        "安全更新",
        "issue #",
    ] {
        assert!(terms.contains(&name), "{name}: {terms:?}");
    }
    assert!(!terms.contains(&"hot-fix"));
    let first = strings(&found["entries"][0]["paragraphs"]).join("\n");
    for said in [
        "Deprecated: hot-fix",
        "Note: # is no heading | nor a cell",
        "Example: - The vendor shipped one. - Then another.",
        "Broader: C++",
        "Related: C++, #hash",
        "Part of: =SUM(A1:A9)",
        "Source: RFC 9019 [draft], modified (https://example.org/rfc?a=1&copy;=2&lt;_x_)",
        "安全更新 (zh-Hant): 修正「漏洞」的更新。",
        "Note (ar): ملاحظة: لا تشمل الميزات.",
        "Agreed: 2026-02-01 in call 1: strong support but significant opposition; 3 of 5 for it (https://terms.example/p/updates/calls/1)",
        "Buyers & Co. <x> dissents: We *dissent*: it costs \"too much\" \\ time.",
        "A participant dissents: 1. Me neither.",
    ] {
        assert!(first.contains(said), "{said}\n—\n{first}");
    }
    let retired = strings(&found["entries"][3]["references"]);
    // The other reference is the address of the call.
    assert_eq!(retired, ["term-security-update", "None"]);
}

#[test]
fn two_entries_never_share_a_name() {
    let mut document = document::hostile();
    let other = document.terms[0].designations[1].clone();
    document.terms[1].designations.push(other);
    let mut same = document.terms[0].designations[0].clone();
    same.text = domain::Title::parse("Security Update").unwrap();
    document.terms[2].designations[0] = same;
    let Some(found) = found_by("glossary.py", &bytes("rst", &document)) else {
        return;
    };
    assert_eq!(found["warnings"], "");
    assert_eq!(found["entries"][2]["names"][0], "Security Update (hash)");
    assert!(!strings(&found["entries"][1]["names"]).contains(&"SU"));
}

#[test]
fn sphinx_as_reader_is_led_to_the_pages_of_the_release() {
    for document in documents() {
        let Some(found) = found_by("inventory.py", &bytes("objects.inv", &document)) else {
            return;
        };
        let found: BTreeMap<String, [String; 4]> = serde_json::from_value(found).unwrap();
        let mut missing = Vec::new();
        for term in &document.terms {
            for designation in &term.designations {
                let word = one_line(&designation.text);
                let by_name = found.get(&word);
                let by_shown = || found.values().find(|item| item[3] == word);
                let Some(item) = by_name.or_else(by_shown) else {
                    missing.push(word);
                    continue;
                };
                assert_eq!(item[0], one_line(&document.glossary.title));
                assert_eq!(item[1], "1.1.0");
                assert_eq!(item[2], format!("{BASE}/1.1.0/{}", term.slug), "{word}");
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }
}

#[test]
fn numbers_in_a_name_do_not_end_it() {
    let mut document = document::hostile();
    document.terms[1].designations[0].text = domain::Title::parse("IPsec phase 1 key").unwrap();
    let Some(found) = found_by("inventory.py", &bytes("objects.inv", &document)) else {
        return;
    };
    let expected = ["IPsec phase-1 key", "IPsec phase 1 key"];
    assert_eq!(found[expected[0]][3], expected[1]);
}

#[test]
fn the_inventory_says_what_it_is() {
    let file = bytes("objects.inv", &wild());
    let head = String::from_utf8_lossy(&file[..140]).into_owned();
    let lines: Vec<_> = head.lines().take(4).collect();
    assert_eq!(lines[0], "# Sphinx inventory version 2");
    assert_eq!(lines[1], "# Project: Updates & \"friends\" </script>");
    assert_eq!(lines[2], "# Version: 1.1.0");
    assert!(lines[3].contains("zlib"));
}

fn strings(value: &Value) -> Vec<&str> {
    let items = value.as_array().unwrap().iter();
    items.map(|item| item.as_str().unwrap_or("None")).collect()
}
