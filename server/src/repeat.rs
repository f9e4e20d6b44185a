//! `Idempotency-Key`: a request that is sent again is answered again and changes nothing again.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use formats::docx::FILE_MAX;
use registry::{
    answered_requests::{self, Answered, Begun},
    imports,
};
use sha2::{Digest, Sha256};

use crate::{ask::Ask, incoming, security::BODY_MAX, trouble::Trouble};

const KEY: &str = "idempotency-key";
const KEY_MAX: usize = 255;
/// An answer that is kept is the answer to one act; lists are not answers to a POST.
const ANSWER_MAX: usize = 4 * 1024 * 1024;

/// Runs a request once for its key. It goes on when its sender hangs up: otherwise nobody would
/// know whether it was done.
pub async fn once(ask: Ask, request: Request, next: Next) -> Result<Response, Trouble> {
    if !request.headers().contains_key(KEY) {
        return Ok(next.run(request).await);
    }
    let run = tokio::spawn(async move { run(&ask, request, next).await });
    run.await.unwrap_or_else(|error| {
        Err(registry::Error::Storage(format!("a request broke off: {error}")).into())
    })
}

async fn run(ask: &Ask, request: Request, next: Next) -> Result<Response, Trouble> {
    let key = request.headers().get(KEY).and_then(|key| key.to_str().ok());
    let key = key.filter(|key| !key.is_empty() && key.len() <= KEY_MAX);
    let key = key.ok_or_else(|| {
        Trouble::Malformed("Give an Idempotency-Key of 1 to 255 ASCII characters.".into())
    })?;
    let scope = format!(
        "{}\n{}\n{key}",
        ask.caller.user.unwrap_or_default(),
        request.uri().path()
    );
    let key = hex(scope.as_bytes());
    let (parts, body) = request.into_parts();
    let is_file = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|media| media.as_bytes() == formats::docx::MEDIA_TYPE.as_bytes());
    let is_import = incoming::is_import(parts.uri.path());
    let max = match (is_import, is_file) {
        (true, _) => imports::FILE_MAX,
        (_, true) => FILE_MAX,
        _ => BODY_MAX,
    };
    let body = to_bytes(body, max)
        .await
        .map_err(|_| match (is_import, is_file) {
            (true, _) => Trouble::ImportTooLarge,
            (_, true) => Trouble::FileTooLarge,
            _ => Trouble::TooLarge,
        })?;
    let digest = hex(&body);
    match answered_requests::begin(ask.registry(), ask.now, &key, &digest).await? {
        Begun::First => {}
        Begun::Other => return Err(Trouble::KeyReused),
        Begun::Unfinished => return Err(Trouble::KeyPending),
        Begun::Answered(answered) => return Ok(again(answered)),
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    // A refusal changed nothing: whoever mends the request may use the key for it.
    if !response.status().is_success() {
        answered_requests::forget(ask.registry(), &key).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, ANSWER_MAX)
        .await
        .map_err(|error| registry::Error::Storage(format!("an answer to keep: {error}")))?;
    let answered = Answered {
        status: parts.status.as_u16(),
        location: parts
            .headers
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    answered_requests::finish(ask.registry(), &key, answered).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn again(answered: Answered) -> Response {
    let status = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answered.body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    if let Some(location) = answered
        .location
        .and_then(|location| HeaderValue::from_str(&location).ok())
    {
        headers.insert(header::LOCATION, location);
    }
    response
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
