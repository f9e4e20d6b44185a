//! What goes wrong with a request. A handler or a layer only says what it is; [`face`] gives it
//! its face afterwards: a problem document for programs, a page for people.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Refusal, permit::Denial};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{incoming, kept::Kept, problem, site::Site, trouble_page};

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum Trouble {
    /// What the registry says.
    Registry(registry::Error),
    /// The body is not what its type says.
    Malformed(String),
    /// Fields of the input cannot be read.
    Unread(Vec<Fault>),
    MediaType,
    /// A file is no DOCX by its type.
    FileType,
    TooLarge,
    FileTooLarge,
    /// A file of entries is in no form that is read.
    ImportType,
    ImportTooLarge,
    TooSlow,
    TooMany {
        retry_after: u64,
    },
    /// Another site's page sent it with the browser's session.
    CrossSite,
    Method,
    /// `If-Match` names another state than the present one.
    Precondition,
    /// The `Idempotency-Key` was used for another request.
    KeyReused,
    /// The request with this `Idempotency-Key` is being answered, or was cut off.
    KeyPending,
}

/// What is wrong with one field, or with the input as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// The path of the field, such as `subject.entry` or `designations[0].text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub detail: String,
}

impl Trouble {
    pub fn not_found() -> Self {
        Self::Registry(registry::Error::NotFound)
    }

    pub fn sign_in() -> Self {
        Self::Registry(registry::Error::Forbidden(Denial::SignIn))
    }

    pub fn is_sign_in(&self) -> bool {
        matches!(
            self,
            Self::Registry(registry::Error::Forbidden(Denial::SignIn))
        )
    }

    pub fn status(&self) -> StatusCode {
        use registry::Error as E;
        match self {
            Self::Registry(E::NotFound) => StatusCode::NOT_FOUND,
            Self::Registry(E::Forbidden(Denial::SignIn)) => StatusCode::UNAUTHORIZED,
            Self::Registry(E::Forbidden(_)) | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Registry(E::Refused(_)) | Self::Unread(_) | Self::KeyReused => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Registry(E::Conflict(_) | E::Stale(_)) | Self::KeyPending => StatusCode::CONFLICT,
            Self::Registry(E::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Registry(E::Storage(_)) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::MediaType | Self::FileType | Self::ImportType => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            Self::TooLarge | Self::FileTooLarge | Self::ImportTooLarge => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Precondition => StatusCode::PRECONDITION_FAILED,
        }
    }

    /// A few words for all troubles of this kind.
    pub fn title(&self) -> &'static str {
        match self.status() {
            StatusCode::NOT_FOUND => "There is nothing here",
            StatusCode::UNAUTHORIZED => "Sign in first",
            StatusCode::FORBIDDEN => "This is not for you to do",
            StatusCode::UNPROCESSABLE_ENTITY => "This cannot be taken as it is",
            StatusCode::CONFLICT => "Something changed meanwhile",
            StatusCode::SERVICE_UNAVAILABLE => "Busy at this moment",
            StatusCode::BAD_REQUEST => "This cannot be read",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "Send it in another form",
            StatusCode::PAYLOAD_TOO_LARGE => "This is too large",
            StatusCode::REQUEST_TIMEOUT => "This took too long",
            StatusCode::TOO_MANY_REQUESTS => "Too many requests",
            StatusCode::METHOD_NOT_ALLOWED => "This cannot be done here",
            StatusCode::PRECONDITION_FAILED => "Changed since you read it",
            _ => "Something failed on our side",
        }
    }

    /// What is the matter and what helps. What failed inside is never told.
    pub fn detail(&self) -> String {
        match self {
            Self::Registry(registry::Error::NotFound) => {
                "There is nothing at this address, or nothing that you may see.".into()
            }
            Self::Registry(registry::Error::Storage(_)) => {
                "It was written down for those who run this site. Nothing was saved; try again later.".into()
            }
            Self::Registry(error) => error.to_string(),
            Self::Malformed(detail) => detail.clone(),
            Self::Unread(faults) => faults.first().map(|fault| fault.detail.clone()).unwrap_or_default(),
            Self::MediaType => "Send application/json.".into(),
            Self::FileType => format!("Send the DOCX itself, as {}.", formats::docx::MEDIA_TYPE),
            Self::TooLarge => "Send at most 1 MiB.".into(),
            Self::FileTooLarge => "Send a file of at most 4 MiB.".into(),
            Self::ImportTooLarge => "Send a file of at most 64 MiB.".into(),
            Self::ImportType => incoming::forms(),
            Self::TooSlow => "The request did not arrive or could not be answered in time.".into(),
            Self::TooMany { retry_after } => format!("Try again in {retry_after} seconds."),
            Self::CrossSite => "This came from a page of another site. Do it on a page of this site.".into(),
            Self::Method => "This address does not take this method.".into(),
            Self::Precondition => "Read it again; If-Match names an older state.".into(),
            Self::KeyReused => "This Idempotency-Key was sent with another request before.".into(),
            Self::KeyPending => "A request with this Idempotency-Key was taken in and its answer is not known. Look whether it was done.".into(),
        }
    }

    /// Which fields are meant.
    pub fn faults(&self) -> Vec<Fault> {
        match self {
            Self::Unread(faults) => faults.clone(),
            Self::Registry(registry::Error::Refused(refusal) | registry::Error::Stale(refusal)) => {
                vec![fault(refusal)]
            }
            _ => Vec::new(),
        }
    }

    /// Writes down what nobody is told.
    pub fn log(&self) {
        if let Self::Registry(registry::Error::Storage(what)) = self {
            tracing::error!("{what}");
        }
    }
}

/// Where a refusal belongs and what it says.
pub fn fault(refusal: &Refusal) -> Fault {
    Fault {
        field: refusal.field().map(str::to_owned),
        detail: refusal.to_string(),
    }
}

/// Gives trouble its face: a problem document or a page, by who asked.
pub async fn face(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(trouble) = response.extensions_mut().remove::<Arc<Trouble>>() else {
        return response;
    };
    trouble.log();
    let kept = response.extensions_mut().remove::<Kept>();
    let mut faced = if for_programs(&asked) {
        problem::answer(&trouble)
    } else {
        trouble_page::answer(&site, asked, &trouble, kept).await
    };
    for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers_mut().remove(&name) {
            faced.headers_mut().insert(name, value);
        }
    }
    faced
}

fn for_programs(asked: &Parts) -> bool {
    let path = asked.uri.path();
    let reads_html = || {
        let accept = asked
            .headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok());
        accept.is_some_and(|accept| accept.contains("text/html"))
    };
    path.starts_with("/api/v1") || (path.starts_with("/g/") && !reads_html())
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let retry_after = match &self {
            Self::TooMany { retry_after } => Some(*retry_after),
            Self::Registry(registry::Error::Busy) => Some(5),
            _ => None,
        };
        if let Some(seconds) = retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        if self.is_sign_in() {
            response.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static("Bearer"),
            );
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

impl<E: Into<registry::Error>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self::Registry(error.into())
    }
}
