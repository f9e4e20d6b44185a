use serde_json::{Value, json};

use super::{document, reader::found_by, written};

#[test]
fn it_says_what_the_document_says() {
    let read: Value = serde_json::from_str(&written("json")).unwrap();
    assert_eq!(read, serde_json::to_value(document::hostile()).unwrap());
    let term = &read["terms"][0];
    assert_eq!(
        term["designations"][7],
        json!({"text": "تحديث أمني", "kind": "preferred", "lang": "ar"})
    );
    assert_eq!(term["consensus"]["tally"]["all"]["object"], 1);
    assert_eq!(read["previous"], "1.0.0");
}

#[test]
fn another_reader_finds_it_valid_and_its_opposites_not() {
    let good: Value = serde_json::from_str(&written("json")).unwrap();
    let broken = |pointer: &str, value: Value| {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        document
    };
    let mut without = good.clone();
    without.as_object_mut().unwrap().remove("terms");
    let documents = json!([
        good,
        without,
        broken("/terms/0/status", json!("nice")),
        broken("/terms/0/number", json!("7")),
        broken("/terms/0/designations/0/kind", json!("best")),
        broken("/terms/0/consensus/tally", json!(null)),
        broken("/glossary/languages", json!("en")),
        broken("/version", json!(1)),
    ]);
    let given = json!({"schema": formats::json_schema(), "documents": documents});
    let Some(complaints) = found_by("schema.py", given.to_string().as_bytes()) else {
        return;
    };
    let complaints: Vec<Vec<String>> = serde_json::from_value(complaints).unwrap();
    assert_eq!(complaints[0], Vec::<String>::new());
    for (index, complaints) in complaints.iter().enumerate().skip(1) {
        assert_eq!(complaints.len(), 1, "document {index}: {complaints:?}");
    }
}

#[test]
fn the_schema_is_of_the_dialect_it_says() {
    let schema = formats::json_schema();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let required: Vec<_> = schema["required"].as_array().unwrap().iter().collect();
    assert!(required.contains(&&json!("terms")) && required.contains(&&json!("$schema")));
}
