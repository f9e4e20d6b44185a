//! The organisation cap.

use serde_json::json;

use super::{Stance::*, *};
use crate::rule::Fraction;

/// The personas, and `more` further people of Acme from number 10 on.
fn crowd(more: u32) -> Ballot {
    let mut ballot = room();
    ballot.seats.extend((10..10 + more).map(|member| Seat {
        member,
        organisation: Some(ACME),
        group: group("makers"),
    }));
    ballot
}

fn capped() -> Rule {
    of_persons(json!({"organisation_cap": {"num": 1, "den": 4}}))
}

fn set_aside(ballot: &Ballot) -> Vec<Option<u32>> {
    let reading = read(&capped(), ballot);
    reading.set_aside.iter().map(|it| it.position).collect()
}

#[test]
fn the_surplus_is_left_out_newest_first_until_the_cap_holds() {
    // Four of Acme and four others. A quarter of eight is two; of the six that remain then, one.
    let ballot = crowd(2)
        .all_say(&[ADA, ALAN, 10, 11], Support)
        .all_say(&[BO, CLEO, DORA, EVE], Accept);
    let reading = read(&capped(), &ballot);
    assert_eq!(set_aside(&ballot), [Some(2), Some(3), Some(4)]);
    let counts = reading.tally.all;
    assert_eq!((counts.eligible, counts.cast, counts.support), (8, 5, 1));
    assert_eq!(
        reading.tell(&Personas).remarks,
        ["3 positions of Acme left out of the count by the organisation cap"]
    );
}

#[test]
fn newest_is_by_record_not_by_member() {
    let ballot = crowd(0).all_say(&[ALAN, BO, CLEO, ADA], Support);
    let left_out = read(&capped(), &ballot).set_aside;
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0].unit, Unit::Member(ADA));
}

#[test]
fn one_position_always_counts() {
    let ballot = room().all_say(&[ADA, ALAN], Support);
    assert_eq!(read(&capped(), &ballot).tally.all.cast, 1);
    assert_eq!(set_aside(&room().says(ADA, Support)), []);
}

#[test]
fn those_without_organisation_are_never_capped() {
    let mut ballot = room();
    for seat in &mut ballot.seats {
        seat.organisation = None;
    }
    assert_eq!(set_aside(&ballot.all_say(&[ADA, ALAN, BO], Support)), []);
}

#[test]
fn abstentions_weigh_and_recusals_do_not() {
    let ballot = room()
        .says(ADA, Abstain)
        .says(ALAN, Recuse)
        .says(BO, Support);
    assert_eq!(set_aside(&ballot), []);
    assert_eq!(set_aside(&ballot.says(ALAN, Abstain)), [Some(4)]);
}

#[test]
fn the_cap_removes_no_objection() {
    let ours = of_persons(json!({
        "organisation_cap": {"num": 1, "den": 4}, "objections": {"standing_max": 0},
    }));
    let ballot = room()
        .says(ADA, Support)
        .says(BO, Support)
        .says(ALAN, Object);
    let reading = read(&ours, &ballot);
    assert_eq!((reading.tally.all.cast, reading.tally.all.object), (2, 0));
    check(
        &ours,
        &ballot,
        &["1 objection stands: Alan (manufacturers), would be resolved by: the words of 3"],
    );
}

#[test]
fn the_guard_sees_capped_objections() {
    let ours = of_persons(json!({
        "organisation_cap": {"num": 1, "den": 4}, "objections": {"standing_max": 3},
    }));
    check(
        &ours,
        &room().all_say(&[ADA, ALAN, BO], Object),
        &["manufacturers: every eligible unit objects (3 units)"],
    );
}

#[test]
fn those_set_aside_were_not_silent() {
    let ours = of_persons(json!({
        "organisation_cap": {"num": 1, "den": 4}, "silence": "assent",
    }));
    let ballot = Ballot {
        assent_announced: true,
        ..room().says(ALAN, Support)
    };
    // Ada accepts by silence, which is newer than Alan's position: hers is left out.
    let reading = read(&ours, &ballot);
    assert_eq!(reading.set_aside.len(), 1);
    assert_eq!(reading.set_aside[0].unit, Unit::Member(ADA));
    assert_eq!(reading.set_aside[0].position, None);
    let counts = reading.tally.all;
    assert_eq!((counts.support, counts.accept, counts.cast), (1, 4, 5));
}

#[test]
fn a_wide_cap_changes_nothing() {
    let wide = Rule {
        organisation_cap: Some(Fraction::new(1, 1)),
        ..of_persons(json!({}))
    };
    let ballot = crowd(5).all_say(&[ADA, ALAN, 10, 11, 12], Support);
    assert_eq!(read(&wide, &ballot).tally.all.cast, 5);
}
