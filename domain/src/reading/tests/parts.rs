//! Every part of a rule but the objections, by example.

use serde_json::json;

use super::{Stance::*, *};

#[test]
fn nothing_is_reached_where_nothing_is_cast() {
    let free = rule(json!({}));
    check(&free, &room(), &["nobody has taken a position"]);
    check(&free, &room().says(ADA, Abstain), &[]);
}

#[test]
fn nothing_is_reached_where_nobody_is_eligible() {
    let free = rule(json!({}));
    check(&free, &Ballot::default(), &["nobody is eligible"]);
    let all_recused = room().all_say(&[ADA, BO, CLEO, DORA, EVE], Recuse);
    let lax = rule(json!({"quorum": {"num": 0, "den": 1}, "support_min": 0}));
    check(&lax, &all_recused, &["nobody is eligible"]);
}

#[test]
fn a_quorum_is_a_share_of_the_eligible() {
    let half = rule(json!({"quorum": {"num": 1, "den": 2}}));
    let one = room().says(ADA, Support);
    check(
        &half,
        &one,
        &["2 more units to quorum: 1 of 5 took a position, 3 needed"],
    );
    let two = one.says(BO, Abstain);
    check(
        &half,
        &two,
        &["1 more unit to quorum: 2 of 5 took a position, 3 needed"],
    );
    // With one of five recused, two of four are half of them, exactly.
    check(&half, &two.clone().says(EVE, Recuse), &[]);
    check(&half, &two.says(DORA, Object), &[]);
}

#[test]
fn support_is_not_acceptance() {
    let two = rule(json!({"support_min": 2}));
    let ballot = room().says(ADA, Support).says(BO, Accept);
    check(
        &two,
        &ballot,
        &["1 more unit to support: 1 in support, 2 needed"],
    );
    check(&two, &ballot.says(BO, Support), &[]);
}

#[test]
fn approval_of_expressed_ignores_concerns_and_abstentions() {
    let most = rule(json!({"approval": {"num": 2, "den": 3, "of": "expressed"}}));
    let ballot = room()
        .says(ADA, Support)
        .says(BO, Object)
        .says(CLEO, Concern)
        .says(DORA, Abstain);
    check(
        &most,
        &ballot,
        &["1 more yes to approval: 1 of 2 who said yes or no are for it, 2 needed (at least 2/3)"],
    );
    // Two of three is two thirds: compared exactly, not as 0.666….
    check(&most, &ballot.says(EVE, Accept), &[]);
}

#[test]
fn approval_of_cast_counts_all_who_spoke() {
    let half = rule(json!({"approval": {"num": 1, "den": 2, "of": "cast"}}));
    let ballot = room().says(ADA, Support).all_say(&[BO, CLEO], Abstain);
    check(
        &half,
        &ballot,
        &["1 more yes to approval: 1 of 3 who took a position are for it, 2 needed (at least 1/2)"],
    );
    check(&half, &ballot.says(CLEO, Accept), &[]);
}

#[test]
fn approval_of_eligible_counts_the_silent() {
    let most = rule(json!({"approval": {"num": 2, "den": 3, "of": "eligible"}}));
    let ballot = room().all_say(&[ADA, BO, CLEO], Support);
    check(
        &most,
        &ballot,
        &["1 more yes to approval: 3 of 5 eligible are for it, 4 needed (at least 2/3)"],
    );
    check(&most, &ballot.says(DORA, Recuse), &[]);
}

#[test]
fn a_strict_approval_must_be_exceeded() {
    let strict = rule(json!({"approval": {"num": 1, "den": 2, "strict": true}}));
    let ballot = room().says(ADA, Support).says(BO, Object);
    check(
        &strict,
        &ballot,
        &["1 more yes to approval: 1 of 2 who said yes or no are for it, 2 needed (more than 1/2)"],
    );
    check(&strict, &ballot.says(CLEO, Accept), &[]);
}

#[test]
fn approval_of_nobody_is_unmet() {
    let any = rule(json!({"approval": {"num": 0, "den": 1}}));
    check(
        &any,
        &room().says(ADA, Abstain),
        &["1 more yes to approval: 0 of 0 who said yes or no are for it, 1 needed (at least 0/1)"],
    );
}

