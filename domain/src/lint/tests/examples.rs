use super::*;

fn with_examples(definition: &str, examples: &[&str]) -> Draft {
    Draft {
        examples: examples
            .iter()
            .map(|example| (*example).to_owned())
            .collect(),
        ..draft(definition)
    }
}

#[track_caller]
fn check_examples(definition: &str, examples: &[&str], expected: &[(usize, &str, &str)]) {
    let found = lint(&with_examples(definition, examples), &lexicon("en"));
    let found: Vec<_> = found
        .iter()
        .filter_map(|finding| {
            let Part::Example(at) = finding.part else {
                return None;
            };
            let words = finding.span.clone().map_or("", |span| &examples[at][span]);
            Some((at, finding.lint.kind(), words))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_definition_stands_in_place_of_the_word() {
    let examples = ["Nothing.", "A *Rollback* of firmware 2."];
    let draft = with_examples("return to an *earlier* state.", &examples);
    let expected = Substitution {
        before: "A ".to_owned(),
        definition: "return to an earlier state".to_owned(),
        after: " of firmware 2.".to_owned(),
    };
    assert_eq!(substitution(&draft, &lexicon("en")), Some(expected));
}

#[test]
fn an_example_that_does_not_fit_is_found() {
    check_examples(
        "return to an earlier state",
        &[
            "Nothing.",
            "",
            "The rollback failed.",
            "Two rollbacks failed.",
        ],
        &[(0, "no_word", "")],
    );
    check_examples(
        "the return to an earlier state",
        &["The rollback failed.", "Rollback failed."],
        &[(0, "substitution", "rollback")],
    );
    check_examples(
        "return. It is long.",
        &["The **rollback** failed."],
        &[(0, "substitution", "rollback")],
    );
    check_examples(
        "when it returns",
        &["The rollback of a hotfix."],
        &[(0, "substitution", "rollback"), (0, "deprecated", "hotfix")],
    );
}

#[test]
fn what_cannot_be_put_in_place_is_shown() {
    let draft = with_examples("a return", &["On the device a rollback ran."]);
    let found = lint(&draft, &lexicon("en"));
    let told = found.last().unwrap().tell(&en());
    assert_eq!(told.kind, "substitution");
    assert_eq!(
        told.substituted.as_deref(),
        Some("On the device a a return ran.")
    );
}

#[test]
fn without_a_name_examples_are_left_alone() {
    let draft = Draft {
        names: Vec::new(),
        ..with_examples("return", &["Nothing."])
    };
    assert_eq!(lint(&draft, &lexicon("en")), []);
}

#[test]
fn a_word_is_linked_as_it_is_written() {
    let check = |md: &str, words: &str, slug: &str, expected: Option<&str>| {
        let at = md.rfind(words).unwrap();
        let linked = link(md, at..at + words.len(), slug);
        assert_eq!(linked.as_deref(), expected);
    };
    check(
        "of a Device",
        "Device",
        "device",
        Some("of a [[device|Device]]"),
    );
    check("of a device", "device", "device", Some("of a [[device]]"));
    check(
        "a security update",
        "security update",
        "security-update",
        Some("a [[security-update]]"),
    );
    check("an x-ray", "x-ray", "x-ray", Some("an [[x-ray|x-ray]]"));
    check("of `device`", "device", "device", None);
    check("of [a device](https://a.example)", "device", "device", None);
    check("of [[device]]", "device", "device", None);
}

#[test]
fn an_entry_goes_through_its_line() {
    let known = Known {
        number: 12,
        slug: "security-update".to_owned(),
        names: vec![Name::used("Security update"), Name::deprecated("hotfix")],
        leads: Some("patch".to_owned()),
    };
    let line = known.line();
    assert_eq!(line, "12\t\t>patch\t=Security update\t-hotfix");
    assert_eq!(Known::parse(&line), Some(known));
    for wrong in ["", "a\tb", "1", "1\ta\t", "1\ta\t?x"] {
        assert_eq!(Known::parse(wrong), None, "{wrong}");
    }
}
