//! Live events: nothing missed, nothing for those who may not know.

use std::time::Duration;

use axum::{
    body::BodyDataStream,
    http::{Method, StatusCode},
};
use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::common::{
    Stage,
    cast::{self, Cast},
    request, stages,
};

/// A stream of events, read line by line.
struct Events {
    body: BodyDataStream,
    text: String,
}

impl Events {
    async fn follow(stage: &Stage, path: &str, token: &str, last: Option<u64>) -> Self {
        let mut request = request(Method::GET, &format!("/api/v1{path}"), token, &Value::Null);
        if let Some(last) = last {
            request.headers_mut().insert("last-event-id", last.into());
        }
        let response = stage.front.answer(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self {
            body: response.into_body().into_data_stream(),
            text: String::new(),
        }
    }

    /// The next event: its id and its line. Nothing when the stream ends.
    async fn next(&mut self) -> Option<(u64, Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    event
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .map(str::trim)
                };
                let event = field("id:").map(|id| {
                    (
                        id.parse().unwrap(),
                        serde_json::from_str(field("data:").unwrap()).unwrap(),
                    )
                });
                self.text = rest.to_owned();
                if event.is_some() {
                    return event;
                }
                continue;
            }
            let piece = tokio::time::timeout(Duration::from_secs(20), self.body.next())
                .await
                .expect("something is sent");
            self.text
                .push_str(std::str::from_utf8(&piece?.unwrap()).unwrap());
        }
    }
}

#[tokio::test]
async fn a_reader_misses_nothing() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let seq = cast.stage.get("/processes/words", "").await["seq"]
            .as_u64()
            .unwrap();
        let mut events = Events::follow(&cast.stage, "/processes/words/events", "", None).await;
        cast.entry("Patch").await;
        let (id, line) = events.next().await.unwrap();
        assert_eq!(
            (id, line["act"].as_str().unwrap()),
            (seq + 1, "entry.proposed")
        );
        drop(events);

        cast.entry("Update").await;
        cast.entry("Fix").await;
        let mut again = Events::follow(&cast.stage, "/processes/words/events", "", Some(id)).await;
        assert_eq!(again.next().await.unwrap().0, seq + 2);
        assert_eq!(again.next().await.unwrap().0, seq + 3);

        let mut whole =
            Events::follow(&cast.stage, "/processes/words/events?after=0", "", None).await;
        for expected in 1..=seq + 3 {
            assert_eq!(whole.next().await.unwrap().0, expected);
        }
        cast.stage.site.close();
        assert_eq!(whole.next().await, None, "streams end when the site closes");
    }
}

#[tokio::test]
async fn who_leaves_hears_no_more() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "inside", "members").await;
        let ada = cast::member(&stage, &carla, "inside", "ada", "participant").await;
        let stranger = stage.person("stranger", false).await;
        for token in ["", &stranger] {
            stage
                .ask(Method::GET, "/processes/inside/events", token, Value::Null)
                .await
                .problem(404, &[]);
        }
        let mut events = Events::follow(&stage, "/processes/inside/events", &ada, None).await;
        stage
            .post("/processes/inside/entries", &ada, cast::new_entry("Patch"))
            .await;
        assert_eq!(events.next().await.unwrap().1["act"], "entry.proposed");
        let removed = stage
            .ask(
                Method::DELETE,
                "/processes/inside/members/2",
                &carla,
                json!({"reason": "Moved on."}),
            )
            .await;
        assert_eq!(removed.status, StatusCode::OK, "{}", removed.text());
        assert_eq!(events.next().await, None);
    }
}
