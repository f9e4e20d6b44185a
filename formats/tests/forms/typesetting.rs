//! The LaTeX form, as LaTeX sets it.

use serde_json::json;

use crate::{
    document,
    reader::found_with,
    wild::{documents, heads},
    written, written_of,
};

#[test]
fn entries_and_acronyms() {
    let text = written("tex");
    assert!(text.contains("\\newglossaryentry{security-update}{name={security update},"));
    assert!(text.contains(
        "\\newacronym[sort={security-update-su}]{security-update-su}{SU}{security update}\n"
    ));
    assert!(text.contains("name={\\#hash},"));
    assert!(text.contains("100 \\% \\_under\\_ \\textasciitilde{}tilde"));
    assert!(text.contains("description={Retired; use security update. "));
}

#[test]
fn a_sentence_ends_before_the_next_and_only_once() {
    let mut document = document::hostile();
    let mut description_of = |definition: &str, words: &[(&str, &str)]| {
        let term = &mut document.terms[0];
        term.definitions[0].text = definition.into();
        let designations = words
            .iter()
            .map(|(kind, text)| json!({"kind": kind, "text": text, "lang": "en"}));
        term.designations = serde_json::from_value(designations.collect()).unwrap();
        let text = written_of("tex", &document);
        let start = text.find("description={").unwrap();
        let line = text[start..].lines().next().unwrap().to_owned();
        line["description={".len()..]
            .trim_end_matches("}}")
            .to_owned()
    };
    let names = [
        ("preferred", "x"),
        ("admitted", "y"),
        ("admitted", "z"),
        ("deprecated", "w"),
    ];
    // The package ends what has no end.
    for (definition, words, expected) in [
        ("a thing", &names[..1], "a thing"),
        ("A thing.", &names[..1], "A thing.\\nopostdesc"),
        ("a thing", &names, "a thing. Also: y, z. Deprecated: w"),
        ("A thing?", &names[..2], "A thing? Also: y"),
        ("“A thing.”", &names[..2], "“A thing.” Also: y"),
        ("a thing (etc.)", &names[..2], "a thing (etc.). Also: y"),
        ("它。", &names[..1], "它。\\nopostdesc"),
    ] {
        assert_eq!(description_of(definition, words), expected);
    }
}

/// Where LaTeX is installed: `cargo xtask readers` sees to that.
#[test]
fn latex_as_reader_prints_every_character() {
    for document in documents() {
        let bytes = formats::form("tex").unwrap().write(&document).unwrap();
        let Some(found) = found_with("PARLANCE_TEST_LATEX", "latex.py", &bytes) else {
            return;
        };
        let found: Vec<(String, String, String)> = serde_json::from_value(found).unwrap();
        assert_eq!(found.len(), document.terms.len());
        for ((label, name, description), (term, (word, definition))) in found
            .iter()
            .zip(document.terms.iter().zip(heads(&document)))
        {
            assert_eq!(label, term.slug.as_str());
            assert_eq!(printed(name).len(), printed(&word).len());
            for (found, expected) in [(name, word), (description, definition)] {
                let (printed, wanted) = (printed(found), printed(&expected));
                // What stands beside letters that run from right to left is printed in another order.
                let kept = match expected.contains('ت') {
                    true => sorted(&printed) == sorted(&wanted),
                    false => printed.contains(&wanted),
                };
                assert!(kept, "of {label}: {printed} is not {wanted}");
            }
        }
    }
}

#[test]
fn the_acronym_of_a_term_is_its_own() {
    let mut document = document::hostile();
    let short = document.terms[0].designations[1].clone();
    document.terms[0].designations.push(short);
    let bytes = formats::form("tex").unwrap().write(&document).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.contains("{security-update-su}{SU}") && text.contains("{security-update-su-2}{SU}")
    );
}

/// What is left of a text on paper: blanks are gaps, quotes are curly, and fonts do not hold every script.
fn printed(text: &str) -> String {
    // A letter and its accent are printed as one.
    text.replace("e\u{301}", "é")
        .chars()
        .filter(|c| c.is_ascii_graphic() || matches!(c, '’' | '”'))
        .map(|c| match c {
            '’' => '\'',
            '”' => '"',
            c => c,
        })
        .collect()
}

/// The letters alone; brackets are mirrored there.
fn sorted(text: &str) -> Vec<char> {
    let mirrored = |c| match c {
        '>' => '<',
        ')' => '(',
        ']' => '[',
        '}' => '{',
        c => c,
    };
    let mut letters: Vec<_> = text.chars().map(mirrored).collect();
    letters.sort_unstable();
    letters
}
