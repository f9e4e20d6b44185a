//! Files that are sent and files that are handed out.

use aide::{
    OperationInput,
    generate::GenContext,
    openapi::{MediaType, Operation, ReferenceOr, RequestBody},
};
use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::{HeaderName, header},
};
use formats::docx::{FILE_MAX, MEDIA_TYPE};
use multer::{Constraints, Multipart, SizeLimit};

use crate::{site::Site, trouble::Trouble};

/// The most bytes around the file in a form.
const FORM_MAX: usize = 64 * 1024;

/// A DOCX as the body of a request of the API.
#[derive(Debug, Clone)]
pub struct FileSent(pub Bytes);

impl FromRequest<Site> for FileSent {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Trouble> {
        let media = request.headers().get(header::CONTENT_TYPE);
        let media = media.and_then(|media| media.to_str().ok());
        let essence = media.and_then(|media| media.split(';').next());
        if essence.map(str::trim) != Some(MEDIA_TYPE) {
            return Err(Trouble::FileType);
        }
        // A file may be larger than what else is sent.
        to_bytes(request.into_body(), FILE_MAX)
            .await
            .map(Self)
            .map_err(|_| Trouble::FileTooLarge)
    }
}

/// A file that was chosen in a form; none where nothing was chosen.
#[derive(Debug, Clone)]
pub struct FileTyped(pub Option<Bytes>);

impl FromRequest<Site> for FileTyped {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Trouble> {
        let media = request.headers().get(header::CONTENT_TYPE);
        let boundary = media
            .and_then(|media| media.to_str().ok())
            .and_then(|media| multer::parse_boundary(media).ok())
            .ok_or_else(|| Trouble::Malformed("Send this as a form with a file.".into()))?;
        let limit = SizeLimit::new().whole_stream((FILE_MAX + FORM_MAX) as u64);
        let mut fields = Multipart::with_constraints(
            request.into_body().into_data_stream(),
            boundary,
            Constraints::new().size_limit(limit),
        );
        while let Some(field) = fields.next_field().await.map_err(trouble)? {
            if field.name() == Some("file") {
                let file = field.bytes().await.map_err(trouble)?;
                return Ok(Self(Some(file).filter(|file| !file.is_empty())));
            }
        }
        Ok(Self(None))
    }
}

fn trouble(error: multer::Error) -> Trouble {
    cut_off(error, Trouble::FileTooLarge)
}

/// Why a form with a file did not arrive, and what is said where it was too large.
pub(crate) fn cut_off(error: multer::Error, too_large: Trouble) -> Trouble {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            too_large
        }
        _ => Trouble::Malformed("The file did not arrive whole. Send it again.".into()),
    }
}

impl OperationInput for FileSent {
    fn operation_input(_: &mut GenContext, operation: &mut Operation) {
        operation.request_body = Some(ReferenceOr::Item(RequestBody {
            content: [(MEDIA_TYPE.to_owned(), MediaType::default())]
                .into_iter()
                .collect(),
            required: true,
            ..RequestBody::default()
        }));
    }
}

/// Says under which name a file is kept.
pub fn attachment(name: &str) -> [(HeaderName, String); 1] {
    [(
        header::CONTENT_DISPOSITION,
        format!("attachment; filename=\"{name}\""),
    )]
}
