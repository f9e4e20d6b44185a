use serde_json::json;

use super::{
    Rule, VotingUnit, presets,
    words::{in_words, today},
};
use crate::Slug;

fn rule(value: serde_json::Value) -> Rule {
    serde_json::from_value(value).unwrap()
}

fn preset(name: &str) -> Rule {
    presets::preset(name, VotingUnit::Organisation).unwrap()
}

/// The sentences between that on the voices and that on silence.
#[track_caller]
fn check(rule: &Rule, expected: &[&str]) {
    let groups = [(Slug::parse("makers").unwrap(), "Manufacturers".to_owned())];
    let words = in_words(rule, &groups);
    assert_eq!(words[1..words.len() - 1], *expected);
}

#[test]
fn voices_and_silence_frame_every_rule() {
    let words = in_words(&preset("lazy"), &[]);
    assert_eq!(
        words,
        [
            "Every organisation has one voice, its newest position; a participant without an \
             organisation has one alone.",
            "Where the call announces it, silence is assent: unless anyone comments, or takes \
             another position than support or accept.",
        ]
    );
    let words = in_words(&Rule::named("ours", VotingUnit::Person), &[]);
    assert_eq!(
        words,
        [
            "Every participant has one voice.",
            "Silence is not agreement."
        ]
    );
}

#[test]
fn presets_in_words() {
    check(
        &preset("iso"),
        &[
            "At least two thirds of those who say yes or no must be for it.",
            "At least 1 organisation must take a position in every group; a silent group never \
             counts as agreeing.",
            "Within each of them, at least half of those who say yes or no must be for it.",
            "No objection may stand.",
        ],
    );
    check(
        &preset("supermajority"),
        &[
            "At least half of the organisations must take a position.",
            "At least two thirds of those who say yes or no must be for it.",
            "At least 1 organisation must take a position in every group; a silent group never \
             counts as agreeing.",
        ],
    );
    check(
        &preset("minus-n"),
        &[
            "At least half of the organisations must take a position.",
            "At most 1 objection may stand, and never those of a whole group.",
        ],
    );
    check(
        &preset("rough"),
        &[
            "Any number of objections may stand.",
            "Every standing objection must have been answered on record.",
            "Every standing objection needs an answer that more of the others confirm than \
             contest.",
        ],
    );
    check(
        &preset("iesg"),
        &[
            "At least 1 organisation must support it.",
            "At least two thirds of all eligible organisations must be for it.",
            "No objection may stand.",
        ],
    );
}

#[test]
fn every_other_part_in_words() {
    let ours = rule(json!({"name": "ours", "unit": "person",
        "quorum": {"num": 3, "den": 7}, "support_min": 2,
        "approval": {"num": 1, "den": 2, "of": "cast", "strict": true, "concern_counts_as_no": true},
        "negatives_max": {"num": 1, "den": 4},
        "groups": {"required": ["makers"], "heard_min": 2},
        "organisation_cap": {"num": 1, "den": 5}}));
    check(
        &ours,
        &[
            "At least 3/7 of the participants must take a position.",
            "At least 2 participants must support it.",
            "More than half of those who take a position must be for it.",
            "At most a quarter of those who take a position may be against it.",
            "At least 2 participants must take a position in each of these groups: Manufacturers; \
             a silent group never counts as agreeing.",
            "A concern counts as a no.",
            "No organisation may weigh more than a fifth of all counted positions; its newest \
             ones beyond that are left out of the count.",
        ],
    );
    check(
        &preset("unanimity"),
        &[
            "All of those who take a position must be for it.",
            "At least 1 organisation must take a position in every group; a silent group never \
             counts as agreeing.",
        ],
    );
}

#[test]
fn an_example_on_a_present_roster() {
    let quorum_and_groups = rule(json!({"name": "ours",
        "quorum": {"num": 1, "den": 2}, "groups": {"required": "all"}}));
    assert_eq!(
        today(&quorum_and_groups, 9, 4),
        "Today: 5 of 9 organisations and every one of 4 groups."
    );
    assert_eq!(
        today(&preset("supermajority"), 9, 4),
        "Today: 5 of 9 organisations, every one of 4 groups and 6 of 9 organisations for it if all \
         say yes or no."
    );
    assert_eq!(
        today(&preset("iesg"), 10, 2),
        "Today: 1 of 10 organisations in support and 7 of 10 organisations for it."
    );
    assert_eq!(
        today(&preset("consent"), 3, 0),
        "Today: any one of 3 organisations."
    );
}
