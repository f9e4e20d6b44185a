//! The two descriptions that decide nothing.

use serde_json::json;

use super::{Stance::*, *};

#[track_caller]
fn check_level(yes: u32, no: u32, expected: &str) {
    let counts = Counts {
        eligible: 100,
        cast: yes + no + 2,
        support: yes / 2,
        accept: yes - yes / 2,
        object: no,
        // Neither a concern nor an abstention is a no.
        concern: 1,
        abstain: 1,
        ..Counts::default()
    };
    let level = Level::of(&counts);
    assert_eq!(level.word(), expected);
    assert_eq!(serde_json::to_value(level).unwrap(), expected);
}

#[test]
fn levels_have_exact_borders() {
    check_level(0, 0, "none");
    check_level(1, 0, "full consensus");
    check_level(4, 1, "consensus");
    check_level(39, 10, "strong support but significant opposition");
    check_level(3, 1, "strong support but significant opposition");
    check_level(1, 1, "divergence");
    check_level(0, 1, "divergence");
}

#[test]
fn agreement_across_groups_is_a_geometric_mean() {
    let reading = read(
        &rule(json!({})),
        &room().says(EVE, Support).says(CLEO, Object),
    );
    let groups = room().groups;
    // makers silent: ½·½; consumers: ¼·¼; academia: ¾·¾.
    let expected = (0.25_f64 * 0.0625 * 0.5625).powf(1.0 / 3.0);
    let gic = cross_group_agreement(&reading.tally, &groups).unwrap();
    assert!((gic - expected).abs() < 1e-12, "{gic} is not {expected}");
    assert_eq!(cross_group_agreement(&reading.tally, &[]), None);
}

#[test]
fn one_group_against_sinks_the_agreement_of_all() {
    let tally = |academia| {
        let ballot = room().all_say(&[ADA, BO, CLEO, DORA], Support);
        read(&rule(json!({})), &ballot.says(EVE, academia)).tally
    };
    let gic = |academia| cross_group_agreement(&tally(academia), &room().groups).unwrap();
    assert!(gic(Support) > 0.6);
    assert!(gic(Object) < gic(Concern) && gic(Concern) < gic(Support));
}
