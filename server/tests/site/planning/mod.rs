//! Meetings as people plan them, read them and take them into their calendars.

mod told;

use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::common::{Answer, Stage, cast::Cast, request, stages};

const HERE: &str = "/p/words/meetings/1";
const LINK: &str = "https://meet.example.org/one";

/// A meeting as it is typed: a day and half an hour of work, with an entry on its agenda.
const PLAN: [(&str, &str); 14] = [
    ("title", "Second <b>meeting</b>"),
    ("starts_at", "2016-10-29T15:00"),
    ("place", "Austin & Berlin"),
    ("link", LINK),
    ("introduction", "Read the *words* first."),
    ("announced", "yes"),
    ("suggestions_until", "2016-10-28T15:00"),
    ("item-1-title", "Welcome"),
    ("item-1-order", "1"),
    ("item-1-minutes", "5"),
    ("item-2-title", ""),
    ("item-2-order", "2"),
    ("item-2-entry", "1"),
    ("item-2-minutes", "25"),
];

async fn casts() -> Vec<Cast> {
    let mut casts = Vec::new();
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        casts.push(cast);
    }
    casts
}

async fn form(stage: &Stage, path: &str, token: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    stage.send(request.body(body.into()).unwrap()).await
}

async fn read(stage: &Stage, path: &str, token: &str) -> Answer {
    let mut request = request(Method::GET, path, token, &Value::Null);
    request
        .headers_mut()
        .insert("accept", "text/html".parse().unwrap());
    stage.send(request).await
}

async fn page(stage: &Stage, path: &str, token: &str) -> String {
    let answer = read(stage, path, token).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text()
}

#[track_caller]
fn done(answer: &Answer, to: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("location"), to);
}

#[track_caller]
fn refused(answer: &Answer, status: StatusCode, kept: &[&str]) {
    let text = answer.text();
    assert_eq!(answer.status, status, "{text}");
    for kept in kept {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
}

async fn planned() -> Vec<Cast> {
    let casts = casts().await;
    for cast in &casts {
        let answer = form(&cast.stage, "/p/words/meetings/new", &cast.carla, &PLAN).await;
        done(&answer, HERE);
    }
    casts
}

#[tokio::test]
async fn a_meeting_is_planned_and_nothing_typed_is_lost() {
    for cast in casts().await {
        let stage = &cast.stage;
        let new = "/p/words/meetings/new";
        let empty = page(stage, "/p/words/meetings", "").await;
        assert!(empty.contains("No meetings yet") && !empty.contains("Plan a meeting"));
        let convenes = page(stage, "/p/words/meetings", &cast.carla).await;
        assert!(convenes.contains("Plan a meeting"));

        let mut wrong = PLAN;
        wrong[0].1 = "";
        wrong[3].1 = "meet.example.org";
        wrong[9].1 = "soon";
        let kept = [
            "Write a title.",
            "Write how many minutes, such as 20.",
            "value=\"meet.example.org\"",
            "value=\"soon\"",
            "value=\"Austin &amp; Berlin\"",
            "Read the *words* first.",
            "value=\"2016-10-28T15:00\"",
        ];
        let answer = form(stage, new, &cast.carla, &wrong).await;
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, &kept);
        wrong[0].1 = "Second meeting";
        wrong[9].1 = "5";
        let answer = form(stage, new, &cast.carla, &wrong).await;
        let kept = [
            "Write the address to join in full",
            "value=\"Second meeting\"",
        ];
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, &kept);

        // Another row, without a script.
        let mut more = PLAN.to_vec();
        more.extend([("item-3-title", "Any other business"), ("more", "item")]);
        let rows = form(stage, new, &cast.carla, &more).await;
        refused(
            &rows,
            StatusCode::OK,
            &["name=\"item-4-title\"", "value=\"Any other business\""],
        );
        let nothing = stage.get("/processes/words", "").await["seq"].clone();

        done(&form(stage, new, &cast.carla, &PLAN).await, HERE);
        assert_ne!(stage.get("/processes/words", "").await["seq"], nothing);
        for token in [&cast.ada, &cast.otto] {
            let answer = form(stage, new, token, &PLAN).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        let seen = page(stage, HERE, "").await;
        for words in [
            "Second &lt;b&gt;meeting&lt;/b&gt;",
            "Austin &amp; Berlin",
            "1. Welcome",
            "2. Patch",
            "What people mean by Patch.",
            ">15:00 UTC<",
            ">15:05 UTC<",
            "<em>words</em>",
            "no redline waits",
        ] {
            assert!(seen.contains(words), "{words} is not in {seen}");
        }
        assert!(!seen.contains(LINK), "others do not find where to join");
        assert!(page(stage, HERE, &cast.otto).await.contains(LINK));
        let record = page(stage, "/p/words/record?about=meetings", "").await;
        assert!(
            record.contains("planned") && record.contains("meeting 1</a>"),
            "{record}"
        );
    }
}

