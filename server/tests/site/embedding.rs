//! Terms on other people's pages: the script, and quotations for those who ask by an address.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::{Value, json};

use crate::common::{Answer, BASE, Stage, cast, request, stages};

async fn get(stage: &Stage, path: &str) -> Answer {
    stage
        .send(request(Method::GET, path, "", &Value::Null))
        .await
}

/// A process with one released term, whose definition is written to break out.
async fn released(stage: &Stage, carla: &str, slug: &str, visibility: &str) {
    cast::found(stage, carla, slug, visibility).await;
    let ada = cast::member(stage, carla, slug, &format!("ada-{slug}"), "participant").await;
    let ben = cast::member(stage, carla, slug, &format!("ben-{slug}"), "participant").await;
    let mut entry = cast::new_entry("Patch <b>");
    entry["definition"] = json!("Code that *changes* \"a\" program & more.");
    stage
        .post(&format!("/processes/{slug}/entries"), &ada, entry)
        .await;
    let call = json!({"subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z"});
    let calls = format!("/processes/{slug}/calls");
    stage.post(&calls, carla, call).await;
    for token in [&ada, &ben] {
        let position = json!({"stance": "support"});
        stage
            .put(&format!("{calls}/1/position"), token, position)
            .await;
    }
    stage
        .post(&format!("{calls}/1/closure"), carla, json!({}))
        .await;
    stage
        .post(&format!("/processes/{slug}/releases"), carla, json!({}))
        .await;
}

#[tokio::test]
async fn a_term_is_quoted_by_its_address() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        released(&stage, &carla, "words", "public").await;
        released(&stage, &carla, "inside", "members").await;
        for path in ["/g/words/1.0.0/patch-b", "/g/words/c/1"] {
            let asked = format!("/oembed?url={BASE}{path}&maxwidth=300&format=json");
            let answer = get(&stage, &asked).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            let quotation = answer.json();
            assert_eq!(quotation["version"], "1.0");
            assert_eq!(quotation["type"], "rich");
            assert_eq!(quotation["title"], "Patch <b>");
            assert_eq!(quotation["width"], 300);
            let html = quotation["html"].as_str().unwrap();
            let words = "<strong>Patch &lt;b&gt;</strong> Code that changes &quot;a&quot; program &amp; more.";
            assert!(html.contains(words), "{html}");
            assert!(
                html.contains(&format!("href=\"{BASE}/g/words/1.0.0/patch-b\"")),
                "{html}"
            );
        }
        for path in [
            // It is for members, and whoever asks shows it to others.
            "/g/inside/1.0.0/patch-b",
            "/g/inside/c/1",
            "/g/words/1.0.0/other",
            "/g/words/9.0.0/patch-b",
            "/g/words/c/9",
            "/p/words/entries/patch-b",
        ] {
            let answer = get(&stage, &format!("/oembed?url={BASE}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let elsewhere = "/oembed?url=https://evil.example/g/words/c/1";
        assert_eq!(get(&stage, elsewhere).await.status, StatusCode::NOT_FOUND);
        let xml = format!("/oembed?url={BASE}/g/words/c/1&format=xml");
        assert_eq!(get(&stage, &xml).await.status, StatusCode::NOT_IMPLEMENTED);

        let page = get(&stage, "/g/words/1.0.0/patch-b").await;
        let found = format!("<{BASE}/oembed?url={BASE}/g/words/1.0.0/patch-b>; rel=\"alternate\"");
        assert!(page.header("link").contains(&found), "{found}");
        let text = page.text();
        assert!(
            text.contains("integrity=&quot;sha256-") || text.contains("integrity=\"sha256-"),
            "{text}"
        );
    }
}

/// Whoever quotes a term years later is told what became of it.
#[tokio::test]
async fn a_quotation_says_what_is_not_to_be_used() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        released(&stage, &carla, "words", "public").await;
        let quoted = async || {
            let asked = format!("/oembed?url={BASE}/g/words/1.0.0/patch-b");
            let html = get(&stage, &asked).await.json()["html"].clone();
            html.as_str().unwrap().to_owned()
        };
        assert!(!quoted().await.contains("not to be used"));
        let reason = json!({"reason": "It says <less> than was agreed."});
        let yank = "/processes/words/releases/1.0.0/yank";
        stage.post(yank, &carla, reason).await;
        let caution =
            "<p>This release is not to be used: It says &lt;less&gt; than was agreed.</p>";
        assert!(quoted().await.contains(caution));
    }
}

#[tokio::test]
async fn a_script_elsewhere_may_ask_with_headers_of_its_own() {
    let asked_ahead = |path: &str| {
        Request::builder()
            .method(Method::OPTIONS)
            .uri(path)
            .header("origin", "https://elsewhere.example.org")
            .header("access-control-request-method", "GET")
            .header("access-control-request-headers", "accept")
            .body(Body::empty())
            .unwrap()
    };
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        released(&stage, &carla, "words", "public").await;
        for path in [
            "/g/words",
            "/g/words/c/1",
            "/g/words/1.0.0",
            "/g/words/latest.ttl",
            "/g/words/1.0.0.json",
        ] {
            let ahead = stage.send(asked_ahead(path)).await;
            assert_eq!(ahead.status, StatusCode::NO_CONTENT, "{path}");
            assert_eq!(ahead.header("access-control-allow-origin"), "*", "{path}");
            assert_eq!(ahead.header("access-control-allow-methods"), "GET, HEAD");
            assert_eq!(ahead.header("access-control-allow-headers"), "*");
            // A browser follows only where each answer on the way allows it.
            let then = get(&stage, path).await;
            assert!(then.status.as_u16() < 400, "{path}: {}", then.text());
            assert_eq!(then.header("access-control-allow-origin"), "*", "{path}");
        }
        for path in ["/", "/p/words", "/api/v1/processes", "/embed.json"] {
            let ahead = stage.send(asked_ahead(path)).await;
            assert!(ahead.status.is_client_error(), "{path}: {}", ahead.status);
            assert_eq!(ahead.header("access-control-allow-origin"), "", "{path}");
        }
        let mut plain = asked_ahead("/g/words/1.0.0.json");
        plain.headers_mut().remove("access-control-request-method");
        let plain = stage.send(plain).await;
        assert_eq!(plain.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}
