//! Rooms of meetings as they go on: what all see alike, and that nothing in it is anybody's own.

use axum::{body::BodyDataStream, http::Method};
use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::common::{Stage, cast::Cast, form, request, stages};

const HOME: &str = "/processes/words/meetings/1";
const LIVE: &str = "/p/words/meetings/1/live";

/// A stream of regions.
struct Regions {
    body: BodyDataStream,
    text: String,
}

impl Regions {
    async fn follow(stage: &Stage, path: &str, token: &str) -> Self {
        let request = request(Method::GET, path, token, &Value::Null);
        let response = stage.front.answer(request).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self {
            body: response.into_body().into_data_stream(),
            text: String::new(),
        }
    }

    /// The next state of a region that holds these words.
    async fn until(&mut self, id: &str, words: &str) -> String {
        loop {
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data:"));
                let region: Value =
                    data.map_or(Value::Null, |it| serde_json::from_str(it).unwrap());
                self.text = rest.to_owned();
                let html = region["html"].as_str().unwrap_or_default();
                if region["id"] == id && html.contains(words) {
                    return html.to_owned();
                }
            }
            let chunk = self.body.next().await.expect("the stream goes on").unwrap();
            self.text.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

/// A running meeting with a straw poll that is open.
async fn begin(cast: &Cast) {
    let stage = &cast.stage;
    cast.entry("Patch").await;
    let new = json!({
        "title": "First meeting",
        "starts_at": stage.now_plus_days(1),
        "agenda": [{"title": "Patch", "entry": 1}],
    });
    stage
        .post("/processes/words/meetings", &cast.carla, new)
        .await;
    for (path, body) in [
        ("state", json!({"state": "running"})),
        ("current", json!({"item": 1})),
    ] {
        stage
            .put(&format!("{HOME}/{path}"), &cast.carla, body)
            .await;
    }
    let poll = json!({"question": "Which?", "options": ["One", "Two"]});
    stage
        .post(&format!("{HOME}/polls"), &cast.carla, poll)
        .await;
}

#[tokio::test]
async fn what_all_see_says_nothing_of_who_it_was_read_for() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        begin(&cast).await;
        let choice = format!("{HOME}/polls/1/choice");
        cast.stage
            .put(&choice, &cast.ada, json!({"option": 2}))
            .await;
        let call = json!({
            "subject": {"kind": "wording", "entry": 1, "wording": 1},
            "closes_at": cast.stage.now_plus_days(3),
            "blind": true,
        });
        cast.stage
            .post("/processes/words/calls", &cast.carla, call)
            .await;
        let position = "/processes/words/calls/1/position";
        cast.stage
            .put(position, &cast.ada, json!({"stance": "support"}))
            .await;

        // Ada is the first to look, so the room is read in her name.
        let mut first = Regions::follow(&cast.stage, LIVE, &cast.ada).await;
        for (region, words) in [("room-call", "Your position"), ("room-poll", "1 of 1 here")] {
            let html = first.until(region, words).await;
            assert!(!html.contains(r#"aria-pressed="true""#), "{html}");
        }
        let page = request(
            Method::GET,
            "/p/words/meetings/1/room",
            &cast.ada,
            &Value::Null,
        );
        let own = cast.stage.send(page).await.text();
        assert_eq!(own.matches(r#"aria-pressed="true""#).count(), 2);
    }
}

#[tokio::test]
async fn a_room_shows_at_once_what_happens_and_what_is_typed() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        begin(&cast).await;
        let screen = format!("{LIVE}?as=screen");
        let mut screen = Regions::follow(&cast.stage, &screen, "").await;
        screen.until("room-poll", "0 of 0 here").await;
        let choice = format!("{HOME}/polls/1/choice");
        cast.stage
            .put(&choice, &cast.ben, json!({"option": 1}))
            .await;
        screen.until("room-poll", "1 of 1 here").await;
        let typed = json!({"entry": 1, "base": 1, "changes": {"definition": "A mend."}});
        cast.stage
            .put(&format!("{HOME}/draft"), &cast.ada, typed)
            .await;
        let shown = screen.until("room-typing", "mend").await;
        assert!(shown.contains("<ins"), "{shown}");
        // A screen has nothing to press.
        assert!(!shown.contains("<button"));
        let closed = json!({"state": "closed"});
        let state = format!("{HOME}/polls/1/state");
        cast.stage.put(&state, &cast.carla, closed).await;
        screen.until("room-poll", "binds nobody").await;
    }
}

#[tokio::test]
async fn a_refused_form_of_the_convener_keeps_what_was_typed() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        begin(&cast).await;
        let closed = json!({"state": "closed"});
        let state = format!("{HOME}/polls/1/state");
        cast.stage.put(&state, &cast.carla, closed).await;
        let cookie = cast.stage.cookie("carla").await;
        let typed = "form=poll&question=Which+layer%3F&options=Only+one";
        let sent = form("/p/words/meetings/1/room/polls", &cookie, typed);
        let answer = cast.stage.send(sent).await;
        assert_eq!(answer.status, 422);
        let page = answer.text();
        for kept in ["Which layer?", "Only one", "2 to 12 options"] {
            assert!(page.contains(kept), "{kept}");
        }

        // Nobody closes a call before its time without a reason.
        let call = json!({
            "subject": {"kind": "wording", "entry": 1, "wording": 1},
            "closes_at": cast.stage.now_plus_days(1),
        });
        let call = cast.stage.post("/processes/words/calls", &cast.carla, call);
        call.await;
        let closure = "/p/words/meetings/1/room/calls/1/closure";
        let early = form(closure, &cookie, "form=closure&statement=");
        let answer = cast.stage.send(early).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("Say why the call closes"));
        let early = form(closure, &cookie, "form=closure&statement=All+have+spoken.");
        assert_eq!(cast.stage.send(early).await.status, 303);
        let call = cast.stage.get("/processes/words/calls/1", &cast.ada).await;
        // Nobody has days to contest it here.
        assert_eq!(call["state"], "final");
    }
}

#[tokio::test]
async fn a_process_that_is_only_announced_may_meet() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        let process = json!({
            "slug": "early", "title": "Early", "charter": "We begin.", "licence": "CC0-1.0",
            "languages": ["en"], "groups": [{"slug": "makers", "name": "Makers"}], "visibility": "public",
        });
        stage.post("/processes", &carla, process).await;
        let new =
            json!({"title": "To begin", "starts_at": stage.now_plus_days(1), "announced": true});
        stage.post("/processes/early/meetings", &carla, new).await;
        let page = async |path: &str, token: &str| {
            let asked = request(Method::GET, path, token, &Value::Null);
            stage.send(asked).await.text()
        };
        assert!(
            page("/p/early/meetings", &carla)
                .await
                .contains("/p/early/meetings/new")
        );
        assert!(
            page("/p/early/meetings/1", &carla)
                .await
                .contains("/p/early/meetings/1/edit")
        );
        assert!(page("/p/early", "").await.contains("To begin"));
        assert!(page("/", "").await.contains("To begin"));
    }
}
