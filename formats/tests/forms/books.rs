//! Markdown for books and sites: what mdBook and Python-Markdown make of it.

use mdbook_markdown::{MarkdownOptions, new_cmark_parser, pulldown_cmark};
use pulldown_cmark::{Event, Tag, TagEnd};
use serde_json::json;

use crate::{
    document,
    reader::found_by,
    wild::{documents, heads, one_line},
    written,
};

/// The terms of a definition list with their paragraphs, as mdBook reads it; its quotes stay straight.
fn entries(text: &str) -> Vec<(String, Vec<String>)> {
    let mut options = MarkdownOptions::default();
    options.smart_punctuation = false;
    options.definition_lists = true;
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    let (mut words, mut inside) = (String::new(), false);
    for event in new_cmark_parser(text, &options) {
        match event {
            Event::Start(Tag::DefinitionListTitle) => (words, inside) = (String::new(), true),
            Event::Start(Tag::DefinitionListDefinition) => words.clear(),
            Event::End(TagEnd::DefinitionListTitle) => {
                entries.push((std::mem::take(&mut words), Vec::new()));
            }
            Event::End(TagEnd::DefinitionListDefinition) => {
                entries
                    .last_mut()
                    .unwrap()
                    .1
                    .push(std::mem::take(&mut words));
            }
            Event::End(TagEnd::DefinitionList) => inside = false,
            Event::Text(text) => words.push_str(&text),
            Event::Start(Tag::DefinitionList | Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => assert!(!inside, "{other:?} in {words}"),
        }
    }
    entries
}

#[test]
fn mdbook_as_reader_finds_every_entry_word_for_word() {
    for document in documents() {
        let bytes = formats::form("mdbook.md")
            .unwrap()
            .write(&document)
            .unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let found = entries(&text);
        for (word, definition) in heads(&document) {
            let entry = found.iter().find(|(title, _)| *title == word);
            let (_, paragraphs) = entry.unwrap_or_else(|| panic!("{word} is missing"));
            assert_eq!(paragraphs.len(), 1, "of {word}");
            assert!(
                paragraphs[0].contains(&definition),
                "{word}: {}",
                paragraphs[0]
            );
        }
    }
}

#[test]
fn abbreviations_are_entries_and_other_words_stand_behind() {
    let found = entries(&written("mdbook.md"));
    assert_eq!(found.len(), document::hostile().terms.len() + 1);
    assert_eq!(found[1], ("SU".into(), vec!["security update".into()]));
    let first = &found[0].1[0];
    assert!(
        first.ends_with("Also: patch | fix, a\\|b. Deprecated: hot-fix."),
        "{first}"
    );
    assert!(found[4].1[0].starts_with("Retired; use security update. "));
}

#[test]
fn no_word_makes_mdbook_read_another_file() {
    // What mdBook's preprocessor looks for before it reads Markdown.
    for document in documents() {
        let bytes = formats::form("mdbook.md")
            .unwrap()
            .write(&document)
            .unwrap();
        assert!(!String::from_utf8(bytes).unwrap().contains("{{"));
    }
}

#[test]
fn python_markdown_as_reader_shows_what_words_mean() {
    for document in documents() {
        let lines = formats::form("abbr.md").unwrap().write(&document).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        // Words that Markdown itself would take apart on the page cannot be looked for there.
        let plain = |word: &str| {
            word.chars()
                .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
                && word.starts_with(char::is_alphanumeric)
                && word.ends_with(char::is_alphanumeric)
        };
        let lang = document.lang().unwrap();
        let agreed = document.terms.iter().filter(|term| term.number != 4);
        let wanted: Vec<(String, String)> = agreed
            .map(|term| {
                (
                    one_line(term.headword(Some(lang))),
                    one_line(&term.definition(lang).unwrap().text),
                )
            })
            .filter(|(word, _)| plain(word))
            .collect();
        assert!(!wanted.is_empty());
        let words: Vec<_> = wanted.iter().map(|(word, _)| word).collect();
        let input = json!({"words": words, "lines": lines}).to_string();
        let Some(found) = found_by("tooltips.py", input.as_bytes()) else {
            return;
        };
        for ((word, title), answer) in wanted.iter().zip(found.as_array().unwrap()) {
            assert_eq!(answer[0], json!([[word, title]]));
            assert_eq!(
                answer[1], "Before  behind.",
                "nothing else is left of the lines"
            );
        }
    }
}

#[test]
fn a_line_for_each_word_that_is_right() {
    let text = written("abbr.md");
    assert!(text.starts_with("*[SU]: security update: An update that corrects"));
    assert!(text.contains("\n*[#hash]: +49 is where"));
    assert!(text.contains("\n*[安全更新]: 修正「漏洞」的更新。\n"));
    for missing in ["hot-fix", "issue #", "a\\|b"] {
        assert!(!text.contains(&format!("*[{missing}]")), "{missing}");
    }
    assert!(text.lines().all(|line| line.starts_with("*[")));
}
