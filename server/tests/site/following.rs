//! How programs follow a glossary: lists that say whether they changed, the form that is asked for, and what scripts of
//! other sites may read.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde_json::{Value, json};

use crate::common::{Answer, Stage, cast::Cast, request, stages};

/// A process with one released term.
async fn released(stage: Stage) -> Cast {
    let cast = Cast::new(stage).await;
    cast.entry("Patch").await;
    let stage = &cast.stage;
    let call = json!({
        "subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z",
    });
    stage
        .post("/processes/words/calls", &cast.carla, call)
        .await;
    for token in [&cast.ada, &cast.ben] {
        let position = json!({"stance": "support"});
        stage
            .put("/processes/words/calls/1/position", token, position)
            .await;
    }
    let closure = "/processes/words/calls/1/closure";
    stage.post(closure, &cast.carla, json!({})).await;
    let notes = json!({"notes": "So far."});
    stage
        .post("/processes/words/releases", &cast.carla, notes)
        .await;
    cast
}

async fn get(stage: &Stage, path: &str, name: header::HeaderName, value: &str) -> Answer {
    let mut asked = request(Method::GET, path, "", &Value::Null);
    let headers: &mut HeaderMap = asked.headers_mut();
    headers.insert(name, HeaderValue::from_str(value).unwrap());
    stage.send(asked).await
}

#[tokio::test]
async fn who_asks_again_learns_that_nothing_changed() {
    for stage in stages().await {
        let cast = released(stage).await;
        let stage = &cast.stage;
        let paths = [
            "/g/words/releases.json",
            "/g/words/feed.atom",
            "/g/words/1.0.0/dcat.jsonld",
        ];
        let mut tags = Vec::new();
        for path in paths {
            let first = get(stage, path, header::ACCEPT, "*/*").await;
            assert_eq!(first.status, StatusCode::OK);
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.len() == 66, "{path}: {tag}");
            for known in [tag.clone(), format!("\"other\", W/{tag}")] {
                let again = get(stage, path, header::IF_NONE_MATCH, &known).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
                assert_eq!(again.body, b"", "{path}");
                assert_eq!(again.header("access-control-allow-origin"), "*");
                assert_eq!(again.header("cache-control"), "public, max-age=60");
            }
            tags.push(tag);
        }
        stage.wait_days(3);
        let yank = "/processes/words/releases/1.0.0/yank";
        let reason = json!({"reason": "A slip."});
        stage.post(yank, &cast.carla, reason).await;
        for (path, tag) in paths.into_iter().zip(tags) {
            let changed = get(stage, path, header::IF_NONE_MATCH, &tag).await;
            assert_eq!(changed.status, StatusCode::OK, "{path}");
            assert_ne!(changed.header("etag"), tag, "{path}");
        }
    }
}

/// A feed reader shows what is newer than what it knows: a mark that nobody is shown protects nobody.
#[tokio::test]
async fn a_feed_tells_that_a_release_is_not_to_be_used() {
    for stage in stages().await {
        let cast = released(stage).await;
        let stage = &cast.stage;
        let feed = async || {
            get(stage, "/g/words/feed.atom", header::ACCEPT, "*/*")
                .await
                .text()
        };
        let updated = |day: u32| format!("<updated>2016-10-{day}T15:00:00+00:00</updated>");
        assert_eq!(feed().await.matches(&updated(19)).count(), 2);
        stage.wait_days(3);
        let yank = "/processes/words/releases/1.0.0/yank";
        let yanked = stage
            .post(yank, &cast.carla, json!({"reason": "A slip."}))
            .await;
        assert_eq!(yanked["yanked"], "A slip.");
        assert_eq!(yanked["yanked_at"], "2016-10-22T15:00:00.000Z");
        let after = feed().await;
        assert_eq!(after.matches(&updated(22)).count(), 2, "{after}");
        assert!(after.contains("<published>2016-10-19T15:00:00+00:00</published>"));
        assert!(after.contains("Do not use this release: A slip."));
        let list = get(stage, "/g/words/releases.json", header::ACCEPT, "*/*").await;
        let item = &list.json()["items"][0];
        assert_eq!(item["yanked_at"], "2016-10-22T15:00:00.000Z");
    }
}

