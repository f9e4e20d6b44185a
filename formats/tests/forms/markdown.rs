use domain::{Lang, content::DesignationKind};
use formats::import::{self, Format};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{document, written, written_of};

/// A term as a Markdown reader finds it.
#[derive(Default)]
struct Section {
    heading: String,
    anchor: String,
    paragraphs: Vec<String>,
    links: Vec<String>,
}

#[test]
fn headings_are_terms_and_definitions_their_first_paragraphs() {
    let (document, sections) = (document::hostile(), sections(&written("md")));
    assert_eq!(sections.len(), document.terms.len());
    for (section, term) in sections.iter().zip(&document.terms) {
        let lang = document.lang().unwrap();
        assert_eq!(section.heading, term.headword(Some(lang)));
        assert_eq!(section.anchor, format!("<a id=\"{}\">", term.slug));
        assert_eq!(
            section.paragraphs[0],
            one_line(&term.definition(lang).unwrap().text)
        );
    }
}

#[test]
fn nothing_in_a_text_becomes_a_mark() {
    let text = written("md");
    // CommonMark, and what the largest sites add to it.
    let dialect = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(&text, dialect) {
        let tag = match event {
            Event::Start(tag) => tag,
            Event::InlineHtml(html) | Event::Html(html) => {
                let ours = html.trim() == "</a>" || html.starts_with("<a id=\"");
                assert!(ours, "{html}");
                continue;
            }
            other => {
                let words = matches!(other, Event::Text(_) | Event::End(_) | Event::SoftBreak);
                assert!(words, "{other:?}");
                continue;
            }
        };
        let ours = matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Link { .. });
        assert!(ours, "{tag:?}");
    }
}

#[test]
fn a_term_says_all_that_was_agreed() {
    let sections = sections(&written("md"));
    let first = sections[0].paragraphs.join("\n");
    for said in [
        "Abbreviation: SU",
        "Also: patch | fix, a\\|b",
        "Deprecated: hot-fix",
        "Note: =1+1 is no formula.",
        "Note: # is no heading | nor a cell",
        "Note (ar): ملاحظة: لا تشمل الميزات.",
        "Example: - The vendor shipped one. - Then another.",
        "Broader: C++",
        "Related: C++, #hash",
        "Part of: =SUM(A1:A9)",
        "Source: RFC 9019 [draft], modified",
        "تحديث أمني (ar): تحديث يصحح ثغرة أمنية",
        "安全更新 (zh-Hant): 修正「漏洞」的更新。",
        "Deprecated (de): Flicken",
        "Agreed on 2026-02-01 in call 1: strong support but significant opposition; 3 of 5 for it.",
        "Buyers & Co. <x> dissents: We *dissent*: it costs \"too much\" \\ time.",
        "A participant dissents: 1. Me neither.",
    ] {
        assert!(first.contains(said), "{said}\n—\n{first}");
    }
    assert!(
        sections[0]
            .links
            .contains(&"https://example.org/rfc?a=1&copy;=2&lt;_x_".to_owned())
    );
    assert_eq!(
        sections[3].paragraphs[1..3],
        ["Retired.", "Replaced by: security update"]
    );
    assert!(sections[3].links.contains(&"#security-update".to_owned()));
}

#[test]
fn a_language_without_a_definition_says_its_word_alone() {
    let mut document = document::hostile();
    document.terms[0].definitions.truncate(1);
    let text = written_of("md", &document);
    assert!(text.contains("\nSicherheitsaktualisierung (de):\n\nDeprecated (de): Flicken\n"));
    // Of the last term there is a note in German alone.
    assert!(!text.contains("\n (de):"));
    assert!(text.contains("\nNote (de): 'Hochkomma' vorn\n"));

    let english = document.lang().unwrap();
    let read = import::read(Format::Markdown, text.as_bytes(), english).unwrap();
    let german = &read.entries[0].words[&Lang::parse("de").unwrap()];
    let (kind, word) = &german.designations[0];
    assert_eq!(*kind, DesignationKind::Preferred);
    assert_eq!(&**word, "Sicherheitsaktualisierung");
    assert_eq!(german.definition, None);
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let (mut words, mut anchor) = (String::new(), String::new());
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph) => words.clear(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(section) = sections.last_mut() {
                    section.links.push(dest_url.into_string());
                }
            }
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            Event::InlineHtml(html) if html.starts_with("<a") => anchor = html.into_string(),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => sections.push(Section {
                heading: words.clone(),
                anchor: std::mem::take(&mut anchor),
                ..Section::default()
            }),
            Event::End(TagEnd::Paragraph) if !words.is_empty() => {
                if let Some(section) = sections.last_mut() {
                    section.paragraphs.push(words.clone());
                }
            }
            _ => {}
        }
    }
    sections
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
