//! Pages that are shared by all who are not signed in: always as things stand, never somebody's own.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::common::{Answer, Stage, cast::Cast, request, stages};

const PAGE: &str = "/p/words/entries/patch";

#[tokio::test]
async fn what_everybody_sees_is_as_it_stands() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let before = look(&cast.stage, "").await.text();
        assert!(before.contains("What people mean by Patch."));
        let remark = json!({"body": "Seen at once.", "kind": "general"});
        let path = "/processes/words/entries/patch/comments";
        cast.stage.post(path, &cast.ada, remark).await;
        let after = look(&cast.stage, "").await.text();
        assert!(after.contains("Seen at once.") && !before.contains("Seen at once."));
    }
}

#[tokio::test]
async fn nobody_gets_the_page_of_somebody_else() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let cookie = cast.stage.cookie("ada").await;
        for _ in 0..2 {
            let own = look(&cast.stage, &cookie).await.text();
            assert!(own.contains("Redline this wording"));
            let shared = look(&cast.stage, "").await.text();
            assert!(!shared.contains("Redline this wording") && shared.contains("Sign in"));
        }
    }
}

#[tokio::test]
async fn every_answer_has_a_nonce_of_its_own() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let mut nonces = Vec::new();
        for _ in 0..3 {
            let answer = look(&cast.stage, "").await;
            let policy = answer.header("content-security-policy").to_owned();
            let (_, rest) = policy.split_once("'nonce-").unwrap();
            let nonce = rest.split_once('\'').unwrap().0.to_owned();
            assert!(answer.text().contains(&format!("nonce=\"{nonce}\"")));
            assert!(!nonces.contains(&nonce));
            nonces.push(nonce);
        }
    }
}

async fn look(stage: &Stage, cookie: &str) -> Answer {
    let mut request = request(Method::GET, PAGE, "", &Value::Null);
    if !cookie.is_empty() {
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
    }
    let answer = stage.send(request).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer
}
