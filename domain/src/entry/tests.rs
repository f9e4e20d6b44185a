//! Entries and redlines, decided with Ada who proposes, Ben who takes part and Cleo who convenes.

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
    Standing { number: 7, proposer: ADA, pen: ADA, facts: Facts { wording: 1, ..facts } }
}

fn member(number: MemberNo, role: Role) -> Member {
    Member { number, role, group: None, organisation: None }
}

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
    NewChanges { definition: Some(Localised::One(text(words))), ..NewChanges::default() }
}

#[test]
fn a_status_follows_from_what_happened() {
    let agreed = Facts { agreed: Some(1), wording: 1, discussed: true, ..Facts::default() };
    for (facts, expected) in [
        (Facts::default(), EntryStatus::Proposed),
        (Facts { discussed: true, ..Facts::default() }, EntryStatus::Discussed),
        (Facts { in_call: true, ..Facts::default() }, EntryStatus::Called),
        (Facts { awaits_final: true, discussed: true, ..Facts::default() }, EntryStatus::Called),
        (agreed, EntryStatus::Agreed),
        (Facts { wording: 2, ..agreed }, EntryStatus::Discussed),
        (Facts { in_call: true, ..agreed }, EntryStatus::Called),
        (Facts { retired: true, in_call: true, ..agreed }, EntryStatus::Retired),
        (Facts { withdrawn: true, ..agreed }, EntryStatus::Withdrawn),
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
        let relations = vec![Relation { kind: RelationKind::Broader, entry }];
        propose(7, NewEntry { relations, ..update() }, &[en()], |_| false, |known| known == 3)
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
    assert_eq!(check(Facts { in_call: true, ..Facts::default() }, ADA), Err(Refusal::WordingFrozen));
    assert_eq!(check(Facts { awaits_final: true, ..Facts::default() }, ADA), Err(Refusal::EntryAgreed));
    assert_eq!(check(Facts { agreed: Some(1), ..Facts::default() }, ADA), Err(Refusal::EntryAgreed));
    assert_eq!(check(Facts { withdrawn: true, ..Facts::default() }, ADA), Err(Refusal::EntryEnded));
}

#[test]
fn the_pen_is_with_a_participant() {
    let entry = standing(Facts::default());
    let ben = member(BEN, Role::Participant);
    let check = |actor, role, to: Option<&Member>| pass_pen(&entry, &member(actor, role), to).map(drop);
    assert_eq!(check(ADA, Role::Participant, Some(&ben)), Ok(()));
    assert_eq!(check(CLEO, Role::Convener, Some(&ben)), Ok(()));
    assert_eq!(check(BEN, Role::Participant, Some(&ben)), Err(Refusal::NotPenHolder));
    assert_eq!(
        check(CLEO, Role::Convener, Some(&member(CLEO, Role::Convener))),
        Err(Refusal::PenNotParticipant)
    );
    assert_eq!(check(ADA, Role::Participant, None), Err(Refusal::MemberUnknown));
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
        let drafted = Drafted { base, mover: None, languages: &[en()] };
        propose_redline(4, &standing(Facts::default()), BEN, redline, drafted, |_| true).map(drop)
    };
    let base = wording();
    assert_eq!(check(definition("software that corrects a bug"), Some(&base)), Ok(()));
    assert_eq!(check(definition("software that corrects a bug"), None), Err(Refusal::WordingUnknown));
    assert_eq!(check(definition("software that fixes a bug"), Some(&base)), Err(Refusal::NothingChanged));
    let nameless = NewChanges { designations: Some(Vec::new()), ..NewChanges::default() };
    assert_eq!(check(nameless, Some(&base)), Err(Refusal::PreferredMissing));
}

