//! From the wish to take part to a published glossary, by URL alone.

use crate::common::{Answer, Stage, cast, request, stages};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn words_are_agreed_and_published() {
    for mut stage in stages().await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "words", "public").await;
        let ada = join(&mut stage, &carla, "ada").await;
        let ben = join(&mut stage, &carla, "ben").await;

        let entry = stage
            .post(
                "/processes/words/entries",
                &ada,
                cast::new_entry("Security update"),
            )
            .await;
        assert_eq!(entry["slug"], "security-update");
        assert_eq!(entry["status"], "proposed");
        assert_eq!(entry["wording"]["number"], 1);

        let redline = json!({
            "base": 1, "changes": {"definition": {"en": "A change to software that mends a weakness."}},
            "rationale": "Say what it does.", "impact": "meaning",
        });
        let redline = stage
            .post(
                "/processes/words/entries/security-update/redlines",
                &ben,
                redline,
            )
            .await;
        assert_eq!(redline["state"], "pending");
        let comment = json!({"body": "Does this cover firmware?", "kind": "technical", "redline": redline["number"]});
        let comment = stage
            .post("/processes/words/entries/1/comments", &ben, comment)
            .await;
        let folding = format!("/processes/words/redlines/{}/folding", redline["number"]);
        assert_eq!(
            stage.post(&folding, &ada, Value::Null).await["state"],
            "folded"
        );
        let disposition = json!({"outcome": "accepted", "response": "It does."});
        let comment = format!("/processes/words/comments/{}", comment["number"]);
        stage
            .put(&format!("{comment}/disposition"), &ada, disposition)
            .await;
        stage
            .put(
                &format!("{comment}/acknowledgement"),
                &ben,
                json!({"satisfied": true}),
            )
            .await;
        let changed = stage
            .get("/processes/words/entries/1/wordings/1...2", "")
            .await;
        assert!(
            changed["fields"]["definition"]["ops"].is_array(),
            "{changed}"
        );

        agree(&stage, &carla, [&ada, &ben]).await;
        let preview = stage.get("/processes/words/releases/preview", "").await;
        assert_eq!(preview["suggested_version"], "1.0.0");
        let release = stage
            .post(
                "/processes/words/releases",
                &carla,
                json!({"notes": "The first one."}),
            )
            .await;
        assert_eq!(release["version"], "1.0.0");
        let again = stage
            .ask(
                Method::POST,
                "/processes/words/releases",
                &carla,
                json!({"version": "1.0.0"}),
            )
            .await;
        assert!(
            matches!(again.status.as_u16(), 409 | 422),
            "{}",
            again.text()
        );

        check_download(&stage).await;
        check_record(&stage).await;
    }
}

/// Wishes to take part, is admitted, and accepts the invitation.
async fn join(stage: &mut Stage, carla: &str, name: &str) -> String {
    let token = stage.person(name, false).await;
    let interest = json!({
        "name": name, "email": format!("{name}@example.org"), "organisation": format!("{name}'s"), "group": "makers",
        "statement": "I make what is updated.",
    });
    let interest = stage.post("/processes/words/interests", "", interest).await;
    let admission = format!(
        "/processes/words/interests/{}/admission",
        interest["number"]
    );
    let added = stage.post(&admission, carla, Value::Null).await;
    assert_eq!(added["role"], "participant", "{added}");
    assert!(stage.letters.try_recv().is_ok(), "{name} is written to");
    token
}

async fn agree(stage: &Stage, carla: &str, people: [&str; 2]) {
    let call = json!({
        "subject": {"kind": "wording", "entry": 1, "wording": 2}, "closes_at": "2016-11-19T15:00:00Z",
    });
    let call = stage.post("/processes/words/calls", carla, call).await;
    assert_eq!(call["state"], "open");
    for token in people {
        stage
            .put(
                "/processes/words/calls/1/position",
                token,
                json!({"stance": "support"}),
            )
            .await;
    }
    let roll = stage
        .ask(
            Method::GET,
            "/processes/words/calls/1/positions.csv",
            "",
            Value::Null,
        )
        .await;
    assert_eq!(roll.text().lines().count(), 3, "{}", roll.text());
    let closed = stage
        .post(
            "/processes/words/calls/1/closure",
            carla,
            json!({"statement": "Reached."}),
        )
        .await;
    assert_eq!(closed["outcome"]["result"], "reached", "{closed}");
    assert_eq!(
        stage.get("/processes/words/entries/1", "").await["status"],
        "agreed"
    );
}

