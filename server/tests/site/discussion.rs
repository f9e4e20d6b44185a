//! Comments on words by URL: where their words stand, the redline made of one, and what changing an
//! entry touches.

use axum::http::Method;
use serde_json::{Value, json};

use crate::common::{cast::Cast, request, stages};

const ENTRY: &str = "/processes/words/entries/patch";

/// Ben says something about words of Ada's entry, which reads "What people mean by Patch."
async fn comment(cast: &Cast, exact: &str, proposed: Value) -> Value {
    let body = json!({
        "body": "Everybody does.", "kind": "technical", "quote": {"exact": exact}, "proposed": proposed,
    });
    cast.stage
        .post(&format!("{ENTRY}/comments"), &cast.ben, body)
        .await
}

async fn reword(cast: &Cast, base: u32, definition: &str) -> Value {
    let body = json!({"base": base, "changes": {"definition": definition}, "rationale": "Shorter.", "impact": "meaning"});
    cast.stage
        .post(&format!("{ENTRY}/redlines"), &cast.ben, body)
        .await
}

#[tokio::test]
async fn a_comment_says_where_its_words_stand() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let said = comment(&cast, "people mean", Value::Null).await;
        let anchor = &said["anchor"];
        assert_eq!(anchor["state"], "found");
        assert_eq!(
            (&anchor["part"], &anchor["lang"]),
            (&json!("definition"), &json!("en"))
        );
        assert_eq!((&anchor["start"], &anchor["end"]), (&json!(5), &json!(16)));
        let redline = reword(&cast, 1, "A piece of code.").await;
        let folding = format!("/processes/words/redlines/{}/folding", redline["number"]);
        cast.stage.post(&folding, &cast.ada, Value::Null).await;
        let listed = cast.stage.get(&format!("{ENTRY}/comments"), "").await;
        let anchor = &listed["items"][0]["anchor"];
        assert_eq!(
            (&anchor["state"], &anchor["gone_since"]),
            (&json!("orphaned"), &json!(2))
        );
        assert_eq!(
            (&anchor["text"], &anchor["start"]),
            (&json!("people mean"), &Value::Null)
        );
        let page = request(Method::GET, "/p/words/entries/patch", "", &Value::Null);
        let page = cast.stage.send(page).await.text();
        assert!(
            page.contains("These words are gone since wording 2."),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_proposed_change_becomes_a_redline() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        comment(&cast, "people", json!("all of us")).await;
        let path = "/processes/words/comments/1/redline";
        let impact = json!({"impact": "clarifying"});
        let ask = |token| cast.stage.ask(Method::POST, path, token, impact.clone());
        ask(&cast.carla).await.problem(403, &[]);
        ask(&cast.otto).await.problem(403, &[]);
        let made = cast.stage.post(path, &cast.ada, impact.clone()).await;
        assert_eq!(
            (&made["from_comment"], &made["rationale"]),
            (&json!(1), &json!("Everybody does."))
        );
        assert_eq!((&made["moved_by"], &made["by"]), (&json!(3), &json!(2)));
        ask(&cast.ben).await.problem(422, &[]);
        let read = cast.stage.get("/processes/words/comments/1", "").await;
        assert_eq!(read["redlined"], made["number"]);
        let folding = format!("/processes/words/redlines/{}/folding", made["number"]);
        cast.stage.post(&folding, &cast.ada, Value::Null).await;
        let entry = cast.stage.get(ENTRY, "").await;
        assert_eq!(
            entry["wording"]["definition"]["en"],
            "What all of us mean by Patch."
        );
    }
}

#[tokio::test]
async fn a_ripple_names_what_a_redline_takes_away() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let mut user = crate::common::cast::new_entry("Fix");
        user["definition"] = json!("A [[patch]] in use.");
        user["relations"] = json!([{"kind": "broader", "entry": 1}]);
        cast.stage
            .post("/processes/words/entries", &cast.ada, user)
            .await;
        comment(&cast, "people", Value::Null).await;
        comment(&cast, "What", Value::Null).await;
        reword(&cast, 1, "What we mean by Patch.").await;
        reword(&cast, 1, "What everybody means by Patch.").await;
        let ripple = cast.stage.get(&format!("{ENTRY}/ripple"), "").await;
        assert_eq!(
            (&ripple["used_in"]["count"], &ripple["comments"]["count"]),
            (&json!(1), &json!(2))
        );
        assert_eq!(ripple["redlines"]["items"], json!([1, 2]));
        assert_eq!(ripple["used_in"]["items"][0]["slug"], "fix");
        let one = cast
            .stage
            .get(&format!("{ENTRY}/ripple?redline=1"), "")
            .await;
        assert_eq!(
            one["comments"]["items"],
            json!([{"number": 1, "text": "people"}])
        );
        assert_eq!(one["redlines"]["items"], json!([2]));
        let none = format!("{ENTRY}/ripple?redline=9");
        let none = cast.stage.ask(Method::GET, &none, "", Value::Null).await;
        none.problem(404, &[]);
    }
}
