//! Public review by URL: programs and people without an account, with forms and without scripts.

mod people;
mod programs;

use crate::common::{Answer, BASE, Stage, cast::Cast, request};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

const REVIEW: &str = "/processes/words/reviews/1";
const TYPED: &str = "Why <b>not</b> & when?";

/// A review of Ada's entry, open for ten days.
async fn opened(stage: Stage) -> Cast {
    let cast = Cast::new(stage).await;
    cast.entry("Patch").await;
    let body = json!({"title": "First draft", "entries": [{"entry": 1}], "closes_at": "2016-10-29T15:00:00Z"});
    let made = cast
        .stage
        .post("/processes/words/reviews", &cast.carla, body)
        .await;
    assert_eq!(
        (&made["number"], &made["state"]),
        (&json!(1), &json!("open"))
    );
    cast
}

fn comment(email: &str) -> Value {
    json!({"name": "Iris Quist", "organisation": "=Quist", "interest": "users", "email": email, "entry": 1, "body": "=1+1"})
}

/// The token in the newest letter.
fn token(stage: &mut Stage) -> String {
    let letters: Vec<_> = std::iter::from_fn(|| stage.letters.try_recv().ok()).collect();
    let body = &letters.last().unwrap().body;
    let link = body.lines().find(|line| line.starts_with(BASE)).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

async fn form(stage: &Stage, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin");
    if !cookie.is_empty() {
        request = request.header(header::COOKIE, cookie);
    }
    stage.send(request.body(body.into()).unwrap()).await
}

async fn page(stage: &Stage, path: &str) -> Answer {
    let mut request = request(Method::GET, path, "", &Value::Null);
    request
        .headers_mut()
        .insert("accept", "text/html".parse().unwrap());
    stage.send(request).await
}
