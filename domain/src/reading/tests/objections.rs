//! Standing objections, their answers and their confirmations.

use serde_json::json;

use super::{Stance::*, *};

const ANSWERED: &str = "the objection of Bolt (manufacturers) has no answer on record";

fn at_most(most: u32) -> Rule {
    rule(json!({"objections": {"standing_max": most}}))
}

fn answered() -> Rule {
    rule(json!({"objections": {"standing_max": null, "must_be_answered": true}}))
}

fn confirmed() -> Rule {
    rule(json!({"objections": {"must_be_confirmed": true}}))
}

/// Bolt objects, in position 1.
fn opposed() -> Ballot {
    room().says(BO, Object)
}

#[test]
fn a_standing_objection_says_what_would_resolve_it() {
    let none = at_most(0);
    check(
        &none,
        &opposed(),
        &["1 objection stands: Bolt (manufacturers), would be resolved by: the words of 1"],
    );
    check(
        &none,
        &opposed().says(DORA, Object),
        &[
            "2 objections stand: Bolt (manufacturers), would be resolved by: the words of 1; Dora \
           (consumer advocates), would be resolved by: the words of 2",
        ],
    );
}

#[test]
fn only_the_objector_clears_it() {
    let ballot = opposed().answered(1, &[(ADA, true), (EVE, true)]);
    let stands = "1 objection stands: Bolt (manufacturers), would be resolved by: the words of 1";
    check(&at_most(0), &ballot, &[stands]);
    check(&at_most(0), &ballot.says(BO, Concern), &[]);
}

#[test]
fn some_may_stand_but_never_a_whole_group() {
    check(&at_most(1), &opposed(), &[]);
    check(
        &at_most(1),
        &opposed().says(EVE, Object),
        &[
            "2 objections stand, at most 1 may: Bolt (manufacturers), would be resolved by: the \
             words of 1; ETH (academia), would be resolved by: the words of 2",
            "academia: every eligible unit objects (1 unit)",
        ],
    );
    // Who recused itself is not there to agree: Bolt is then all of the manufacturers.
    check(
        &at_most(1),
        &opposed().says(ADA, Recuse),
        &["manufacturers: every eligible unit objects (1 unit)"],
    );
    check(
        &at_most(1),
        &room().all_say(&[EVE, BO], Recuse).says(ADA, Support),
        &[],
    );
}

#[test]
fn any_number_may_stand_where_no_number_is_given() {
    let any = rule(json!({"objections": {"standing_max": null}}));
    check(
        &any,
        &room().all_say(&[ADA, BO, CLEO, DORA, EVE], Object),
        &[],
    );
}

#[test]
fn each_standing_objection_needs_an_answer() {
    check(&answered(), &opposed(), &[ANSWERED]);
    check(&answered(), &opposed().answered(1, &[]), &[]);
    let second = opposed().answered(1, &[]).says(EVE, Object);
    check(
        &answered(),
        &second,
        &["the objection of ETH (academia) has no answer on record"],
    );
    check(&answered(), &second.says(EVE, Abstain), &[]);
}

#[test]
fn a_restated_objection_stays_answered_until_the_stance_changes() {
    let restated = opposed().answered(1, &[]).says(BO, Object);
    check(&answered(), &restated, &[]);
    let renewed = restated.says(BO, Concern).says(BO, Object);
    check(&answered(), &renewed, &[ANSWERED]);
    check(&answered(), &renewed.answered(4, &[]), &[]);
}

#[test]
fn an_answer_belongs_to_the_organisation_whoever_stated_the_objection() {
    let restated = room().says(ADA, Object).answered(1, &[]).says(ALAN, Object);
    check(&answered(), &restated, &[]);
    let by_person = of_persons(json!({"objections": {"must_be_answered": true}}));
    check(
        &by_person,
        &restated,
        &["the objection of Alan (manufacturers) has no answer on record"],
    );
    // A colleague's support in between changed the organisation's stance.
    let between = room()
        .says(ADA, Object)
        .answered(1, &[])
        .says(ALAN, Support)
        .says(ADA, Object);
    check(
        &answered(),
        &between,
        &["the objection of Acme (manufacturers) has no answer on record"],
    );
}

#[test]
fn more_must_confirm_than_contest_and_at_least_one() {
    let tie = |confirmed, contested| {
        format!(
            "the answer to the objection of Bolt (manufacturers) is confirmed by {confirmed} and \
             contested by {contested}; more must confirm than contest"
        )
    };
    check(
        &confirmed(),
        &opposed(),
        &["the objection of Bolt (manufacturers) has no answer that could be confirmed"],
    );
    let with = |confirmations: &[_]| opposed().answered(1, confirmations);
    check(&confirmed(), &with(&[]), &[&tie(0, 0)]);
    check(&confirmed(), &with(&[(EVE, true)]), &[]);
    check(
        &confirmed(),
        &with(&[(EVE, true), (CLEO, false)]),
        &[&tie(1, 1)],
    );
    check(
        &confirmed(),
        &with(&[(EVE, true), (CLEO, false), (DORA, true)]),
        &[],
    );
}

#[test]
fn one_confirmation_per_unit_the_newest() {
    // Acme confirms twice and counts once; then it changes its mind.
    let twice = opposed().answered(1, &[(ADA, true), (ALAN, true), (EVE, false)]);
    assert!(!read(&confirmed(), &twice).met);
    let of_two = opposed().answered(1, &[(ADA, false), (ALAN, true)]);
    check(&confirmed(), &of_two, &[]);
    let by_person = of_persons(json!({"objections": {"must_be_confirmed": true}}));
    assert!(read(&by_person, &twice).met);
    assert!(!read(&by_person, &of_two).met);
}

#[test]
fn neither_the_objector_nor_the_ineligible_confirm() {
    let own = room().says(ADA, Object).answered(1, &[(ALAN, true)]);
    assert!(!read(&confirmed(), &own).met);
    // Where persons are the units, a colleague is another unit.
    let by_person = of_persons(json!({"objections": {"must_be_confirmed": true}}));
    assert!(read(&by_person, &own).met);

    let late = opposed().answered(1, &[(LATE, true)]);
    assert!(!read(&confirmed(), &late).met);
    let recused = opposed().answered(1, &[(EVE, true)]).says(EVE, Recuse);
    assert!(!read(&confirmed(), &recused).met);
}

#[test]
fn one_confirmed_answer_of_several_is_enough() {
    let ballot = opposed()
        .answered(1, &[(EVE, false), (ADA, true), (CLEO, false)])
        .answered(1, &[(EVE, true)])
        .answered(1, &[]);
    check(&confirmed(), &ballot, &[]);
}
