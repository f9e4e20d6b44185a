//! Word processors and the disposition report, by URL.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use domain::{
    manuscript::{Manuscript, Mark, Part, Section, accepted, follow},
    redline::{PartName, diff},
};
use formats::docx::{self, MEDIA_TYPE};
use serde_json::{Value, json};

use crate::common::{
    Answer, Stage,
    cast::{Cast, new_entry},
    request, stages,
};

/// What is downloaded from an address.
async fn download(stage: &Stage, path: &str, name: &str) -> Vec<u8> {
    let answer = stage
        .send(request(Method::GET, path, "", &Value::Null))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert_eq!(answer.header("content-type"), MEDIA_TYPE);
    let file = format!("attachment; filename=\"{name}\"");
    assert_eq!(answer.header("content-disposition"), file);
    answer.body
}

/// The file with its definition changed by somebody in a word processor.
fn edited(file: &[u8], author: &str, new: &str) -> Vec<u8> {
    let returned = docx::read(file).unwrap();
    let mark = Mark {
        author: author.into(),
        at: "2016-11-02T09:30:00Z".into(),
    };
    let sections = returned.sections.into_iter().map(|section| {
        let parts = section.parts.into_iter().map(|(name, mut pieces)| {
            if name == PartName::Definition(None) {
                pieces = follow(pieces.clone(), &diff(&accepted(&pieces), new), &mark);
            }
            Part {
                name,
                lang: None,
                pieces,
            }
        });
        Section {
            heading: String::new(),
            lead: Vec::new(),
            base: Some(section.base),
            parts: parts.collect(),
        }
    });
    let manuscript = Manuscript {
        title: String::new(),
        lead: Vec::new(),
        origin: returned.origin,
        sections: sections.collect(),
    };
    docx::write(&manuscript).unwrap()
}

async fn send(stage: &Stage, path: &str, token: &str, file: &[u8]) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", MEDIA_TYPE)
        .header("idempotency-key", path)
        .body(Body::from(file.to_vec()))
        .unwrap();
    stage.send(request).await
}

#[tokio::test]
async fn a_file_goes_out_and_comes_back_as_redlines() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let stage = &cast.stage;
        let api = "/api/v1/processes/words/entries/patch";
        let file = download(
            stage,
            &format!("{api}/wordings/1...1.docx"),
            "words-patch-1-to-1.docx",
        )
        .await;
        let docx = format!("{api}/redlines.docx");
        let file = edited(&file, "Word User", "Another definition.");
        let dry = send(stage, &format!("{docx}?dry_run=true"), &cast.ben, &file).await;
        let dry = dry.expect(StatusCode::OK);
        assert_eq!(dry["takings"][0]["author"], "Word User");
        assert_eq!(dry["takings"][0]["parts"], json!(["definition"]));
        let bare = send(stage, &docx, &cast.ben, &file).await;
        bare.problem(422, &["rationale", "impact"]);
        let full = format!("{docx}?rationale=It%20reads%20better&impact=meaning");
        let made = send(stage, &full, &cast.ben, &file).await;
        assert_eq!(
            made.header("location"),
            "/api/v1/processes/words/entries/patch/redlines"
        );
        let made = made.expect(StatusCode::CREATED);
        assert_eq!(made["redlines"][0]["number"], 1);
        assert_eq!(made["redlines"][0]["rationale"], "It reads better");
        let again = send(stage, &full, &cast.ben, &file)
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(again, made, "sent twice with one key, it is proposed once");
        let file = download(stage, &docx, "words-patch-redlines.docx").await;
        let known = send(stage, &format!("{docx}?dry_run=true&n=2"), &cast.ada, &file).await;
        known.problem(422, &["file"]);
        assert!(known.text().contains("on record already"));

        send(stage, &format!("{docx}?n=3"), &cast.ada, b"not a file")
            .await
            .problem(422, &["file"]);
        let large = vec![0; docx::FILE_MAX + 1];
        send(stage, &format!("{docx}?n=4"), &cast.ada, &large)
            .await
            .problem(413, &[]);
        let json = stage
            .ask(
                Method::POST,
                "/processes/words/entries/patch/redlines.docx",
                &cast.ada,
                json!({}),
            )
            .await;
        json.problem(415, &[]);
        send(stage, &full, &cast.otto, &file)
            .await
            .problem(403, &[]);
        for nowhere in [
            "wordings/1...2.docx",
            "wordings/1.docx",
            "wordings/x...1.docx",
        ] {
            let answer = stage
                .ask(
                    Method::GET,
                    &format!("/processes/words/entries/patch/{nowhere}"),
                    "",
                    Value::Null,
                )
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    }
}