#[tokio::test]
async fn whoever_names_a_form_is_led_to_it() {
    let cast = released(stages().await.remove(0)).await;
    let stage = &cast.stage;
    for (accept, form) in [
        ("application/zip", "1.0.0.zip"),
        ("application/*", "1.0.0.json"),
        (
            "text/turtle;q=0.8, application/ld+json;q=0.9",
            "1.0.0.jsonld",
        ),
        ("text/markdown", "1.0.0.md"),
        ("text/markdown; variant=mdBook", "1.0.0.mdbook.md"),
        (
            "application/ld+json; profile=\"http://www.w3.org/ns/json-ld#compacted\"",
            "1.0.0.jsonld",
        ),
        (
            "application/yaml; variant=mrg, text/html;q=0.5",
            "1.0.0.mrg.yaml",
        ),
        ("image/png", "1.0.0/"),
    ] {
        let led = get(stage, "/g/words", header::ACCEPT, accept).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER, "{accept}");
        assert_eq!(
            led.header("location"),
            format!("/g/words/{form}"),
            "{accept}"
        );
        assert_eq!(led.header("vary"), "accept");
    }
}

#[tokio::test]
async fn scripts_of_other_sites_and_feed_readers_find_their_way() {
    let cast = released(stages().await.remove(0)).await;
    let stage = &cast.stage;
    for path in ["/g/words/1.0.0.ttl", "/g/words/releases.json"] {
        let exposed = get(stage, path, header::ACCEPT, "*/*").await;
        let exposed = exposed.header("access-control-expose-headers").to_owned();
        for name in ["etag", "link", "repr-digest"] {
            assert!(
                exposed.split(", ").any(|it| it == name),
                "{path}: {exposed}"
            );
        }
    }
    for page in ["/g/words/1.0.0/", "/p/words/releases"] {
        let page = get(stage, page, header::ACCEPT, "text/html").await;
        let links = page.header("link").to_owned();
        let feed = "/g/words/feed.atom>; rel=\"alternate\"; type=\"application/atom+xml\"";
        assert!(links.contains(feed), "{links}");
    }
    let page = get(stage, "/p/words/releases", header::ACCEPT, "text/html").await;
    assert!(page.text().contains("href=\"/g/words/feed.atom\""));
}

/// The first answer is made by its route, the ones after it come from memory.
#[tokio::test]
async fn a_file_that_is_kept_says_what_it_said_before() {
    for stage in stages().await {
        let cast = released(stage).await;
        let stage = &cast.stage;
        for path in ["/g/words/1.0.0.json", "/g/words/1.0.0.html"] {
            for coding in ["identity", "br", "gzip;q=0.5, zstd"] {
                // Whoever shows a token is looked at first.
                let mut asked = request(Method::GET, path, &cast.ada, &Value::Null);
                let accepted = HeaderValue::from_str(coding).unwrap();
                asked
                    .headers_mut()
                    .insert(header::ACCEPT_ENCODING, accepted);
                let first = stage.send(asked).await;
                let kept = get(stage, path, header::ACCEPT_ENCODING, coding).await;
                assert_eq!(kept.status, StatusCode::OK);
                assert_eq!(kept.body, first.body, "{path}, {coding}");
                assert_eq!(kept.headers, first.headers, "{path}, {coding}");
                for name in [
                    "strict-transport-security",
                    "link",
                    "content-security-policy",
                ] {
                    assert!(kept.headers.contains_key(name), "{path} says no {name}");
                }
            }
            let tag = get(stage, path, header::ACCEPT, "*/*").await;
            let known = get(stage, path, header::IF_NONE_MATCH, tag.header("etag")).await;
            assert_eq!(known.status, StatusCode::NOT_MODIFIED);
            assert!(known.body.is_empty() && !known.headers.contains_key("content-type"));
            for name in ["etag", "vary", "cache-control", "link"] {
                assert_eq!(known.header(name), tag.header(name), "{path}");
            }
            let stranger = request(Method::GET, path, "opens-nothing", &Value::Null);
            let stranger = stage.send(stranger).await;
            assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}
