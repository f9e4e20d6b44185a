//! Who speaks for whom.

use serde_json::json;

use super::{Stance::*, *};

fn counts(rule: &Rule, ballot: &Ballot) -> Counts {
    read(rule, ballot).tally.all
}

#[test]
fn an_organisation_has_one_voice_its_newest_position() {
    let ballot = room().says(ALAN, Object).says(ADA, Accept);
    let expected = Counts {
        eligible: 5,
        cast: 1,
        accept: 1,
        ..Counts::default()
    };
    assert_eq!(counts(&rule(json!({})), &ballot), expected);
    let expected = Counts {
        eligible: 6,
        cast: 2,
        accept: 1,
        object: 1,
        ..Counts::default()
    };
    assert_eq!(counts(&of_persons(json!({})), &ballot), expected);
}

#[test]
fn numbers_decide_what_is_newest_not_the_order_they_arrive_in() {
    let mut ballot = room().says(ADA, Object).says(ADA, Support);
    ballot.positions.reverse();
    assert_eq!(counts(&of_persons(json!({})), &ballot).support, 1);
    assert_eq!(counts(&rule(json!({})), &ballot).object, 0);
}

#[test]
fn the_recused_leave_the_eligible_count() {
    let ballot = room().says(EVE, Recuse).says(BO, Support);
    let expected = Counts {
        eligible: 4,
        cast: 1,
        support: 1,
        recused: 1,
        ..Counts::default()
    };
    assert_eq!(counts(&rule(json!({})), &ballot), expected);
    let back = ballot.says(EVE, Accept);
    assert_eq!(counts(&rule(json!({})), &back).eligible, 5);
}

#[test]
fn who_joined_later_holds_no_position() {
    let ballot = room().says(LATE, Object);
    check(
        &rule(json!({"objections": {"standing_max": 0}})),
        &ballot,
        &["nobody has taken a position"],
    );
}

#[test]
fn every_declared_group_is_tallied() {
    let tally = read(&rule(json!({})), &room().says(DORA, Concern)).tally;
    let of = |slug| tally.group(&group(slug));
    assert_eq!(tally.groups.len(), 3);
    assert_eq!((of("makers").eligible, of("makers").cast), (2, 0));
    assert_eq!((of("consumers").eligible, of("consumers").concern), (2, 1));
    assert_eq!(of("academia").silent(), 1);
}

#[test]
fn a_tally_has_the_shape_of_the_contract() {
    let mut ballot = room().says(EVE, Support);
    ballot.groups = vec![group("academia")];
    ballot.seats.retain(|seat| seat.member == EVE);
    let counts = json!({"eligible": 1, "cast": 1, "support": 1, "accept": 0, "concern": 0,
        "object": 0, "abstain": 0, "recused": 0});
    assert_eq!(
        serde_json::to_value(read(&rule(json!({})), &ballot).tally).unwrap(),
        json!({"all": counts, "groups": {"academia": counts}})
    );
}

#[test]
fn stances_are_read_by_their_words() {
    for stance in Stance::ALL {
        assert_eq!(stance.word().parse(), Ok(stance));
        assert_eq!(serde_json::to_value(stance).unwrap(), stance.word());
    }
    assert_eq!("Object".parse::<Stance>(), Err(UnknownStance));
}
