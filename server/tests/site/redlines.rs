//! Several redlines of one entry at once: laid over each other, folded part by part, carried along or in conflict, taken
//! up again; and where the words come from in the end.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Stage, cast::Cast, request, stages};

const ENTRY: &str = "/processes/words/entries/1";

/// Ada's entry under two redlines of Ben's: both of the definition's last word, the second of the notes too.
async fn prepare(stage: Stage) -> Cast {
    let cast = Cast::new(stage).await;
    cast.entry("Patch").await;
    let fold = [
        json!({"definition": "A piece of software that fixes a bug in a device."}),
        json!({
            "definition": "A piece of software that fixes a bug in a tool.",
            "notes": ["Tools are for sale."],
        }),
        json!({"definition": "A piece of software that mends a bug in a product."}),
    ];
    let base = json!({"definition": "A piece of software that fixes a bug in a product."});
    redline(&cast, 1, base).await;
    let answer = cast
        .stage
        .post(&format!("{ENTRY}/redlines/1/folding"), &cast.ada, json!({}))
        .await;
    assert_eq!(answer["state"], "folded");
    for changes in fold {
        redline(&cast, 2, changes).await;
    }
    cast
}

async fn redline(cast: &Cast, base: u32, changes: Value) -> Value {
    let new = json!({"base": base, "changes": changes, "rationale": "It reads better.", "impact": "meaning"});
    cast.stage
        .post(&format!("{ENTRY}/redlines"), &cast.ben, new)
        .await
}

