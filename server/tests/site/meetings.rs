//! Meetings by the API: planned, held and written up, on the record and beside it.

use axum::http::{Method, StatusCode};
use domain::recount;
use serde_json::{Value, json};

use crate::common::{cast::Cast, stages};

const HOME: &str = "/processes/words/meetings";

/// A cast with an entry, before the first meeting.
async fn casts() -> Vec<Cast> {
    let mut casts = Vec::new();
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        casts.push(cast);
    }
    casts
}

async fn plan(cast: &Cast) -> Value {
    let new = json!({
        "title": "First meeting",
        "starts_at": cast.stage.now_plus_days(1),
        "place": "Austin",
        "link": "https://meet.example.org/one",
        "agenda": [
            {"title": "Welcome", "minutes": 5},
            {"title": "Patch", "entry": 1, "minutes": 20},
        ],
        "suggestions_until": cast.stage.now_plus_days(1),
    });
    cast.stage.post(HOME, &cast.carla, new).await
}

/// The same, running, with Ada and Ben checked in.
async fn begin(cast: &Cast) {
    let stage = &cast.stage;
    plan(cast).await;
    stage.wait_days(1);
    let running = json!({"state": "running"});
    stage
        .put(&format!("{HOME}/1/state"), &cast.carla, running)
        .await;
    for token in [&cast.ada, &cast.ben] {
        let here = json!({"present": true});
        stage
            .put(&format!("{HOME}/1/attendance"), token, here)
            .await;
    }
}

#[tokio::test]
async fn a_meeting_is_planned_changed_and_cancelled() {
    for cast in casts().await {
        let stage = &cast.stage;
        let planned = plan(&cast).await;
        assert_eq!(planned["number"], 1);
        assert_eq!(planned["state"], "planned");
        assert_eq!(planned["agenda"][1]["number"], 2);
        assert_eq!(planned["agenda"][1]["about"]["term"], "Patch");
        assert_eq!(planned["minutes_planned"], 25);
        // The address to join is for members, and not on the record.
        assert_eq!(planned["link"], "https://meet.example.org/one");
        let seen = stage.get(&format!("{HOME}/1"), "").await;
        assert_eq!(
            (&seen["link"], &seen["remote"]),
            (&Value::Null, &json!(true))
        );
        let record = stage
            .ask(Method::GET, "/processes/words/record", "", Value::Null)
            .await;
        assert!(!record.text().contains("meet.example.org"));

        let new = json!({"title": "Orphans", "minutes": 10, "reason": "Nobody answers for them."});
        stage
            .post(&format!("{HOME}/1/suggestions"), &cast.ada, new)
            .await;
        let answer = json!({"taken": true});
        let path = format!("{HOME}/1/suggestions/1/answer");
        let taken = stage.put(&path, &cast.carla, answer).await;
        assert_eq!(taken["agenda"][2]["title"], "Orphans");

        let moved = json!({"agenda": [{"number": 3, "title": "Orphans first"}, {"title": "New"}]});
        let changed = stage.patch(&format!("{HOME}/1"), &cast.carla, moved).await;
        let numbers = changed["agenda"].as_array().unwrap().iter();
        assert_eq!(numbers.map(|it| &it["number"]).collect::<Vec<_>>(), [3, 4]);

        let wrong = json!({"title": "X", "starts_at": "2015-01-01T00:00:00Z"});
        stage
            .ask(Method::POST, HOME, &cast.carla, wrong)
            .await
            .problem(422, &["starts_at"]);
        let cancelled = json!({"state": "cancelled"});
        stage
            .ask(
                Method::PUT,
                &format!("{HOME}/1/state"),
                &cast.carla,
                cancelled,
            )
            .await
            .problem(422, &["reason"]);
        let cancelled = json!({"state": "cancelled", "reason": "Snow."});
        let over = stage
            .put(&format!("{HOME}/1/state"), &cast.carla, cancelled)
            .await;
        assert_eq!(over["cancelled"], "Snow.");
        let listed = stage.get(HOME, "").await;
        assert_eq!(listed["items"][0]["state"], "cancelled");
    }
}

