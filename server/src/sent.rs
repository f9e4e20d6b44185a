//! A body as a program sent it: JSON, read into a type of the domain.

use aide::{
    OperationInput,
    generate::GenContext,
    openapi::{MediaType, Operation, ReferenceOr, RequestBody, SchemaObject},
};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::{
    site::Site,
    trouble::{Fault, Trouble},
};

/// A JSON body. What is no JSON is 400; what cannot be taken is 422 and names the field. No body
/// at all is an empty object, for acts that need nothing said.
#[derive(Debug, Clone)]
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Site> for Sent<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Trouble> {
        let media = request.headers().get(header::CONTENT_TYPE).cloned();
        let body = Bytes::from_request(request, site)
            .await
            .map_err(|_| Trouble::TooLarge)?;
        let is_json = media
            .as_ref()
            .and_then(|media| media.to_str().ok())
            .is_some_and(|media| {
                let essence = media
                    .split(';')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_ascii_lowercase();
                essence == "application/json" || essence.ends_with("+json")
            });
        if !is_json && !body.is_empty() {
            return Err(Trouble::MediaType);
        }
        read(&body).map(Self)
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Trouble> {
    let body = if body.is_empty() { b"{}" } else { body };
    let value: serde_json::Value = serde_json::from_slice(body)
        .map_err(|error| Trouble::Malformed(format!("This is not JSON: {error}.")))?;
    // A list would be read into a structure too, field by field.
    if !value.is_object() {
        return Err(Trouble::Unread(vec![Fault {
            field: None,
            detail: "Send a JSON object.".into(),
        }]));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        Trouble::Unread(vec![Fault {
            field: (path != ".").then_some(path),
            detail: words(error.inner()),
        }])
    })
}

/// What the reader says, where it says something a person can use.
fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    if words.starts_with("data did not match any variant") {
        return "This has not the form that is described at /api, or a text in it is empty or too long.".into();
    }
    words
}

impl<T: JsonSchema> OperationInput for Sent<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = ctx.schema.subschema_for::<T>();
        let media = MediaType {
            schema: Some(SchemaObject {
                json_schema: schema,
                example: None,
                external_docs: None,
            }),
            ..MediaType::default()
        };
        operation.request_body = Some(ReferenceOr::Item(RequestBody {
            content: [("application/json".to_owned(), media)]
                .into_iter()
                .collect(),
            required: true,
            ..RequestBody::default()
        }));
    }
}

#[cfg(test)]
mod tests {
    use domain::process::NewProcess;

    use super::*;

    fn check(body: &str, field: Option<&str>, detail: &str) {
        match read::<NewProcess>(body.as_bytes()) {
            Err(Trouble::Unread(faults)) => {
                assert_eq!(faults[0].field.as_deref(), field);
                assert!(faults[0].detail.contains(detail), "{}", faults[0].detail);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_fault_names_its_field() {
        check("{}", None, "slug");
        check("[]", None, "object");
        check(r#"{"slug":"A B"}"#, Some("slug"), "lower-case");
        let groups = r#"{"slug":"iot","title":"T","charter":"C","licence":"L","languages":["en"],
            "groups":[{"slug":"a","name":"A"},{"slug":"b","name":" "}]}"#;
        check(groups, Some("groups[1].name"), "Write something here.");
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        assert!(matches!(
            read::<NewProcess>(b"{"),
            Err(Trouble::Malformed(_))
        ));
    }
}