async fn page(stage: &Stage, path: &str, token: &str) -> String {
    let answer = stage
        .send(request(Method::GET, path, token, &Value::Null))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

#[tokio::test]
async fn many_redlines_lie_on_one_text() {
    for stage in stages().await {
        let cast = prepare(stage).await;
        let overlay = cast
            .stage
            .get(&format!("{ENTRY}/redlines/overlay"), "")
            .await;
        assert_eq!(overlay["wording"], 2);
        assert_eq!(overlay["fields"]["definition"]["rivals"], json!([[2, 3]]));
        assert_eq!(
            overlay["fields"]["definition"]["ops"],
            json!([
                {"op": "equal", "text": "A piece of software that "},
                {"op": "delete", "text": "fixes", "redlines": [4]},
                {"op": "insert", "text": "mends", "redlines": [4]},
                {"op": "equal", "text": " a bug in a "},
                {"op": "delete", "text": "product", "redlines": [2, 3], "collides_with": [2, 3]},
                {"op": "insert", "text": "device", "redlines": [2], "collides_with": [3]},
                {"op": "insert", "text": "tool", "redlines": [3], "collides_with": [2]},
                {"op": "equal", "text": "."},
            ])
        );
        assert_eq!(overlay["left_out"], json!([]));
        let html = page(&cast.stage, "/p/words/entries/patch", "").await;
        for words in [
            "All on one text",
            "Redlines 2 and 3 want the same words",
            "collides with redline 3",
            "Redline 3: after &#x27;in a&#x27;, delete &#x27;product&#x27;, insert &#x27;tool&#x27;. Collides with redline 2.",
        ] {
            let plain = words.replace("&#x27;", "'");
            assert!(
                html.contains(words) || html.contains(&plain),
                "{words} is not in {html}"
            );
        }
    }
}

#[tokio::test]
async fn folding_one_carries_the_others_or_shows_both_texts() {
    for stage in stages().await {
        let cast = prepare(stage).await;
        let fold = |n: u32, body: Value| {
            let path = format!("{ENTRY}/redlines/{n}/folding");
            let (stage, ada) = (&cast.stage, &cast.ada);
            async move { stage.ask(Method::POST, &path, ada, body).await }
        };
        assert_eq!(fold(2, json!({})).await.status, StatusCode::CREATED);

        // The fourth changes other words: it is carried along.
        let carried = cast.stage.get(&format!("{ENTRY}/redlines/4"), "").await;
        assert_eq!(
            (&carried["carries"], &carried["current"]),
            (&json!(true), &json!(3))
        );
        // The third collides in the definition, and its notes still fit.
        let third = cast.stage.get(&format!("{ENTRY}/redlines/3"), "").await;
        assert_eq!(third["carries"], false);
        assert_eq!(third["foldable"], json!(["notes"]));
        assert_eq!(
            third["conflicts"][0]["theirs"],
            "A piece of software that fixes a bug in a device."
        );
        assert_eq!(
            third["conflicts"][0]["yours"],
            "A piece of software that fixes a bug in a tool."
        );
        assert!(third["fields_now"]["notes"].is_object(), "{third}");
        assert!(third["fields_now"]["definition"].is_null(), "{third}");
        let overlay = cast
            .stage
            .get(&format!("{ENTRY}/redlines/overlay"), "")
            .await;
        assert_eq!(
            overlay["left_out"],
            json!([{"redline": 3, "part": "definition@en"}])
        );
        let whole = fold(3, json!({})).await;
        assert_eq!(whole.status, StatusCode::CONFLICT);
        assert_eq!(whole.json()["conflicts"][0]["part"], "definition@en");

        // On the page its notes can be folded, both texts stand there, and there is a way on.
        let html = page(&cast.stage, "/p/words/entries/patch", &cast.ada).await;
        for words in [
            "Fold in its notes",
            "name=\"parts\" value=\"notes\"",
            "the same words were changed twice",
            "compose?redline=3",
        ] {
            assert!(html.contains(words), "{words} is not in {html}");
        }
        let part = fold(3, json!({"parts": ["notes"]})).await;
        assert_eq!(
            (part.status, &part.json()["state"]),
            (StatusCode::CREATED, &json!("pending"))
        );
        assert_eq!(fold(4, json!({})).await.status, StatusCode::CREATED);
        let entry = cast.stage.get(ENTRY, "").await;
        assert_eq!(
            entry["wording"]["definition"]["en"],
            "A piece of software that mends a bug in a device."
        );
        assert_eq!(
            entry["wording"]["notes"]["en"],
            json!(["Tools are for sale."])
        );

        // The pen holder takes it up for its author, with its own words on the wording of now.
        let html = page(
            &cast.stage,
            "/p/words/entries/patch/compose?redline=3",
            &cast.ada,
        )
        .await;
        for words in [
            "fixes a bug in a tool.</textarea>",
            "It reads better.</textarea>",
            "name=\"takes_up\" value=\"3\"",
            "name=\"base\" value=\"5\"",
            "<option value=\"3\" selected",
        ] {
            assert!(html.contains(words), "{words} is not in {html}");
        }
    }
}

#[tokio::test]
async fn each_word_says_where_it_comes_from() {
    for stage in stages().await {
        let cast = prepare(stage).await;
        for (n, act, body) in [
            (2, "folding", json!({})),
            (3, "refusal", json!({"reason": "A tool is no product."})),
        ] {
            cast.stage
                .post(&format!("{ENTRY}/redlines/{n}/{act}"), &cast.ada, body)
                .await;
        }
        let blame = cast.stage.get(&format!("{ENTRY}/blame"), "").await;
        let spans = blame["fields"]["definition"]["spans"]
            .as_array()
            .unwrap()
            .clone();
        let told: Vec<_> = spans
            .iter()
            .map(|span| {
                (
                    span["text"].as_str().unwrap(),
                    span["wording"].as_u64().unwrap(),
                    span["by"].as_u64().unwrap(),
                )
            })
            .collect();
        assert_eq!(told.last(), Some(&(".", 1, 2)), "{blame}");
        assert!(told.contains(&("device", 3, 3)), "{blame}");
        let text: String = told.iter().map(|(text, ..)| *text).collect();
        assert_eq!(text, "A piece of software that fixes a bug in a device.");
        assert_eq!(blame["origins"].as_array().unwrap().len(), 3);
        let last = &blame["origins"][2];
        assert_eq!(
            (&last["redline"], &last["folded_by"]["name"]),
            (&json!(2), &json!("ada"))
        );
        let html = page(&cast.stage, "/p/words/entries/patch/history", "").await;
        for words in [
            "Where each word comes from",
            "href=\"#origin-3\"",
            "id=\"origin-3\"",
            "ada (Acme, Makers)",
            "A tool is no product.",
            "id=\"left-3\"",
        ] {
            assert!(html.contains(words), "{words} is not in {html}");
        }
    }
}
