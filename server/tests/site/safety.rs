//! What other sites, guessers and browsers are kept from.

use crate::common::{
    Answer, Stage,
    cast::{self, Cast},
    request, stages, stages_with,
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::security::limits::Rates;

#[tokio::test]
async fn other_sites_write_nothing_with_a_session() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let cookie = cast.stage.cookie("ada").await;
        let check = async |headers: &[(&'static str, &str)], allowed: bool| {
            let mut request = request(
                Method::POST,
                "/api/v1/processes/words/entries",
                "",
                &json!({}),
            );
            for (name, value) in headers {
                request.headers_mut().insert(*name, value.parse().unwrap());
            }
            let answer = cast.stage.send(request).await;
            // Allowed is what comes as far as its input.
            let expected = if allowed {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{headers:?} {}", answer.text());
        };
        let cookie = ("cookie", cookie.as_str());
        check(&[cookie, ("sec-fetch-site", "same-origin")], true).await;
        check(&[cookie, ("sec-fetch-site", "none")], true).await;
        check(&[cookie, ("sec-fetch-site", "cross-site")], false).await;
        check(&[cookie, ("sec-fetch-site", "same-site")], false).await;
        check(&[cookie, ("origin", "https://terms.example")], true).await;
        check(&[cookie, ("origin", "https://evil.example")], false).await;
        check(&[cookie, ("origin", "null")], false).await;
        check(&[cookie], false).await;
        let bearer = format!("Bearer {}", cast.ada);
        check(&[("authorization", &bearer)], true).await;
        check(
            &[
                ("authorization", &bearer),
                cookie,
                ("sec-fetch-site", "cross-site"),
            ],
            false,
        )
        .await;
    }
}

#[tokio::test]
async fn reading_writes_nothing() {
    for stage in stages().await {
        let table = stage.table();
        assert!(table.rows().iter().any(|row| row.method == Method::POST));
        for path in table
            .rows()
            .iter()
            .filter(|row| row.method != Method::GET)
            .map(|row| row.path)
        {
            if table
                .rows()
                .iter()
                .any(|row| row.path == path && row.method == Method::GET)
            {
                continue;
            }
            let path = path
                .replace("{p}", "words")
                .replace("{e}", "1")
                .replace(['{', '}'], "");
            let answer = stage
                .send(request(Method::GET, &path, "", &Value::Null))
                .await;
            assert!(
                matches!(answer.status.as_u16(), 404 | 405),
                "GET {path} is {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn browsers_are_told_what_not_to_do() {
    for stage in stages().await {
        for path in [
            "/",
            "/sign-in",
            "/nowhere",
            "/api",
            "/api/v1/processes",
            "/healthz",
            "/robots.txt",
        ] {
            let answer = stage
                .send(request(Method::GET, path, "", &Value::Null))
                .await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(
                answer.header("cross-origin-opener-policy"),
                "same-origin",
                "{path}"
            );
            assert!(
                answer
                    .header("strict-transport-security")
                    .contains("max-age"),
                "{path}"
            );
            let policy = answer.header("content-security-policy");
            assert!(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
            let page = answer.text();
            for script in page
                .split("<script")
                .skip(1)
                .map(|rest| rest.split('>').next().unwrap_or_default())
            {
                let nonce = script
                    .split("nonce=\"")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next())
                    .unwrap_or("none");
                assert!(policy.contains(nonce), "{path}: {script}");
            }
        }
    }
}

#[tokio::test]
async fn whoever_asks_too_often_waits() {
    let rates = Rates {
        sign_in: 3,
        mail: 2,
        write: 20,
    };
    for stage in stages_with(rates).await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "words", "public").await;
        let interest = json!({"name": "Eve", "email": "eve@example.org", "group": "makers", "statement": "Me."});
        let wish = || {
            stage.ask(
                Method::POST,
                "/processes/words/interests",
                "",
                interest.clone(),
            )
        };
        wish().await.expect(StatusCode::CREATED);
        wish().await.expect(StatusCode::CREATED);
        check_waits(&wish().await);
        let mut statuses = Vec::new();
        for _ in 0..25 {
            statuses.push(
                stage
                    .ask(Method::POST, "/processes", "", Value::Null)
                    .await
                    .status
                    .as_u16(),
            );
        }
        assert_eq!((statuses[0], statuses[24]), (401, 429));
        stage.get("/processes/words", "").await;
    }
}

fn check_waits(answer: &Answer) {
    answer.problem(429, &[]);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() <= 60);
}

#[tokio::test]
async fn who_is_not_signed_in_is_shown_the_way() {
    for stage in stages().await {
        let answer = stage
            .send(request(Method::GET, "/account", "", &Value::Null))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), "/sign-in?to=%2Faccount");
    }
}

#[tokio::test]
async fn links_follow_the_settings_and_not_the_request() {
    for mut stage in stages().await {
        let cast_letter = |stage: &mut Stage| stage.letters.try_recv().unwrap();
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "words", "public").await;
        let body = json!({"email": "new@example.org", "role": "participant", "group": "makers"});
        let mut invite = request(
            Method::POST,
            "/api/v1/processes/words/members",
            &carla,
            &body,
        );
        invite
            .headers_mut()
            .insert("host", "evil.example".parse().unwrap());
        invite
            .headers_mut()
            .insert("x-forwarded-host", "evil.example".parse().unwrap());
        assert_eq!(stage.send(invite).await.status, StatusCode::CREATED);
        let letter = cast_letter(&mut stage);
        assert!(
            letter.body.contains("https://terms.example/") && !letter.body.contains("evil"),
            "{}",
            letter.body
        );
    }
}
