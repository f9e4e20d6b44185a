//! Who may use which route: every row of the table, by everybody, in a public process and in one
//! for members only. What must be answered follows from the row alone.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::table::{Access, Kind, Row};

use crate::common::{
    Answer, Stage,
    cast::{found, new_entry},
    request, stages,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Anonymous,
    Stranger,
    Observer,
    Participant,
    ExMember,
    ConvenerHere,
    ConvenerElsewhere,
    Admin,
}

const EVERYBODY: [Who; 8] = [
    Who::Anonymous,
    Who::Stranger,
    Who::Observer,
    Who::Participant,
    Who::ExMember,
    Who::ConvenerHere,
    Who::ConvenerElsewhere,
    Who::Admin,
];

/// Beside the convener, who is number 1; the last one leaves.
const MEMBERS: [(&str, &str); 3] = [
    ("otto", "observer"),
    ("ada", "participant"),
    ("xaver", "participant"),
];

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// It came as far as what it asks for.
    Let,
    SignIn,
    Refused,
    Hidden,
}

#[tokio::test]
async fn every_route_is_for_whom_its_row_says() {
    for stage in stages().await {
        let tokens = prepare(&stage).await;
        let rows = stage.table().rows().to_vec();
        assert!(rows.len() > 60);
        let mut differences = Vec::new();
        for row in &rows {
            for (process, hidden) in [("open-words", false), ("inside", true)] {
                for (who, token) in &tokens {
                    let answer = knock(&stage, row, process, token).await;
                    let (expected, found) = (expected(row, *who, hidden), outcome(row, &answer));
                    // Nobody answered an objection, nobody met, and what only members read is in no public review: whoever
                    // is let in finds nothing.
                    let nothing = (row.path.contains("{a}")
                        || row.path.contains("/meetings/{m}")
                        || hidden && row.path.contains("{r}"))
                        && expected == Outcome::Let
                        && found == Outcome::Hidden;
                    if found != expected && !nothing {
                        differences.push(format!(
                            "{} {} in {process} by {who:?}: {found:?} ({}), not {expected:?}",
                            row.method, row.path, answer.status
                        ));
                    }
                }
            }
        }
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    }
}

/// Everybody with their tokens. What the rows ask for exists in both processes.
async fn prepare(stage: &Stage) -> Vec<(Who, String)> {
    let here = stage.person("carla", true).await;
    let elsewhere = stage.person("conny", true).await;
    found(stage, &elsewhere, "other-words", "public").await;
    let mut people = Vec::new();
    for (name, role) in MEMBERS {
        people.push((stage.person(name, false).await, name, role));
    }
    let (ada, xaver) = (&people[1].0.clone(), &people[2].0.clone());
    for (slug, visibility) in [("open-words", "public"), ("inside", "members")] {
        found(stage, &here, slug, visibility).await;
        let at = |path: &str| format!("/processes/{slug}/{path}");
        for (_, name, role) in &people {
            let new = json!({"email": format!("{name}@example.org"), "role": role, "group": "makers", "organisation": "Acme"});
            stage.post(&at("members"), &here, new).await;
        }
        stage.post(&at("entries"), ada, new_entry("Patch")).await;
        let call = json!({"subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z"});
        stage.post(&at("calls"), &here, call).await;
        for token in [ada, xaver] {
            stage
                .put(&at("calls/1/position"), token, json!({"stance": "support"}))
                .await;
        }
        stage.post(&at("calls/1/closure"), &here, json!({})).await;
        stage.post(&at("releases"), &here, json!({})).await;
        if visibility == "public" {
            let review = json!({"title": "Draft", "entries": [{"entry": 1}], "closes_at": "2016-11-19T15:00:00Z"});
            stage.post(&at("reviews"), &here, review).await;
            let public = json!({"name": "Xaver", "entry": 1, "body": "Why?"});
            stage.post(&at("reviews/1/comments"), xaver, public).await;
        }
        let meeting = json!({"title": "First", "starts_at": "2016-11-19T15:00:00Z"});
        stage.post(&at("meetings"), &here, meeting).await;
        let redline = json!({"base": 1, "changes": {"definition": "A piece."}, "rationale": "Shorter.", "impact": "meaning"});
        stage.post(&at("entries/1/redlines"), ada, redline).await;
        stage
            .post(
                &at("entries/1/comments"),
                ada,
                json!({"body": "Good.", "kind": "general"}),
            )
            .await;
        let file = json!({"terms": [{"designations": [{"text": "Patch", "kind": "preferred"}]}]});
        stage.post(&at("imports"), ada, file).await;
        let interest = json!({"name": "Iris", "email": "iris@example.org", "group": "users", "statement": "Me."});
        stage.post(&at("interests"), &here, interest).await;
        plan_meeting(stage, &here, slug).await;
        let gone = stage
            .ask(Method::DELETE, &at("members/4"), xaver, json!({}))
            .await;
        assert_eq!(gone.status, StatusCode::OK, "{}", gone.text());
    }
    let stranger = stage.person("stella", false).await;
    let admin = stage.account("root", false, true).await;
    let [otto, ada, xaver]: [String; 3] = people
        .into_iter()
        .map(|(token, ..)| token)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let tokens = [
        String::new(),
        stranger,
        otto,
        ada,
        xaver,
        here,
        elsewhere,
        admin,
    ];
    EVERYBODY.into_iter().zip(tokens).collect()
}

