use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::content::{Content, Designation, DesignationKind, Relation, RelationKind, Source};
use crate::redline::diff;
use crate::{Refusal, Text, Title};

fn mark(author: &str) -> Mark {
    Mark {
        author: author.into(),
        at: "2016-10-19T15:00:00Z".into(),
    }
}

fn en() -> Lang {
    Lang::parse("en").unwrap()
}

fn content(definition: &str, notes: &[&str]) -> Content {
    let notes: Vec<_> = notes
        .iter()
        .map(|note| Text::parse(note).unwrap())
        .collect();
    Content {
        designations: vec![Designation {
            text: Title::parse("patch (small)").unwrap(),
            kind: DesignationKind::Preferred,
            lang: en(),
        }],
        definition: BTreeMap::from([(en(), Text::parse(definition).unwrap())]),
        notes: BTreeMap::from([(en(), notes)]),
        examples: BTreeMap::new(),
        sources: vec![Source {
            text: Title::parse("ISO 1 (modified)").unwrap(),
            url: Some(Title::parse("https://iso.example/1").unwrap()),
            modified: false,
        }],
        relations: vec![Relation {
            kind: RelationKind::PartOf,
            entry: 7,
        }],
    }
}

/// The whole content as it comes back with some texts of it changed by one author.
fn returned(base: &Content, edits: &[(&str, &str, &str)]) -> Returned {
    let parts = parts(&[base], &en()).into_iter().map(|part| {
        let mut pieces = started(&text(base, &part, &en()));
        for (name, author, new) in edits {
            if part.to_string() == *name {
                let ops = diff(&text(base, &part, &en()), new);
                pieces = lay(&pieces, &ops, &mark(author)).unwrap();
            }
        }
        (part, pieces)
    });
    Returned {
        origin: Origin::Entry {
            process: Slug::parse("iot").unwrap(),
            entry: 1,
        },
        sections: vec![ReturnedSection {
            base: 1,
            parts: parts.collect(),
        }],
        formatted: false,
    }
}

fn taken(returned: &Returned, base: &Content) -> Result<Vec<Taking>, Refusal> {
    takings(returned, |_| Some(base.clone()), &en(), |_| false)
}

#[test]
fn each_author_proposes_their_own_changes() {
    let base = content("Code that mends a bug.", &["One.", "Two\nlines."]);
    let edits = [
        ("definition", "Ada", "Code that mends a defect."),
        ("notes", "Ben", "One.\nTwo\rlines.\nThree."),
        ("relations", "Ben", "part of 7\nbroader 2"),
        (
            "designations",
            "Ben",
            "patch (small) (preferred, en)\nfix (admitted, en)",
        ),
    ];
    let takings = taken(&returned(&base, &edits), &base).unwrap();
    let authors: Vec<_> = takings
        .iter()
        .map(|taking| taking.author.as_str())
        .collect();
    assert_eq!(authors, ["Ben", "Ada"]);
    let ben = base.with(&takings[0].changes);
    assert_eq!(ben.definition, base.definition);
    assert_eq!(&*ben.notes[&en()][1], "Two\nlines.");
    assert_eq!(&*ben.notes[&en()][2], "Three.");
    assert_eq!(ben.relations.len(), 2);
    assert_eq!(&*ben.designations[1].text, "fix");
    assert_eq!(ben.sources, base.sources);
    let ada = base.with(&takings[1].changes);
    assert_eq!(&*ada.definition[&en()], "Code that mends a defect.");
    assert_eq!(ada.notes, base.notes);
}

