//! Entries and redlines, decided with Ada who proposes, Ben who takes part and Cleo who convenes.

mod redlines;

use super::*;
use crate::{
    Event, Lang, Refusal, Text, Title,
    content::{Changes, Content, Designation, DesignationKind, Relation, RelationKind},
    ids::MemberNo,
    permit::Member,
    process::Role,
    redline::PartName,
};

const ADA: MemberNo = 2;
const BEN: MemberNo = 3;
const CLEO: MemberNo = 1;

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

fn en() -> Lang {
    Lang::parse("en").unwrap()
}

fn update() -> NewEntry {
    NewEntry {
        designations: vec![Designation {
            text: Title::parse("security update").unwrap(),
            kind: DesignationKind::Preferred,
            lang: en(),
        }],
        definition: Localised::One(text("software that fixes a bug")),
        notes: Some(Localised::One(vec![text("It may come late.")])),
        examples: None,
        sources: Vec::new(),
        relations: Vec::new(),
        lang: None,
        rationale: None,
    }
}

fn wording() -> Content {
    let decided = propose(7, update(), &[en()], |_| false, |_| true).unwrap();
    match decided.event() {
        Event::EntryProposed { content, .. } => content.clone(),
        other => panic!("{other:?}"),
    }
}

fn standing(facts: Facts) -> Standing {
    Standing {
        number: 7,
        proposer: ADA,
        pen: ADA,
        facts: Facts {
            wording: 1,
            ..facts
        },
    }
}

fn member(number: MemberNo, role: Role) -> Member {
    Member {
        number,
        role,
        group: None,
        organisation: None,
    }
}

#[test]
fn a_status_follows_from_what_happened() {
    let agreed = Facts {
        agreed: Some(1),
        wording: 1,
        discussed: true,
        ..Facts::default()
    };
    for (facts, expected) in [
        (Facts::default(), EntryStatus::Proposed),
        (
            Facts {
                discussed: true,
                ..Facts::default()
            },
            EntryStatus::Discussed,
        ),
        (
            Facts {
                in_call: true,
                ..Facts::default()
            },
            EntryStatus::Called,
        ),
        (
            Facts {
                awaits_final: true,
                discussed: true,
                ..Facts::default()
            },
            EntryStatus::Called,
        ),
        (agreed, EntryStatus::Agreed),
        (
            Facts {
                wording: 2,
                ..agreed
            },
            EntryStatus::Discussed,
        ),
        (
            Facts {
                in_call: true,
                ..agreed
            },
            EntryStatus::Called,
        ),
        (
            Facts {
                retired: true,
                in_call: true,
                ..agreed
            },
            EntryStatus::Retired,
        ),
        (
            Facts {
                withdrawn: true,
                ..agreed
            },
            EntryStatus::Withdrawn,
        ),
    ] {
        assert_eq!(status(&facts), expected, "{facts:?}");
    }
}

#[test]
fn an_entry_gets_its_address_from_its_term() {
    let slug = |taken: &'static str| {
        let decided = propose(7, update(), &[en()], |slug| slug == taken, |_| true).unwrap();
        match decided.event() {
            Event::EntryProposed { slug, .. } => slug.to_string(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(slug(""), "security-update");
    assert_eq!(slug("security-update"), "security-update-2");
}

#[test]
fn relations_lead_to_other_entries_that_exist() {
    let check = |entry| {
        let relations = vec![Relation {
            kind: RelationKind::Broader,
            entry,
        }];
        propose(
            7,
            NewEntry {
                relations,
                ..update()
            },
            &[en()],
            |_| false,
            |known| known == 3,
        )
    };
    assert!(check(3).is_ok());
    assert_eq!(check(7), Err(Refusal::RelationToSelf));
    assert_eq!(check(4), Err(Refusal::EntryUnknown));
}

#[test]
fn an_entry_is_taken_back_by_its_proposer_before_it_is_agreed() {
    let check = |facts, actor| withdraw(&standing(facts), actor, text("Superfluous.")).map(drop);
    assert_eq!(check(Facts::default(), ADA), Ok(()));
    assert_eq!(check(Facts::default(), BEN), Err(Refusal::NotAuthor));
    assert_eq!(
        check(
            Facts {
                in_call: true,
                ..Facts::default()
            },
            ADA
        ),
        Err(Refusal::WordingFrozen)
    );
    assert_eq!(
        check(
            Facts {
                awaits_final: true,
                ..Facts::default()
            },
            ADA
        ),
        Err(Refusal::EntryAgreed)
    );
    assert_eq!(
        check(
            Facts {
                agreed: Some(1),
                ..Facts::default()
            },
            ADA
        ),
        Err(Refusal::EntryAgreed)
    );
    assert_eq!(
        check(
            Facts {
                withdrawn: true,
                ..Facts::default()
            },
            ADA
        ),
        Err(Refusal::EntryEnded)
    );
}

#[test]
fn the_pen_is_with_a_participant() {
    let entry = standing(Facts::default());
    let ben = member(BEN, Role::Participant);
    let check =
        |actor, role, to: Option<&Member>| pass_pen(&entry, &member(actor, role), to).map(drop);
    assert_eq!(check(ADA, Role::Participant, Some(&ben)), Ok(()));
    assert_eq!(check(CLEO, Role::Convener, Some(&ben)), Ok(()));
    assert_eq!(
        check(BEN, Role::Participant, Some(&ben)),
        Err(Refusal::NotPenHolder)
    );
    assert_eq!(
        check(CLEO, Role::Convener, Some(&member(CLEO, Role::Convener))),
        Err(Refusal::PenNotParticipant)
    );
    assert_eq!(
        check(ADA, Role::Participant, None),
        Err(Refusal::MemberUnknown)
    );
}

#[test]
fn entries_are_found_by_slug_or_number_and_plain_words() {
    assert_eq!("7".parse(), Ok(EntryRef::Number(7)));
    assert_eq!("update".parse::<EntryRef>().unwrap().to_string(), "update");
    for bad in ["", "99999999999", "Ü", "a b", "latest"] {
        assert_eq!(bad.parse::<EntryRef>(), Err(Refusal::EntryUnknown), "{bad}");
    }
    assert_eq!(sort_key("Ärger"), "arger");
    assert_eq!(
        words("Über \"die* NEAR('; DROP--"),
        ["uber", "die", "near", "drop"]
    );
}
