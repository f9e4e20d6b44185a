//! The JSON form: the published document as it is.

use domain::release::Document;

use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "json",
    media_type: "application/json",
    name: "JSON",
    audience: "programs",
    receipt: Receipt {
        weakened: &[],
        dropped: &[],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut bytes =
        serde_json::to_vec_pretty(document).map_err(|error| FormError::Write(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

pub(crate) fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Document);
    schema.insert("title".into(), "A glossary release of Parlance".into());
    schema.to_value()
}