#[test]
fn what_is_untracked_or_unread_is_said() {
    let base = content("Code that mends a bug.", &["One."]);
    let check = |returned: &Returned, fault: Fault| {
        assert_eq!(taken(returned, &base), Err(fault.into()));
    };
    let as_it_was = returned(&base, &[]);
    check(&as_it_was, Fault::NoChange);
    check(
        &Returned {
            formatted: true,
            ..as_it_was.clone()
        },
        Fault::FormattingOnly,
    );
    let mut silent = as_it_was.clone();
    silent.sections[0].parts[1].1 = started("Code that mends a flaw.");
    check(
        &silent,
        Fault::Untracked {
            part: "definition".into(),
            words: "“bug” went; “flaw” came".into(),
        },
    );
    let mut beheaded = as_it_was;
    beheaded.sections[0].parts.remove(2);
    check(
        &beheaded,
        Fault::Heading {
            part: "notes".into(),
        },
    );
    let odd = returned(&base, &[("relations", "Ada", "part of 7\nnear to 8")]);
    check(
        &odd,
        Fault::Line {
            part: "relations".into(),
            line: "near to 8".into(),
        },
    );
    let emptied = returned(&base, &[("definition", "Ada", "")]);
    assert_eq!(taken(&emptied, &base), Err(Refusal::DefinitionMissing));
    let known = returned(&base, &[("definition", "Ada", "Code.")]);
    let all_known = takings(&known, |_| Some(base.clone()), &en(), |_| true);
    assert_eq!(all_known, Err(Fault::NothingNew.into()));
    let nowhere = takings(&known, |_| None, &en(), |_| false);
    assert_eq!(nowhere, Err(Refusal::WordingUnknown));
}

#[test]
fn colliding_changes_are_not_laid_over_each_other() {
    let base = "Code that mends a bug.";
    let ada = lay(
        &started(base),
        &diff(base, "Code that mends a defect."),
        &mark("Ada"),
    )
    .unwrap();
    let lay_ben = |new: &str| lay(&ada, &diff(base, new), &mark("Ben"));
    assert_eq!(lay_ben("Code that mends a flaw."), None);
    assert_eq!(lay_ben("Code that mends something."), None);
    let both = lay_ben("Software that mends a bug.").unwrap();
    assert_eq!(rejected(&both), base);
    assert_eq!(accepted(&both), "Software that mends a defect.");
    assert_eq!(
        with(&both, |by| by.author == "Ben"),
        "Software that mends a bug."
    );
}

proptest! {
    #[test]
    fn steps_lead_from_the_first_text_to_the_last(texts in prop::collection::vec("[ab \n日é]{0,12}", 1..5)) {
        let mut pieces = started(&texts[0]);
        for (step, pair) in texts.windows(2).enumerate() {
            pieces = follow(pieces, &diff(&pair[0], &pair[1]), &mark(&step.to_string()));
        }
        prop_assert_eq!(&rejected(&pieces), &texts[0]);
        prop_assert_eq!(&accepted(&pieces), &texts[texts.len() - 1]);
    }

    #[test]
    fn each_layer_keeps_its_own_text(base in "([ab]{1,2} ){0,6}", news in prop::collection::vec("([abc]{1,2} ){0,6}", 1..4)) {
        let mut pieces = started(&base);
        let mut laid = Vec::new();
        for (at, new) in news.iter().enumerate() {
            let by = mark(&at.to_string());
            if let Some(more) = lay(&pieces, &diff(&base, new), &by) {
                pieces = more;
                laid.push((by, new));
            }
        }
        prop_assert_eq!(&rejected(&pieces), &base);
        for (by, new) in laid {
            prop_assert_eq!(&with(&pieces, |mark| *mark == by), new);
        }
    }

    #[test]
    fn every_content_survives_the_way(definition in "[a-z@<&\n ]{1,20}x", notes in prop::collection::vec("x[a-z\n ]{0,9}y", 0..4)) {
        let notes: Vec<_> = notes.iter().map(String::as_str).collect();
        let base = content(&definition, &notes);
        let texts: BTreeMap<_, _> = parts(&[&base], &en())
            .into_iter()
            .map(|part| (part.clone(), text(&base, &part, &en())))
            .collect();
        let empty = content("other", &["z"]);
        let there = empty.with(&changes(&empty, &texts, &en()).unwrap());
        let mut expected = base.clone();
        if notes.is_empty() {
            expected.notes.clear();
        }
        prop_assert_eq!(there, expected);
    }
}
