//! What needs somebody, by mail: how it is chosen, how it reaches a mail program, how it ends.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::PathBuf,
};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use registry::notices::{self, LEADS, Notice};
use serde_json::{Value, json};
use server::{
    mail::{Handed, Post},
    security::limits::Rates,
    settings::Settings,
};

use crate::common::{
    Answer, Stage,
    cast::{Cast, new_entry},
    request, stages,
};

const FORM: &str = "application/x-www-form-urlencoded";
const MINE: &str = "/processes/words/me/notices";

async fn casts() -> Vec<Cast> {
    let mut casts = Vec::new();
    for stage in stages().await {
        casts.push(Cast::new(stage).await);
    }
    casts
}

fn sent(path: &str, cookie: &str, media: &str, body: &str) -> Request<Body> {
    let mut request = request(Method::POST, path, "", &Value::Null);
    let headers = request.headers_mut();
    headers.insert("content-type", media.parse().unwrap());
    if !cookie.is_empty() {
        headers.insert("cookie", cookie.parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    }
    *request.body_mut() = body.to_owned().into();
    request
}

async fn page(stage: &Stage, path: &str, cookie: &str) -> Answer {
    let mut request = request(Method::GET, path, "", &Value::Null);
    if !cookie.is_empty() {
        request
            .headers_mut()
            .insert("cookie", cookie.parse().unwrap());
    }
    stage.send(request).await
}

/// A notice to Ada, who wants them daily: a redline waits for her pen.
async fn notice(cast: &Cast) -> Notice {
    let (stage, registry) = (&cast.stage, &cast.stage.site.registry);
    assert!(
        notices::next(registry, stage.site.now(), &LEADS)
            .await
            .unwrap()
            .is_none()
    );
    cast.entry("Patch “é”").await;
    let redline = json!({"base": 1, "changes": {"definition": "A piece."}, "rationale": "Shorter.", "impact": "meaning"});
    stage
        .post("/processes/words/entries/1/redlines", &cast.ben, redline)
        .await;
    stage.wait_days(1);
    let notice = notices::next(registry, stage.site.now(), &LEADS).await;
    notice.unwrap().expect("a redline waits")
}

#[tokio::test]
async fn everybody_chooses_for_themselves() {
    for cast in casts().await {
        let stage = &cast.stage;
        let mine = stage.get(MINE, &cast.ada).await;
        assert_eq!(
            (&mine["frequency"], &mine["usual"]),
            (&json!("daily"), &json!("daily"))
        );
        assert_eq!(stage.get(MINE, &cast.otto).await["frequency"], "none");
        let weekly = stage
            .put(MINE, &cast.ada, json!({"frequency": "weekly"}))
            .await;
        assert_eq!(weekly["frequency"], "weekly");
        assert_eq!(stage.get(MINE, &cast.ben).await["frequency"], "daily");
        let often = json!({"frequency": "hourly"});
        let answer = stage.ask(Method::PUT, MINE, &cast.ada, often).await;
        answer.problem(422, &["frequency"]);
        let stranger = stage.person("stella", false).await;
        stage
            .ask(Method::GET, MINE, &stranger, Value::Null)
            .await
            .problem(403, &[]);
        let record = stage.get("/processes/words", "").await["seq"].clone();
        stage
            .put(MINE, &cast.ada, json!({"frequency": "none"}))
            .await;
        assert_eq!(
            stage.get("/processes/words", "").await["seq"],
            record,
            "it is private"
        );
    }
}

#[tokio::test]
async fn the_account_page_keeps_what_is_chosen() {
    for cast in casts().await {
        let cookie = cast.stage.cookie("ada").await;
        let choose = async |body: &str| {
            let form = sent("/account/notices", &cookie, FORM, body);
            cast.stage.send(form).await
        };
        let refused = choose("form=mail&frequency-words=hourly").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Choose how often you want mail."));
        let done = choose("form=mail&frequency-words=immediate&frequency-others=none").await;
        assert_eq!(done.header("location"), "/account?done=mail");
        let shown = page(&cast.stage, "/account?done=mail", &cookie)
            .await
            .text();
        assert!(shown.contains("Your choice of mail is changed"));
        assert!(
            shown.contains(r#"<option value="immediate" selected"#),
            "{shown}"
        );
        assert_eq!(
            cast.stage.get(MINE, &cast.ada).await["frequency"],
            "immediate"
        );
    }
}

#[tokio::test]
async fn one_click_ends_it_and_signs_nobody_in() {
    for cast in casts().await {
        let stage = &cast.stage;
        let notice = notice(&cast).await;
        let path = notice.unsubscribe.strip_prefix("https://terms.example");
        let path = path.expect("links follow the settings");
        let token = path.strip_prefix("/unsubscribe/").unwrap();

        let asked = page(stage, path, "").await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(
            asked.text().contains("No more mail of it"),
            "{}",
            asked.text()
        );
        assert_eq!(
            stage.get(MINE, &cast.ada).await["frequency"],
            "daily",
            "a look ends nothing"
        );

        opens_nothing(stage, token).await;
        // From another site's page, with no session or anybody's: the token is the leave.
        let multipart = "--x\r\ncontent-disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        let mut click = sent(path, "", "multipart/form-data; boundary=x", multipart);
        let headers = click.headers_mut();
        headers.insert("origin", "https://mail.example".parse().unwrap());
        headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        let done = stage.send(click).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        assert!(!done.headers.contains_key("set-cookie"));
        assert!(!done.text().contains("ada@"), "it tells nobody who it was");
        assert_eq!(stage.get(MINE, &cast.ada).await["frequency"], "none");
        assert_eq!(stage.get(MINE, &cast.ben).await["frequency"], "daily");
        let twice = stage
            .send(sent(path, "", FORM, "List-Unsubscribe=One-Click"))
            .await;
        assert_eq!(twice.status, StatusCode::OK);

        let other = stage.send(sent("/unsubscribe/x", "", FORM, "")).await;
        assert_eq!(other.status, StatusCode::GONE);
        stage.wait_days(181);
        assert_eq!(page(stage, path, "").await.status, StatusCode::GONE);
    }
}

/// The token is good for nothing else.
async fn opens_nothing(stage: &Stage, token: &str) {
    let bearer = stage.ask(Method::GET, MINE, token, Value::Null).await;
    assert_eq!(bearer.status, StatusCode::UNAUTHORIZED);
    let account = page(stage, "/account", &format!("__Host-parlance={token}")).await;
    assert!(account.header("location").starts_with("/sign-in"));
    for door in ["password", "invitations", "set-up"] {
        let answer = page(stage, &format!("/{door}/{token}"), "").await;
        assert_eq!(answer.status, StatusCode::GONE, "{door}");
    }
}

#[tokio::test]
async fn a_convener_asks_the_silent_from_page_and_api() {
    for cast in casts().await {
        let stage = &cast.stage;
        stage
            .post("/processes/words/entries", &cast.ada, new_entry("Patch"))
            .await;
        let call = json!({"subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z"});
        stage
            .post("/processes/words/calls", &cast.carla, call)
            .await;
        let support = json!({"stance": "support"});
        stage
            .put("/processes/words/calls/1/position", &cast.ada, support)
            .await;
        let nudges = "/processes/words/calls/1/nudges";
        stage
            .ask(Method::POST, nudges, &cast.ada, json!({}))
            .await
            .problem(403, &[]);
        let cookie = stage.cookie("carla").await;
        for path in ["/p/words/desk", "/p/words/calls/1"] {
            let shown = page(stage, path, &cookie).await.text();
            assert!(shown.contains("Ask the one who is silent"), "{path}");
        }
        let asked = sent("/p/words/calls/1/nudges", &cookie, FORM, "from=desk");
        assert_eq!(
            stage.send(asked).await.header("location"),
            "/p/words/desk#way"
        );
        stage
            .ask(Method::POST, nudges, &cast.carla, Value::Null)
            .await
            .problem(409, &[]);
        let again = sent("/p/words/calls/1/nudges", &cookie, FORM, "");
        let again = stage.send(again).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.text().contains("asked less than a day ago"));
        stage.wait_days(1);
        let call = stage.post(nudges, &cast.carla, Value::Null).await;
        assert_eq!(call["nudged_at"], "2016-10-20T15:00:00.000Z");
        let record = page(stage, "/p/words/record", "").await.text();
        assert!(record.contains("asked 1 silent member to take a position"));
    }
}

fn post(smtp_url: Option<String>) -> (Post, PathBuf) {
    let data = std::env::temp_dir().join(format!("parlance-post-{}", std::process::id()));
    let settings = Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        database: String::new(),
        base_url: None,
        data: data.clone(),
        key_file: "site.key".into(),
        smtp_url,
        mail_from: None,
        reminders: LEADS.to_vec(),
        rates: Rates::default(),
        trusted_proxies: Vec::new(),
    };
    (Post::new(&settings, "https://terms.example").unwrap(), data)
}

