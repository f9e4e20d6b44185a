//! What silence means.

use serde_json::json;

use super::{Stance::*, *};

fn announced() -> Ballot {
    Ballot {
        assent_announced: true,
        ..room()
    }
}

fn assent() -> Rule {
    rule(json!({"silence": "assent"}))
}

#[test]
fn the_silent_accept_where_it_was_announced() {
    check(&assent(), &announced(), &[]);
    let reading = read(&assent(), &announced().says(ADA, Support));
    assert_eq!(
        reading.tally.all,
        Counts {
            eligible: 5,
            cast: 5,
            support: 1,
            accept: 4,
            ..Counts::default()
        }
    );
    assert_eq!(
        reading.tell(&Personas).figures[0].text,
        "4 units accept by silence"
    );
}

#[test]
fn assent_counts_for_every_other_part() {
    let parts = json!({
        "silence": "assent", "quorum": {"num": 1, "den": 1}, "groups": {"required": "all"},
        "approval": {"num": 1, "den": 1, "of": "eligible"},
    });
    check(&rule(parts), &announced(), &[]);
}

#[test]
fn any_comment_breaks_the_silence() {
    let ballot = Ballot {
        commented: true,
        ..announced().says(ADA, Support)
    };
    check(
        &assent(),
        &ballot,
        &["objected in the silence period: a comment"],
    );
    assert_eq!(read(&assent(), &ballot).tally.all.cast, 1);
}

#[test]
fn any_position_but_support_and_accept_breaks_it() {
    for stance in [Concern, Object, Abstain, Recuse] {
        let ballot = announced().says(ADA, Support).says(EVE, stance);
        let broken = "objected in the silence period: ETH";
        check(&assent(), &ballot, &[broken]);
        // It came within the period, whatever followed.
        check(&assent(), &ballot.says(EVE, Support), &[broken]);
    }
}

#[test]
fn what_the_ineligible_say_breaks_nothing() {
    check(&assent(), &announced().says(LATE, Object), &[]);
}

#[test]
fn an_empty_roster_cannot_assent() {
    let nobody = Ballot {
        seats: Vec::new(),
        ..announced()
    };
    check(&assent(), &nobody, &["nobody is eligible"]);
}

#[test]
fn a_rule_that_is_only_assent_needs_it_announced() {
    check(
        &assent(),
        &room().says(ADA, Support),
        &["the call did not announce that silence is assent"],
    );
}

#[test]
fn a_rule_with_other_parts_does_without_announcement() {
    let ours = rule(json!({"silence": "assent", "quorum": {"num": 1, "den": 2}}));
    check(
        &ours,
        &room().all_say(&[ADA, BO], Support),
        &["1 more unit to quorum: 2 of 5 took a position, 3 needed"],
    );
    let commented = Ballot {
        commented: true,
        ..room().all_say(&[ADA, BO, EVE], Object)
    };
    check(&ours, &commented, &[]);
}

#[test]
fn a_rule_of_abstention_ignores_the_announcement() {
    let ours = rule(json!({"quorum": {"num": 1, "den": 2}, "silence": "abstain"}));
    check(
        &ours,
        &announced().says(ADA, Object),
        &["2 more units to quorum: 1 of 5 took a position, 3 needed"],
    );
}
