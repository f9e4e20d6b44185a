use serde_json::{Value, json};

use super::*;

fn group(slug: &str) -> Slug {
    Slug::parse(slug).unwrap()
}

fn declared() -> Vec<Slug> {
    vec![group("makers"), group("consumers")]
}

/// The rule of the specification.
fn ours() -> Value {
    json!({ "name": "ours", "unit": "organisation",
        "quorum":   {"num": 1, "den": 2},
        "support_min": 0,
        "approval": {"num": 2, "den": 3, "of": "expressed", "strict": false, "concern_counts_as_no": false},
        "negatives_max": null,
        "groups":   {"required": "all", "heard_min": 1, "approval": {"num": 1, "den": 2, "of": "expressed", "strict": false}},
        "objections": {"standing_max": 0, "must_be_answered": true, "must_be_confirmed": false},
        "organisation_cap": null,
        "silence": "abstain" })
}

/// What a rule of persons with these parts is refused for, if it is.
#[track_caller]
fn check(parts: Value, expected: Result<(), RuleFault>) {
    let mut rule = json!({"name": "ours", "unit": "person"});
    for (part, value) in parts.as_object().unwrap() {
        rule[part] = value.clone();
    }
    let rule: Rule = serde_json::from_value(rule).unwrap();
    assert_eq!(rule.check(&declared()), expected);
}

#[test]
fn a_rule_is_data() {
    let rule: Rule = serde_json::from_value(ours()).unwrap();
    let expected = Rule {
        quorum: Some(Fraction::new(1, 2)),
        support_min: Some(0),
        approval: Some(Approval::of_expressed(2, 3)),
        groups: Some(GroupsPart::every(Some(Approval::of_expressed(1, 2)))),
        objections: Some(ObjectionsPart {
            standing_max: Some(0),
            must_be_answered: true,
            must_be_confirmed: false,
        }),
        ..Rule::named("ours", VotingUnit::Organisation)
    };
    assert_eq!(rule, expected);
    assert_eq!(rule.check(&declared()), Ok(()));
    let mut written = serde_json::to_value(&rule).unwrap();
    let within = &mut written["groups"]["approval"];
    assert_eq!(
        within
            .as_object_mut()
            .unwrap()
            .remove("concern_counts_as_no"),
        Some(json!(false))
    );
    assert_eq!(written, ours());
}

#[test]
fn what_is_left_out_and_what_is_null_are_the_same() {
    let bare: Rule = serde_json::from_value(json!({"name": "ours"})).unwrap();
    assert_eq!(bare, Rule::named("ours", VotingUnit::Organisation));
    let null: Rule = serde_json::from_value(json!({"name": "ours", "unit": null, "quorum": null,
        "support_min": null, "approval": null, "negatives_max": null, "groups": null,
        "objections": null, "organisation_cap": null, "silence": null}))
    .unwrap();
    assert_eq!(null, bare);
    let groups = json!({"required": "all", "heard_min": null, "approval": null});
    let groups: GroupsPart = serde_json::from_value(groups).unwrap();
    assert_eq!(groups, GroupsPart::every(None));
}

#[test]
fn a_misspelt_part_is_refused_rather_than_not_asked_for() {
    let misspelt = json!({"name": "ours", "qourum": {"num": 1, "den": 2}});
    let refusal = serde_json::from_value::<Rule>(misspelt).unwrap_err();
    assert!(refusal.to_string().contains("qourum"), "{refusal}");
    let negative = json!({"name": "ours", "quorum": {"num": -1, "den": 2}});
    assert!(serde_json::from_value::<Rule>(negative).is_err());
}

#[test]
fn shares_above_one_or_of_nothing_are_refused() {
    use RuleFault::*;
    for (part, field) in [
        ("quorum", RuleField::Quorum),
        ("negatives_max", RuleField::NegativesMax),
        ("organisation_cap", RuleField::OrganisationCap),
        ("approval", RuleField::Approval),
    ] {
        let with = |num, den| json!({ part: {"num": num, "den": den} });
        check(with(1, 0), Err(ZeroDenominator(field)));
        check(with(3, 2), Err(AboveOne(field)));
        check(with(2, 2), Ok(()));
    }
    let within =
        |num, den| json!({"groups": {"required": "all", "approval": {"num": num, "den": den}}});
    check(
        within(0, 0),
        Err(ZeroDenominator(RuleField::GroupsApproval)),
    );
    check(within(2, 1), Err(AboveOne(RuleField::GroupsApproval)));
}

#[test]
fn what_nobody_could_reach_is_refused() {
    let strict = |num| json!({"approval": {"num": num, "den": 2, "strict": true}});
    check(strict(2), Err(RuleFault::MoreThanAll(RuleField::Approval)));
    check(strict(1), Ok(()));
}

