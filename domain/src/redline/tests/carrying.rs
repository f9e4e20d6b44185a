use proptest::prelude::*;
use serde_json::{Value, json};

use crate::content::{Changes, Content};
use crate::redline::{Conflict, carry, carry_parts, take_up};

fn patch() -> Content {
    content(json!({
        "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
        "definition": {"en": "software that fixes a known bug in a product"},
        "notes": {"en": ["First note.", "A second note."]},
        "sources": [{"text": "ISO 1"}],
        "relations": [{"kind": "broader", "entry": 7}],
    }))
}

fn content(json: Value) -> Content {
    serde_json::from_value(json).unwrap()
}

fn changes(json: Value) -> Changes {
    serde_json::from_value(json).unwrap()
}

/// Anna's changes were folded; now come Ben's, made on the same base.
fn fold(anna: Value, ben: Value) -> Result<Content, Vec<Conflict>> {
    let base = patch();
    carry(&base, &changes(ben), &base.with(&changes(anna)))
}

/// Both sets of changes come together, whoever is first where `expected` has one order only.
#[track_caller]
fn check(anna: Value, ben: Value, expected: Value) {
    assert_eq!(fold(anna, ben), Ok(patch().with(&changes(expected))));
}

#[track_caller]
fn check_conflict(anna: Value, ben: Value, part: &str, theirs: &str, yours: &str) {
    let conflicts = fold(anna, ben).unwrap_err();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    let Conflict {
        part: named,
        theirs: their_text,
        yours: your_text,
        ..
    } = &conflicts[0];
    assert_eq!(
        (
            named.to_string().as_str(),
            their_text.as_str(),
            your_text.as_str()
        ),
        (part, theirs, yours)
    );
}

#[test]
fn different_words_both_come() {
    check(
        json!({"definition": {"en": "software that corrects a known bug in a product"}}),
        json!({"definition": {"en": "software that fixes a known bug in a device"}}),
        json!({"definition": {"en": "software that corrects a known bug in a device"}}),
    );
}

#[test]
fn the_same_words_are_a_conflict_with_both_texts() {
    check_conflict(
        json!({"definition": {"en": "software that fixes a known flaw in a product"}}),
        json!({"definition": {"en": "software that fixes a known defect in a product"}, "relations": []}),
        "definition@en",
        "software that fixes a known flaw in a product",
        "software that fixes a known defect in a product",
    );
    check_conflict(
        json!({"definition": {"de": "Eins"}}),
        json!({"definition": {"de": "Zwei"}}),
        "definition@de",
        "Eins",
        "Zwei",
    );
}

#[test]
fn other_parts_and_languages_do_not_meet() {
    check(
        json!({"definition": {"en": "code"}, "notes": {"de": ["Erstens."]}}),
        json!({"definition": {"de": "Programm"}, "sources": [{"text": "ISO 2"}]}),
        json!({
            "definition": {"en": "code", "de": "Programm"}, "notes": {"de": ["Erstens."]}, "sources": [{"text": "ISO 2"}],
        }),
    );
}

#[test]
fn lists_merge_by_item() {
    check(
        json!({"notes": {"en": ["First note.", "A second note.", "Anna's."]}}),
        json!({"notes": {"en": ["First note!", "A second note.", "Ben's."]}}),
        json!({"notes": {"en": ["First note!", "A second note.", "Anna's.", "Ben's."]}}),
    );
    check(
        json!({"notes": {"en": ["First note.", "A second remark."]}}),
        json!({"notes": {"en": ["First note.", "One second note."]}}),
        json!({"notes": {"en": ["First note.", "One second remark."]}}),
    );
    check(
        json!({"sources": [{"text": "ISO 1"}, {"text": "ISO 2"}]}),
        json!({"sources": [{"text": "ISO 2"}, {"text": "ISO 1"}]}),
        json!({"sources": [{"text": "ISO 2"}, {"text": "ISO 1"}]}),
    );
    check(
        json!({"notes": {"en": []}}),
        json!({"notes": {"en": []}}),
        json!({"notes": {"en": []}}),
    );
}

#[test]
fn the_same_item_changed_twice_is_a_conflict() {
    check_conflict(
        json!({"notes": {"en": ["First remark.", "A second note."]}}),
        json!({"notes": {"en": ["A second note."]}}),
        "notes@en",
        "First remark.\nA second note.\n",
        "A second note.\n",
    );
    check_conflict(
        json!({"sources": [{"text": "ISO 2"}]}),
        json!({"sources": [{"text": "ISO 3"}]}),
        "sources",
        "ISO 2\n",
        "ISO 3\n",
    );
}

#[test]
fn two_preferred_designations_cannot_stand_together() {
    let with = |text: &str| {
        json!({"designations": [
            {"text": "patch", "kind": "preferred", "lang": "en"}, {"text": text, "kind": "preferred", "lang": "de"},
        ]})
    };
    check_conflict(
        with("Flicken"),
        with("Korrektur"),
        "designations",
        "patch (preferred, en)\nFlicken (preferred, de)\n",
        "patch (preferred, en)\nKorrektur (preferred, de)\n",
    );
}

