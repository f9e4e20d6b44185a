//! Differences as DOCX: made here, read by others and by us, and come back with more changes than they had.

use std::collections::BTreeMap;

use domain::{
    Lang, Slug,
    content::Content,
    manuscript::{
        Fault, Manuscript, Mark, Origin, Part, Piece, Section, accepted, follow, rejected, started,
        takings, text,
    },
    redline::{PartName, diff},
};
use formats::docx::{self, Table};
use serde_json::json;

use crate::reader::found_by;

/// Texts that word processors and XML have stumbled over: before, and after.
pub const HOSTILE: [(&str, &str); 9] = [
    (
        "A <b>bold</b> & \"quoted\" ‘word’ it's",
        "A <i>bold</i> && \"quoted\" ‘words’ isn't",
    ),
    ("one  two", "one   two  three"),
    ("a\tb\tc", "a\tb\t\tc d"),
    ("one\n\ntwo\nthree", "zero\none\ntwo\n\n\nthree four"),
    (
        "item one\rsecond line\nitem two",
        "item one\rsecond line changed\nitem two\nnew",
    ),
    ("تحديث الأمان هو رمز", "تحديث الأمان هو برنامج يصلح ثغرة"),
    (
        "安全更新是修复漏洞的代码。",
        "安全更新是修复一个漏洞的程序。",
    ),
    ("A 👩‍👩‍👧‍👦 family, é and n̈", "A 👨‍👩‍👧 family, e\u{301} and n̈ 🏳️‍🌈"),
    ("", "from nothing\nto two"),
];

pub fn mark(author: &str) -> Mark {
    Mark {
        author: author.into(),
        at: "2016-10-19T15:00:00Z".into(),
    }
}

/// One section with a part for each pair of texts.
pub fn manuscript() -> Manuscript {
    let langs = ["en", "de", "fr", "es", "it", "ar", "zh-Hant", "sv", "fi"];
    let parts = HOSTILE.iter().zip(langs).map(|((old, new), lang)| Part {
        name: PartName::Definition(Some(Lang::parse(lang).unwrap())),
        lang: Some(Lang::parse(lang).unwrap()),
        pieces: follow(started(old), &diff(old, new), &mark("Ada <&> \"Lovelace\"")),
    });
    Manuscript {
        title: "Patch & <fix>".into(),
        lead: vec!["As typed.".into()],
        origin: Origin::Entry {
            process: Slug::parse("iot").unwrap(),
            entry: 7,
        },
        sections: vec![Section {
            heading: "patch".into(),
            lead: vec!["Why: \"because\"".into()],
            base: Some(3),
            parts: parts.collect(),
        }],
    }
}

#[test]
fn a_manuscript_comes_back_as_it_went() {
    let sent = manuscript();
    let bytes = docx::write(&sent).unwrap();
    assert_eq!(bytes, docx::write(&sent).unwrap(), "always the same bytes");
    let returned = docx::read(&bytes).unwrap();
    assert_eq!(returned.origin, sent.origin);
    assert!(!returned.formatted);
    assert_eq!(returned.sections.len(), 1);
    assert_eq!(returned.sections[0].base, 3);
    for (part, (name, pieces)) in sent.sections[0]
        .parts
        .iter()
        .zip(&returned.sections[0].parts)
    {
        assert_eq!(&part.name, name);
        assert_eq!(accepted(pieces), accepted(&part.pieces), "{name}");
        assert_eq!(rejected(pieces), rejected(&part.pieces), "{name}");
        let authors = pieces
            .iter()
            .flat_map(|it| it.inserted.iter().chain(&it.deleted));
        for by in authors {
            assert_eq!(*by, mark("Ada <&> \"Lovelace\""));
        }
    }
}

#[test]
fn another_reader_finds_both_texts() {
    let bytes = docx::write(&manuscript()).unwrap();
    let Some(found) = found_by("tracked.py", &bytes) else {
        return;
    };
    assert_eq!(found["title"], "Patch & <fix>");
    let author = "Ada <&> \"Lovelace\"";
    let at = "2016-10-19T15:00:00Z";
    assert_eq!(
        found["marks"],
        json!([["del", author, at], ["ins", author, at]])
    );
    let expected = |which: fn(&(&str, &str)) -> String| {
        let parts = HOSTILE.iter().map(which);
        parts
            .flat_map(|text| {
                text.replace('\r', "\u{b}")
                    .split('\n')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    let words = |which: &str| {
        let paragraphs = found[which].as_array().unwrap().iter();
        paragraphs
            .filter(|paragraph| paragraph[0] == "Words")
            .map(|paragraph| paragraph[1].as_str().unwrap().replace('\n', "\u{b}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(words("old"), expected(|pair| pair.0.to_owned()));
    assert_eq!(words("new"), expected(|pair| pair.1.to_owned()));
}

#[test]
fn another_reader_finds_the_table() {
    let table = Table {
        title: "Comments".into(),
        lead: vec!["3 comments".into()],
        columns: vec![("Group".into(), 1), ("Comments".into(), 3)],
        rows: vec![vec!["=makers".into(), "one\ntwo & <three>".into()]],
    };
    let bytes = docx::write_table(&table).unwrap();
    assert_eq!(docx::read(&bytes), Err(Fault::Foreign));
    let Some(found) = found_by("tracked.py", &bytes) else {
        return;
    };
    assert_eq!(
        found["tables"],
        json!([[["Group", "Comments"], ["=makers", "one\ntwo & <three>"]]])
    );
}

#[test]
fn what_others_change_in_it_is_theirs() {
    let content: Content = serde_json::from_value(json!({
        "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
        "definition": {"en": "Code that *mends* a bug."},
    }))
    .unwrap();
    let lang = Lang::parse("en").unwrap();
    let old = text(&content, &PartName::Definition(None), &lang);
    let ada = follow(
        started(&old),
        &diff(&old, "Code that *mends* a defect."),
        &mark("Ada"),
    );
    let parts = [
        (PartName::Designations, started("patch (preferred, en)")),
        (PartName::Definition(None), ada),
    ];
    let mut sent = manuscript();
    sent.sections[0].parts = parts
        .into_iter()
        .map(|(name, pieces)| Part {
            name,
            lang: None,
            pieces,
        })
        .collect();
    // What is laid over it in a word processor: Ben replaces the first word.
    let bytes = docx::write(&sent).unwrap();
    let returned = docx::read(&bytes).unwrap();
    let known = |by: &Mark| by.is_like(&mark("Ada"));
    let none = takings(&returned, |_| Some(content.clone()), &lang, known);
    assert_eq!(none, Err(Fault::NothingNew.into()));
    let pieces = &mut sent.sections[0].parts[1].pieces;
    let first = Piece {
        text: "Software".into(),
        inserted: Some(mark("Ben")),
        deleted: None,
    };
    let mut rest = std::mem::take(pieces);
    rest[0].text = rest[0].text.trim_start_matches("Code").to_owned();
    let gone = Piece {
        deleted: Some(mark("Ben")),
        ..Piece::kept("Code")
    };
    *pieces = [gone, first].into_iter().chain(rest).collect();
    let returned = docx::read(&docx::write(&sent).unwrap()).unwrap();
    let taken = takings(&returned, |_| Some(content.clone()), &lang, known).unwrap();
    assert_eq!(taken.len(), 1);
    assert_eq!((taken[0].author.as_str(), taken[0].base), ("Ben", 3));
    let definitions: BTreeMap<_, _> = taken[0].changes.definition.clone().unwrap();
    assert_eq!(&*definitions[&lang], "Software that *mends* a bug.");
}