#[tokio::test]
async fn a_plan_changes_by_its_form_and_only_what_changed_is_recorded() {
    for cast in planned().await {
        let stage = &cast.stage;
        let edit = format!("{HERE}/edit");
        let shown = page(stage, &edit, &cast.carla).await;
        for value in ["value=\"2016-10-29T15:00\"", "name=\"item-2-number\"", LINK] {
            assert!(shown.contains(value), "{value} is not in {shown}");
        }
        assert_eq!(
            read(stage, &edit, &cast.ada).await.status,
            StatusCode::FORBIDDEN
        );
        let mut typed = PLAN.to_vec();
        typed[10].1 = "Patch";
        typed.extend([("item-1-number", "1"), ("item-2-number", "2")]);
        let same = form(stage, &edit, &cast.carla, &typed).await;
        refused(
            &same,
            StatusCode::UNPROCESSABLE_ENTITY,
            &["There is a problem"],
        );

        // Patch first, no place any more, somebody's wish last.
        typed[2].1 = "";
        typed[11].1 = "1";
        typed.extend([("item-3-title", "Ends"), ("item-3-order", "3")]);
        done(&form(stage, &edit, &cast.carla, &typed).await, HERE);
        let lines = stage
            .ask(Method::GET, "/processes/words/record", "", Value::Null)
            .await
            .text();
        let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        let expected = json!({
            "meeting": 1,
            "agenda": [
                {"number": 2, "title": "Patch", "entry": 1, "minutes": 25},
                {"number": 1, "title": "Welcome", "minutes": 5},
                {"number": 3, "title": "Ends"},
            ],
            "without": ["place"],
        });
        assert_eq!(
            (&last["act"], &last["data"]),
            (&json!("meeting.changed"), &expected)
        );
        assert!(!page(stage, HERE, "").await.contains("Austin"));

        let off = [
            typed.as_slice(),
            &[("item-3-number", "3"), ("item-3-off", "yes")],
        ]
        .concat();
        done(&form(stage, &edit, &cast.carla, &off).await, HERE);
        assert!(!page(stage, HERE, "").await.contains("3. Ends"));
    }
}

#[tokio::test]
async fn items_are_suggested_and_answered_by_forms() {
    for cast in planned().await {
        let stage = &cast.stage;
        let asked = format!("{HERE}/suggestions");
        let half = [
            ("form", "suggest"),
            ("title", "End of support"),
            ("minutes", "9999"),
        ];
        let answer = form(stage, &asked, &cast.ada, &half).await;
        let kept = ["Say why.", "value=\"End of support\"", "value=\"9999\""];
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, &kept);
        let whole = [half.as_slice(), &[("reason", "Nobody said when.")]].concat();
        let answer = form(stage, &asked, &cast.ada, &whole).await;
        let kept = ["Give an item 1 to 600 minutes.", "Nobody said when."];
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, &kept);
        let whole = [
            ("title", "End of support"),
            ("entry", "1"),
            ("reason", "Nobody said when."),
        ];
        for n in 1..=2 {
            let answer = form(stage, &asked, &cast.ada, &whole).await;
            done(&answer, &format!("{HERE}#suggestion-{n}"));
        }
        for token in [&cast.carla, &cast.otto] {
            let answer = form(stage, &asked, token, &whole).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        let answer = |n: u32| format!("{HERE}/suggestions/{n}/answer");
        let not = [("form", "suggestion-1"), ("taken", "no"), ("reason", " ")];
        let silent = form(stage, &answer(1), &cast.carla, &not).await;
        refused(
            &silent,
            StatusCode::UNPROCESSABLE_ENTITY,
            &["Say why you do not take it."],
        );
        let by_ada = form(stage, &answer(1), &cast.ada, &[("taken", "yes")]).await;
        assert_eq!(by_ada.status, StatusCode::FORBIDDEN);
        let why = [("taken", "no"), ("reason", "It is on the next agenda.")];
        let told = form(stage, &answer(1), &cast.carla, &why).await;
        done(&told, &format!("{HERE}#suggestion-1"));
        let taken = form(stage, &answer(2), &cast.carla, &[("taken", "yes")]).await;
        done(&taken, &format!("{HERE}#suggestion-2"));
        let seen = page(stage, HERE, "").await;
        for words in [
            "It is on the next agenda.",
            "3. End of support",
            "On the agenda.",
        ] {
            assert!(seen.contains(words), "{words} is not in {seen}");
        }
    }
}

