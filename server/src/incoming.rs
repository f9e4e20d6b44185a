//! Files of entries, as they come in: the body of a request, or chosen in a form.

use aide::{
    OperationInput,
    generate::GenContext,
    openapi::{MediaType, Operation, ReferenceOr, RequestBody},
};
use app::Form;
use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::header,
};
use multer::{Constraints, Multipart, SizeLimit};
use registry::imports::{FILE_MAX, Format};

use crate::{file::cut_off, site::Site, trouble::Trouble};

/// The most bytes around the file in a form, and in one of its other fields.
const FORM_MAX: usize = 128 * 1024;

/// A file as the body of a request, and the form that its media type names.
#[derive(Debug, Clone)]
pub struct EntriesSent {
    pub format: Option<Format>,
    pub body: Bytes,
}

/// A file that was chosen in a form, by its name, and what else was filled in.
#[derive(Debug, Clone)]
pub struct EntriesTyped {
    pub file: Option<(String, Bytes)>,
    pub form: Form,
}

/// Whether files of entries are sent to this path: they are larger than what else is sent.
pub fn is_import(path: &str) -> bool {
    let mut parts = path.trim_end_matches('/').rsplit('/');
    match parts.next() {
        Some("imports") => path.starts_with("/api/v1/processes/"),
        Some("import") => path.starts_with("/p/"),
        _ => false,
    }
}

/// Which forms are read, in a sentence.
pub fn forms() -> String {
    let types: Vec<_> = Format::ALL
        .iter()
        .map(|format| format.media_type())
        .collect();
    format!(
        "Name the form by the media type ({}) or by ?format=.",
        types.join(", ")
    )
}

impl FromRequest<Site> for EntriesSent {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Trouble> {
        let media = request.headers().get(header::CONTENT_TYPE);
        let media = media.and_then(|media| media.to_str().ok());
        let format = media.and_then(Format::of_media_type);
        let body = to_bytes(request.into_body(), FILE_MAX)
            .await
            .map_err(|_| Trouble::ImportTooLarge)?;
        Ok(Self { format, body })
    }
}

impl FromRequest<Site> for EntriesTyped {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Trouble> {
        let media = request.headers().get(header::CONTENT_TYPE);
        let boundary = media
            .and_then(|media| media.to_str().ok())
            .and_then(|media| multer::parse_boundary(media).ok())
            .ok_or_else(|| Trouble::Malformed("Send this as a form with a file.".into()))?;
        let limit = SizeLimit::new()
            .whole_stream((FILE_MAX + FORM_MAX) as u64)
            .for_field("format", 1024)
            .for_field("file", FILE_MAX as u64);
        let mut fields = Multipart::with_constraints(
            request.into_body().into_data_stream(),
            boundary,
            Constraints::new()
                .size_limit(limit)
                .allowed_fields(vec!["file", "format"]),
        );
        let (mut file, mut form) = (None, Form::default());
        while let Some(field) = fields.next_field().await.map_err(trouble)? {
            match field.name() {
                Some("file") => {
                    let name = field.file_name().unwrap_or_default().to_owned();
                    let bytes = field.bytes().await.map_err(trouble)?;
                    file = Some((name, bytes)).filter(|(_, bytes)| !bytes.is_empty());
                }
                _ => {
                    let value = field.text().await.map_err(trouble)?;
                    form.values.push(("format".to_owned(), value));
                }
            }
        }
        Ok(Self { file, form })
    }
}

fn trouble(error: multer::Error) -> Trouble {
    cut_off(error, Trouble::ImportTooLarge)
}

impl OperationInput for EntriesSent {
    fn operation_input(_: &mut GenContext, operation: &mut Operation) {
        let types = Format::ALL.iter().map(|format| format.media_type());
        operation.request_body = Some(ReferenceOr::Item(RequestBody {
            content: types
                .map(|media| (media.to_owned(), MediaType::default()))
                .collect(),
            required: true,
            ..RequestBody::default()
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::is_import;

    #[test]
    fn only_where_files_are_sent_they_may_be_large() {
        for large in ["/api/v1/processes/iot/imports", "/p/iot/import"] {
            assert!(is_import(large), "{large}");
        }
        for small in [
            "/api/v1/processes/iot/imports/1",
            "/p/iot/import/1",
            "/imports",
            "/p/iot/entries",
        ] {
            assert!(!is_import(small), "{small}");
        }
    }
}
