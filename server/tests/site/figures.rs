//! Figures by URL: as JSON, as tables and on pages, for those who may read the process.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{
    Stage,
    cast::{self, Cast},
    request, stages,
};

/// What a page or a file says to who asks with this token.
async fn read(stage: &Stage, path: &str, token: &str) -> String {
    let asked = request(Method::GET, path, token, &Value::Null);
    let answer = stage.send(asked).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text()
}

async fn call(cast: &Cast, blind: bool) {
    let call = json!({
        "subject": {"kind": "wording", "entry": 1, "wording": 1},
        "closes_at": "2016-11-19T15:00:00Z", "blind": blind,
    });
    cast.stage
        .post("/processes/words/calls", &cast.carla, call)
        .await;
}

async fn take(cast: &Cast, token: &str, body: Value) {
    cast.stage
        .put("/processes/words/calls/1/position", token, body)
        .await;
}

#[tokio::test]
async fn figures_are_read_as_json_as_tables_and_on_pages() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        let empty = read(stage, "/p/words/neutrality", "").await;
        for words in [
            "holds no position",
            "Nobody had to wait yet",
            "No entry was called yet",
            "Nobody was limited yet",
        ] {
            assert!(empty.contains(words), "{words}");
        }
        let empty = read(stage, "/p/words/figures", "").await;
        assert!(empty.contains("Nobody spoke yet") && empty.contains("No entries yet"));

        cast.entry("Patch").await;
        call(&cast, false).await;
        let before = read(stage, "/p/words/calls/1", "").await;
        assert!(!before.contains("Positions over time"), "nobody spoke");
        stage.wait_days(1);
        let objects =
            json!({"stance": "object", "reason": "Too wide.", "would_resolve": "Narrower."});
        take(&cast, &cast.ben, objects).await;
        stage.wait_days(2);
        let extension = json!({"closes_at": "2016-12-19T15:00:00Z", "reason": "More <time>."});
        stage
            .put("/processes/words/calls/1/extension", &cast.carla, extension)
            .await;
        take(&cast, &cast.ada, json!({"stance": "support"})).await;

        let told = stage.get("/processes/words/neutrality", "").await;
        let makers = &told["responses"]["groups"][0];
        assert_eq!(makers["group"], "makers");
        assert_eq!(makers["objections"]["median_seconds"], 2 * 86_400);
        assert_eq!(told["agenda"]["groups"][0]["calls"], 1);
        assert_eq!(told["limits"][0]["kind"], "call_extended");
        assert_eq!(told["limits"][0]["reason"], "More <time>.");
        let page = read(stage, "/p/words/neutrality", "").await;
        for words in [
            "48 hours",
            "More &lt;time&gt;.",
            "1 of 1",
            "Moved the closing of a call to later",
        ] {
            assert!(page.contains(words), "{words} in {page}");
        }

        let held = stage
            .get("/processes/words/calls/1/positions-over-time", "")
            .await;
        let objecting: Vec<_> = held["points"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["object"].clone())
            .collect();
        assert_eq!(objecting, [0, 1, 1]);
        let page = read(stage, "/p/words/calls/1", "").await;
        for part in [
            "Positions over time",
            "role=\"img\"",
            "class=\"object\"",
            "1 object",
            "positions-over-time.csv",
        ] {
            assert!(page.contains(part), "{part}");
        }
        let page = read(stage, "/p/words/figures", "").await;
        for part in [
            "Share of voice by group",
            "Entries by status over time",
            "1 of 1",
            "class=\"called\"",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains(" style="), "the policy of pages forbids it");

        for (path, head) in [
            (
                "neutrality.csv",
                "figure,group,group_name,about,measure,value,at,until,reason\r\n",
            ),
            (
                "figures/voice.csv",
                "group,group_name,participants,proposals,redlines,comments,positions\r\n",
            ),
            (
                "figures/entries.csv",
                "at,proposed,discussed,called,agreed,withdrawn,retired,released\r\n",
            ),
            (
                "calls/1/positions-over-time.csv",
                "at,support,accept,concern,object,abstain,silent,recused\r\n",
            ),
        ] {
            let path = format!("/api/v1/processes/words/{path}");
            let answer = stage
                .send(request(Method::GET, &path, "", &Value::Null))
                .await;
            assert!(answer.text().starts_with(head), "{path}: {}", answer.text());
            assert!(
                answer.header("content-type").starts_with("text/csv"),
                "{path}"
            );
            assert!(
                answer.header("content-disposition").contains("attachment"),
                "{path}"
            );
        }
        let process = read(stage, "/p/words", "").await;
        assert!(process.contains("/p/words/neutrality") && process.contains("/p/words/figures"));
    }
}