#[tokio::test]
async fn what_a_mail_server_does_not_take_now_is_sent_later() {
    let cast = casts().await.remove(0);
    let notice = notice(&cast).await;
    for (code, expected) in [(451, Handed::NotNow), (550, Handed::Never)] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || refuse(&listener, code));
        let (post, _) = post(Some(format!("smtp://{address}")));
        assert_eq!(post.notify(&notice).await, expected);
        server.join().unwrap();
    }
    // Nobody listens there any more.
    let (post, _) = post(Some("smtp://127.0.0.1:9".to_owned()));
    assert_eq!(post.notify(&notice).await, Handed::NotNow);
}

/// A mail server that refuses its first letter.
fn refuse(listener: &TcpListener, code: u16) {
    let (mut stream, _) = listener.accept().unwrap();
    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
    stream.write_all(b"220 mail.example\r\n").unwrap();
    for line in lines {
        let answer = match line.unwrap().split(' ').next().unwrap_or_default() {
            "EHLO" => "250 mail.example".to_owned(),
            "MAIL" => format!("{code} no"),
            _ => "250 well".to_owned(),
        };
        stream
            .write_all(format!("{answer}\r\n").as_bytes())
            .unwrap();
        if answer.starts_with(&code.to_string()) {
            return;
        }
    }
}

#[tokio::test]
async fn a_mail_program_finds_how_to_end_it() {
    let cast = casts().await.remove(0);
    let notice = notice(&cast).await;
    let (post, data) = post(None);
    assert_eq!(post.notify(&notice).await, Handed::Over);
    let files: Vec<_> = std::fs::read_dir(data.join("outbox")).unwrap().collect();
    let text = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    std::fs::remove_dir_all(data).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let unfolded = head.replace("\r\n ", " ");
    let header = |name: &str| {
        let named: Vec<_> = unfolded
            .lines()
            .filter_map(|line| line.split_once(": "))
            .filter(|(found, _)| *found == name)
            .collect();
        assert_eq!(named.len(), 1, "{name} in {head}");
        named[0].1.trim().to_owned()
    };
    assert_eq!(
        header("List-Unsubscribe"),
        format!("<{}>", notice.unsubscribe)
    );
    assert_eq!(
        header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("To"), "ada@example.org");
    assert!(head.is_ascii(), "{head}");
}
