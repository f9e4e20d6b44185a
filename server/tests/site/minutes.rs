//! Minutes by URL: for programs and for people without scripts.

use axum::http::{Method, Request, StatusCode, header};
use domain::{
    Moment, Slug, Title,
    account::Email,
    meeting::{MeetingState, NewItem, NewMeeting},
};
use registry::{Caller, accounts, meetings};
use serde_json::{Value, json};

use crate::common::{Answer, Stage, cast::Cast, request, stages};

const PAGE: &str = "/p/words/meetings/1/minutes";
const API: &str = "/processes/words/meetings/1/minutes";

fn words() -> Slug {
    Slug::parse("words").unwrap()
}

fn title(words: &str) -> Title {
    Title::parse(words).unwrap()
}

async fn caller(stage: &Stage, name: &str) -> Caller {
    let email = Email::parse(&format!("{name}@example.org")).unwrap();
    accounts::caller(&stage.site.registry, &email)
        .await
        .unwrap()
}

/// Ada's entry was discussed in a meeting that has ended.
async fn ended(stage: Stage) -> Cast {
    let cast = Cast::new(stage).await;
    cast.entry("Patch").await;
    let carla = caller(&cast.stage, "carla").await;
    let registry = &cast.stage.site.registry;
    let now = || cast.stage.site.now();
    let new = NewMeeting {
        title: title("Kick-off <b>&"),
        starts_at: Moment::from_millis(now().millis() + 60_000),
        place: None,
        link: None,
        introduction: None,
        agenda: vec![NewItem {
            number: None,
            title: title("What <i>patches</i> are"),
            entry: Some(1),
            call: None,
            minutes: None,
        }],
        announced: false,
        suggestions_until: None,
    };
    meetings::plan(registry, &carla, now(), &words(), new)
        .await
        .unwrap();
    let state = async |state| {
        meetings::set_state(registry, &carla, now(), &words(), 1, (state, None))
            .await
            .unwrap();
    };
    state(MeetingState::Running).await;
    let ada = caller(&cast.stage, "ada").await;
    meetings::attend(registry, &ada, now(), &words(), 1, true)
        .await
        .unwrap();
    meetings::open_item(registry, &carla, now(), &words(), 1, 1)
        .await
        .unwrap();
    state(MeetingState::Ended).await;
    cast
}

async fn form(stage: &Stage, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    post(stage, &format!("{PAGE}{path}"), cookie, fields).await
}

async fn post(stage: &Stage, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, cookie)
        .header("sec-fetch-site", "same-origin");
    stage.send(request.body(body.into()).unwrap()).await
}

async fn page(stage: &Stage, path: &str, cookie: &str) -> Answer {
    let mut request = request(Method::GET, path, "", &Value::Null);
    let headers = request.headers_mut();
    headers.insert("accept", "text/html".parse().unwrap());
    if !cookie.is_empty() {
        headers.insert("cookie", cookie.parse().unwrap());
    }
    stage.send(request).await
}

