use std::collections::BTreeMap;

use domain::release::Document;
use serde::Deserialize;

use super::{
    document::{BASE, hostile},
    harsh::{TEXTS, harsh, word},
    reader::found_by,
    written_of,
};

#[derive(Deserialize)]
struct Base {
    problems: Vec<String>,
    source: String,
    lang: String,
    entries: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    xrefs: Vec<[String; 2]>,
    refs: Vec<[String; 2]>,
    notes: Vec<(Option<String>, String)>,
    definitions: Vec<(Option<String>, String)>,
    history: Vec<[String; 2]>,
    languages: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    lang: String,
    definition: Option<String>,
    sources: Vec<String>,
    notes: Vec<String>,
    terms: Vec<(String, String, Vec<String>)>,
}

fn termbase(document: &Document) -> Option<Base> {
    let found = found_by("termbase.py", written_of("tbx", document).as_bytes())?;
    let base: Base = serde_json::from_value(found).unwrap();
    assert_eq!(base.problems, Vec::<String>::new());
    Some(base)
}

#[test]
fn another_reader_finds_a_valid_termbase() {
    let Some(base) = termbase(&hostile()) else {
        return;
    };
    assert_eq!(
        (&*base.source, &*base.lang),
        (&*format!("{BASE}/1.1.0/"), "en")
    );
    let entry = &base.entries["c1"];
    assert_eq!(
        entry.xrefs,
        [[format!("{BASE}/c/1"), "security-update".into()]]
    );
    let refs: Vec<_> = entry
        .refs
        .iter()
        .map(|[target, word]| (&**target, &**word))
        .collect();
    assert_eq!(
        refs,
        [("c2", "C++"), ("c3", "#hash"), ("c5", "=SUM(A1:A9)")]
    );
    assert_eq!(entry.history[0], ["transac", "modification"]);
    assert_eq!(entry.history[1], ["date", "2026-02-01"]);
    let langs: Vec<_> = entry
        .languages
        .iter()
        .map(|section| &*section.lang)
        .collect();
    assert_eq!(langs, ["en", "de", "ar", "zh-Hant"]);
    let english = &entry.languages[0];
    let example = "- The vendor shipped one.\n- Then another.".to_owned();
    let word = |word: &str, status: &str, examples: &[String]| {
        (word.to_owned(), status.to_owned(), examples.to_vec())
    };
    assert_eq!(
        english.terms,
        [
            word("security update", "preferredTerm-admn-sts", &[example]),
            word("SU", "abbreviation", &[]),
            word("patch | fix", "admittedTerm-admn-sts", &[]),
            word("a\\|b", "admittedTerm-admn-sts", &[]),
            word("hot-fix", "deprecatedTerm-admn-sts", &[]),
        ]
    );
    assert_eq!(
        english.sources,
        [
            "RFC 9019 [draft], modified <https://example.org/rfc?a=1&copy;=2&lt;_x_>",
            "A book, p. 3 | 4"
        ]
    );
    assert_eq!(
        english.notes,
        ["=1+1 is no formula.", "# is no heading | nor a cell"]
    );
    assert!(entry.languages[1].sources.is_empty());
    assert!(entry.notes.iter().any(|(_, note)| {
        note.starts_with("Agreed in call 1 <https://terms.example/p/updates/calls/1>")
    }));
    assert!(
        entry
            .notes
            .iter()
            .any(|(_, note)| note == "Minority statement. Makers: نحن لا نوافق.")
    );
    let retired = &base.entries["c4"];
    assert_eq!(retired.notes[0].1, "Retired.");
    assert_eq!(
        retired.notes[1].1,
        format!("Replaced by: security update <{BASE}/c/1>")
    );
    // A note in a language that has no word for it.
    assert!(
        base.entries["c6"]
            .notes
            .contains(&(Some("de".into()), "'Hochkomma' vorn".into()))
    );
}

#[test]
fn another_reader_finds_the_harshest_termbase_valid() {
    let Some(base) = termbase(&harsh()) else {
        return;
    };
    for (place, text) in TEXTS.iter().enumerate() {
        let entry = &base.entries[&format!("c{}", place + 10)];
        // XML makes one line break of each kind.
        let section = &entry.languages[0];
        assert_eq!(section.definition.as_deref(), Some(*text));
        assert_eq!(section.terms[0].0, word(text));
        assert_eq!(section.notes, [*text, *text]);
        assert_eq!(entry.languages[1].lang, "sr-Latn");
    }
    assert_eq!(base.entries["c30"].languages[0].terms.len(), 201);
    let wordless = &base.entries["c31"];
    let german = |text: &str| (Some("de".to_owned()), text.to_owned());
    assert_eq!(wordless.definitions, [german("Das Wort")]);
    assert!(wordless.notes.contains(&german("Ohne Wort")));
    assert!(wordless.notes.contains(&german("Example: So etwa")));
    assert!(base.entries["c32"].languages[0].definition.is_none());
}

