//! How requests are taken: fields named, changes on old states refused, repeats done once.

use crate::common::{
    cast::{Cast, new_entry},
    request, stages,
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn troubles_are_problem_documents() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        let post =
            |body: Value| stage.ask(Method::POST, "/processes/words/entries", &cast.ada, body);
        post(json!({})).await.problem(422, &[]);
        let mut entry = new_entry("Patch");
        entry["designations"][0]["text"] = json!(" ");
        post(entry).await.problem(422, &["designations[0].text"]);
        let mut entry = new_entry("Patch");
        entry["definition"] = json!({"fr": "Une pièce."});
        assert_eq!(post(entry).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut broken = request(
            Method::POST,
            "/api/v1/processes/words/entries",
            &cast.ada,
            &json!({}),
        );
        *broken.body_mut() = "{".into();
        stage.send(broken).await.problem(400, &[]);
        let mut form = request(
            Method::POST,
            "/api/v1/processes/words/entries",
            &cast.ada,
            &json!({}),
        );
        form.headers_mut()
            .insert("content-type", "text/plain".parse().unwrap());
        stage.send(form).await.problem(415, &[]);
        let mut large = request(
            Method::POST,
            "/api/v1/processes/words/entries",
            &cast.ada,
            &json!({}),
        );
        *large.body_mut() = vec![b' '; 1024 * 1024 + 1].into();
        stage.send(large).await.problem(413, &[]);
        stage
            .ask(Method::GET, "/processes/nothing", "", Value::Null)
            .await
            .problem(404, &[]);
        stage
            .ask(Method::GET, "/nowhere", "", Value::Null)
            .await
            .problem(404, &[]);
        stage
            .ask(Method::DELETE, "/processes", &cast.ada, Value::Null)
            .await
            .problem(405, &[]);
        stage
            .ask(Method::GET, "/processes", "made-up", Value::Null)
            .await
            .problem(401, &[]);
        stage
            .ask(Method::GET, "/processes?limit=many", "", Value::Null)
            .await
            .problem(422, &["limit"]);
    }
}

#[tokio::test]
async fn nobody_learns_more_than_they_may() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let refused = async |token: &str| {
            cast.stage
                .ask(Method::POST, "/processes/words/entries", token, json!({}))
                .await
        };
        refused("").await.problem(401, &[]);
        refused(&cast.otto).await.problem(403, &[]);
        refused(&cast.carla).await.problem(403, &[]);
        let stranger = cast.stage.person("stranger", false).await;
        refused(&stranger).await.problem(403, &[]);
    }
}

#[tokio::test]
async fn a_change_names_the_state_it_was_made_on() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let made = cast
            .stage
            .ask(
                Method::POST,
                "/processes/words/entries",
                &cast.ada,
                new_entry("Patch"),
            )
            .await;
        let old = made.header("etag").to_owned();
        assert!(!old.is_empty());
        let pass = |tag: &str| {
            let body = json!({"member": 3});
            let mut request = request(
                Method::PUT,
                "/api/v1/processes/words/entries/patch/pen",
                &cast.ada,
                &body,
            );
            request
                .headers_mut()
                .insert("if-match", tag.parse().unwrap());
            cast.stage.send(request)
        };
        let passed = pass(&old).await;
        assert_eq!(passed.status, StatusCode::OK, "{}", passed.text());
        assert_ne!(passed.header("etag"), old);
        pass(&old).await.problem(412, &[]);
    }
}

#[tokio::test]
async fn a_repeated_request_is_done_once() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let send = |token: &str, term: &str| {
            let mut request = request(
                Method::POST,
                "/api/v1/processes/words/entries",
                token,
                &new_entry(term),
            );
            request
                .headers_mut()
                .insert("idempotency-key", "k-1".parse().unwrap());
            cast.stage.send(request)
        };
        let first = send(&cast.ada, "Patch").await;
        let second = send(&cast.ada, "Patch").await;
        assert_eq!(second.status, StatusCode::CREATED);
        assert_eq!(
            (first.text(), first.header("location")),
            (second.text(), second.header("location"))
        );
        send(&cast.ada, "Update").await.problem(422, &[]);
        assert_eq!(
            send(&cast.ben, "Update").await.status,
            StatusCode::CREATED,
            "the key is one's own"
        );
        let entries = cast.stage.get("/processes/words/entries", "").await;
        assert_eq!(entries["items"].as_array().unwrap().len(), 2, "{entries}");

        let mut refused = request(
            Method::POST,
            "/api/v1/processes/words/entries",
            &cast.ada,
            &json!({}),
        );
        refused
            .headers_mut()
            .insert("idempotency-key", "k-2".parse().unwrap());
        cast.stage.send(refused).await.problem(422, &[]);
        let mut mended = request(
            Method::POST,
            "/api/v1/processes/words/entries",
            &cast.ada,
            &new_entry("Fix"),
        );
        mended
            .headers_mut()
            .insert("idempotency-key", "k-2".parse().unwrap());
        assert_eq!(
            cast.stage.send(mended).await.status,
            StatusCode::CREATED,
            "a refusal used nothing up"
        );
    }
}

#[tokio::test]
async fn lists_come_in_pieces() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        for term in ["Patch", "Update", "Fix"] {
            cast.entry(term).await;
        }
        let mut found = Vec::new();
        let mut path = "/processes/words/entries?limit=2".to_owned();
        loop {
            let page = cast.stage.get(&path, "").await;
            found.extend(
                page["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|entry| entry["slug"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next"].as_str() else {
                break;
            };
            path = format!("/processes/words/entries?limit=2&cursor={next}");
        }
        assert_eq!(found, ["fix", "patch", "update"]);
        let proposed = cast
            .stage
            .get("/processes/words/entries?status=proposed,agreed", "")
            .await;
        assert_eq!(proposed["items"].as_array().unwrap().len(), 3);
        cast.stage
            .ask(
                Method::GET,
                "/processes/words/entries?status=lost",
                "",
                Value::Null,
            )
            .await
            .problem(422, &["status"]);
    }
}
