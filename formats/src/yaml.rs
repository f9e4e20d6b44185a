//! YAML with every text in quotes, so that nothing is taken for a number, a truth value or a mark.

use serde::Serialize;
use serde_saphyr::SerializerOptions;

use crate::FormError;

pub(crate) fn yaml(value: &impl Serialize) -> Result<String, FormError> {
    let mut options = SerializerOptions::default();
    options.quote_all = true;
    serde_saphyr::to_string_with_options(value, options)
        .map_err(|error| FormError::Write(error.to_string()))
}
