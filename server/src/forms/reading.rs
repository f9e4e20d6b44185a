//! From what was typed to what the domain takes. Every error is kept beside its field, so that
//! people mend all of them at once.

use std::str::FromStr;

use app::Form;
use axum::http::StatusCode;
use domain::{Refusal, Text, Title, permit::Denial};
use registry::Error;

use crate::trouble::Trouble;

/// A text that must be there. `missing` says what is asked for.
pub fn text(form: &mut Form, field: &str, missing: &str) -> Option<Text> {
    match Text::parse(form.value(field)) {
        Ok(text) => Some(text),
        Err(Refusal::TextMissing) => {
            form.refuse(Some(field), missing);
            None
        }
        Err(refusal) => {
            form.refuse(Some(field), refusal);
            None
        }
    }
}

/// A text that may be left out.
pub fn text_if_any(form: &mut Form, field: &str) -> Option<Text> {
    kept(form, field, Text::parse(form.value(field)))
}

/// A line that may be left out.
pub fn line_if_any(form: &mut Form, field: &str) -> Option<Title> {
    kept(form, field, Title::parse(form.value(field)))
}

/// A choice that must be made. `missing` says what is asked for.
pub fn choice<T: serde::de::DeserializeOwned>(
    form: &mut Form,
    field: &str,
    missing: &str,
) -> Option<T> {
    let value = serde_json::Value::String(form.value(field).to_owned());
    let chosen = serde_json::from_value(value).ok();
    if chosen.is_none() {
        form.refuse(Some(field), missing);
    }
    chosen
}

/// A number, or another name, that may be left out.
pub fn named<T: FromStr>(form: &mut Form, field: &str, wrong: &str) -> Option<T> {
    let value = form.value(field).trim().to_owned();
    if value.is_empty() {
        return None;
    }
    let parsed = value.parse().ok();
    if parsed.is_none() {
        form.refuse(Some(field), wrong);
    }
    parsed
}

/// Keeps the reason why the registry refused beside its field, if the form has one of `fields`, and
/// says under which status the form is shown again. What no form can mend goes on as it is.
pub fn refused(
    form: &mut Form,
    error: Error,
    fields: &[(&str, &str)],
) -> Result<StatusCode, Trouble> {
    let (refusal, status) = match error {
        Error::Refused(refusal) => (refusal, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Stale(refusal) => (refusal, StatusCode::CONFLICT),
        error @ Error::Conflict(_) => {
            form.refuse(None, error);
            return Ok(StatusCode::CONFLICT);
        }
        Error::Forbidden(denial) if denial != Denial::SignIn => {
            form.refuse(None, denial);
            return Ok(StatusCode::FORBIDDEN);
        }
        other => return Err(other.into()),
    };
    let named = refusal.field();
    let place = fields
        .iter()
        .find(|(name, _)| Some(*name) == named)
        .map(|(_, place)| *place);
    form.refuse(place, refusal);
    Ok(status)
}

fn kept<T>(form: &mut Form, field: &str, parsed: Result<T, Refusal>) -> Option<T> {
    match parsed {
        Ok(parsed) => Some(parsed),
        Err(Refusal::TextMissing) => None,
        Err(refusal) => {
            form.refuse(Some(field), refusal);
            None
        }
    }
}
