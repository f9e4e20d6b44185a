//! A form as it was posted.

use app::Form;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};

use crate::{site::Site, trouble::Trouble};

/// The fields of a posted form, in the order they were sent. The field `form` names which of a
/// page's forms it is.
#[derive(Debug, Clone)]
pub struct Typed(pub Form);

impl FromRequest<Site> for Typed {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Trouble> {
        let media = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        if !media.is_some_and(|media| media.starts_with("application/x-www-form-urlencoded")) {
            return Err(Trouble::Malformed("Send this as a form.".into()));
        }
        let body = Bytes::from_request(request, site)
            .await
            .map_err(|_| Trouble::TooLarge)?;
        let values: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
        let name = values
            .iter()
            .find(|(name, _)| name == "form")
            .map(|(_, value)| value.clone());
        Ok(Self(Form {
            name: name.unwrap_or_default(),
            values,
            errors: Vec::new(),
        }))
    }
}
