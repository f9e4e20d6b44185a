use serde::Deserialize;
use serde_json::Value;

use super::{document, reader::found_by, written};

/// What the reader finds in the page.
#[derive(Deserialize)]
struct Found {
    unbalanced: Vec<String>,
    open: Vec<String>,
    ids: Vec<String>,
    links: Vec<String>,
    /// The type and the text of each.
    scripts: Vec<(Option<String>, String)>,
    /// The element, its direction and its words.
    texts: Vec<(String, String, String)>,
    names: Vec<String>,
    attributes: Vec<String>,
}

#[test]
fn another_reader_finds_a_sound_page() {
    let Some(found) = found_by("page.py", written("html").as_bytes()) else {
        return;
    };
    let found: Found = serde_json::from_value(found).unwrap();
    assert_eq!((found.unbalanced, found.open), (vec![], vec![]));
    let slugs: Vec<_> = document::hostile()
        .terms
        .iter()
        .map(|term| term.slug.to_string())
        .collect();
    assert_eq!(found.ids, slugs, "each once, in order");
    for link in found.links.iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(slugs.contains(&link.to_owned()), "#{link} leads nowhere");
    }
    assert!(
        found
            .links
            .contains(&"https://example.org/rfc?a=1&copy;=2&lt;_x_".to_owned())
    );
    for name in ["iframe", "img", "object", "form", "b", "svg"] {
        assert!(!found.names.contains(&name.to_owned()), "{name}");
    }
    assert!(
        !found
            .attributes
            .iter()
            .any(|attribute| attribute.starts_with("on"))
    );
    check_said(&found.texts);
    check_linked_data(&found.scripts);
}

fn check_said(texts: &[(String, String, String)]) {
    let said = |element: &str, direction: &str, words: &str| {
        let found = texts
            .iter()
            .any(|(name, dir, text)| name == element && dir == direction && text.contains(words));
        assert!(found, "{element} {direction} {words}\n{texts:#?}");
    };
    said("h1", "ltr", "Updates & \"friends\" </script>");
    said("h2", "ltr", "security update");
    said("h2", "ltr", "issue #");
    said("h3", "rtl", "تحديث أمني");
    said("p", "rtl", "تحديث يصحح ثغرة أمنية");
    said("dd", "rtl", "ملاحظة: لا تشمل الميزات.");
    said("p", "ltr", "修正「漏洞」的更新。");
    said("strong", "ltr", "corrects");
    said("p", "ltr", "</script><b>bold</b>");
    said("a", "ltr", "hash");
    said("p", "ltr", "Also: patch | fix, a\\|b");
    said("p", "ltr", "Retired");
    said("dt", "ltr", "Replaced by");
    said("dt", "ltr", "Part of");
    said("dd", "ltr", "Buyers & Co. <x>: We *dissent*");
}

fn check_linked_data(scripts: &[(Option<String>, String)]) {
    let [(Some(kind), data)] = scripts else {
        panic!("{scripts:?}")
    };
    assert_eq!(kind, "application/ld+json");
    let data: Value = serde_json::from_str(data).unwrap();
    let document = document::hostile();
    assert_eq!(data["@type"], "DefinedTermSet");
    assert_eq!(data["name"], document.glossary.title);
    let terms = data["hasDefinedTerm"].as_array().unwrap();
    assert_eq!(terms.len(), document.terms.len());
    for (linked, term) in terms.iter().zip(&document.terms) {
        assert_eq!(linked["name"], term.headword(document.lang()));
        assert_eq!(linked["description"], term.definitions[0].text);
        assert_eq!(
            (&linked["@id"], &linked["@type"]),
            (&term.id.as_str().into(), &"DefinedTerm".into())
        );
    }
}

#[test]
fn a_page_in_arabic_runs_from_right_to_left() {
    let mut document = document::hostile();
    document.glossary.languages.swap(0, 2);
    let page = formats::form("html").unwrap().write(&document).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page.contains("<h2>تحديث أمني</h2>"));
}
