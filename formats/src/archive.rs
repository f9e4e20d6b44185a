//! Zip files that are always the same bytes for the same content.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::FormError;

/// Packs files in this order, all of the same moment.
pub fn pack(
    files: impl IntoIterator<Item = (impl ToString, Vec<u8>)>,
) -> Result<Vec<u8>, FormError> {
    let failed = |error: zip::result::ZipError| FormError::Write(error.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(failed)?;
        zip.write_all(&bytes)
            .map_err(|error| FormError::Write(error.to_string()))?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}
