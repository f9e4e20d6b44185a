//! The OpenAPI document, written from the table of routes.

use aide::{
    openapi::{
        Components, Info, OpenApi, ReferenceOr, SchemaObject, SecurityScheme, Tag,
    },
};
use axum::{
    body::Bytes,
    extract::State,
    http::{Method, header},
    response::IntoResponse,
};
use domain::record::Line;
use schemars::{SchemaGenerator, generate::SchemaSettings};

use crate::{
    answer::{Answer, Raw},
    site::Site,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table.api(Method::GET, "/api/v1/openapi.json", Access::Anyone, read_document, "This description")
}

async fn read_document(State(site): State<Site>) -> Answer<Raw> {
    let document = site.document.get().cloned().unwrap_or_default();
    Ok(Raw(([(header::CONTENT_TYPE, "application/json")], document).into_response()))
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
            let schema = SchemaObject { json_schema, example: None, external_docs: None };
            components.schemas.entry(name).or_insert(schema);
        }
    }
    let bearer = SecurityScheme::Http {
        scheme: "bearer".into(),
        bearer_format: None,
        description: Some("A token from `/account` or from `parlance token add`.".into()),
        extensions: Default::default(),
    };
    components.security_schemes.insert("token".into(), ReferenceOr::Item(bearer));
    // Reading public things needs no token.
    document.security = vec![Default::default(), [("token".to_owned(), Vec::new())].into_iter().collect()];
    document.tags = vec![Tag { name: "record".into(), ..Tag::default() }];
    Bytes::from(serde_json::to_vec(&document).unwrap_or_default())
}

const ABOUT: &str = "Where stakeholders agree on what words mean. Times are RFC 3339 in UTC, languages BCP 47, texts Markdown. \
    Lists take `limit` (at most 200) and `cursor` and answer `items` and `next`. `POST` takes `Idempotency-Key`. \
    Errors are problem documents (RFC 9457).";
