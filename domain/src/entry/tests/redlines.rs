//! Redlines: proposed by Ben, settled by Ada who holds the pen.

use super::*;

fn redline(changes: NewChanges) -> Pending {
    Pending {
        number: 4,
        state: RedlineState::Pending,
        changes: Changes::between(&wording(), &wording().with(&changes.resolve(&en()))),
        folded: Vec::new(),
        impact: Impact::Meaning,
        by: BEN,
        moved_by: None,
        confirmed: None,
    }
}

fn definition(words: &str) -> NewChanges {
    NewChanges {
        definition: Some(Localised::One(text(words))),
        ..NewChanges::default()
    }
}

#[test]
fn a_redline_changes_something_in_a_wording_that_exists() {
    let check = |new: NewChanges, base: Option<&Content>| {
        let redline = NewRedline {
            base: 1,
            changes: new,
            rationale: text("Clearer."),
            impact: Impact::Clarifying,
            moved_by: None,
            answers_objection: None,
        };
        let drafted = Drafted {
            base,
            mover: None,
            languages: &[en()],
        };
        propose_redline(
            4,
            &standing(Facts::default()),
            BEN,
            redline,
            drafted,
            |_| true,
        )
        .map(drop)
    };
    let base = wording();
    assert_eq!(
        check(definition("software that corrects a bug"), Some(&base)),
        Ok(())
    );
    assert_eq!(
        check(definition("software that corrects a bug"), None),
        Err(Refusal::WordingUnknown)
    );
    assert_eq!(
        check(definition("software that fixes a bug"), Some(&base)),
        Err(Refusal::NothingChanged)
    );
    let nameless = NewChanges {
        designations: Some(Vec::new()),
        ..NewChanges::default()
    };
    assert_eq!(check(nameless, Some(&base)), Err(Refusal::PreferredMissing));
}

fn folded(
    facts: Facts,
    actor: MemberNo,
    redline: &Pending,
    parts: &[PartName],
    current: &Content,
) -> Result<(Vec<String>, Content), Unfolded> {
    let decided = fold(
        &standing(facts),
        actor,
        redline,
        parts,
        (&wording(), current),
        &[en()],
        |_| true,
    )?;
    match decided.event() {
        Event::RedlineFolded {
            parts,
            content,
            wording: 2,
            ..
        } => Ok((parts.clone(), content.clone())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_pen_holder_folds_and_only_while_words_are_free() {
    let change = redline(definition("software that corrects a bug"));
    let check = |facts, actor| folded(facts, actor, &change, &[], &wording()).map(drop);
    assert_eq!(check(Facts::default(), ADA), Ok(()));
    assert_eq!(
        check(Facts::default(), BEN),
        Err(Refusal::NotPenHolder.into())
    );
    assert_eq!(
        check(
            Facts {
                in_call: true,
                ..Facts::default()
            },
            ADA
        ),
        Err(Refusal::WordingFrozen.into())
    );
    assert_eq!(
        check(
            Facts {
                retired: true,
                ..Facts::default()
            },
            ADA
        ),
        Err(Refusal::EntryEnded.into())
    );
    let settled = Pending {
        state: RedlineState::Refused,
        ..change.clone()
    };
    let again = folded(Facts::default(), ADA, &settled, &[], &wording());
    assert_eq!(again, Err(Refusal::RedlineSettled.into()));
}

#[test]
fn parts_are_folded_one_by_one() {
    let both = redline(NewChanges {
        notes: Some(Localised::One(vec![
            text("It may come late."),
            text("It is free."),
        ])),
        ..definition("software that corrects a bug")
    });
    let notes = PartName::Notes(None);
    let (parts, content) = folded(
        Facts::default(),
        ADA,
        &both,
        std::slice::from_ref(&notes),
        &wording(),
    )
    .unwrap();
    assert_eq!(parts, ["notes"]);
    assert_eq!(content.definition, wording().definition);
    assert_eq!(content.notes[&en()].len(), 2);
    let rest = Pending {
        folded: vec![notes.clone()],
        ..both
    };
    assert_eq!(left_to_fold(&rest, &en()), [PartName::Definition(None)]);
    let again = folded(Facts::default(), ADA, &rest, &[notes], &content);
    assert_eq!(again, Err(Refusal::PartUnknown.into()));
    let (parts, whole) = folded(Facts::default(), ADA, &rest, &[], &content).unwrap();
    assert_eq!(parts, ["definition"]);
    assert_eq!(whole.notes, content.notes);
    assert_eq!(&*whole.definition[&en()], "software that corrects a bug");
}

#[test]
fn changes_of_the_same_words_conflict_and_of_others_do_not() {
    let change = redline(definition("software that corrects a bug"));
    let since = |words: &str| wording().with(&definition(words).resolve(&en()));
    let (_, content) = folded(
        Facts::default(),
        ADA,
        &change,
        &[],
        &since("software that fixes a known bug"),
    )
    .unwrap();
    assert_eq!(
        &*content.definition[&en()],
        "software that corrects a known bug"
    );
    let current = since("software that mends a bug");
    match folded(Facts::default(), ADA, &change, &[], &current) {
        Err(Unfolded::Conflict(conflicts)) => {
            assert_eq!(conflicts[0].theirs, "software that mends a bug");
            assert_eq!(conflicts[0].yours, "software that corrects a bug");
        }
        other => panic!("{other:?}"),
    }
    let same = folded(
        Facts::default(),
        ADA,
        &change,
        &[],
        &since("software that corrects a bug"),
    );
    assert_eq!(same, Err(Refusal::NothingChanged.into()));
}

#[test]
fn a_redline_belongs_to_its_mover_once_confirmed() {
    let entry = standing(Facts::default());
    let moved = Pending {
        moved_by: Some(ADA),
        ..redline(definition("software that corrects a bug"))
    };
    assert_eq!(moved.author(), BEN);
    assert_eq!(confirm(&entry, BEN, &moved, true), Err(Refusal::NotMover));
    assert!(confirm(&entry, ADA, &moved, true).is_ok());
    let confirmed = Pending {
        confirmed: Some(true),
        ..moved.clone()
    };
    assert_eq!(confirmed.author(), ADA);
    assert_eq!(
        confirm(&entry, ADA, &confirmed, false),
        Err(Refusal::AlreadySettled)
    );
    assert_eq!(
        withdraw_redline(&entry, BEN, &confirmed, None),
        Err(Refusal::NotAuthor)
    );
    assert!(withdraw_redline(&entry, ADA, &confirmed, None).is_ok());
    assert_eq!(
        Pending {
            confirmed: Some(false),
            ..moved
        }
        .author(),
        BEN
    );
}
