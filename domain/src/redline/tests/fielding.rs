use super::sketch;
use crate::Lang;
use crate::content::{Changes, Content};
use crate::redline::{Fields, PartName, between, keep, parts_of};

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

fn patch() -> Content {
    let json = serde_json::json!({
        "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
        "definition": {"en": "software that fixes a bug", "de": "Software, die einen Fehler behebt"},
        "notes": {"en": ["First note.", "Second note."]},
        "sources": [{"text": "ISO 1"}],
        "relations": [{"kind": "broader", "entry": 7}],
    });
    serde_json::from_value(json).unwrap()
}

fn changes(json: serde_json::Value) -> Changes {
    serde_json::from_value(json).unwrap()
}

fn fields(json: serde_json::Value) -> Fields {
    let old = patch();
    between(&old, &old.with(&changes(json)), &lang("en"))
}

/// Compares a redline's parts with lines of the form `part: sketch`.
#[track_caller]
fn check(json: serde_json::Value, expected: &[&str]) {
    let lines: Vec<String> = fields(json)
        .iter()
        .map(|(part, field)| format!("{part}: {}", sketch(&field.ops)))
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn only_what_changes_is_there() {
    check(serde_json::json!({}), &[]);
    check(
        serde_json::json!({"definition": {"en": "software that fixes a flaw"}}),
        &["definition: software that fixes a {-bug-}{+flaw+}"],
    );
}

#[test]
fn other_languages_carry_their_tag() {
    check(
        serde_json::json!({"definition": {"de": "Software, die eine Lücke behebt"}, "notes": {"de": ["Neu."]}}),
        &[
            "definition@de: Software, die {-einen Fehler-}{+eine Lücke+} behebt",
            "notes@de: {+Neu.\n+}",
        ],
    );
}

#[test]
fn lists_change_by_item() {
    check(
        serde_json::json!({
            "notes": {"en": ["New.", "First note.", "Second remark."]},
            "designations": [{"text": "patch", "kind": "admitted", "lang": "en"}],
            "sources": [{"text": "ISO 1", "url": "https://iso.example/1", "modified": true}],
            "relations": [{"kind": "broader", "entry": 7}, {"kind": "part_of", "entry": 3}],
        }),
        &[
            "designations: patch ({-preferred-}{+admitted+}, en)\n",
            "notes: {+New.\n+}First note.\nSecond {-note-}{+remark+}.\n",
            "relations: broader 7\n{+part of 3\n+}",
            "sources: ISO 1{+ <https://iso.example/1> (modified)+}\n",
        ],
    );
}

#[test]
fn json_is_as_the_contract_says() {
    let json =
        serde_json::to_value(fields(serde_json::json!({"definition": {"en": "code"}}))).unwrap();
    let expected = serde_json::json!({"definition": {"ops": [
        {"op": "delete", "text": "software that fixes a bug"}, {"op": "insert", "text": "code"},
    ]}});
    assert_eq!(json, expected);
}

#[test]
fn parts_have_names() {
    for name in [
        "designations",
        "definition",
        "definition@zh-Hant",
        "notes@de",
        "examples",
        "sources",
        "relations",
    ] {
        let part: PartName = name.parse().unwrap();
        assert_eq!(part.to_string(), name);
    }
    for bad in [
        "",
        "title",
        "notes@",
        "notes@x",
        "sources@de",
        "definition@de@en",
    ] {
        assert!(bad.parse::<PartName>().is_err(), "{bad}");
    }
}

#[test]
fn parts_can_be_taken_one_by_one() {
    let all = changes(serde_json::json!({
        "definition": {"en": "a", "de": "b"}, "notes": {"en": ["c"]}, "relations": [],
    }));
    let names = |changes: &Changes| {
        parts_of(changes, &lang("en"))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&all),
        ["definition", "definition@de", "notes", "relations"]
    );
    let taken = |parts: &[&str]| {
        let parts: Vec<PartName> = parts.iter().map(|part| part.parse().unwrap()).collect();
        names(&keep(&all, &parts, &lang("en")))
    };
    assert_eq!(
        taken(&["definition@de", "relations"]),
        ["definition@de", "relations"]
    );
    assert_eq!(taken(&["definition@en", "sources"]), ["definition"]);
    assert_eq!(taken(&[]), Vec::<String>::new());
    assert_eq!(keep(&all, &parts_of(&all, &lang("en")), &lang("en")), all);
}