#[tokio::test]
async fn people_see_what_a_file_changes_before_they_propose_it() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let stage = &cast.stage;
        let cookie = stage.cookie("ben").await;
        let post = |path: &str, media: &str, body: Vec<u8>| {
            let request = Request::builder()
                .method(Method::POST)
                .uri(format!("/p/words/entries/patch/docx{path}"))
                .header("cookie", &cookie)
                .header("origin", "https://terms.example")
                .header("content-type", media)
                .body(Body::from(body))
                .unwrap();
            stage.send(request)
        };
        let form = "multipart/form-data; boundary=xyz";
        let typed = |file: &[u8]| {
            let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.docx\"\r\n\r\n";
            [head.as_bytes(), file, b"\r\n--xyz--\r\n"].concat()
        };
        let nothing = post("", form, typed(b"")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text().contains("Choose the file."));
        let wrong = post("", form, typed(b"letter")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("This is no DOCX file."));
        let api = "/api/v1/processes/words/entries/patch";
        let file = download(
            stage,
            &format!("{api}/wordings/1...1.docx"),
            "words-patch-1-to-1.docx",
        )
        .await;
        let file = edited(&file, "ada", "Another definition.");
        let file = edited(&file, "B<e>n", "Another good definition.");
        let shown = post("", form, typed(&file)).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        let page = shown.text();
        assert!(
            page.contains("moved by ada") && page.contains("Redline by B&lt;e&gt;n"),
            "{page}"
        );
        assert!(!page.contains("B<e>n"));

        let kept: Vec<String> = page
            .split("name=\"taken\" value=\"")
            .skip(1)
            .map(|rest| {
                rest.split('"')
                    .next()
                    .unwrap()
                    .replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&")
            })
            .collect();
        assert_eq!(kept.len(), 2);
        let fields = |more: &[(&str, &str)]| {
            let mut body = form_urlencoded::Serializer::new(String::new());
            body.extend_pairs(kept.iter().map(|kept| ("taken", kept)));
            body.extend_pairs(more).finish().into_bytes()
        };
        let typed = "application/x-www-form-urlencoded";
        let refused = post("/redlines", typed, fields(&[("impact", "meaning")])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(
            page.contains("Say why.") && page.contains("Tick at least one"),
            "{page}"
        );
        assert!(page.contains("moved by ada"), "nothing is lost");
        let done = post(
            "/redlines",
            typed,
            fields(&[
                ("take", "1"),
                ("rationale", "Better."),
                ("impact", "meaning"),
            ]),
        )
        .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(done.header("location"), "/p/words/entries/patch#redlines");
        let redlines = stage
            .get("/processes/words/entries/patch/redlines", "")
            .await;
        assert_eq!(redlines["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn comments_are_reported_with_what_became_of_them() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        cast.stage
            .post("/processes/words/entries", &cast.ada, new_entry("Update"))
            .await;
        let stage = &cast.stage;
        for entry in ["patch", "update"] {
            let comment =
                json!({"body": "Why <so>?", "kind": "technical", "proposed": "Otherwise."});
            stage
                .post(
                    &format!("/processes/words/entries/{entry}/comments"),
                    &cast.ben,
                    comment,
                )
                .await;
        }
        let disposition = json!({"outcome": "accepted"});
        stage
            .put(
                "/processes/words/comments/1/disposition",
                &cast.ada,
                disposition,
            )
            .await;
        let open = stage
            .get("/processes/words/dispositions?state=open&limit=1", "")
            .await;
        assert_eq!(open["items"][0]["number"], 2);
        assert_eq!(open["next"], Value::Null);
        let one = stage
            .get("/processes/words/dispositions?entry=patch", "")
            .await;
        assert_eq!(one["items"][0]["disposition"]["outcome"], "accepted");
        stage
            .ask(
                Method::GET,
                "/processes/words/dispositions?entry=none",
                "",
                Value::Null,
            )
            .await
            .problem(404, &[]);
        stage
            .ask(
                Method::GET,
                "/processes/words/dispositions?state=odd",
                "",
                Value::Null,
            )
            .await
            .problem(422, &["state"]);
        let csv = stage
            .ask(
                Method::GET,
                "/processes/words/dispositions.csv?entry=1",
                "",
                Value::Null,
            )
            .await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        let csv = csv.text();
        assert_eq!(csv.matches("\r\n").count(), 2, "{csv}");
        let file = download(
            stage,
            "/api/v1/processes/words/dispositions.docx",
            "words-dispositions.docx",
        )
        .await;
        assert!(file.starts_with(b"PK"));
        let page = stage
            .send(request(
                Method::GET,
                "/p/words/dispositions?state=answered",
                "",
                &Value::Null,
            ))
            .await;
        assert_eq!(page.status, StatusCode::OK);
        let page = page.text();
        assert!(
            page.contains("Why &lt;so&gt;?") && page.contains("Accepted"),
            "{page}"
        );
        assert!(!page.contains("Update</a>"), "only what was answered");
    }
}