#[test]
fn a_concern_is_a_no_only_where_the_rule_says_so() {
    let ballot = room().says(ADA, Support).says(BO, Concern);
    let approval = |counts| {
        json!({"num": 1, "den": 1, "of": "expressed", "strict": false,
               "concern_counts_as_no": counts})
    };
    check(&rule(json!({"approval": approval(false)})), &ballot, &[]);
    check(
        &rule(json!({"approval": approval(true)})),
        &ballot,
        &["1 more yes to approval: 1 of 2 who said yes or no are for it, 2 needed (at least 1/1)"],
    );
    // The rule says it once, for its negatives and groups as well.
    let everywhere = rule(json!({
        "approval": {"num": 1, "den": 2, "concern_counts_as_no": true},
        "negatives_max": {"num": 1, "den": 4},
        "groups": {"required": ["makers"], "approval": {"num": 2, "den": 3}},
    }));
    check(
        &everywhere,
        &ballot,
        &[
            "negatives: 1 of 2 cast, at most 0 allowed (1/4)",
            "manufacturers: 1 of 2 who said yes or no are for it, 2 needed (at least 2/3)",
        ],
    );
}

#[test]
fn negatives_are_a_share_of_the_cast() {
    let few = rule(json!({"negatives_max": {"num": 1, "den": 4}}));
    let ballot = room().says(ADA, Object).all_say(&[BO, CLEO], Support);
    check(
        &few,
        &ballot,
        &["negatives: 1 of 3 cast, at most 0 allowed (1/4)"],
    );
    // An abstention is cast: one of four is a quarter.
    check(&few, &ballot.says(EVE, Abstain), &[]);
}

#[test]
fn a_silent_group_is_unmet() {
    let every = rule(json!({"groups": {"required": "all", "heard_min": 0}}));
    let ballot = room().says(ADA, Support).says(EVE, Abstain);
    check(
        &every,
        &ballot,
        &["consumer advocates: silent, 1 of 1 needed"],
    );
    check(&every, &ballot.clone().says(DORA, Object), &[]);
    // A declared group that nobody belongs to is silent too, and recusal is not speech.
    let mut wider = ballot.says(DORA, Support).says(EVE, Recuse);
    wider.groups.push(group("regulators"));
    check(
        &every,
        &wider,
        &[
            "academia: silent, 1 of 1 needed",
            "regulators: silent, 1 of 1 needed",
        ],
    );
}

#[test]
fn groups_may_be_listed_and_asked_for_several_voices() {
    let two = rule(json!({"groups": {"required": ["consumers"], "heard_min": 2}}));
    let ballot = room().says(CLEO, Support);
    check(
        &two,
        &ballot,
        &["consumer advocates: 1 heard, 1 of 2 needed"],
    );
    check(&two, &ballot.says(DORA, Object), &[]);
}

#[test]
fn every_group_approves_by_itself() {
    let half = rule(json!({"groups": {"required": "all", "heard_min": 1,
        "approval": {"num": 1, "den": 2, "of": "expressed", "strict": false}}}));
    let ballot = room()
        .all_say(&[ADA, BO, EVE], Support)
        .says(CLEO, Object)
        .says(DORA, Accept);
    check(&half, &ballot, &[]);
    check(
        &half,
        &ballot.says(EVE, Abstain).says(DORA, Object),
        &[
            "consumer advocates: 0 of 2 who said yes or no are for it, 1 needed (at least 1/2)",
            "academia: 0 of 0 who said yes or no are for it, 1 needed (at least 1/2)",
        ],
    );
}

#[test]
fn all_parts_asked_for_must_hold() {
    let ours = rule(json!({
        "quorum": {"num": 1, "den": 2}, "support_min": 1, "groups": {"required": "all"},
    }));
    check(
        &ours,
        &room().says(ADA, Accept),
        &[
            "2 more units to quorum: 1 of 5 took a position, 3 needed",
            "1 more unit to support: 0 in support, 1 needed",
            "consumer advocates: silent, 1 of 1 needed",
            "academia: silent, 1 of 1 needed",
        ],
    );
}
