//! Forms that are not taken for a reason that does not lie in them: nothing typed is lost.

use axum::http::StatusCode;
use server::security::limits::Rates;

use crate::common::{
    Answer, Stage,
    cast::{self, Cast},
    form, stages, stages_with,
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

async fn comment(stage: &Stage, path: &str, cookie: &str, words: &str) -> Answer {
    let body: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("body", words)
        .append_pair("kind", "general")
        .finish();
    stage.send(form(path, cookie, &body)).await
}