#[tokio::test]
async fn minutes_are_read_in_every_form() {
    for stage in stages().await {
        let cast = ended(stage).await;
        let minutes = cast.stage.get(API, "").await;
        assert_eq!(minutes["title"], "Kick-off <b>&");
        assert_eq!(minutes["present"][0]["name"], "ada");
        assert_eq!(minutes["items"][0]["texts"][0]["entry"]["term"], "Patch");
        assert_eq!(minutes["state"], "growing");
        for (path, media, begins) in [
            (
                format!("/api/v1{API}.md"),
                "text/markdown",
                "# Minutes: Kick-off",
            ),
            (format!("{PAGE}.md"), "text/markdown", "# Minutes: Kick-off"),
            (
                format!("/api/v1{API}.docx"),
                formats::docx::MEDIA_TYPE,
                "PK",
            ),
            (format!("{PAGE}.docx"), formats::docx::MEDIA_TYPE, "PK"),
        ] {
            let file = page(&cast.stage, &path, "").await;
            assert_eq!(file.status, StatusCode::OK, "{path}");
            assert!(file.header("content-type").starts_with(media), "{path}");
            let name = file.header("content-disposition");
            assert!(name.contains("words-meeting-1-minutes."), "{path}: {name}");
            assert!(file.text().starts_with(begins), "{path}");
        }
        let text = page(&cast.stage, PAGE, "").await.text();
        assert!(
            text.contains("What &lt;i&gt;patches&lt;/i&gt; are"),
            "{text}"
        );
        assert!(!text.contains("<i>patches") && !text.contains("Kick-off <b>"));
        // Who only reads is asked for nothing.
        assert!(!text.contains("Add a note") && !text.contains("Make them final"));
        let other = format!("{}2/minutes", PAGE.trim_end_matches("1/minutes"));
        assert_eq!(
            page(&cast.stage, &other, "").await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn the_convener_writes_between_and_loses_nothing_typed() {
    for stage in stages().await {
        let cast = ended(stage).await;
        let carla = cast.stage.cookie("carla").await;
        let typed = [
            ("form", "action-1"),
            ("item", "1"),
            ("body", "Ask <b>makers</b>."),
            ("owner", ""),
            ("due", "soon"),
        ];
        let refused = form(&cast.stage, "/actions", &carla, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        for kept in [
            "Ask &lt;b&gt;makers&lt;/b&gt;.",
            "Choose who does it.",
            "value=\"soon\"",
        ] {
            assert!(text.contains(kept), "{kept} is not in {text}");
        }
        let mut typed = typed;
        (typed[3].1, typed[4].1) = ("2", "2016-10-30");
        let given = form(&cast.stage, "/actions", &carla, &typed).await;
        assert_eq!(given.header("location"), format!("{PAGE}#action-1"));
        let note = [
            ("form", "note-1"),
            ("item", "1"),
            ("body", "A *good* talk."),
        ];
        let added = form(&cast.stage, "/notes", &carla, &note).await;
        assert_eq!(added.header("location"), format!("{PAGE}#item-1"));
        let text = page(&cast.stage, PAGE, &carla).await.text();
        assert!(text.contains("A <em>good</em> talk."), "{text}");
        let changed = [("form", "change-1"), ("body", "A fair talk.")];
        let changed = form(&cast.stage, "/notes/1", &carla, &changed).await;
        assert_eq!(changed.header("location"), format!("{PAGE}#note-1"));
        let out = [
            ("form", "change-1"),
            ("body", "A fair talk."),
            ("out", "yes"),
        ];
        let out = form(&cast.stage, "/notes/1", &carla, &out).await;
        assert_eq!(out.header("location"), PAGE);
        assert!(
            !page(&cast.stage, PAGE, &carla)
                .await
                .text()
                .contains("A fair talk.")
        );

        let ada = cast.stage.cookie("ada").await;
        let home = page(&cast.stage, "/", &ada).await.text();
        assert!(
            home.contains("/p/words/meetings/1/minutes#action-1"),
            "{home}"
        );
        assert!(home.contains("by 30 October 2016"), "{home}");
        let denied = form(&cast.stage, "/notes", &ada, &note).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let dropped = [("form", "settle-1"), ("state", "dropped"), ("remark", "")];
        let refused = form(&cast.stage, "/actions/1", &ada, &dropped).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = [
            ("form", "settle-1"),
            ("state", "done"),
            ("remark", "They agree."),
        ];
        let done = form(&cast.stage, "/actions/1", &ada, &done).await;
        assert_eq!(done.header("location"), format!("{PAGE}#action-1"));
        assert!(
            !page(&cast.stage, "/", &ada)
                .await
                .text()
                .contains("#action-1")
        );
    }
}

#[tokio::test]
async fn minutes_become_final_by_forms_and_by_the_api() {
    for stage in stages().await {
        let cast = ended(stage).await;
        let (carla, ada) = (
            cast.stage.cookie("carla").await,
            cast.stage.cookie("ada").await,
        );
        let early = json!({"body": "It was long."});
        let early = cast
            .stage
            .ask(
                Method::POST,
                &format!("{API}/corrections"),
                &cast.ada,
                early,
            )
            .await;
        assert_eq!(early.status, StatusCode::CONFLICT, "{}", early.text());
        let short = [
            ("form", "circulation"),
            ("corrections_until", "2016-10-19T15:10"),
        ];
        let refused = form(&cast.stage, "/circulation", &carla, &short).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Give between one hour and 90 days"));
        let week = [
            ("form", "circulation"),
            ("corrections_until", "2016-10-26T15:00"),
        ];
        let put = form(&cast.stage, "/circulation", &carla, &week).await;
        assert_eq!(put.header("location"), PAGE);
        let asked = [
            ("form", "correction"),
            ("item", "1"),
            ("body", "It was <b>long</b>."),
        ];
        let asked = form(&cast.stage, "/corrections", &ada, &asked).await;
        assert_eq!(asked.header("location"), format!("{PAGE}#corrections"));
        let again = json!({"item": 1, "body": "And late."});
        cast.stage
            .post(&format!("{API}/corrections"), &cast.ben, again)
            .await;
        let silent = [("form", "answer-1"), ("made", "no"), ("response", "")];
        let refused = form(&cast.stage, "/corrections/1", &carla, &silent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = [
            ("form", "answer-1"),
            ("made", "no"),
            ("response", "It was short."),
        ];
        let answered = form(&cast.stage, "/corrections/1", &carla, &why).await;
        assert_eq!(answered.header("location"), format!("{PAGE}#correction-1"));
        let made = json!({"made": true});
        let made = cast
            .stage
            .put(&format!("{API}/corrections/2/answer"), &cast.carla, made)
            .await;
        assert_eq!(made["minutes"]["corrections"][1]["answer"]["made"], true);
        let text = page(&cast.stage, PAGE, "").await.text();
        for said in ["It was <b>long", "Not final"] {
            assert_eq!(text.contains(said), said == "Not final", "{said}");
        }
        assert!(
            text.contains("The minutes stayed as they were.") && text.contains("It was short.")
        );
        cast.stage.wait_days(8);
        let minutes = cast.stage.get(API, "").await;
        assert_eq!(minutes["state"], "frozen");
        let text = page(&cast.stage, PAGE, &carla).await.text();
        assert!(text.contains("Final since 26 October 2016"), "{text}");
        assert!(!text.contains("Add a note"));
        let late = [("form", "note-1"), ("item", "1"), ("body", "Late words.")];
        let refused = form(&cast.stage, "/notes", &carla, &late).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text().contains("The minutes are final."));
    }
}

#[tokio::test]
async fn a_call_settles_minutes_and_holds_them_meanwhile() {
    const NEW: &str = "/p/words/calls/new";
    for stage in stages().await {
        let cast = ended(stage).await;
        let stage = &cast.stage;
        let carla = stage.cookie("carla").await;
        let asks = format!("{NEW}?kind=minutes&amp;meeting=1");
        let minutes = page(stage, PAGE, &carla).await.text();
        assert!(minutes.contains(&asks), "{minutes}");
        let ada = stage.cookie("ada").await;
        assert!(!page(stage, PAGE, &ada).await.text().contains(&asks));

        let chosen = page(stage, &asks.replace("&amp;", "&"), &carla)
            .await
            .text();
        let option = r#"<option value="1" selected>Kick-off"#;
        assert!(chosen.contains(option), "{chosen}");
        let nothing = [
            ("kind", "minutes"),
            ("meeting", ""),
            ("closes_at", "2016-10-26T15:00"),
        ];
        let refused = post(stage, NEW, &carla, &nothing).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("Choose the meeting.") && text.contains("2016-10-26T15:00"));
        let mut asked = nothing;
        asked[1].1 = "1";
        let made = post(stage, NEW, &carla, &asked).await;
        assert_eq!(made.header("location"), "/p/words/calls/1");

        let call = page(stage, "/p/words/calls/1", &ada).await.text();
        for shown in [
            "Are these the minutes of meeting 1?",
            PAGE,
            "Kick-off &lt;b&gt;&amp;",
        ] {
            assert!(call.contains(shown), "{shown} is not in {call}");
        }
        let minutes = page(stage, PAGE, &carla).await.text();
        assert!(minutes.contains("/p/words/calls/1"), "{minutes}");
        assert!(!minutes.contains("Add a note"), "{minutes}");
        let seen = stage.get(API, "").await;
        assert_eq!(
            (&seen["state"], &seen["called_by"]),
            (&json!("called"), &json!(1))
        );
        let note = [
            ("form", "note-1"),
            ("item", "1"),
            ("body", "This comes too late."),
        ];
        let held = form(stage, "/notes", &carla, &note).await;
        assert_eq!(held.status, StatusCode::CONFLICT);
        assert!(
            held.text().contains("This comes too late."),
            "what was typed stays"
        );

        let reason = [("reason", "A name is missing.")];
        let back = post(stage, "/p/words/calls/1/withdrawal", &carla, &reason).await;
        assert_eq!(back.header("location"), "/p/words/calls/1");
        assert_eq!(stage.get(API, "").await["state"], "growing");
        let subject = json!({
            "subject": {"kind": "minutes", "meeting": 7}, "closes_at": "2016-10-26T15:00:00Z",
        });
        let unknown = stage
            .ask(Method::POST, "/processes/words/calls", &cast.carla, subject)
            .await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unknown.text().contains("no such meeting"),
            "{}",
            unknown.text()
        );
    }
}
