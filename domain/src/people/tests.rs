use super::*;

fn declared() -> Vec<Group> {
    ["makers", "users"]
        .map(|slug| Group {
            slug: Slug::parse(slug).unwrap(),
            name: Title::parse(slug).unwrap(),
        })
        .into()
}

fn member(number: MemberNo, role: Role) -> Member {
    let group = (role == Role::Participant).then(|| Slug::parse("makers").unwrap());
    Member {
        number,
        role,
        group,
        organisation: None,
    }
}

fn reason() -> Text {
    Text::parse("Moved on.").unwrap()
}

#[test]
fn nobody_is_convener_and_participant_not_even_in_turn() {
    use Role::{Convener, Observer, Participant};
    let check = |role, had: &[(Role, bool)]| may_join(role, had);
    assert_eq!(check(Participant, &[]), Ok(()));
    assert_eq!(
        check(Observer, &[(Participant, true)]),
        Err(Refusal::AlreadyMember)
    );
    let clash = Err(Refusal::ConvenerAndParticipant);
    assert_eq!(check(Convener, &[(Participant, false)]), clash);
    assert_eq!(check(Participant, &[(Convener, false)]), clash);
    assert_eq!(check(Participant, &[(Participant, false)]), Ok(()));
}

#[test]
fn a_process_keeps_a_convener_and_removing_needs_a_reason() {
    let (convener, other) = (member(1, Role::Convener), member(2, Role::Participant));
    let last = leave(&convener, &convener, 1, None);
    assert_eq!(last, Err(Refusal::LastConvener));
    assert!(leave(&convener, &convener, 2, None).is_ok());
    assert_eq!(
        leave(&convener, &other, 1, None),
        Err(Refusal::ReasonMissing)
    );
    assert!(leave(&convener, &other, 1, Some(reason())).is_ok());
    assert!(leave(&other, &other, 1, None).is_ok());
    assert_eq!(may_end(&other, 1), Err(Denial::NotConvener));
}

#[test]
fn a_member_with_an_organisation_stays_in_its_group() {
    let users = Slug::parse("users").unwrap();
    let at = |organisation, group: &Slug| Some((organisation, group.clone()));
    let mut ada = member(2, Role::Participant);
    let check = |ada: &Member, group: Option<&Slug>, organisation, present| {
        change(
            ada,
            group.cloned(),
            organisation,
            present,
            &declared(),
            reason(),
        )
    };
    assert!(check(&ada, Some(&users), None, None).is_ok());
    assert!(check(&ada, None, at(1, &users), None).is_ok());
    assert_eq!(check(&ada, None, None, None), Err(Refusal::NothingChanged));
    ada.organisation = Some(1);
    let makers = ada.group.clone().unwrap();
    let elsewhere = check(&ada, Some(&users), None, at(1, &makers));
    assert_eq!(elsewhere, Err(Refusal::OrganisationElsewhere));
}

#[test]
fn organisations_stand_still_while_a_call_is_open() {
    let check = |settled, renamed, into, open| {
        reform_organisation(1, settled, renamed, into, open).map(|decided| decided.len())
    };
    assert_eq!(check(false, true, Some(2), false), Ok(2));
    assert_eq!(
        check(false, true, None, true),
        Err(Refusal::OrganisationsFrozen)
    );
    assert_eq!(check(true, true, None, false), Err(Refusal::AlreadySettled));
    assert_eq!(
        check(false, false, Some(1), false),
        Err(Refusal::OrganisationUnknown)
    );
    assert_eq!(
        check(false, false, None, false),
        Err(Refusal::NothingChanged)
    );
}

#[test]
fn names_are_compared_without_case_and_spacing() {
    let key = |name| name_key(&Title::parse(name).unwrap());
    assert_eq!(key("ACME  Straße"), key("Acme STRASSE"));
    assert_ne!(key("Acme"), key("Acme Ltd"));
}
