//! Published files, ready to be sent. What is public is kept in memory as long as there is room,
//! with everything that is said of it; nothing of it ever changes.

use std::sync::Arc;

use axum::{body::Bytes, http::HeaderValue};
use domain::{Slug, Version};
use moka::future::Cache;
use registry::releases::{self, Artefact};
use sha2::{Digest, Sha256};

use crate::{ask::Ask, trouble::Trouble};

/// How many bytes of files are kept.
const KEPT_MAX: u64 = 64 * 1024 * 1024;

/// Which file: of which process and version, with which extension.
pub type Key = (Slug, Version, String);

#[derive(Debug, Clone)]
pub struct Shelf(Cache<Key, Arc<File>>);

/// A file in every form it was stored in.
#[derive(Debug)]
pub struct File {
    pub public: bool,
    pub media_type: HeaderValue,
    pub policy: Option<HeaderValue>,
    /// SHA-256 of the file itself.
    pub digest: HeaderValue,
    pub plain: Coded,
    pub br: Coded,
    pub gzip: Coded,
    pub zstd: Coded,
}

/// The bytes of one form.
#[derive(Debug)]
pub struct Coded {
    pub bytes: Bytes,
    pub tag: HeaderValue,
    /// Of these bytes, as they are sent (RFC 9530).
    pub digest: HeaderValue,
}

impl Default for Shelf {
    fn default() -> Self {
        let weigh = |_: &Key, file: &Arc<File>| {
            let bytes: usize = [&file.plain, &file.br, &file.gzip, &file.zstd]
                .map(|coded| coded.bytes.len())
                .iter()
                .sum();
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self(
            Cache::builder()
                .max_capacity(KEPT_MAX)
                .weigher(weigh)
                .build(),
        )
    }
}

impl Shelf {
    /// A file, from memory or from the registry, which checks who asks. What only members may have
    /// is never kept.
    pub async fn file(&self, ask: &Ask, key: Key) -> Result<Arc<File>, Trouble> {
        if let Some(file) = self.0.get(&key).await {
            return Ok(file);
        }
        let (process, version, extension) = &key;
        let artefact = releases::artefact(
            ask.registry(),
            &ask.caller,
            ask.now,
            process,
            *version,
            extension,
        )
        .await?;
        let file = Arc::new(File::new(artefact, extension));
        if file.public {
            self.0.insert(key, file.clone()).await;
        }
        Ok(file)
    }
}

impl File {
    fn new(artefact: Artefact, extension: &str) -> Self {
        let media =
            formats::form(extension).map_or("application/octet-stream", |form| form.media_type);
        let coded = |bytes: Vec<u8>, suffix: &str| Coded {
            tag: value(&format!("\"{}{suffix}\"", artefact.sha256)),
            digest: digest(&bytes),
            bytes: bytes.into(),
        };
        Self {
            public: artefact.public,
            media_type: value(media),
            policy: (extension == "html").then(|| page_policy(&artefact.bytes)),
            digest: digest(&artefact.bytes),
            plain: coded(artefact.bytes, ""),
            br: coded(artefact.br, "-br"),
            gzip: coded(artefact.gzip, "-gzip"),
            zstd: coded(artefact.zstd, "-zstd"),
        }
    }
}

/// What a published page may do: show itself in the style that stands in it.
fn page_policy(page: &[u8]) -> HeaderValue {
    let page = String::from_utf8_lossy(page);
    let style = page
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"));
    let style = style.map_or(String::new(), |(style, _)| {
        format!(
            " style-src 'sha256-{}';",
            base64(&Sha256::digest(style.as_bytes()))
        )
    });
    value(&format!(
        "default-src 'none';{style} img-src data:; base-uri 'none'; form-action 'none'"
    ))
}

/// A digest as RFC 9530 writes it.
fn digest(bytes: &[u8]) -> HeaderValue {
    value(&format!("sha-256=:{}:", base64(&Sha256::digest(bytes))))
}

fn base64(bytes: &[u8]) -> String {
    use ::base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.encode(bytes)
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}