fn folded(
    facts: Facts,
    actor: MemberNo,
    redline: &Pending,
    parts: &[PartName],
    current: &Content,
) -> Result<(Vec<String>, Content), Unfolded> {
    let decided = fold(&standing(facts), actor, redline, parts, (&wording(), current), &[en()], |_| true)?;
    match decided.event() {
        Event::RedlineFolded { parts, content, wording: 2, .. } => Ok((parts.clone(), content.clone())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_pen_holder_folds_and_only_while_words_are_free() {
    let change = redline(definition("software that corrects a bug"));
    let check = |facts, actor| folded(facts, actor, &change, &[], &wording()).map(drop);
    assert_eq!(check(Facts::default(), ADA), Ok(()));
    assert_eq!(check(Facts::default(), BEN), Err(Refusal::NotPenHolder.into()));
    assert_eq!(check(Facts { in_call: true, ..Facts::default() }, ADA), Err(Refusal::WordingFrozen.into()));
    assert_eq!(check(Facts { retired: true, ..Facts::default() }, ADA), Err(Refusal::EntryEnded.into()));
    let settled = Pending { state: RedlineState::Refused, ..change.clone() };
    let again = folded(Facts::default(), ADA, &settled, &[], &wording());
    assert_eq!(again, Err(Refusal::RedlineSettled.into()));
}

#[test]
fn parts_are_folded_one_by_one() {
    let both = redline(NewChanges {
        notes: Some(Localised::One(vec![text("It may come late."), text("It is free.")])),
        ..definition("software that corrects a bug")
    });
    let notes = PartName::Notes(None);
    let (parts, content) = folded(Facts::default(), ADA, &both, std::slice::from_ref(&notes), &wording()).unwrap();
    assert_eq!(parts, ["notes"]);
    assert_eq!(content.definition, wording().definition);
    assert_eq!(content.notes[&en()].len(), 2);
    let rest = Pending { folded: vec![notes.clone()], ..both };
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
    let (_, content) =
        folded(Facts::default(), ADA, &change, &[], &since("software that fixes a known bug")).unwrap();
    assert_eq!(&*content.definition[&en()], "software that corrects a known bug");
    let current = since("software that mends a bug");
    match folded(Facts::default(), ADA, &change, &[], &current) {
        Err(Unfolded::Conflict(conflicts)) => {
            assert_eq!(conflicts[0].theirs, "software that mends a bug");
            assert_eq!(conflicts[0].yours, "software that corrects a bug");
        }
        other => panic!("{other:?}"),
    }
    let same = folded(Facts::default(), ADA, &change, &[], &since("software that corrects a bug"));
    assert_eq!(same, Err(Refusal::NothingChanged.into()));
}

#[test]
fn a_redline_belongs_to_its_mover_once_confirmed() {
    let entry = standing(Facts::default());
    let moved = Pending { moved_by: Some(ADA), ..redline(definition("software that corrects a bug")) };
    assert_eq!(moved.author(), BEN);
    assert_eq!(confirm(&entry, BEN, &moved, true), Err(Refusal::NotMover));
    assert!(confirm(&entry, ADA, &moved, true).is_ok());
    let confirmed = Pending { confirmed: Some(true), ..moved.clone() };
    assert_eq!(confirmed.author(), ADA);
    assert_eq!(confirm(&entry, ADA, &confirmed, false), Err(Refusal::AlreadySettled));
    assert_eq!(withdraw_redline(&entry, BEN, &confirmed, None), Err(Refusal::NotAuthor));
    assert!(withdraw_redline(&entry, ADA, &confirmed, None).is_ok());
    assert_eq!(Pending { confirmed: Some(false), ..moved }.author(), BEN);
}

#[test]
fn entries_are_found_by_slug_or_number_and_plain_words() {
    assert_eq!("7".parse(), Ok(EntryRef::Number(7)));
    assert_eq!("update".parse::<EntryRef>().unwrap().to_string(), "update");
    for bad in ["", "99999999999", "Ü", "a b", "latest"] {
        assert_eq!(bad.parse::<EntryRef>(), Err(Refusal::EntryUnknown), "{bad}");
    }
    assert_eq!(sort_key("Ärger"), "arger");
    let found: Vec<_> = words("Über \"die* NEAR('; DROP--").into_iter().collect();
    assert_eq!(found, ["die", "drop", "near", "uber"]);
}
