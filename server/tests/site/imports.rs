//! Files of entries, by URL and on their pages.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::{Value, json};

use crate::common::{Answer, Stage, cast::Cast, form, request, stages};

const FILE: &str = "preferred,definition\nPatch,A part.\nFix,A repair.\nBug,\n";
const API: &str = "/api/v1/processes/words/imports";

async fn send(stage: &Stage, path: &str, token: &str, (media, file): (&str, &[u8])) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", media)
        .header("idempotency-key", path)
        .body(Body::from(file.to_vec()))
        .unwrap();
    stage.send(request).await
}

#[tokio::test]
async fn a_program_sends_a_file_and_follows_what_becomes_of_it() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let stage = &cast.stage;
        let csv = ("text/csv; charset=utf-8", FILE.as_bytes());
        let dry = send(stage, &format!("{API}?dry_run=true"), &cast.ben, csv).await;
        let dry = dry.expect(StatusCode::OK);
        assert_eq!(
            dry["counts"],
            json!({"new": 1, "changed": 1, "same": 0, "refused": 1})
        );
        assert_eq!(dry["dry_run"], true);
        assert_eq!(dry["items"][2]["line"], 4);
        assert_eq!(dry["items"][2]["problems"][0]["field"], "definition");
        let list = stage.get("/processes/words/entries", "").await;
        assert_eq!(list["items"].as_array().unwrap().len(), 1);

        let full = format!("{API}?rationale=From%20ours&name=ours.csv");
        let made = send(stage, &full, &cast.ben, csv).await;
        assert_eq!(made.header("location"), format!("{API}/1"));
        let made = made.expect(StatusCode::CREATED);
        assert_eq!(
            (&made["state"], &made["name"]),
            (&json!("done"), &json!("ours.csv"))
        );
        assert_eq!(made["report"]["counts"], dry["counts"]);
        assert_eq!(made["done"], 3);
        let again = send(stage, &full, &cast.ben, csv)
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(again, made, "sent twice with one key, it is done once");
        let found = stage.get("/processes/words/imports/1", &cast.ben).await;
        assert_eq!(found["report"], made["report"]);
        let redlines = stage
            .get("/processes/words/entries/patch/redlines", "")
            .await;
        assert_eq!(redlines["items"][0]["rationale"], "From ours");
        for other in [&cast.ada, &cast.carla] {
            let answer = stage
                .ask(
                    Method::GET,
                    "/processes/words/imports/1",
                    other,
                    Value::Null,
                )
                .await;
            assert!(matches!(answer.status.as_u16(), 403 | 404));
        }

        let turtle = b"@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://a.example/1> s:prefLabel x .";
        let broken = send(
            stage,
            &format!("{API}?name=1"),
            &cast.ben,
            ("text/turtle", turtle),
        )
        .await;
        broken.problem(422, &["file"]);
        assert!(
            broken.text().contains("Line 2, column"),
            "{}",
            broken.text()
        );
        let unknown = send(
            stage,
            &format!("{API}?name=2"),
            &cast.ben,
            ("text/plain", b"x"),
        )
        .await;
        unknown.problem(415, &[]);
        assert!(unknown.text().contains("text/turtle"));
        let plain = ("text/plain", FILE.as_bytes());
        let named = format!("{API}?format=csv&dry_run=true&name=3");
        send(stage, &named, &cast.ben, plain)
            .await
            .expect(StatusCode::OK);
        let large = vec![b'a'; registry::imports::FILE_MAX + 1];
        send(
            stage,
            &format!("{API}?name=4"),
            &cast.ben,
            ("text/csv", &large),
        )
        .await
        .problem(413, &[]);
        let more_than_other_bodies = [FILE.as_bytes(), &vec![b'\n'; 2 << 20][..]].concat();
        let large = ("text/csv", &*more_than_other_bodies);
        let dry = format!("{API}?dry_run=true&name=5");
        send(stage, &dry, &cast.ben, large)
            .await
            .expect(StatusCode::OK);
        send(stage, &format!("{API}?name=6"), &cast.otto, csv)
            .await
            .problem(403, &[]);
    }
}

