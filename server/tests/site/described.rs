//! The description of the API: complete, and sound in the eyes of another reader.

use std::process::Command;

use axum::http::Method;
use serde_json::Value;
use server::table::Kind;

use crate::common::{request, stages};

#[tokio::test]
async fn every_route_of_the_api_is_described() {
    let stage = stages().await.remove(0);
    let document = stage.get("/openapi.json", "").await;
    assert_eq!(document["openapi"], "3.1.0");
    let rows = stage.table();
    let rows: Vec<_> = rows
        .rows()
        .iter()
        .filter(|row| row.kind == Kind::Api)
        .collect();
    for row in &rows {
        let operation = &document["paths"][row.path][row.method.as_str().to_lowercase()];
        assert!(
            !operation["summary"].as_str().unwrap_or_default().is_empty(),
            "{} {}",
            row.method,
            row.path
        );
        assert!(
            operation["responses"]["default"].is_object(),
            "{} {}",
            row.method,
            row.path
        );
    }
    let described: usize = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .map(|path| path.as_object().unwrap().len())
        .sum();
    assert_eq!(described, rows.len(), "nothing else is described");
    for row in stage.table().rows() {
        assert_eq!(
            row.path.starts_with("/api/v1/"),
            row.kind == Kind::Api,
            "{}",
            row.path
        );
    }
}

#[tokio::test]
async fn every_act_of_the_record_is_described() {
    let stage = stages().await.remove(0);
    let document = stage.get("/openapi.json", "").await;
    let acts = document["components"]["schemas"]["Event"]["oneOf"]
        .as_array()
        .unwrap();
    assert!(acts.len() > 30);
    let page = stage
        .send(request(Method::GET, "/api", "", &Value::Null))
        .await
        .text();
    for act in acts {
        let name = act["properties"]["act"]["const"].as_str().unwrap();
        assert!(
            act["description"]
                .as_str()
                .is_some_and(|words| words.ends_with('.')),
            "{name} is told in words"
        );
        assert!(
            page.contains(&format!("id=\"{name}\"")),
            "{name} stands at /api"
        );
    }
}

#[tokio::test]
async fn another_reader_finds_the_description_sound() {
    let Ok(python) = std::env::var("PARLANCE_TEST_PYTHON") else {
        return;
    };
    let stage = stages().await.remove(0);
    let file = std::env::temp_dir().join(format!("parlance-openapi-{}.json", std::process::id()));
    std::fs::write(&file, stage.get("/openapi.json", "").await.to_string()).unwrap();
    let read = "import json, sys; from openapi_spec_validator import validate; validate(json.load(open(sys.argv[1])))";
    let output = Command::new(python)
        .args(["-c", read])
        .arg(&file)
        .output()
        .unwrap();
    std::fs::remove_file(file).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
