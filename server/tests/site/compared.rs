//! What changed between two releases, by URL.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Answer, cast::Cast, request, stages};

async fn agree(cast: &Cast, number: u32, subject: Value) {
    let call = json!({"subject": subject, "closes_at": "2016-11-19T15:00:00Z"});
    cast.stage
        .post("/processes/words/calls", &cast.carla, call)
        .await;
    let path = format!("/processes/words/calls/{number}");
    for token in [&cast.ada, &cast.ben] {
        let position = json!({"stance": "support"});
        cast.stage
            .put(&format!("{path}/position"), token, position)
            .await;
    }
    let closed = cast
        .stage
        .post(&format!("{path}/closure"), &cast.carla, json!({}))
        .await;
    assert_eq!(closed["outcome"]["result"], "reached", "{closed}");
}

async fn publish(cast: &Cast, version: &str) {
    let release = cast
        .stage
        .post("/processes/words/releases", &cast.carla, json!({}))
        .await;
    assert_eq!(release["version"], version);
}

async fn read(cast: &Cast, path: &str) -> Answer {
    let path = format!("/g/words/{path}");
    cast.stage
        .send(request(Method::GET, &path, "", &Value::Null))
        .await
}

#[tokio::test]
async fn a_change_says_how_much_it_matters_and_who_agreed_it() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        for term in ["Patch", "Hot fix"] {
            cast.entry(term).await;
        }
        agree(
            &cast,
            1,
            json!({"kind": "wording", "entry": 1, "wording": 1}),
        )
        .await;
        agree(
            &cast,
            2,
            json!({"kind": "wording", "entry": 2, "wording": 1}),
        )
        .await;
        publish(&cast, "1.0.0").await;
        let redline = json!({
            "base": 1, "changes": {"definition": {"en": "Software that mends software."}},
            "rationale": "Shorter.", "impact": "clarifying",
        });
        let redline = cast
            .stage
            .post("/processes/words/entries/1/redlines", &cast.ben, redline)
            .await;
        let folding = format!("/processes/words/redlines/{}/folding", redline["number"]);
        cast.stage.post(&folding, &cast.ada, Value::Null).await;
        agree(
            &cast,
            3,
            json!({"kind": "wording", "entry": 1, "wording": 2}),
        )
        .await;
        publish(&cast, "1.0.1").await;
        agree(
            &cast,
            4,
            json!({"kind": "retirement", "entry": 2, "replaced_by": 1}),
        )
        .await;
        publish(&cast, "2.0.0").await;

        let found = read(&cast, "1.0.0...2.0.0.json").await;
        let changes = found.json();
        assert_eq!(changes["from"], "1.0.0");
        let of = |at: usize| {
            let change = &changes["changes"][at];
            let base = changes["glossary"].as_str().unwrap();
            let call = base.replace("/g/words", "/p/words/calls/");
            let call = change["call"].as_str().unwrap().replace(&call, "");
            json!([change["slug"], change["kind"], change["impact"], call])
        };
        assert_eq!(of(0), json!(["patch", "changed", "clarifying", "3"]));
        assert_eq!(of(1), json!(["hot-fix", "retired", "meaning", "4"]));
        assert_eq!(changes["changes"][0]["replaced_by"], Value::Null);
        assert_eq!(
            changes["changes"][1]["replaced_by"],
            json!({"number": 1, "slug": "patch", "term": "Patch"})
        );
        check_page_and_document(&cast).await;
    }
}

async fn check_page_and_document(cast: &Cast) {
    let page = read(cast, "1.0.0...2.0.0").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "clarifies",
        "agreed in call 3",
        "agreed in call 4",
        "/g/words/2.0.0/patch",
    ] {
        assert!(page.text().contains(said), "{said}");
    }
    let retired = read(cast, "2.0.0/hot-fix").await.text();
    let instead = "Use <a href=\"/g/words/2.0.0/patch\">Patch</a> instead.";
    assert!(retired.contains(instead) && !retired.contains("agreed, in 2.0.0"));
    let agreed = read(cast, "2.0.0/patch").await.text();
    assert!(agreed.contains("agreed, in 2.0.0") && !agreed.contains("instead."));
    for form in ["", ".json", ".docx"] {
        let turned = read(cast, &format!("2.0.0...1.0.0{form}")).await;
        assert_eq!(turned.status, StatusCode::PERMANENT_REDIRECT);
        let to = format!("/g/words/1.0.0...2.0.0{form}");
        assert_eq!(turned.header("location"), to);
    }
    let file = read(cast, "1.0.0...2.0.0.docx").await;
    assert_eq!(file.header("content-type"), formats::docx::MEDIA_TYPE);
    let mut zip = zip::ZipArchive::new(Cursor::new(file.body.to_vec())).unwrap();
    let mut words = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut words).unwrap();
    for said in [
        "Changed, clarifies. Agreed in call 3: ",
        "Retired, replaced by Patch. Agreed in call 4: ",
    ] {
        assert!(words.contains(said), "{said}");
    }
}

#[tokio::test]
async fn every_form_of_a_release_is_served_as_what_it_is() {
    for stage in stages().await {
        let cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        agree(
            &cast,
            1,
            json!({"kind": "wording", "entry": 1, "wording": 1}),
        )
        .await;
        publish(&cast, "1.0.0").await;
        for form in formats::FORMS {
            let found = read(&cast, &format!("1.0.0.{}", form.extension)).await;
            assert_eq!(found.status, StatusCode::OK, "{}", form.extension);
            assert_eq!(found.header("content-type"), form.media_type);
            let latest = read(&cast, &format!("latest.{}", form.extension)).await;
            let to = format!("/g/words/1.0.0.{}", form.extension);
            assert_eq!(latest.header("location"), to);
        }
        let forms = read(&cast, "1.0.0/forms").await.text();
        for form in formats::FORMS {
            assert!(forms.contains(&format!(".{}", form.extension)));
        }
    }
}