#[test]
fn a_part_that_collides_leaves_the_others_to_be_folded() {
    let anna =
        changes(json!({"definition": {"en": "software that fixes a known flaw in a product"}}));
    let ben = changes(json!({
        "definition": {"en": "software that fixes a known defect in a product"},
        "notes": {"en": ["First note.", "Ben's note."]},
    }));
    let en = "en".parse().unwrap();
    let (base, current) = (patch(), patch().with(&anna));
    let carried = carry_parts(&base, &ben, &current, &en);
    assert_eq!(
        carried
            .fitting
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["notes"]
    );
    let notes = changes(json!({"notes": {"en": ["First note.", "Ben's note."]}}));
    assert_eq!(carried.content, current.with(&notes));
    assert_eq!(carried.conflicts.len(), 1);
    assert_eq!(carried.conflicts[0].part.to_string(), "definition@en");
    // Taken up anew, the part that collides has Ben's words, to be settled by a person.
    assert_eq!(take_up(&base, &ben, &current, &en), current.with(&ben));
}

/// Changes by someone with words of their own, so that it shows whose are missing.
fn any_changes(own: &'static str) -> impl Strategy<Value = Changes> {
    let word = prop::sample::select(vec!["software", "that", "a", "bug", "First", "note.", own]);
    let text = move || prop::collection::vec(word.clone(), 1..8).prop_map(|words| words.join(" "));
    let notes = prop::collection::vec(text(), 0..4);
    let numbers = prop::collection::vec(0..9u32, 0..4);
    (
        prop::option::of(text()),
        prop::option::of(notes),
        prop::option::of(numbers),
    )
        .prop_map(|(definition, notes, entries)| {
            let relations = entries.map(|numbers| {
                numbers
                    .iter()
                    .map(|n| json!({"kind": "related", "entry": n}))
                    .collect::<Vec<_>>()
            });
            changes(json!({
                "definition": definition.map(|text| json!({"en": text})),
                "notes": notes.map(|notes| json!({"en": notes})),
                "relations": relations,
            }))
        })
}

proptest! {
    /// Part by part or all at once, the same is carried over; and every part is either carried or shown with both texts.
    #[test]
    fn parts_are_carried_as_the_whole_is(anna in any_changes("anna"), ben in any_changes("ben")) {
        let en = "en".parse().unwrap();
        let current = patch().with(&anna);
        let carried = carry_parts(&patch(), &ben, &current, &en);
        match carry(&patch(), &ben, &current) {
            Ok(whole) => prop_assert_eq!(&carried.content, &whole),
            Err(conflicts) => prop_assert_eq!(carried.conflicts.len(), conflicts.len()),
        }
        let parts = crate::redline::parts_of(&ben, &en).len();
        prop_assert_eq!(carried.fitting.len() + carried.conflicts.len(), parts);
        let taken = take_up(&patch(), &ben, &current, &en);
        prop_assert_eq!(count(&taken, "ben"), count(&patch().with(&ben), "ben"));
    }

    #[test]
    fn on_a_text_that_stayed_changes_are_made_as_they_are(ben in any_changes("ben")) {
        prop_assert_eq!(carry(&patch(), &ben, &patch()), Ok(patch().with(&ben)));
    }

    #[test]
    fn changes_that_were_made_already_change_nothing(ben in any_changes("ben")) {
        let current = patch().with(&ben);
        prop_assert_eq!(carry(&patch(), &ben, &current), Ok(current));
    }

    /// A conflict names all three texts as they stand; without one, every word that either brought is there as often.
    #[test]
    fn nothing_anyone_wrote_disappears(anna in any_changes("anna"), ben in any_changes("ben")) {
        let (current, yours) = (patch().with(&anna), patch().with(&ben));
        match carry(&patch(), &ben, &current) {
            Ok(merged) => {
                prop_assert_eq!(count(&merged, "anna"), count(&current, "anna"));
                prop_assert_eq!(count(&merged, "ben"), count(&yours, "ben"));
            }
            Err(conflicts) => {
                prop_assert!(!conflicts.is_empty());
                for conflict in conflicts {
                    let text = |content: &Content| match conflict.part.to_string().as_str() {
                        "definition@en" => content.definition[&"en".parse().unwrap()].to_string(),
                        "notes@en" => content.notes.values().flatten().map(|note| format!("{note}\n")).collect(),
                        _ => content.relations.iter().map(|r| format!("related {}\n", r.entry)).collect(),
                    };
                    prop_assert_eq!(&conflict.theirs, &text(&current));
                    prop_assert_eq!(&conflict.yours, &text(&yours));
                }
            }
        }
    }
}

fn count(content: &Content, word: &str) -> usize {
    let texts = content
        .definition
        .values()
        .chain(content.notes.values().flatten());
    texts.map(|text| text.matches(word).count()).sum()
}