#[tokio::test]
async fn a_blind_call_leaks_nothing_by_any_address() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        let stage = &cast.stage;
        cast.entry("Patch").await;
        call(&cast, true).await;
        let objects =
            json!({"stance": "object", "reason": "Too wide.", "would_resolve": "Narrower."});
        take(&cast, &cast.ben, objects).await;
        stage.wait_days(1);
        take(&cast, &cast.ada, json!({"stance": "support"})).await;
        for token in ["", &cast.carla, &cast.otto, &cast.ada] {
            let held = stage
                .get("/processes/words/calls/1/positions-over-time", token)
                .await;
            assert_eq!(
                (&held["hidden"], &held["points"]),
                (&json!(true), &json!([]))
            );
            let csv = "/api/v1/processes/words/calls/1/positions-over-time.csv";
            assert_eq!(read(stage, csv, token).await.lines().count(), 1);
            let page = read(stage, "/p/words/calls/1", token).await;
            assert!(!page.contains("Positions over time") && !page.contains("Too wide."));
            let told = stage.get("/processes/words/figures/voice", token).await;
            assert_eq!(told["all"]["positions"], 0);
            let told = stage.get("/processes/words/neutrality", token).await;
            assert_eq!(told["responses"]["objections"]["asked"], 0);
        }
        stage.wait_days(60);
        let held = stage
            .get("/processes/words/calls/1/positions-over-time", "")
            .await;
        let last = held["points"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["object"], &last["support"]), (&json!(1), &json!(1)));
        assert!(
            read(stage, "/p/words/calls/1", "")
                .await
                .contains("Positions over time")
        );
    }
}

#[tokio::test]
async fn what_is_for_members_is_told_to_nobody_else() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "inside", "members").await;
        let ada = cast::member(&stage, &carla, "inside", "ada", "participant").await;
        stage
            .post("/processes/inside/entries", &ada, cast::new_entry("Patch"))
            .await;
        let call = json!({"subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z"});
        stage.post("/processes/inside/calls", &carla, call).await;
        let stranger = stage.person("stella", false).await;
        for path in [
            "/p/inside/neutrality",
            "/p/inside/figures",
            "/p/inside/calls/1",
            "/api/v1/processes/inside/neutrality",
            "/api/v1/processes/inside/neutrality.csv",
            "/api/v1/processes/inside/figures/voice",
            "/api/v1/processes/inside/figures/voice.csv",
            "/api/v1/processes/inside/figures/entries",
            "/api/v1/processes/inside/figures/entries.csv",
            "/api/v1/processes/inside/calls/1/positions-over-time",
            "/api/v1/processes/inside/calls/1/positions-over-time.csv",
        ] {
            read(&stage, path, &ada).await;
            for token in ["", &stranger] {
                let answer = stage
                    .send(request(Method::GET, path, token, &Value::Null))
                    .await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
                assert!(!answer.text().contains("makers"), "{path}");
            }
        }
        let unknown = "/api/v1/processes/inside/calls/9/positions-over-time";
        let answer = stage
            .send(request(Method::GET, unknown, &ada, &Value::Null))
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}
