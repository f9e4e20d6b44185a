//! Calls by URL: words that are spoken against, what is said of an outcome, and rules that are
//! thought about.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Stage, cast::Cast, form, stages};

const CALLS: &str = "/processes/words/calls";

/// Calls the newest wording of the first entry, for ten days from now.
async fn call(cast: &Cast, wording: u32) -> String {
    let closes_at = cast.stage.now_plus_days(10);
    let subject = json!({"kind": "wording", "entry": 1, "wording": wording});
    let new = json!({"subject": subject, "closes_at": closes_at});
    let made = cast.stage.post(CALLS, &cast.carla, new).await;
    format!("{CALLS}/{}", made["number"])
}

async fn object(stage: &Stage, call: &str, who: &str, words: &str) -> crate::common::Answer {
    let position = json!({
        "stance": "object", "reason": "Nobody knows.", "would_resolve": "Naming it.",
        "quote": {"exact": words},
    });
    let path = format!("{call}/position");
    stage.ask(Method::PUT, &path, who, position).await
}

#[tokio::test]
async fn words_are_followed_from_round_to_round() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        cast.entry("Patch").await;
        let first = call(&cast, 1).await;
        object(stage, &first, &cast.ben, "What dogs mean")
            .await
            .problem(422, &["quote"]);
        object(stage, &first, &cast.ben, "What people mean")
            .await
            .expect(StatusCode::OK);
        stage
            .put(
                &format!("{first}/position"),
                &cast.ada,
                json!({"stance": "support"}),
            )
            .await;
        let rounds = stage.get(&format!("{first}/rounds"), "").await;
        assert_eq!(rounds["contested"][0]["anchor"]["state"], "found");
        assert_eq!(rounds["earlier"], json!([]));
        stage
            .post(
                &format!("{first}/closure"),
                &cast.carla,
                json!({"statement": "We talk on."}),
            )
            .await;

        let redline = json!({
            "base": 1, "rationale": "Say who.", "impact": "meaning",
            "changes": {"definition": "What experts mean by Patch."},
        });
        stage
            .post("/processes/words/entries/1/redlines", &cast.ben, redline)
            .await;
        stage
            .post(
                "/processes/words/entries/1/redlines/1/folding",
                &cast.ada,
                json!({}),
            )
            .await;
        let second = call(&cast, 2).await;
        let rounds = stage.get(&format!("{second}/rounds"), "").await;
        let before = &rounds["earlier"][0];
        assert_eq!(
            (&before["call"], &before["wording"], &before["result"]),
            (&json!(1), &json!(1), &json!("not_reached"))
        );
        assert_eq!(before["tally"]["all"]["object"], 1);
        assert_eq!(before["at_large"], 0);
        let contested = &before["contested"][0];
        assert_eq!(contested["name"], "ben");
        assert_eq!(contested["anchor"]["state"], "moved");
        assert_eq!(contested["anchor"]["text"], "What experts mean");
        let ops = before["fields"]["definition"]["ops"].as_array().unwrap();
        let gone: Vec<_> = ops.iter().filter(|op| op["op"] == "delete").collect();
        assert_eq!(gone.len(), 1);
        assert_eq!(gone[0]["text"], "people");
    }
}

#[tokio::test]
async fn of_a_blind_call_no_word_is_told_before_it_closes() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        cast.entry("Patch").await;
        let closes_at = stage.now_plus_days(10);
        let subject = json!({"kind": "wording", "entry": 1, "wording": 1});
        let new = json!({"subject": subject, "closes_at": closes_at, "blind": true});
        stage.post(CALLS, &cast.carla, new).await;
        object(
            stage,
            "/processes/words/calls/1",
            &cast.ben,
            "What people mean",
        )
        .await
        .expect(StatusCode::OK);
        let told = |who: &str| {
            let who = who.to_owned();
            async move {
                let rounds: Value = stage.get("/processes/words/calls/1/rounds", &who).await;
                rounds["contested"].as_array().unwrap().len()
            }
        };
        assert_eq!(told(&cast.ada).await, 0);
        assert_eq!(told(&cast.carla).await, 0);
        assert_eq!(told("").await, 0);
        stage.wait_days(11);
        assert_eq!(told("").await, 1);
    }
}

#[tokio::test]
async fn the_convener_speaks_once_of_an_outcome_the_clock_made() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        cast.entry("Patch").await;
        let call = call(&cast, 1).await;
        let path = format!("{call}/statement");
        let say = |words: &str| {
            let body = json!({"statement": words});
            stage.ask(Method::PUT, &path, &cast.carla, body)
        };
        say("Too early.").await.problem(422, &["statement"]);
        stage.wait_days(11);
        let said = say("Nobody came.").await.expect(StatusCode::OK);
        assert_eq!(said["statement"], "Nobody came.");
        assert_eq!(said["outcome"]["result"], "not_reached");
        say("Or did they?").await.problem(409, &["statement"]);
        let seen = stage.get(&call, "").await;
        assert_eq!(seen["statement"], "Nobody came.");
    }
}

#[tokio::test]
async fn a_rule_is_read_back_before_it_is_called() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        let rule =
            json!({"rule": {"name": "ours", "unit": "person", "quorum": {"num": 1, "den": 2}}});
        let example = stage
            .ask(Method::POST, "/processes/words/rule/example", "", rule)
            .await
            .expect(StatusCode::OK);
        assert_eq!(example["today"], "Today: 1 of 2 participants.");
        assert_eq!(
            example["words"][1],
            "At least half of the participants must take a position."
        );

        let cookie = stage.cookie("carla").await;
        let fields = "kind=rule&rule-name=ours&rule-unit=person&rule-approval-of=expressed\
                      &rule-groups-required=listed&rule-groups-listed=users&rule-heard-min=1\
                      &rule-standing-max=0";
        let send = |more: &str| form("/p/words/calls/new", &cookie, &format!("{fields}{more}"));
        let words = stage.send(send("&rule-approval=60%25&act=words")).await;
        assert_eq!(words.status, StatusCode::OK, "{}", words.text());
        let page = words.text();
        for told in [
            "At least 3/5 of those who say yes or no must be for it.",
            "in each of these groups: Users",
            "No objection may stand.",
            "value=\"60%\"",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let wrong = stage.send(send("&rule-approval=most&act=words")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Write a share such as 2/3 or 60%."));
        let capped = "&rule-approval=2/3&rule-organisation-cap=0/4&closes_at=2099-01-01T10:00";
        let refused = stage.send(send(capped)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("share above zero"),
            "{}",
            refused.text()
        );
        let closes = stage.now_plus_days(5);
        let closes = format!("&rule-approval=2/3&closes_at={}", &closes[..16]);
        let made = stage.send(send(&closes)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let called = stage.get("/processes/words/calls/1", "").await;
        assert_eq!(
            called["subject"]["rule"]["groups"]["required"],
            json!(["users"])
        );
        assert_eq!(called["subject"]["rule"]["approval"]["num"], 2);
    }
}