#[test]
fn groups_must_be_declared() {
    let listed = |slugs: &[&str]| json!({"groups": {"required": slugs}});
    check(listed(&["makers"]), Ok(()));
    check(listed(&[]), Err(RuleFault::NoGroups));
    check(
        listed(&["makers", "martians"]),
        Err(RuleFault::UnknownGroup(group("martians"))),
    );
    let word = json!({"name": "ours", "groups": {"required": "some"}});
    let refusal = serde_json::from_value::<Rule>(word).unwrap_err();
    assert!(
        refusal.to_string().contains("list of group slugs"),
        "{refusal}"
    );
}

#[test]
fn a_cap_needs_persons_and_a_share() {
    let cap = |unit, num| json!({"unit": unit, "organisation_cap": {"num": num, "den": 4}});
    check(cap("person", 1), Ok(()));
    check(cap("person", 0), Err(RuleFault::ZeroCap));
    check(cap("organisation", 1), Err(RuleFault::CapWithOrganisations));
}

#[test]
fn a_rule_has_a_name() {
    check(json!({"name": "  "}), Err(RuleFault::Name));
    check(json!({"name": "x".repeat(501)}), Err(RuleFault::Name));
    check(json!({"name": "é".repeat(500)}), Ok(()));
}

#[test]
fn a_fault_says_what_to_do_and_where() {
    let fault = RuleFault::ZeroDenominator(RuleField::Quorum);
    assert_eq!(
        fault.to_string(),
        "Give the quorum a denominator above zero."
    );
    assert_eq!(fault.field().path(), "quorum");
    assert_eq!(
        RuleFault::UnknownGroup(group("martians")).to_string(),
        "“martians” is not a declared group. Name declared groups, or “all”."
    );
}

#[test]
fn a_choice_is_a_presets_name_or_a_rule() {
    let resolve = |choice: Value| {
        let choice: RuleChoice = serde_json::from_value(choice).unwrap();
        choice.resolve(VotingUnit::Person, &declared())
    };
    assert_eq!(
        resolve(json!("iso")),
        Ok(presets::preset("iso", VotingUnit::Person).unwrap())
    );
    assert_eq!(resolve(ours()).unwrap().unit, VotingUnit::Organisation);
    let fault = resolve(json!("majority")).unwrap_err();
    assert!(
        fault.to_string().contains("iso, iso-ballot, w3c"),
        "{fault}"
    );
    let mut wrong = ours();
    wrong["quorum"]["den"] = json!(0);
    assert_eq!(
        resolve(wrong),
        Err(RuleFault::ZeroDenominator(RuleField::Quorum))
    );
    // The refusal names what is wrong inside the rule.
    let refusal = serde_json::from_value::<RuleChoice>(json!({"name": "x", "unit": "dog"}));
    assert!(refusal.unwrap_err().to_string().contains("dog"));
    assert!(serde_json::from_value::<RuleChoice>(json!(3)).is_err());
}

#[test]
fn a_choice_is_written_as_it_is_read() {
    for choice in [
        json!("lazy"),
        serde_json::to_value(presets::all(VotingUnit::Person)).unwrap()[0].clone(),
    ] {
        let read: RuleChoice = serde_json::from_value(choice.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), choice);
    }
}

#[test]
fn all_ten_presets_are_there_and_sound() {
    for unit in [VotingUnit::Person, VotingUnit::Organisation] {
        let all = presets::all(unit);
        let names: Vec<_> = all.iter().map(|rule| rule.name.as_str()).collect();
        assert_eq!(names, presets::NAMES);
        for rule in all {
            assert_eq!(rule.check(&declared()), Ok(()));
            assert_eq!(rule.unit, unit);
            assert_eq!(rule.is_only_assent(), rule.name == "lazy");
            assert!(presets::meaning(&rule.name).is_some());
        }
    }
    assert_eq!(presets::preset("majority", VotingUnit::Person), None);
}

#[test]
fn a_call_under_a_rule_that_needs_answers_is_not_blind() {
    let blind: Vec<_> = presets::all(VotingUnit::Person)
        .into_iter()
        .filter(|rule| !rule.may_be_blind())
        .map(|rule| rule.name)
        .collect();
    assert_eq!(blind, ["rough"]);
}

#[test]
fn shares_are_read_as_people_write_them() {
    let read = |typed: &str| typed.parse::<Fraction>().ok();
    assert_eq!(read(" 2/3 "), Some(Fraction::new(2, 3)));
    assert_eq!(read("2 / 4"), Some(Fraction::new(2, 4)));
    assert_eq!(read("60%"), Some(Fraction::new(3, 5)));
    assert_eq!(read("12.5 %"), Some(Fraction::new(1, 8)));
    assert_eq!(read("0%"), Some(Fraction::new(0, 1)));
    for wrong in [
        "",
        "2",
        "0.5",
        "two thirds",
        "-1/2",
        "1/2/3",
        "%",
        "1.23456%",
        "99999999999%",
    ] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
}