#[tokio::test]
async fn it_begins_and_ends_and_people_check_in() {
    for cast in planned().await {
        let stage = &cast.stage;
        let attendance = format!("{HERE}/attendance");
        let early = form(stage, &attendance, &cast.ada, &[("present", "yes")]).await;
        refused(&early, StatusCode::CONFLICT, &["You can check in from"]);
        let named = [("form", "note-taker"), ("member", "2")];
        let answer = form(stage, &format!("{HERE}/note-taker"), &cast.carla, &named).await;
        done(&answer, &format!("{HERE}#convening"));
        let nobody = [("form", "note-taker"), ("member", "")];
        let answer = form(stage, &format!("{HERE}/note-taker"), &cast.carla, &nobody).await;
        refused(
            &answer,
            StatusCode::UNPROCESSABLE_ENTITY,
            &["Choose who takes the notes."],
        );

        stage.wait_days(10);
        assert!(page(stage, HERE, &cast.ada).await.contains("Check in"));
        done(
            &form(stage, &attendance, &cast.ada, &[("present", "yes")]).await,
            HERE,
        );
        let here = page(stage, HERE, &cast.ada).await;
        assert!(here.contains("You are checked in.") && here.contains("1 member is here"));
        let stranger = stage.person("stella", false).await;
        let answer = form(stage, &attendance, &stranger, &[("present", "yes")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        for (act, to) in [("start", "/room"), ("end", "")] {
            let path = format!("{HERE}/{act}");
            let answer = form(stage, &path, &cast.ada, &[]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
            done(
                &form(stage, &path, &cast.carla, &[]).await,
                &format!("{HERE}{to}"),
            );
            let list = page(stage, "/p/words/meetings", &cast.ada).await;
            assert_eq!(list.contains("Enter the room"), act == "start", "{list}");
        }
        let again = form(stage, &format!("{HERE}/start"), &cast.carla, &[]).await;
        refused(&again, StatusCode::CONFLICT, &["There is a problem"]);
        assert!(page(stage, HERE, "").await.contains("Read the minutes"));
    }
}

#[tokio::test]
async fn a_meeting_is_cancelled_with_the_reason() {
    for cast in planned().await {
        let stage = &cast.stage;
        let path = format!("{HERE}/cancel");
        let silent = form(stage, &path, &cast.carla, &[("form", "cancel")]).await;
        let kept = ["Say why it does not take place."];
        refused(&silent, StatusCode::UNPROCESSABLE_ENTITY, &kept);
        let why = [("form", "cancel"), ("reason", "Nobody can come.")];
        done(&form(stage, &path, &cast.carla, &why).await, HERE);
        for path in [HERE, "/p/words/record"] {
            assert!(page(stage, path, "").await.contains("Nobody can come."));
        }
        let file = page(stage, "/p/words/meetings/1.ics", "").await;
        assert!(file.contains("STATUS:CANCELLED\r\n") && file.contains("SEQUENCE:1\r\n"));
    }
}
