//! Every preset, on ballots that it must tell from others.

use super::{Stance::*, *};
use crate::rule::{VotingUnit, presets::preset};

const EVERYBODY: [MemberNo; 5] = [ADA, BO, CLEO, DORA, EVE];

#[track_caller]
fn check_preset(name: &str, ballot: &Ballot, missing: &[&str]) {
    check(
        &preset(name, VotingUnit::Organisation).unwrap(),
        ballot,
        missing,
    );
}

/// The presets that are met on this ballot, under a rule that is none of them.
fn met(ballot: &Ballot) -> Vec<String> {
    let adopted = Rule::named("ours", VotingUnit::Organisation);
    let presets = readings(&adopted, ballot).presets;
    assert_eq!(presets.len(), 10);
    let met = presets.into_iter().filter(|it| it.reading.met);
    met.map(|it| it.name).collect()
}

#[test]
fn all_are_computed_at_once() {
    let unanimous = room().all_say(&EVERYBODY, Support);
    assert_eq!(
        met(&unanimous),
        [
            "iso",
            "iso-ballot",
            "w3c",
            "rough",
            "iesg",
            "supermajority",
            "minus-n",
            "consent",
            "unanimity"
        ]
    );
    assert_eq!(met(&room()), [""; 0]);
    let one_against = unanimous.clone().says(DORA, Object);
    assert_eq!(
        met(&one_against),
        ["iso-ballot", "supermajority", "minus-n"]
    );
    let divided = room().all_say(&EVERYBODY, Object);
    assert_eq!(met(&divided), [""; 0]);
}

#[test]
fn iso_needs_every_group_and_no_opposition() {
    let ballot = room().all_say(&[ADA, CLEO], Support);
    check_preset("iso", &ballot, &["academia: silent, 1 of 1 needed"]);
    let ballot = ballot.says(EVE, Accept);
    check_preset("iso", &ballot, &[]);
    check_preset(
        "iso",
        &ballot.says(CLEO, Object),
        &[
            "consumer advocates: 0 of 1 who said yes or no are for it, 1 needed (at least 1/2)",
            "1 objection stands: Care (consumer advocates), would be resolved by: the words of 4",
        ],
    );
}

#[test]
fn iso_ballot_counts_two_thirds_and_a_quarter() {
    let three_to_one = room().all_say(&[ADA, BO, CLEO], Support).says(DORA, Object);
    check_preset("iso-ballot", &three_to_one, &[]);
    let two_to_one = room().all_say(&[ADA, BO], Support).says(DORA, Object);
    check_preset(
        "iso-ballot",
        &two_to_one,
        &["negatives: 1 of 3 cast, at most 0 allowed (1/4)"],
    );
}

#[test]
fn w3c_needs_three_in_support() {
    let two = room().all_say(&[ADA, BO], Support).says(CLEO, Accept);
    check_preset(
        "w3c",
        &two,
        &["1 more unit to support: 2 in support, 3 needed"],
    );
    check_preset("w3c", &two.says(EVE, Support), &[]);
}

#[test]
fn rough_consensus_looks_at_answers_not_at_counts() {
    let ballot = room().all_say(&[ADA, BO, CLEO], Object).says(EVE, Support);
    let answered = (1..=3).fold(ballot, |ballot, n| ballot.answered(n, &[(EVE, true)]));
    check_preset("rough", &answered, &[]);
    check_preset(
        "rough",
        &answered.says(DORA, Object),
        &["the objection of Dora (consumer advocates) has no answer on record"],
    );
}

#[test]
fn iesg_needs_two_thirds_of_all() {
    let three = room().all_say(&[ADA, BO, CLEO], Accept);
    check_preset(
        "iesg",
        &three,
        &[
            "1 more unit to support: 0 in support, 1 needed",
            "1 more yes to approval: 3 of 5 eligible are for it, 4 needed (at least 2/3)",
        ],
    );
    check_preset("iesg", &three.says(EVE, Support), &[]);
}

#[test]
fn supermajority_needs_a_quorum_and_every_group_heard() {
    let ballot = room().all_say(&[ADA, EVE], Support);
    check_preset(
        "supermajority",
        &ballot,
        &[
            "1 more unit to quorum: 2 of 5 took a position, 3 needed",
            "consumer advocates: silent, 1 of 1 needed",
        ],
    );
    // Heard is not in favour: the consumers' objection lets the groups pass.
    check_preset("supermajority", &ballot.says(DORA, Object), &[]);
}

#[test]
fn minus_n_allows_one() {
    let ballot = room().all_say(&[ADA, EVE], Support).says(DORA, Object);
    check_preset("minus-n", &ballot, &[]);
    assert!(!met(&ballot.says(BO, Object)).contains(&"minus-n".to_owned()));
}

#[test]
fn consent_asks_only_for_no_objection() {
    check_preset("consent", &room().says(EVE, Concern), &[]);
    check_preset(
        "consent",
        &room().says(EVE, Object),
        &["1 objection stands: ETH (academia), would be resolved by: the words of 1"],
    );
}

#[test]
fn unanimity_is_broken_by_anything_but_yes() {
    let ballot = room().all_say(&[ADA, CLEO], Support).says(EVE, Accept);
    check_preset("unanimity", &ballot, &[]);
    for stance in [Concern, Abstain, Object] {
        check_preset(
            "unanimity",
            &ballot.clone().says(BO, stance),
            &[
                "1 more yes to approval: 3 of 4 who took a position are for it, 4 needed (at least 1/1)",
            ],
        );
    }
    check_preset("unanimity", &ballot.says(BO, Recuse), &[]);
}

#[test]
fn lazy_is_silence_announced() {
    let silent = Ballot {
        assent_announced: true,
        ..room()
    };
    check_preset("lazy", &silent, &[]);
    check_preset(
        "lazy",
        &silent.says(ALAN, Abstain),
        &["objected in the silence period: Acme"],
    );
    check_preset(
        "lazy",
        &room().all_say(&EVERYBODY, Support),
        &["the call did not announce that silence is assent"],
    );
}

#[test]
fn presets_are_read_with_the_adopted_unit() {
    // Two of Acme and Bo are three persons, but two organisations.
    let ballot = room().all_say(&[ADA, ALAN, BO], Support);
    let met = |unit| {
        let presets = readings(&Rule::named("ours", unit), &ballot).presets;
        presets.iter().any(|it| it.name == "w3c" && it.reading.met)
    };
    assert!(met(VotingUnit::Person));
    assert!(!met(VotingUnit::Organisation));
}

#[test]
fn an_adopted_preset_keeps_its_own_number() {
    let mut adopted = preset("w3c", VotingUnit::Organisation).unwrap();
    adopted.support_min = Some(5);
    let of = |ballot: &Ballot| {
        let read = readings(&adopted, ballot);
        (read.rule, read.presets[2].reading.clone())
    };
    let (rule, preset) = of(&room().all_say(&[ADA, BO, CLEO, DORA], Support));
    assert_eq!((rule.met, &rule), (false, &preset));
    let (rule, preset) = of(&room().all_say(&EVERYBODY, Support));
    assert_eq!((rule.met, &rule), (true, &preset));
}
