//! The bundle: one ZIP with a release in every form and what it takes to check it, offline and for
//! ever. It is not made from the document alone, as the other forms are, but from all of them.

use std::io::{Cursor, Write};

use domain::Moment;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "zip",
    media_type: "application/zip",
    name: "Bundle",
    audience: "archives, and whoever checks the agreement",
    receipt: Receipt {
        weakened: &[],
        dropped: &[],
    },
    write: |_| Err(FormError::Bundle),
};

/// What a file of the bundle is called that nothing else is called.
pub const README: &str = "README.txt";
pub const RECORD: &str = "record.ndjson";
pub const MEMBERS: &str = "members.json";
pub const SUMS: &str = "SHA256SUMS";
pub const SIGNATURE: &str = "SHA256SUMS.minisig";

/// Packs the files in their order, dated with the release: the same files make the same bytes.
pub fn pack(files: &[(String, Vec<u8>)], at: Moment) -> Result<Vec<u8>, FormError> {
    let failed = |error: zip::result::ZipError| FormError::Write(error.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(dated(at))
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).map_err(failed)?;
        zip.write_all(bytes)
            .map_err(|error| FormError::Write(error.to_string()))?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}

/// The time in a ZIP, which begins in 1980 and knows no zones: UTC is meant.
fn dated(at: Moment) -> DateTime {
    let at = at.to_utc();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let (month, day) = (at.month().into(), at.day());
    DateTime::from_date_and_time(year, month, day, at.hour(), at.minute(), at.second())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_bundle_is_always_the_same_and_can_be_read() {
        let at = Moment::from_millis(1_480_000_000_000);
        let files = vec![
            ("words-1.0.0.json".to_owned(), b"{}".to_vec()),
            (SUMS.to_owned(), "ü\n".as_bytes().to_vec()),
        ];
        let packed = pack(&files, at).unwrap();
        assert_eq!(pack(&files, at).unwrap(), packed);
        let mut zip = zip::ZipArchive::new(Cursor::new(&packed)).unwrap();
        let mut text = String::new();
        let mut file = zip.by_name(SUMS).unwrap();
        assert_eq!(
            file.last_modified().map(|at| at.to_string()).as_deref(),
            Some("2016-11-24 15:06:40")
        );
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "ü\n");
    }
}