async fn check_download(stage: &Stage) {
    let get = |path: &'static str, name: &'static str, value: &'static str| {
        let mut request = request(Method::GET, path, "", &Value::Null);
        request.headers_mut().insert(name, value.parse().unwrap());
        stage.send(request)
    };
    let plain = get("/g/words/1.0.0.json", "accept-encoding", "identity").await;
    assert_eq!(plain.json()["terms"][0]["slug"], "security-update");
    check_forever(&plain);
    let small = get("/g/words/1.0.0.json", "accept-encoding", "br;q=0.1, gzip").await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert_ne!(small.header("etag"), plain.header("etag"));
    check_forever(&small);
    let tag: &'static str = plain.header("etag").to_owned().leak();
    assert_eq!(
        get("/g/words/1.0.0.json", "if-none-match", tag)
            .await
            .status,
        StatusCode::NOT_MODIFIED
    );

    let leads = |answer: Answer, status: u16, to: &str| {
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (status, to)
        );
    };
    leads(
        get("/g/words", "accept", "text/turtle").await,
        303,
        "/g/words/1.0.0.ttl",
    );
    leads(
        get("/g/words", "accept", "text/html").await,
        303,
        "/g/words/1.0.0/",
    );
    leads(
        get("/g/words/latest.csv", "accept", "*/*").await,
        307,
        "/g/words/1.0.0.csv",
    );
    leads(
        get("/g/words/c/1", "accept", "text/html").await,
        303,
        "/g/words/1.0.0/security-update",
    );
    leads(
        get("/g/words/c/1", "accept", "application/json").await,
        303,
        "/g/words/1.0.0.json",
    );
    let feed = get("/g/words/feed.atom", "accept", "*/*").await;
    assert!(
        feed.text().contains("<feed") && feed.text().contains("/g/words/1.0.0/"),
        "{}",
        feed.text()
    );
    assert_eq!(
        get("/g/words/releases.json", "accept", "*/*").await.json()["items"][0]["version"],
        "1.0.0"
    );
    assert_eq!(
        get("/g/words/1.0.0.exe", "accept", "*/*").await.status,
        StatusCode::NOT_FOUND
    );
}

fn check_forever(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert!(answer.header("repr-digest").starts_with("sha-256=:"));
}

async fn check_record(stage: &Stage) {
    let record = stage
        .ask(Method::GET, "/processes/words/record", "", Value::Null)
        .await
        .text();
    let lines: Vec<domain::record::Line> = record
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    domain::record::verify_chain(&lines).unwrap();
    assert_eq!(domain::recount::recount(record, None).faults, []);
    let head = stage.get("/processes/words/record/head", "").await;
    let last = lines.last().unwrap();
    assert_eq!(
        head,
        json!({"seq": last.seq, "hash": last.hash, "at": last.at})
    );
    let rest = stage
        .ask(
            Method::GET,
            "/processes/words/record?after=3",
            "",
            Value::Null,
        )
        .await
        .text();
    assert_eq!(rest.lines().count(), lines.len() - 3);
    // Digests are hexadecimal, and may spell a name.
    let is_told = |c: char| !c.is_ascii_hexdigit();
    let told: Vec<_> = record
        .split('"')
        .filter(|text| text.len() != 64 || text.contains(is_told))
        .collect();
    for name in ["ada", "ben", "carla", "example.org"] {
        assert!(!told.join("\"").contains(name), "{name} is on the record");
    }
}
