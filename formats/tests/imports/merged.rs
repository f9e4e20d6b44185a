use domain::content::Content;
use formats::import::{Format, content, merge};
use serde_json::json;

use super::{en, taken};

fn existing() -> Content {
    serde_json::from_value(json!({
        "designations": [
            {"text": "patch", "kind": "preferred", "lang": "en"},
            {"text": "PT", "kind": "abbreviation", "lang": "en"},
            {"text": "fix, quick", "kind": "admitted", "lang": "en"},
            {"text": "Flicken", "kind": "preferred", "lang": "de"},
        ],
        "definition": {"en": "A *piece* of [software](entry:software).", "de": "Ein Stück."},
        "notes": {"en": ["One.", "Two."]},
        "sources": [{"text": "RFC 9019", "url": "https://a.example/9019", "modified": true}],
    }))
    .unwrap()
}

/// What the entry becomes by a file.
fn merged(format: Format, text: &str) -> Content {
    let languages = [en(), "de".parse().unwrap()];
    merge(&existing(), &taken(format, text).entries[0], &languages)
}

#[test]
fn what_a_form_cannot_say_stays() {
    let turtle = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://a.example/1> s:prefLabel \"patch\"@en ; \
                  s:altLabel \"PT\"@en, \"fix, quick\"@en ; s:definition \"A piece of software.\"@en ; s:scopeNote \"Two.\"@en, \"One.\"@en ; \
                  <http://purl.org/dc/terms/source> <https://a.example/9019> .";
    assert_eq!(merged(Format::Turtle, turtle), existing());
    let csv = "preferred,abbreviations,admitted,definition,notes,sources\npatch,PT,\"fix, quick\",A piece of software.,One. | Two.,RFC 9019 <https://a.example/9019>\n";
    assert_eq!(merged(Format::Csv, csv), existing());
    let markdown =
        "## patch\n\nA piece of software.\n\nAlso: fix, quick\n\nNote: One.\n\nNote: Two.\n";
    assert_eq!(merged(Format::Markdown, markdown), existing());
}

#[test]
fn a_full_stop_that_a_form_adds_is_no_change() {
    let mut without = existing();
    without.definition.insert(en(), "A piece".parse_text());
    let reading = taken(
        Format::Markdown,
        "patch\n: A piece. Also: fix, quick.\n\nPT\n: patch\n",
    );
    let languages = [en(), "de".parse().unwrap()];
    assert_eq!(merge(&without, &reading.entries[0], &languages), without);
    assert_ne!(
        merge(&existing(), &reading.entries[0], &languages),
        existing()
    );
}

#[test]
fn what_a_file_does_not_speak_of_stays() {
    assert_eq!(
        merged(
            Format::Csv,
            "preferred,definition\npatch,A piece of software.\n"
        ),
        existing()
    );
}

#[test]
fn what_a_file_says_otherwise_changes_alone() {
    let mut wanted = existing();
    wanted.notes.clear();
    wanted.definition.insert(en(), "A \\*part\\*.".parse_text());
    wanted.designations.remove(2);
    let csv = "preferred,admitted,definition,notes\npatch,,A *part*.,\n";
    assert_eq!(merged(Format::Csv, csv), wanted);
}

#[test]
fn a_new_entry_leaves_foreign_languages_out() {
    let csv = "slug,lang,preferred,definition\na,en,a,one\na,fr,b,deux\n";
    let reading = taken(Format::Csv, csv);
    let (content, foreign) = content(&reading.entries[0], &[en()]);
    assert_eq!(foreign, ["fr".parse().unwrap()]);
    assert_eq!(content.designations.len(), 1);
}

trait ParseText {
    fn parse_text(&self) -> domain::Text;
}

impl ParseText for str {
    fn parse_text(&self) -> domain::Text {
        domain::Text::parse(self).unwrap()
    }
}