/// A meeting by the form that plans one.
async fn plan_meeting(stage: &Stage, convener: &str, slug: &str) {
    let path = format!("/p/{slug}/meetings/new");
    let mut request = request(Method::POST, &path, convener, &Value::Null);
    let form = "application/x-www-form-urlencoded".parse().unwrap();
    request.headers_mut().insert("content-type", form);
    *request.body_mut() = "title=First&starts_at=2016-12-19T15:00".into();
    let planned = stage.send(request).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text());
}

/// Asks for a route with a body that is no object and no form: handlers that write refuse it, but
/// only who is let in comes as far as that.
async fn knock(stage: &Stage, row: &Row, process: &str, token: &str) -> Answer {
    let filled = row.path.split('/').map(|part| match part {
        "{p}" => process,
        "{e}" | "{n}" | "{a}" | "{r}" | "{which}" => "1",
        "{m}" if row.path.contains("/meetings/") => "1",
        // Who has left: nobody else shall.
        "{m}" => "4",
        "{v}" | "{segment}" => "1.0.0",
        "{term}" => "patch",
        part if part.starts_with('{') => "999999",
        part => part,
    });
    let path = filled.collect::<Vec<_>>().join("/");
    let body = if row.method == Method::GET {
        Value::Null
    } else {
        json!([])
    };
    let mut request = request(row.method.clone(), &path, token, &body);
    request
        .headers_mut()
        .insert("accept", "text/html".parse().unwrap());
    // A stream of events would never end.
    if path.ends_with("/events") || path.ends_with("/live") {
        stage.begin(request).await
    } else {
        stage.send(request).await
    }
}

fn expected(row: &Row, who: Who, hidden: bool) -> Outcome {
    let in_process = row.path.contains("{p}");
    let member = matches!(who, Who::Observer | Who::Participant | Who::ConvenerHere);
    if in_process && hidden && !member {
        return Outcome::Hidden;
    }
    let anonymous = who == Who::Anonymous;
    let may = match row.access {
        Access::Anyone | Access::Reader => true,
        Access::SignedIn => !anonymous,
        Access::MayConvene => {
            matches!(who, Who::ConvenerHere | Who::ConvenerElsewhere | Who::Admin)
        }
        Access::Member => member,
        Access::Participant => who == Who::Participant,
        Access::PenOrConvener => matches!(who, Who::Participant | Who::ConvenerHere),
        Access::Convener => who == Who::ConvenerHere,
    };
    match (may, anonymous) {
        (true, _) => Outcome::Let,
        (false, true) => Outcome::SignIn,
        (false, false) => Outcome::Refused,
    }
}

/// What an answer says.
fn outcome(row: &Row, answer: &Answer) -> Outcome {
    let to_sign_in = answer.header("location").starts_with("/sign-in");
    match answer.status {
        StatusCode::UNAUTHORIZED => Outcome::SignIn,
        StatusCode::SEE_OTHER
            if row.kind == Kind::Page && to_sign_in && row.path != "/sign-out" =>
        {
            Outcome::SignIn
        }
        StatusCode::FORBIDDEN => Outcome::Refused,
        // What is in no process was never hidden, only made up.
        StatusCode::NOT_FOUND if row.path.contains("{p}") => Outcome::Hidden,
        status if status.is_server_error() => {
            panic!("{} {}: {}", row.method, row.path, answer.text())
        }
        _ => Outcome::Let,
    }
}
