//! The desk, the roll call, objections and who held what, by URL: as pages and by the API.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Stage, cast::Cast, form, request, stages};

/// A page as somebody signed in sees it.
async fn page(stage: &Stage, path: &str, cookie: &str) -> String {
    let mut request = request(Method::GET, path, "", &Value::Null);
    if !cookie.is_empty() {
        let headers = request.headers_mut();
        headers.insert("cookie", cookie.parse().unwrap());
    }
    let answer = stage.send(request).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text()
}

/// Two entries in call: Ben objects to the first, and nobody speaks in the second.
async fn casts() -> Vec<Cast> {
    let mut casts = Vec::new();
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        for (entry, term) in [(1, "Patch"), (2, "Rollback")] {
            cast.entry(term).await;
            let call = json!({
                "subject": {"kind": "wording", "entry": entry, "wording": 1},
                "closes_at": cast.stage.now_plus_days(10),
            });
            let calls = "/processes/words/calls";
            cast.stage.post(calls, &cast.carla, call).await;
        }
        let objection = json!({
            "stance": "object",
            "reason": "Nobody knows. And nobody asked.",
            "would_resolve": "Naming it.",
        });
        let position = "/processes/words/calls/1/position";
        cast.stage.put(position, &cast.ben, objection).await;
        casts.push(cast);
    }
    casts
}

#[tokio::test]
async fn the_desk_is_filtered_by_page_and_api() {
    for cast in casts().await {
        let stage = &cast.stage;
        let group = &stage.get("/processes/words", "").await["groups"];
        let of_ben =
            stage.get("/processes/words/calls/1/positions", "").await["items"][0]["group"].clone();
        let of_ben = of_ben.as_str().unwrap();
        assert!(group.to_string().contains(of_ben));
        let desk = format!("/processes/words/desk?status=called&against={of_ben}");
        let found = stage.get(&desk, &cast.carla).await;
        assert_eq!(found["total"], 1);
        assert_eq!(found["entries"][0]["entry"]["term"], "Patch");
        assert_eq!(found["entries"][0]["call"]["tally"]["all"]["object"], 1);
        let none = stage.get("/processes/words/desk?q=nowhere", &cast.carla);
        assert_eq!(none.await["total"], 0);
        stage
            .ask(
                Method::GET,
                "/processes/words/desk?status=x",
                &cast.carla,
                Value::Null,
            )
            .await
            .problem(422, &["status"]);

        let cookie = stage.cookie("carla").await;
        let asked = format!("/p/words/desk?status=called&silent={of_ben}&sort=term");
        let shown = page(stage, &asked, &cookie).await;
        assert!(shown.contains("entries/rollback") && !shown.contains("entries/patch"));
        // One click, and back to the desk as it was.
        let query = format!("status=called&amp;silent={of_ben}&amp;sort=term");
        assert!(shown.contains(&query), "{shown}");
        let sent = format!("from=desk&query=status%3Dcalled%26silent%3D{of_ben}");
        let answer = stage
            .send(form("/p/words/calls/2/nudges", &cookie, &sent))
            .await;
        assert_eq!(
            answer.header("location"),
            format!("/p/words/desk?status=called&silent={of_ben}#way")
        );
        let elsewhere = page(stage, "/p/words/desk?sort=x&status=y", &cookie).await;
        assert!(elsewhere.contains("entries/patch"));
    }
}

#[tokio::test]
async fn objections_are_read_out_in_two_registers() {
    for cast in casts().await {
        let stage = &cast.stage;
        let found = stage.get("/processes/words/calls/1/objections", "").await;
        let objection = &found["items"][0];
        let brief = objection["brief"].as_str().unwrap();
        assert!(brief.ends_with("objects: Nobody knows. It would be resolved by: Naming it."));
        let formal = objection["formal"].to_string();
        assert!(
            formal.contains("Nobody knows. And nobody asked."),
            "{formal}"
        );
        let full = page(stage, "/p/words/calls/1/objections", "").await;
        assert!(full.contains("And nobody asked."));
        let short = page(stage, "/p/words/calls/1/objections?register=brief", "").await;
        assert!(short.contains("Naming it.") && !short.contains("And nobody asked."));
        assert!(
            page(stage, "/p/words/calls/1", "")
                .await
                .contains("/calls/1/objections")
        );

        let member = objection["position"]["member"].as_u64().unwrap();
        let again = json!({"stance": "accept"});
        let position = "/processes/words/calls/1/position";
        stage.put(position, &cast.ben, again).await;
        let told = format!("/processes/words/calls/1/members/{member}/positions");
        let told = stage.get(&told, "").await;
        let stances = told["calls"][0]["positions"].as_array().unwrap().iter();
        let stances: Vec<_> = stances.map(|it| it["stance"].clone()).collect();
        assert_eq!(stances, ["object", "accept"]);
        let shown = page(stage, &format!("/p/words/calls/1/members/{member}"), "").await;
        assert!(shown.contains("And nobody asked."));
        let roll = page(stage, "/p/words/calls/1/roll?holds=accept", "").await;
        assert!(roll.contains("after 1 earlier one"));
        assert!(!roll.contains(">silent<"));
    }
}
