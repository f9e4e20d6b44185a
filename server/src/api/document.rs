//! The OpenAPI document, written from the table of routes.

use aide::openapi::{Components, Info, OpenApi, ReferenceOr, SchemaObject, SecurityScheme};
use axum::{body::Bytes, extract::State, http::Method};
use domain::record::Line;
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;

use crate::{
    answer::{Answer, Media, Raw},
    site::Site,
    table::{Access, Table},
};

#[derive(Debug)]
struct Json;

impl Media for Json {
    const TYPE: &'static str = "application/json";
    const WORDS: &'static str = "The OpenAPI 3.1 document.";
}

/// Schemas of what streams, which no answer refers to.
const KEPT: [&str; 2] = ["Event", "Line"];

pub fn rows(table: Table) -> Table {
    table.api(
        Method::GET,
        "/api/v1/openapi.json",
        Access::Anyone,
        read_document,
        "This description",
    )
}

async fn read_document(State(site): State<Site>) -> Answer<Raw<Json>> {
    let document = site.document.get().cloned().unwrap_or_default();
    Ok(Raw::new(document))
}

/// Completes what the routes say of themselves, and writes it down.
pub fn write(mut document: OpenApi) -> Bytes {
    document.info = Info {
        title: "Parlance".into(),
        description: Some(ABOUT.into()),
        version: env!("CARGO_PKG_VERSION").into(),
        ..Info::default()
    };
    let components = document.components.get_or_insert_with(Components::default);
    // A line of the record, and with it `Event`: every act with its data.
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    }));
    generator.subschema_for::<Line>();
    generator.subschema_for::<domain::Event>();
    for (name, schema) in generator.take_definitions(true) {
        if let Ok(json_schema) = schema.try_into() {
            let schema = SchemaObject {
                json_schema,
                example: None,
                external_docs: None,
            };
            components.schemas.entry(name).or_insert(schema);
        }
    }
    let bearer = SecurityScheme::Http {
        scheme: "bearer".into(),
        bearer_format: None,
        description: Some("A token from `/account` or from `parlance token add`.".into()),
        extensions: Default::default(),
    };
    components
        .security_schemes
        .insert("token".into(), ReferenceOr::Item(bearer));
    // Reading public things needs no token.
    document.security = vec![
        Default::default(),
        [("token".to_owned(), Vec::new())].into_iter().collect(),
    ];
    let mut document = serde_json::to_value(&document).unwrap_or_default();
    drop_null_defaults(&mut document);
    drop_unused_schemas(&mut document);
    Bytes::from(document.to_string())
}

/// What may be left out is told by not being required; `null` is no value of most of it.
fn drop_null_defaults(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if object.get("default").is_some_and(Value::is_null) {
                object.shift_remove("default");
            }
            object.values_mut().for_each(drop_null_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_null_defaults),
        _ => {}
    }
}

/// Parameters are written where they belong, so that the schemas they were read from are left over.
fn drop_unused_schemas(document: &mut Value) {
    let text = document.to_string();
    let is_used = |name: &str| text.contains(&format!("\"#/components/schemas/{name}\""));
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.retain(|name, _| is_used(name) || KEPT.contains(&name.as_str()));
    }
}

const ABOUT: &str = "Where stakeholders agree on what words mean. Times are RFC 3339 in UTC, languages BCP 47, texts Markdown. \
    Lists take `limit` (at most 200) and `cursor` and answer `items` and `next`. `POST` takes `Idempotency-Key`. \
    Errors are problem documents (RFC 9457).";
