//! Forms that are not taken for a reason that does not lie in them: nothing typed is lost.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::security::limits::Rates;

use crate::common::{
    Answer, Stage,
    cast::{self, Cast},
    form, request, stages, stages_with,
};

const TYPED: &str = "A remark of <some> length & weight.";

#[tokio::test]
async fn a_session_that_ended_loses_no_words() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let path = "/p/words/entries/patch/comments";
        let refused = comment(&cast.stage, path, "", TYPED).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        let page = refused.text();
        assert!(
            page.contains("A remark of &lt;some&gt; length &amp; weight."),
            "{page}"
        );
        assert!(page.contains(&format!("action=\"{path}\"")), "{page}");

        let cookie = cast.stage.cookie("ada").await;
        let taken = comment(&cast.stage, path, &cookie, TYPED).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    }
}

#[tokio::test]
async fn who_waits_keeps_the_words_but_no_password() {
    let rates = Rates {
        sign_in: 1,
        mail: 0,
        write: 3,
    };
    for stage in stages_with(rates).await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "words", "public").await;
        let cookie = stage.cookie("carla").await;
        let mut last = comment(&stage, "/p/words/entries/none/comments", &cookie, TYPED).await;
        for _ in 0..4 {
            last = comment(&stage, "/p/words/entries/none/comments", &cookie, TYPED).await;
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(last.text().contains("Send it again"), "{}", last.text());
        let secret = "email=eve@example.org&password=a+secret+nobody+sees";
        let guess = stage.send(form("/sign-in", "", secret)).await;
        assert_eq!(guess.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!guess.text().contains("a secret nobody sees"));
    }
}

#[tokio::test]
async fn what_another_site_made_up_is_not_offered_again() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let mut made_up = form(
            "/p/words/entries/patch/comments",
            &cast.stage.cookie("ada").await,
            "body=Made+up+elsewhere.",
        );
        made_up
            .headers_mut()
            .insert("sec-fetch-site", "cross-site".parse().unwrap());
        let refused = cast.stage.send(made_up).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!refused.text().contains("Made up elsewhere"));
    }
}

#[tokio::test]
async fn a_release_that_moved_on_is_shown_again_with_its_notes() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        agree(&cast, "Patch", 1).await;
        let cookie = cast.stage.cookie("carla").await;
        let seen = digest(&cast).await;
        let publish = |preview: &str| {
            let body: String = form_urlencoded::Serializer::new(String::new())
                .extend_pairs([("form", "release"), ("version", "1.0.0"), ("notes", TYPED)])
                .append_pair("preview", preview)
                .finish();
            form("/p/words/releases", &cookie, &body)
        };
        agree(&cast, "Update", 2).await;
        let refused = cast.stage.send(publish(&seen)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
        let page = refused.text();
        assert!(
            page.contains("meanwhile something else became agreed"),
            "{page}"
        );
        assert!(
            page.contains("A remark of &lt;some&gt; length &amp; weight."),
            "{page}"
        );

        let now = digest(&cast).await;
        assert_ne!(now, seen);
        assert!(page.contains(&now), "the page shown again is of now");
        let taken = cast.stage.send(publish(&now)).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        assert_eq!(taken.header("location"), "/g/words/1.0.0/");
    }
}

/// What the preview of the next release is told by.
async fn digest(cast: &Cast) -> String {
    let path = "/api/v1/processes/words/releases/preview";
    let asked = request(Method::GET, path, &cast.carla, &Value::Null);
    let preview = cast.stage.send(asked).await.json();
    preview["digest"].as_str().unwrap().to_owned()
}

/// An entry that is agreed by the call of the same number.
async fn agree(cast: &Cast, term: &str, number: u32) {
    cast.entry(term).await;
    let subject = json!({"kind": "wording", "entry": number, "wording": 1});
    let call = json!({"subject": subject, "closes_at": "2016-11-19T15:00:00Z"});
    let calls = "/processes/words/calls";
    cast.stage.post(calls, &cast.carla, call).await;
    for token in [&cast.ada, &cast.ben] {
        let position = json!({"stance": "support"});
        let path = format!("{calls}/{number}/position");
        cast.stage.put(&path, token, position).await;
    }
    let closure = format!("{calls}/{number}/closure");
    cast.stage.post(&closure, &cast.carla, json!({})).await;
}

async fn comment(stage: &Stage, path: &str, cookie: &str, words: &str) -> Answer {
    let body: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("body", words)
        .append_pair("kind", "general")
        .finish();
    stage.send(form(path, cookie, &body)).await
}