/// A form with a file, as browsers send it.
fn upload(cookie: &str, name: &str, format: &str, file: &[u8]) -> Request<Body> {
    let part = |field: &str, more: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{field}\"{more}\r\n\r\n")
    };
    let body = [
        part("file", &format!("; filename=\"{name}\"")).as_bytes(),
        file,
        b"\r\n",
        part("format", "").as_bytes(),
        format.as_bytes(),
        b"\r\n--xyz--\r\n",
    ]
    .concat();
    Request::builder()
        .method(Method::POST)
        .uri("/p/words/import")
        .header("cookie", cookie)
        .header("origin", "https://terms.example")
        .header("content-type", "multipart/form-data; boundary=xyz")
        .body(Body::from(body))
        .unwrap()
}

async fn page(stage: &Stage, path: &str, cookie: &str) -> Answer {
    let mut asked = request(Method::GET, path, "", &Value::Null);
    asked
        .headers_mut()
        .insert("cookie", cookie.parse().unwrap());
    asked
        .headers_mut()
        .insert("accept", "text/html".parse().unwrap());
    stage.send(asked).await
}

#[tokio::test]
async fn people_see_what_a_file_would_change_before_they_confirm_it() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let stage = &cast.stage;
        let cookie = stage.cookie("ben").await;
        let entries = page(stage, "/p/words/entries", &cookie).await.text();
        assert!(entries.contains("href=\"/p/words/import\""));
        let nothing = stage.send(upload(&cookie, "a.csv", "", b"")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text().contains("Choose the file."));
        let formless = stage
            .send(upload(&cookie, "a.txt", "", FILE.as_bytes()))
            .await;
        assert!(formless.text().contains("does not tell the form"));
        let broken = stage.send(upload(&cookie, "a.json", "", b"{")).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            broken.text().contains("Line 1, column"),
            "{}",
            broken.text()
        );

        let sent = stage
            .send(upload(&cookie, "<i>words.txt", "csv", FILE.as_bytes()))
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let place = sent.header("location").to_owned();
        assert_eq!(place, "/p/words/import/1");
        let preview = page(stage, &place, &cookie).await.text();
        for words in [
            "Propose 1 new entry and 1 redline",
            "Nothing is proposed yet",
            "<code>definition</code>",
            "Write the definition in the authoritative",
            "<del>",
            "&lt;i&gt;words.txt",
        ] {
            assert!(preview.contains(words), "{words}: {preview}");
        }
        let other = stage.cookie("ada").await;
        assert_eq!(
            page(stage, &place, &other).await.status,
            StatusCode::NOT_FOUND
        );
        let list = stage.get("/processes/words/entries", "").await;
        assert_eq!(
            list["items"].as_array().unwrap().len(),
            1,
            "nothing is proposed yet"
        );

        let long = format!("rationale={}", "a".repeat(20_001));
        let refused = stage.send(form(&place, &cookie, &long)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let confirmed = stage.send(form(&place, &cookie, "rationale=Ours")).await;
        assert_eq!(confirmed.header("location"), place);
        let mut done = page(stage, &place, &cookie).await;
        for _ in 0..200 {
            if done.header("refresh").is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            done = page(stage, &place, &cookie).await;
        }
        assert!(done.text().contains("This is done."), "{}", done.text());
        assert!(done.text().contains("href=\"/p/words/entries/fix\""));
        let again = stage.send(form(&place, &cookie, "rationale=Ours")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let list = stage.get("/processes/words/entries", "").await;
        assert_eq!(list["items"].as_array().unwrap().len(), 2);
        let lately = page(stage, "/p/words/import", &cookie).await.text();
        assert!(lately.contains("What you sent lately"));
        let discarded = stage
            .send(form(&format!("{place}/discarding"), &cookie, ""))
            .await;
        assert_eq!(discarded.header("location"), "/p/words/import");
        assert_eq!(
            page(stage, &place, &cookie).await.status,
            StatusCode::NOT_FOUND
        );
    }
}
