//! What is answered to a file: what would be proposed of it, or what was.

use aide::{
    OperationOutput,
    generate::GenContext,
    openapi::{Operation, Response as Described, StatusCode},
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};

use crate::{
    answer::{Created, Thing},
    api::manuscripts::{Proposed, Takings},
};

/// 200 with what would be, or 201 with what is.
#[derive(Debug)]
pub enum TakenOrProposed {
    Taken(Takings),
    /// Where the redlines are, and they.
    Proposed(String, Proposed),
}

impl IntoResponse for TakenOrProposed {
    fn into_response(self) -> Response {
        match self {
            Self::Taken(takings) => Json(takings).into_response(),
            Self::Proposed(location, proposed) => Created::at(location, proposed).into_response(),
        }
    }
}

impl OperationOutput for TakenOrProposed {
    type Inner = ();

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        let mut responses = Thing::<Takings>::inferred_responses(ctx, operation);
        responses.extend(Created::<Proposed>::inferred_responses(ctx, operation));
        responses
    }
}
