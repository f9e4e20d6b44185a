//! Receipts are proved, not believed: each part of a term is varied, and the bytes tell whether the
//! form has it.

use domain::release::Document;
use formats::{Carriage, FIELDS, FORMS};
use serde_json::{Value, json};

use super::document::hostile;

/// One way in which a field can differ: where it stands in the document, and what stands there then.
/// Of a field that is carried, every way shows; of one that is weakened, some; of one that is
/// dropped, none. What is made something else (`/kind`) shows where the form carries that, and
/// proves nothing of what is dropped.
const WAYS: [(&str, &str, &str); 32] = [
    ("preferred", "/terms/0/designations/0/text", "\"other\""),
    ("preferred", "/terms/0/designations/7/text", "\"other\""),
    ("abbreviation", "/terms/0/designations/1/text", "\"OT\""),
    (
        "abbreviation",
        "/terms/0/designations/1/kind",
        "\"admitted\"",
    ),
    ("admitted", "/terms/0/designations/2/text", "\"other\""),
    ("deprecated", "/terms/0/designations/4/text", "\"other\""),
    (
        "definition",
        "/terms/0/definitions/0",
        r#"{"lang": "en", "markdown": "other", "text": "other"}"#,
    ),
    (
        "definition",
        "/terms/0/definitions/1",
        r#"{"lang": "de", "markdown": "anders", "text": "anders"}"#,
    ),
    (
        "definition",
        "/terms/0/definitions/2/markdown",
        "\"the marks only\"",
    ),
    ("notes", "/terms/0/notes/0/text", "\"other\""),
    ("notes", "/terms/0/notes/2/text", "\"other\""),
    ("examples", "/terms/0/examples/0/text", "\"other\""),
    ("sources", "/terms/0/sources/0/text", "\"other\""),
    (
        "sources",
        "/terms/0/sources/0/url",
        "\"https://example.org/other\"",
    ),
    ("sources", "/terms/0/sources/0/modified", "false"),
    ("sources", "/terms/0/sources/1/text", "\"other\""),
    ("relations", "/terms/4/relations", "[]"),
    ("relations", "/terms/4/relations/0/kind", "\"broader\""),
    (
        "part_of",
        "/terms/0/relations/3",
        r#"{"kind": "part_of", "term": 6}"#,
    ),
    ("part_of", "/terms/0/relations/3/kind", "\"related\""),
    ("replaced_by", "/terms/3/relations/0/term", "2"),
    ("replaced_by", "/terms/3/relations/0/kind", "\"part_of\""),
    ("status", "/terms/3/status", "\"agreed\""),
    ("version", "/version", "\"1.2.0\""),
    ("version", "/previous", "\"0.9.0\""),
    ("version", "/released_at", "\"2027-04-05T10:00:00.000Z\""),
    ("history", "/terms/0/since", "\"1.0.1\""),
    ("history", "/terms/0/changed", "\"1.0.2\""),
    ("history", "/terms/0/wording", "77"),
    ("consensus", "/terms/0/consensus", ""),
    ("consensus", "/terms/0/consensus/tally/groups", "{}"),
    (
        "consensus",
        "/terms/0/consensus/minority/0/text",
        "\"other\"",
    ),
];

fn varied(at: &str, to: &str) -> Document {
    let mut value = serde_json::to_value(hostile()).unwrap();
    let place = value.pointer_mut(at).unwrap();
    *place = match to {
        "" => other_consensus(place),
        to => serde_json::from_str(to).unwrap(),
    };
    let document = serde_json::from_value(value).unwrap();
    assert_ne!(document, hostile(), "{at} varies nothing");
    document
}

fn other_consensus(now: &Value) -> Value {
    let mut other = now.clone();
    other["call"] = json!("https://terms.example/p/updates/calls/88");
    other["call_number"] = json!(88);
    other["rule"] = json!("majority");
    other["decided_at"] = json!("2026-02-09T09:30:00.000Z");
    other["tally"]["all"]["support"] = json!(4);
    other
}

#[test]
fn every_receipt_is_true() {
    let as_it_is = hostile();
    let variants: Vec<_> = WAYS
        .map(|(field, at, to)| (field, at, varied(at, to)))
        .into();
    let mut lies = Vec::new();
    for form in FORMS {
        let bytes = form.write(&as_it_is).unwrap();
        for (field, _) in FIELDS {
            let shown: Vec<_> = variants
                .iter()
                .filter(|(of, ..)| *of == field)
                .map(|(_, at, document)| (*at, form.write(document).unwrap() != bytes))
                .collect();
            assert!(!shown.is_empty(), "nothing varies {field}");
            let (any, all) = (shown.iter().any(|it| it.1), shown.iter().all(|it| it.1));
            let is_true = match form.receipt.of(field) {
                Carriage::Carried => all,
                Carriage::Weakened(how) => any && !how.is_empty(),
                Carriage::Dropped => shown
                    .iter()
                    .all(|(at, shows)| !shows || at.ends_with("/kind")),
            };
            if !is_true {
                lies.push(format!(
                    "{}: {field} {:?}, {shown:?}",
                    form.extension,
                    form.receipt.of(field)
                ));
            }
        }
    }
    assert!(lies.is_empty(), "{}", lies.join("\n"));
}

#[test]
fn receipts_say_where_it_is_lost_that_a_source_was_modified() {
    let plain = varied("/terms/0/sources/0/modified", "false");
    for form in FORMS {
        let shows = form.write(&plain).unwrap() != form.write(&hostile()).unwrap();
        let lost = match form.receipt.of("sources") {
            Carriage::Carried => false,
            Carriage::Weakened(how) => how.contains("not whether they were modified"),
            Carriage::Dropped => true,
        };
        assert_ne!(shows, lost, "{}", form.extension);
    }
}

#[test]
fn receipts_name_only_what_there_is() {
    let known = |name: &&str| FIELDS.iter().any(|(field, _)| field == name);
    for form in FORMS {
        let weakened = form.receipt.weakened.iter().map(|(field, _)| *field);
        let mut names: Vec<_> = weakened
            .chain(form.receipt.dropped.iter().copied())
            .collect();
        assert!(names.iter().all(known), "{}: {names:?}", form.extension);
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{} names a field twice", form.extension);
    }
}
