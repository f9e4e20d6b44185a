//! What the API answers with, and how each answer is described.

use std::{convert::Infallible, marker::PhantomData};

use aide::{
    OperationInput, OperationOutput,
    generate::GenContext,
    openapi::{
        HeaderStyle, MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent,
        Response as Described, SchemaObject, StatusCode,
    },
    operation::add_parameters,
};
use axum::{
    Json,
    extract::FromRequestParts,
    http::{self, HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{site::Site, trouble::Trouble};

/// What a handler of the API returns.
pub type Answer<T> = Result<T, Trouble>;

/// A thing, with the tag of its present state where changes name the state they were made on.
#[derive(Debug, Clone)]
pub struct Thing<T> {
    pub thing: T,
    pub tag: Option<String>,
}

/// A thing that was made, and where it is.
#[derive(Debug, Clone)]
pub struct Created<T> {
    pub thing: T,
    pub location: String,
    pub tag: Option<String>,
}

/// It is done, and there is nothing to say.
#[derive(Debug, Clone, Copy)]
pub struct Done;

/// An answer in a form of its own.
#[derive(Debug)]
pub struct Raw<M>(Response, PhantomData<M>);

/// The media type of a raw answer, and of what it consists.
pub trait Media: Send + 'static {
    const TYPE: &'static str;
    const WORDS: &'static str;
}

/// A word processor's file.
#[derive(Debug)]
pub struct Docx;

impl Media for Docx {
    const TYPE: &'static str = formats::docx::MEDIA_TYPE;
    const WORDS: &'static str = "A DOCX.";
}

/// A thing, or the same in a form of its own.
#[derive(Debug)]
pub enum ThingOr<T, M> {
    Thing(Thing<T>),
    Raw(Raw<M>),
}

impl<T: Serialize, M: Media> IntoResponse for ThingOr<T, M> {
    fn into_response(self) -> Response {
        match self {
            Self::Thing(thing) => thing.into_response(),
            Self::Raw(raw) => raw.into_response(),
        }
    }
}

impl<T: JsonSchema, M: Media> OperationOutput for ThingOr<T, M> {
    type Inner = T;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Described> {
        let mut response = Json::<T>::operation_response(ctx, operation)?;
        let media = (M::TYPE.to_owned(), MediaType::default());
        response.content.extend([media]);
        Some(response)
    }

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        described(200, "", Self::operation_response(ctx, operation))
    }
}

impl<M> Raw<M> {
    pub fn new(response: impl IntoResponse) -> Self {
        Self(response.into_response(), PhantomData)
    }
}

impl<T> Thing<T> {
    pub fn plain(thing: T) -> Self {
        Self { thing, tag: None }
    }
}

impl<T> Created<T> {
    pub fn at(location: String, thing: T) -> Self {
        Self {
            thing,
            location,
            tag: None,
        }
    }
}

/// The states that a change was made on; a change that names none is made on any.
#[derive(Debug, Clone)]
pub struct IfMatch(pub Option<String>);

impl IfMatch {
    /// Refuses a change that was made on another state than the present one.
    pub fn check(&self, present: &str) -> Result<(), Trouble> {
        let Some(wanted) = &self.0 else { return Ok(()) };
        let matches = wanted
            .split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag == present);
        if matches {
            Ok(())
        } else {
            Err(Trouble::Precondition)
        }
    }
}

impl FromRequestParts<Site> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Infallible> {
        // What is no text matches nothing.
        let wanted = parts.headers.get(header::IF_MATCH);
        Ok(Self(wanted.map(|value| {
            value.to_str().unwrap_or_default().to_owned()
        })))
    }
}

impl OperationInput for IfMatch {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = SchemaObject {
            json_schema: ctx.schema.subschema_for::<String>(),
            example: None,
            external_docs: None,
        };
        let parameter = Parameter::Header {
            parameter_data: ParameterData {
                name: "If-Match".into(),
                description: Some(
                    "The `ETag` the change was made on; 412 where it is not the present one."
                        .into(),
                ),
                required: false,
                deprecated: None,
                format: ParameterSchemaOrContent::Schema(schema),
                example: None,
                examples: Default::default(),
                explode: None,
                extensions: Default::default(),
            },
            style: HeaderStyle::Simple,
        };
        add_parameters(ctx, operation, [parameter]);
    }
}

impl<T: Serialize> IntoResponse for Thing<T> {
    fn into_response(self) -> Response {
        tagged(Json(self.thing).into_response(), self.tag)
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (http::StatusCode::CREATED, Json(self.thing)).into_response();
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        tagged(response, self.tag)
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        http::StatusCode::NO_CONTENT.into_response()
    }
}

impl<M: Media> IntoResponse for Raw<M> {
    fn into_response(mut self) -> Response {
        self.0
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(M::TYPE));
        self.0
    }
}

fn tagged(mut response: Response, tag: Option<String>) -> Response {
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

impl<T: JsonSchema> OperationOutput for Thing<T> {
    type Inner = T;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Described> {
        Json::<T>::operation_response(ctx, operation)
    }

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        described(200, "", Self::operation_response(ctx, operation))
    }
}

impl<T: JsonSchema> OperationOutput for Created<T> {
    type Inner = T;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Described> {
        Json::<T>::operation_response(ctx, operation)
    }

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        described(
            201,
            "Made. `Location` says where it is.",
            Self::operation_response(ctx, operation),
        )
    }
}

impl OperationOutput for Done {
    type Inner = ();

    fn inferred_responses(
        _: &mut GenContext,
        _: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        described(204, "Done.", Some(Described::default()))
    }
}

impl<M: Media> OperationOutput for Raw<M> {
    type Inner = ();

    fn inferred_responses(
        _: &mut GenContext,
        _: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        let content = [(M::TYPE.to_owned(), MediaType::default())]
            .into_iter()
            .collect();
        described(
            200,
            M::WORDS,
            Some(Described {
                content,
                ..Described::default()
            }),
        )
    }
}

fn described(
    status: u16,
    words: &str,
    response: Option<Described>,
) -> Vec<(Option<StatusCode>, Described)> {
    let response = response.map(|mut response| {
        if !words.is_empty() || response.description.is_empty() {
            response.description = if words.is_empty() {
                "The answer.".into()
            } else {
                words.into()
            };
        }
        (Some(StatusCode::Code(status)), response)
    });
    response.into_iter().collect()
}
