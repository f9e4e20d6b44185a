//! What is published for members only is kept by nobody and read from nowhere else.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{cast, request, stages};

#[tokio::test]
async fn what_is_for_members_stays_with_them() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "inside", "members").await;
        let ada = cast::member(&stage, &carla, "inside", "ada", "participant").await;
        let ben = cast::member(&stage, &carla, "inside", "ben", "participant").await;
        stage
            .post("/processes/inside/entries", &ada, cast::new_entry("Patch"))
            .await;
        let call = json!({"subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z"});
        stage.post("/processes/inside/calls", &carla, call).await;
        for token in [&ada, &ben] {
            stage
                .put(
                    "/processes/inside/calls/1/position",
                    token,
                    json!({"stance": "support"}),
                )
                .await;
        }
        stage
            .post("/processes/inside/calls/1/closure", &carla, json!({}))
            .await;
        stage
            .post("/processes/inside/releases", &carla, json!({}))
            .await;

        for path in [
            "",
            "/latest",
            "/latest.json",
            "/1.0.0",
            "/1.0.0.json",
            "/c/1",
            "/releases.json",
            "/feed.atom",
            "/1.0.0/dcat.jsonld",
        ] {
            let path = format!("/g/inside{path}");
            // Whoever may read it goes first: what they were given must not be there for others.
            let member = stage
                .send(request(Method::GET, &path, &ada, &Value::Null))
                .await;
            assert!(member.status.as_u16() < 400, "{path}: {}", member.text());
            assert_eq!(
                member.header("cache-control"),
                "private, no-store",
                "{path}"
            );
            assert_eq!(member.header("access-control-allow-origin"), "", "{path}");
            let other = stage
                .send(request(Method::GET, &path, "", &Value::Null))
                .await;
            assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
            assert!(
                other.header("etag").is_empty() && !other.text().contains("Patch"),
                "{path}"
            );
        }
    }
}
