use server::security::limits::Rates;

use super::*;
use crate::common::{cast, stages, stages_with};

#[tokio::test]
async fn a_program_comments_and_confirms_without_an_account() {
    for stage in stages().await {
        let mut cast = opened(stage).await;
        let path = format!("{REVIEW}/comments");
        let left = cast
            .stage
            .post(&path, "", comment("iris@outside.example"))
            .await;
        assert_eq!(
            (&left["state"], &left["comment"]),
            (&json!("unconfirmed"), &Value::Null)
        );
        let confirmation = format!("{path}/{}/confirmation", left["submission"]);
        let token = token(&mut cast.stage);
        let ask = |path: String, token: &str| {
            let body = json!({"token": token});
            let stage = &cast.stage;
            async move { stage.ask(Method::POST, &path, "", body).await }
        };
        ask(confirmation.clone(), "not-it").await.problem(422, &[]);
        ask(format!("{path}/1/confirmation"), &token)
            .await
            .problem(422, &[]);
        let listed = cast.stage.get(&path, "").await;
        assert_eq!(listed["items"], json!([]));
        let made = ask(confirmation.clone(), &token).await;
        assert_eq!(
            made.header("location"),
            "/api/v1/processes/words/reviews/1/comments/1"
        );
        let made = made.expect(StatusCode::CREATED);
        assert_eq!(
            (&made["number"], &made["name"]),
            (&json!(1), &json!("Iris Quist"))
        );
        ask(confirmation, &token).await.problem(422, &[]);

        let dispose = format!("{path}/1/disposition");
        let outcome = json!({"outcome": "noted", "response": "Kept."});
        let refused = cast
            .stage
            .ask(Method::PUT, &dispose, &cast.ben, outcome.clone());
        refused.await.problem(403, &[]);
        let answered = cast.stage.put(&dispose, &cast.ada, outcome).await;
        assert_eq!(answered["disposition"]["outcome"], "noted");
        // What begins like a formula is none in a spreadsheet.
        let csv = cast
            .stage
            .ask(Method::GET, &format!("{path}.csv"), "", Value::Null)
            .await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert!(
            csv.text().contains("'=1+1") && csv.text().contains("'=Quist"),
            "{}",
            csv.text()
        );
        let review = cast.stage.get(REVIEW, "").await;
        assert_eq!(review["counts"]["answered"], 1);
        assert_eq!(
            review["counts"]["interests"][1],
            json!({"group": "users", "name": "Users", "comments": 1})
        );
        // No address anywhere that anybody reads.
        for path in [
            &path,
            REVIEW,
            "/processes/words/record",
            "/processes/words/comments/1",
            "/processes/words/dispositions",
        ] {
            let text = cast
                .stage
                .ask(Method::GET, path, "", Value::Null)
                .await
                .text();
            assert!(!text.contains("outside.example"), "{path}: {text}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_taken_names_its_field() {
    for stage in stages().await {
        let cast = opened(stage).await;
        let path = format!("{REVIEW}/comments");
        let ask = |field: &str, value: Value| {
            let mut body = comment("iris@outside.example");
            body[field] = value;
            let (stage, path) = (&cast.stage, &path);
            async move { stage.ask(Method::POST, path, "", body).await }
        };
        ask(
            "email",
            json!("iris@outside.example\r\nBcc: eve@example.org"),
        )
        .await
        .problem(422, &["email"]);
        ask("name", json!("Iris\nBcc: eve@example.org"))
            .await
            .problem(422, &["name"]);
        ask("body", json!("x".repeat(20_001)))
            .await
            .problem(422, &["body"]);
        ask("interest", json!("neighbours"))
            .await
            .problem(422, &["interest"]);
        ask("entry", json!(7)).await.problem(422, &["entry"]);
        ask("email", Value::Null).await.problem(422, &["email"]);
        let twice = json!({"title": "Again", "entries": [{"entry": 1}], "closes_at": "2016-10-29T15:00:00Z"});
        let twice = cast
            .stage
            .ask(Method::POST, "/processes/words/reviews", &cast.carla, twice);
        twice.await.problem(422, &["entries"]);
        let past = json!({"title": "Past", "entries": [{"entry": 1}], "closes_at": "2016-10-01T15:00:00Z"});
        let past = cast
            .stage
            .ask(Method::POST, "/processes/words/reviews", &cast.carla, past);
        past.await.problem(422, &["closes_at"]);
    }
}

#[tokio::test]
async fn the_convener_hides_with_a_reason_that_everybody_reads() {
    for stage in stages().await {
        let cast = opened(stage).await;
        let path = format!("{REVIEW}/comments");
        let stranger = cast.stage.person("stella", false).await;
        let left = cast
            .stage
            .post(&path, &stranger, comment("x@y.example"))
            .await;
        assert_eq!(
            (&left["state"], &left["comment"]),
            (&json!("public"), &json!(1))
        );
        let hide = json!({"shown": false, "reason": "An advertisement."});
        let visibility = format!("{path}/1/visibility");
        for token in [&cast.ada, &stranger] {
            let refused = cast
                .stage
                .ask(Method::PUT, &visibility, token, hide.clone());
            refused.await.problem(403, &[]);
        }
        let nothing = json!({"shown": false, "reason": " "});
        let refused = cast
            .stage
            .ask(Method::PUT, &visibility, &cast.carla, nothing);
        refused.await.problem(422, &["reason"]);
        let hidden = cast.stage.put(&visibility, &cast.carla, hide).await;
        assert_eq!(
            (&hidden["body"], &hidden["hidden"]["reason"]),
            (&json!(""), &json!("An advertisement."))
        );
        for path in ["/p/words/reviews/1", "/p/words/entries/patch"] {
            let text = page(&cast.stage, path).await.text();
            assert!(
                text.contains("An advertisement.") && !text.contains("=1+1"),
                "{path}: {text}"
            );
        }
        let cookie = cast.stage.cookie("carla").await;
        let again = [
            ("form", "comment-1-visibility"),
            ("shown", "yes"),
            ("reason", "It names a use."),
        ];
        let shown = form(
            &cast.stage,
            "/p/words/entries/patch/comments/1/visibility",
            &cookie,
            &again,
        )
        .await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.text());
        assert!(
            page(&cast.stage, "/p/words/reviews/1")
                .await
                .text()
                .contains("=1+1")
        );
    }
}

#[tokio::test]
async fn floods_are_held_back_by_address_and_by_addressee() {
    let rates = Rates {
        sign_in: 0,
        mail: 2,
        write: 0,
    };
    for stage in stages_with(rates).await {
        let mut cast = opened(stage).await;
        while cast.stage.letters.try_recv().is_ok() {}
        let path = format!("{REVIEW}/comments");
        for _ in 0..2 {
            cast.stage
                .post(&path, "", comment("iris@outside.example"))
                .await;
        }
        let body = comment("another@outside.example");
        let held = cast.stage.ask(Method::POST, &path, "", body).await;
        held.problem(429, &[]);
        assert!(!held.header("retry-after").is_empty());
        // The form keeps what was typed, and sends it again later.
        let fields = [
            ("body", TYPED),
            ("name", "Iris"),
            ("interest", "none"),
            ("email", "a@b.example"),
        ];
        let held = form(&cast.stage, "/p/words/reviews/1/comment", "", &fields).await;
        assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(held.text().contains("Why &lt;b&gt;not"), "{}", held.text());
        let names = form(
            &cast.stage,
            "/p/words/reviews/names",
            "",
            &[("email", "a@b.example")],
        )
        .await;
        assert_eq!(names.status, StatusCode::TOO_MANY_REQUESTS);
        let letters = std::iter::from_fn(|| cast.stage.letters.try_recv().ok()).count();
        assert_eq!(letters, 2);
    }
}

#[tokio::test]
async fn what_only_members_read_is_not_there_for_others() {
    for stage in stages().await {
        let carla = stage.person("carla", true).await;
        cast::found(&stage, &carla, "inside", "members").await;
        let new = json!({"title": "Draft", "entries": [{"entry": 1}], "closes_at": "2016-10-29T15:00:00Z"});
        let refused = stage
            .ask(Method::POST, "/processes/inside/reviews", &carla, new)
            .await;
        refused.problem(422, &[]);
        assert!(refused.text().contains("only members read this process"));
        let stranger = stage.person("stella", false).await;
        for path in ["/processes/inside/reviews", "/processes/inside/reviews/1"] {
            for token in ["", &stranger] {
                stage
                    .ask(Method::GET, path, token, Value::Null)
                    .await
                    .problem(404, &[]);
            }
        }
        let comment = comment("iris@outside.example");
        let left = stage.ask(
            Method::POST,
            "/processes/inside/reviews/1/comments",
            "",
            comment,
        );
        left.await.problem(404, &[]);
        let asked = form(
            &stage,
            "/p/inside/reviews/names",
            "",
            &[("email", "carla@example.org")],
        )
        .await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND);
    }
}