#[tokio::test]
async fn straw_polls_show_totals_and_never_who_chose_what() {
    for cast in casts().await {
        let stage = &cast.stage;
        begin(&cast).await;
        let poll = json!({"question": "Which layer?", "options": ["Firmware", "All of them"]});
        let opened = stage
            .post(&format!("{HOME}/1/polls"), &cast.carla, poll.clone())
            .await;
        assert_eq!(
            (&opened["number"], &opened["state"]),
            (&json!(1), &json!("open"))
        );
        stage
            .ask(Method::POST, &format!("{HOME}/1/polls"), &cast.carla, poll)
            .await
            .problem(409, &[]);
        let choice = format!("{HOME}/1/polls/1/choice");
        stage.put(&choice, &cast.ada, json!({"option": 1})).await;
        stage.put(&choice, &cast.ada, json!({"option": 2})).await;
        let mine = stage
            .put(&choice, &cast.ben, json!({"option": "all of them"}))
            .await;
        assert_eq!((&mine["answered"], &mine["mine"]), (&json!(2), &json!(2)));
        assert_eq!(mine["options"][1]["count"], Value::Null);
        stage
            .ask(Method::PUT, &choice, &cast.ben, json!({"option": 3}))
            .await
            .problem(422, &["option"]);
        let state = format!("{HOME}/1/polls/1/state");
        let closed = stage
            .put(&state, &cast.carla, json!({"state": "closed"}))
            .await;
        assert_eq!(closed["options"][0]["count"], 0);
        assert_eq!(closed["options"][1]["count"], 2);
        assert_eq!(closed["mine"], Value::Null);
        stage
            .ask(Method::PUT, &choice, &cast.ben, json!({"option": 1}))
            .await
            .problem(409, &[]);
        let record = stage
            .ask(Method::GET, "/processes/words/record", "", Value::Null)
            .await
            .text();
        assert!(record.contains(r#""totals":[0,2]"#), "{record}");
        assert_eq!(record.matches("poll.").count(), 2);
    }
}

#[tokio::test]
async fn hands_wait_in_turn_and_are_live_only() {
    for cast in casts().await {
        let stage = &cast.stage;
        begin(&cast).await;
        let hands = format!("{HOME}/1/hands");
        let before = stage.get("/processes/words", "").await["seq"].clone();
        for token in [&cast.ben, &cast.ada, &cast.ben] {
            stage.post(&hands, token, json!({})).await;
        }
        let room = stage.get(&format!("{HOME}/1/room"), "").await;
        let names = |room: &Value| {
            let hands = room["hands"].as_array().unwrap().iter();
            hands
                .map(|it| it["person"]["name"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&room).len(), 2);
        // The clock stands still: of hands raised together the lower number comes first, and that is Ada's.
        let ada = room["hands"][0]["person"]["number"].clone();
        let floor = format!("{hands}/{ada}/floor");
        let speaking = stage.put(&floor, &cast.carla, json!({})).await;
        assert_eq!(speaking["floor"]["person"]["number"], ada);
        assert_eq!(names(&speaking).len(), 1);
        let back = stage
            .ask(
                Method::DELETE,
                &format!("{hands}/{ada}"),
                &cast.carla,
                json!({}),
            )
            .await
            .expect(StatusCode::OK);
        assert_eq!(back["floor"], Value::Null);
        let turns = back["spoken"].as_array().unwrap().iter();
        assert_eq!(
            turns.map(|it| it["turns"].as_u64().unwrap()).sum::<u64>(),
            1
        );
        let down = stage
            .ask(Method::DELETE, &hands, &cast.ben, json!({}))
            .await
            .expect(StatusCode::OK);
        assert!(names(&down).is_empty());
        stage
            .ask(Method::PUT, &floor, &cast.ada, json!({}))
            .await
            .problem(403, &[]);
        assert_eq!(stage.get("/processes/words", "").await["seq"], before);
    }
}

#[tokio::test]
async fn what_is_typed_is_seen_as_a_redline_by_all() {
    for cast in casts().await {
        let stage = &cast.stage;
        begin(&cast).await;
        let draft = format!("{HOME}/1/draft");
        let typed = |words: &str| json!({"entry": 1, "base": 1, "changes": {"definition": words}});
        stage.put(&draft, &cast.ben, typed("Ben's words.")).await;
        let room = stage
            .put(&draft, &cast.ada, typed("A change that mends."))
            .await;
        // Ada proposed the entry and holds its pen.
        assert_eq!(room["drafts"][0]["pen"], true);
        assert_eq!(room["drafts"][1]["pen"], false);
        let ops = room["drafts"][0]["fields"]["definition"]["ops"].to_string();
        assert!(ops.contains("insert") && ops.contains("mends"), "{ops}");
        let tick = room["tick"].as_u64().unwrap();
        stage
            .ask(Method::DELETE, &draft, &cast.ben, json!({}))
            .await
            .expect(StatusCode::OK);
        let room = stage.get(&format!("{HOME}/1/room"), "").await;
        assert_eq!(room["drafts"].as_array().unwrap().len(), 1);
        assert!(room["tick"].as_u64().unwrap() > tick);
        let unknown = json!({"entry": 1, "base": 9, "changes": {}});
        let refused = stage.ask(Method::PUT, &draft, &cast.ada, unknown).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_whole_meeting_is_on_the_record_and_can_be_recounted() {
    for cast in casts().await {
        let stage = &cast.stage;
        begin(&cast).await;
        let put = async |path: &str, token: &str, body: Value| {
            stage.put(&format!("{HOME}/1/{path}"), token, body).await
        };
        let post = async |path: &str, token: &str, body: Value| {
            stage.post(&format!("{HOME}/1/{path}"), token, body).await
        };
        let ben =
            stage.get(&format!("{HOME}/1/attendance"), "").await["items"][1]["number"].clone();
        put("note-taker", &cast.carla, json!({"member": ben})).await;
        put("current", &cast.carla, json!({"item": 2})).await;
        post("notes", &cast.ben, json!({"body": "Levels were named."})).await;
        stage
            .ask(
                Method::POST,
                &format!("{HOME}/1/notes"),
                &cast.ada,
                json!({"body": "Mine."}),
            )
            .await
            .problem(403, &[]);
        let action = json!({"body": "List the layers.", "owner": ben, "due": "2016-11-01"});
        let assigned = post("actions", &cast.carla, action).await;
        assert_eq!(
            (&assigned["item"], &assigned["state"]),
            (&json!(2), &json!("open"))
        );
        post("polls", &cast.carla, json!({"question": "Warm?"})).await;
        put("polls/1/choice", &cast.ada, json!({"option": "Support"})).await;
        let met = put("state", &cast.carla, json!({"state": "ended"})).await;
        assert_eq!(
            (&met["state"], &met["present"]),
            (&json!("ended"), &json!(0))
        );
        assert_eq!(met["polls"][0]["options"][0]["count"], 1);
        put("actions/1/state", &cast.ben, json!({"state": "done"})).await;
        let note = format!("{HOME}/1/notes/1");
        let words = json!({"body": "Three levels were named."});
        let changed = stage.patch(&note, &cast.ben, words).await;
        assert_eq!(changed["notes"][0]["body"], "Three levels were named.");

        let record = stage
            .ask(Method::GET, "/processes/words/record", "", Value::Null)
            .await
            .text();
        let report = recount::recount(record, None);
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    }
}