#[test]
fn the_reader_refuses_what_is_not_valid() {
    let good = written_of("tbx", &hostile());
    let context = "<descrip type=\"context\">x</descrip>";
    for (old, new) in [
        ("preferredTerm-admn-sts", "some-status"),
        ("<note>=1+1 is no formula.</note>", context),
        ("target=\"c2\"", "target=\"c99\""),
        ("id=\"c2\"", "id=\"c1\""),
        ("<date>2026-02-01</date>", "<date>yesterday</date>"),
        ("</body>", "</body><body></body>"),
    ] {
        let broken = good.replacen(old, new, 1);
        assert_ne!(broken, good, "{old}");
        let Some(found) = found_by("termbase.py", broken.as_bytes()) else {
            return;
        };
        let base: Base = serde_json::from_value(found).unwrap();
        assert!(!base.problems.is_empty(), "{new}");
    }
}

#[derive(Deserialize)]
struct Translations {
    units: Vec<Unit>,
    shape: Vec<String>,
    entries: BTreeMap<String, Words>,
}

#[derive(Deserialize)]
struct Unit {
    source: String,
    target: Option<String>,
    notes: String,
    terms: Vec<Word>,
}

/// A word and its status.
type Word = (String, Option<String>);

#[derive(Deserialize)]
struct Words {
    definitions: Vec<String>,
    words: Vec<(String, Vec<Word>)>,
}

fn translations(document: &Document) -> Option<Translations> {
    let found = found_by("translations.py", written_of("v2.tbx", document).as_bytes())?;
    Some(serde_json::from_value::<Translations>(found).unwrap())
}

#[test]
fn the_reader_of_translation_tools_finds_words_and_meanings() {
    let document = hostile();
    let Some(found) = translations(&document) else {
        return;
    };
    assert_eq!(found.units.len(), document.terms.len());
    let unit = &found.units[0];
    assert_eq!(unit.source, "security update");
    assert_eq!(unit.target.as_deref(), Some("Sicherheitsaktualisierung"));
    assert!(
        unit.notes
            .contains("corrects a vulnerability & says \"so\""),
        "{}",
        unit.notes
    );
    let entry = &found.entries["c-security-update"];
    assert_eq!(entry.definitions.len(), 1);
    let langs: Vec<_> = entry.words.iter().map(|(lang, _)| &**lang).collect();
    assert_eq!(langs, ["en", "de", "ar", "zh-Hant"]);
    let status = |word: &str, status: Option<&str>| (word.to_owned(), status.map(str::to_owned));
    assert_eq!(entry.words[0].1, unit.terms);
    assert_eq!(
        unit.terms,
        [
            status("security update", None),
            status("SU", Some("admittedTerm-admn-sts")),
            status("patch | fix", Some("admittedTerm-admn-sts")),
            status("a\\|b", Some("admittedTerm-admn-sts")),
            status("hot-fix", Some("deprecatedTerm-admn-sts")),
        ]
    );
    let retired = &found.entries["c-issue"].words[0].1;
    assert_eq!(
        *retired,
        [status("issue #", Some("deprecatedTerm-admn-sts"))]
    );
    let expected = [
        "martif",
        "martif/martifHeader",
        "martif/martifHeader/fileDesc",
        "martif/martifHeader/fileDesc/sourceDesc",
        "martif/martifHeader/fileDesc/sourceDesc/p",
        "martif/text",
        "martif/text/body",
        "martif/text/body/termEntry",
        "martif/text/body/termEntry/descrip",
        "martif/text/body/termEntry/langSet",
        "martif/text/body/termEntry/langSet/tig",
        "martif/text/body/termEntry/langSet/tig/term",
        "martif/text/body/termEntry/langSet/tig/termNote",
    ];
    assert_eq!(found.shape, expected);
}

#[test]
fn the_reader_of_translation_tools_finds_every_harsh_word() {
    let document = harsh();
    let Some(found) = translations(&document) else {
        return;
    };
    assert_eq!(found.units.len(), document.terms.len());
    for (place, text) in TEXTS.iter().enumerate() {
        let entry = &found.entries[&format!("c-term-{}", place + 10)];
        assert_eq!(entry.words[0].1[0].0, word(text));
        assert_eq!(entry.definitions, [*text]);
    }
    // A definition there is in another language is better than none.
    assert_eq!(found.entries["c-term-31"].definitions, ["Das Wort"]);
    assert!(found.entries["c-term-32"].definitions.is_empty());
}
