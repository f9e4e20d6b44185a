//! Trouble as programs read it: `application/problem+json` (RFC 9457).

use aide::{
    OperationOutput,
    generate::GenContext,
    openapi::{MediaType, Operation, Response as Described, SchemaObject, StatusCode},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::redline::Conflict;
use schemars::JsonSchema;
use serde::Serialize;

use crate::trouble::{Fault, Trouble};

/// What went wrong (RFC 9457).
#[derive(Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// Where this kind of problem is explained.
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    /// Which fields of the input are meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Fault>,
    /// Where the same words were changed by two redlines, with both texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<Vec<Conflict>>,
}

pub fn answer(trouble: &Trouble) -> Response {
    let status = trouble.status();
    let problem = Problem {
        kind: format!("/api#problem-{}", status.as_u16()),
        title: trouble.title(),
        status: status.as_u16(),
        detail: trouble.detail(),
        errors: trouble.faults(),
        conflicts: match trouble {
            Trouble::Registry(registry::Error::Conflict(conflicts)) => Some(conflicts.clone()),
            _ => None,
        },
    };
    let mut response = (status, axum::Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

impl OperationOutput for Trouble {
    type Inner = Problem;

    fn operation_response(ctx: &mut GenContext, _: &mut Operation) -> Option<Described> {
        let schema = SchemaObject {
            json_schema: ctx.schema.subschema_for::<Problem>(),
            example: None,
            external_docs: None,
        };
        let media = MediaType {
            schema: Some(schema),
            ..MediaType::default()
        };
        Some(Described {
            description: "A problem (RFC 9457)".into(),
            content: [("application/problem+json".to_owned(), media)]
                .into_iter()
                .collect(),
            ..Described::default()
        })
    }

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        Self::operation_response(ctx, operation)
            .map(|described| (None, described))
            .into_iter()
            .collect()
    }
}
