use super::*;

fn known() -> Vec<Known> {
    [
        ("device", "device", false),
        ("update", "update", false),
        ("security-update", "security update", false),
        ("patch", "patch", true),
    ]
    .map(|(slug, term, leads_here)| Known {
        slug: slug.into(),
        term: term.into(),
        leads_here,
    })
    .to_vec()
}

fn check(definition: &str, expected: &[Lint]) {
    let draft = Draft {
        term: "rollback".into(),
        definition: definition.into(),
        examples: Vec::new(),
    };
    assert_eq!(
        lint(&draft, &Lang::parse("en").unwrap(), &known()),
        expected,
        "{definition}"
    );
}

#[test]
fn a_good_definition_has_nothing_doubtful() {
    check(
        "return of a [[device]] to the state before, e.g. the one it was sold in",
        &[],
    );
    check("", &[]);
}

#[test]
fn form_is_looked_at() {
    check(
        "a return to an earlier state",
        &[Lint::BeginsWithArticle {
            article: "a".into(),
        }],
    );
    check(
        "the rollback of a thing",
        &[
            Lint::BeginsWithTerm,
            Lint::BeginsWithArticle {
                article: "the".into(),
            },
        ],
    );
    check("state after a rollback", &[Lint::UsesTerm]);
    check(
        "this is when it goes back",
        &[Lint::IsWhen {
            words: "is when".into(),
        }],
    );
    check(
        "when it goes back",
        &[Lint::IsWhen {
            words: "when".into(),
        }],
    );
    check("not a step ahead", &[Lint::Negative { word: "not".into() }]);
    check("step back. It is long.", &[Lint::Sentences]);
}

#[test]
fn other_entries_are_looked_at() {
    check(
        "return before a Security update",
        &[Lint::Unlinked {
            term: "security update".into(),
            slug: "security-update".into(),
        }],
    );
    check(
        "return by [[patch]]",
        &[Lint::Circular {
            term: "patch".into(),
        }],
    );
    check("return of devices", &[]);
}

#[test]
fn a_term_is_linked_as_it_is_written() {
    assert_eq!(
        link("a Device of [[device]]", "device", "device").as_deref(),
        Some("a [[device|Device]] of [[device]]")
    );
    assert_eq!(link("of [[device]]", "device", "device"), None);
    assert_eq!(
        link("devices and a device", "device", "device").as_deref(),
        Some("devices and a [[device]]")
    );
}

#[test]
fn the_definition_stands_in_place_of_the_word() {
    let draft = Draft {
        term: "rollback".into(),
        definition: "return to an *earlier* state".into(),
        examples: vec!["Nothing.".into(), "A Rollback of firmware 2.".into()],
    };
    let expected = (
        "A ".to_owned(),
        "return to an earlier state".to_owned(),
        " of firmware 2.".to_owned(),
    );
    assert_eq!(substitution(&draft), Some(expected));
}
