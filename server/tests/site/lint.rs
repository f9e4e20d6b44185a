//! Advice on a definition, by URL.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Answer, Stage, cast::Cast, request, stages};

async fn lint(stage: &Stage, token: &str, body: Value) -> Answer {
    stage
        .ask(Method::POST, "/processes/words/lint", token, body)
        .await
}

#[tokio::test]
async fn a_definition_is_looked_at_beside_the_other_entries() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let draft = json!({
            "designations": [{"text": "rollback", "kind": "preferred", "lang": "en"}],
            "definition": "  a return — by patches. Really.",
            "examples": ["A rollback failed."],
        });
        let answer = lint(&cast.stage, "", draft.clone()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let found: Value = serde_json::from_str(&answer.text()).unwrap();
        let found = found["findings"].as_array().unwrap();
        let definition = draft["definition"].as_str().unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|it| {
                let span = |end: &str| usize::try_from(it["span"][end].as_u64().unwrap()).unwrap();
                let source = if it["part"] == "example" {
                    "A rollback failed."
                } else {
                    definition
                };
                (
                    it["kind"].as_str().unwrap(),
                    &source[span("start")..span("end")],
                )
            })
            .collect();
        let expected = [
            ("article", "a"),
            ("unlinked", "patches"),
            ("sentences", "Really."),
            ("substitution", "rollback"),
        ];
        assert_eq!(told, expected);
        assert_eq!(found[1]["instead"], "[[patch|patches]]");
        assert_eq!(
            found[3]["substituted"],
            "A a return — by patches. Really failed."
        );
        for it in found {
            assert!(
                it["source"].as_str().unwrap().starts_with("ISO 704: "),
                "{it}"
            );
            assert!(!it["reason"].as_str().unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn what_cannot_be_looked_at_is_refused() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        let long = json!({"definition": "x".repeat(20_001)});
        assert_eq!(
            lint(stage, "", long).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let unknown = json!({"definition": "x", "entry": "nothing"});
        assert_eq!(lint(stage, "", unknown).await.status, StatusCode::NOT_FOUND);
        lint(stage, "", json!({})).await.problem(422, &[]);
    }
}

#[tokio::test]
async fn without_a_script_the_preview_shows_redline_and_advice() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        cast.entry("Fix").await;
        let form =
            "act=preview&base=1&term-1-text=Patch&term-1-kind=preferred&definition=a+fix+of+it";
        for (path, shown) in [
            ("/p/words/entries/patch/compose", "<ins>"),
            ("/p/words/entries/compose", "id=\"advice\""),
        ] {
            let mut request = request(Method::POST, path, &cast.ben, &Value::Null);
            *request.body_mut() = form.into();
            let media = "application/x-www-form-urlencoded".parse().unwrap();
            request.headers_mut().insert("content-type", media);
            let answer = cast.stage.send(request).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            let page = answer.text();
            for words in [
                shown,
                "Begins with an article.",
                "ISO 704",
                "“fix” is used here",
            ] {
                assert!(page.contains(words), "{words} is not in {page}");
            }
        }
    }
}
