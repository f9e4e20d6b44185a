//! The forms a file is published in.

use anyhow::Result;
use std::io::Write;

/// As it is, or compressed as the suffix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    Brotli,
    Gzip,
}

/// A file's forms: what is compressed already is not compressed again.
pub fn forms(name: &str) -> &'static [Form] {
    match name.rsplit('.').next() {
        Some("woff2" | "png" | "webp" | "avif" | "jpg") => &[Form::Plain],
        _ => &[Form::Plain, Form::Brotli, Form::Gzip],
    }
}

impl Form {
    pub fn suffix(self) -> &'static str {
        match self {
            Form::Plain => "",
            Form::Brotli => ".br",
            Form::Gzip => ".gz",
        }
    }

    /// The bytes in this form, as small as it gets: it is done once and read often.
    pub fn apply(self, bytes: &[u8]) -> Result<Vec<u8>> {
        let mut packed = Vec::new();
        match self {
            Form::Plain => packed.extend_from_slice(bytes),
            Form::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: 11,
                    lgwin: 22,
                    ..Default::default()
                };
                brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
            }
            Form::Gzip => {
                let mut encoder =
                    flate2::write::GzEncoder::new(&mut packed, flate2::Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()?;
            }
        }
        Ok(packed)
    }
}
