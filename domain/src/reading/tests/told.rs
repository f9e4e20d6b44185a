//! The shapes that leave the house.

use serde_json::json;

use super::{Stance::*, *};
use crate::rule::{VotingUnit, presets::preset};

fn iso() -> Rule {
    preset("iso", VotingUnit::Organisation).unwrap()
}

#[test]
fn readings_have_the_shape_of_the_contract() {
    let ballot = room().all_say(&[ADA, CLEO], Support);
    let told = readings(&iso(), &ballot).tell(&Personas);
    let value = serde_json::to_value(&told).unwrap();
    let missing = json!([{
        "part": "groups",
        "text": "academia: silent, 1 of 1 needed",
        "who": [{"group": "academia"}],
    }]);
    assert_eq!(value["rule"]["met"], false);
    assert_eq!(value["rule"]["missing"], missing);
    assert_eq!(value["presets"][0]["name"], "iso");
    assert_eq!(value["presets"][0]["met"], false);
    assert_eq!(value["presets"][0]["missing"], missing);
    assert_eq!(value["level"], "full consensus");
    assert!(value["gic"].is_f64());
    assert_eq!(serde_json::from_value::<ToldReadings>(value).unwrap(), told);
}

#[test]
fn the_figures_stand_behind_what_is_met_too() {
    let ballot = room().all_say(&[ADA, CLEO, EVE], Support);
    let figures = read(&iso(), &ballot).tell(&Personas).figures;
    let lines: Vec<_> = figures.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        lines,
        [
            "approval: 3 of 3 who said yes or no are for it, 2 needed (at least 2/3)",
            "manufacturers: 1 heard, 1 needed",
            "manufacturers: 1 of 1 who said yes or no are for it, 1 needed (at least 1/2)",
            "consumer advocates: 1 heard, 1 needed",
            "consumer advocates: 1 of 1 who said yes or no are for it, 1 needed (at least 1/2)",
            "academia: 1 heard, 1 needed",
            "academia: 1 of 1 who said yes or no are for it, 1 needed (at least 1/2)",
            "no objection stands",
        ]
    );
}

#[test]
fn an_outcome_holds_numbers_and_comes_back_from_the_record() {
    let ballot = room().says(ADA, Support).says(DORA, Object);
    let outcome = outcome(&iso(), &ballot);
    let line = serde_json::to_string(&outcome).unwrap();
    assert!(!line.contains("Dora") && !line.contains("the words of"));
    let back: Outcome = serde_json::from_str(&line).unwrap();
    assert_eq!(back, outcome);
    assert_eq!(
        back.tell(&Numbers).missing.last().unwrap().text,
        "1 objection stands: member 5 (consumers)"
    );
    let told = serde_json::to_value(outcome.tell(&Personas)).unwrap();
    assert_eq!(told["result"], "not_reached");
    assert_eq!(told["missing"].as_array().unwrap().len(), 4);
    assert_eq!(told["missing"][3]["who"], json!([{"member": DORA}]));
}

#[test]
fn a_reached_outcome_misses_nothing() {
    let ballot = room().all_say(&[ADA, CLEO, EVE], Support);
    assert_eq!(
        serde_json::to_value(outcome(&iso(), &ballot)).unwrap(),
        json!({"result": "reached", "missing": []})
    );
}

#[test]
fn who_names_those_that_could_change_it() {
    let ours = rule(json!({
        "quorum": {"num": 1, "den": 1}, "support_min": 5,
        "approval": {"num": 1, "den": 1}, "negatives_max": {"num": 0, "den": 1},
    }));
    let ballot = room()
        .says(ADA, Support)
        .says(BO, Object)
        .says(CLEO, Accept)
        .says(DORA, Recuse);
    let reading = read(&ours, &ballot);
    let who: Vec<_> = reading.missing().map(|it| it.who.clone()).collect();
    let organisations =
        |numbers: &[u32]| -> Vec<Who> { numbers.iter().map(|it| Who::Organisation(*it)).collect() };
    assert_eq!(
        who,
        [
            organisations(&[ETH]),
            organisations(&[BOLT, CARE, ETH]),
            organisations(&[BOLT, ETH]),
            organisations(&[BOLT]),
        ]
    );
}

#[test]
fn one_silent_unit_accepts() {
    let ours = rule(json!({"silence": "assent"}));
    let ballot = Ballot {
        assent_announced: true,
        ..room().all_say(&[ADA, BO, CLEO, DORA], Support)
    };
    let told = read(&ours, &ballot).tell(&Personas);
    assert_eq!(told.figures[0].text, "1 unit accepts by silence");
}
