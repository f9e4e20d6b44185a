//! Published files, ready to be sent. What is public is kept in memory as long as there is room,
//! with everything that is said of it; nothing of it ever changes.

use std::sync::Arc;

use axum::{body::Bytes, http::HeaderValue};
use domain::{Slug, Version};
use moka::future::Cache;
use registry::{
    processes,
    releases::{self, Artefact},
};
use sha2::{Digest, Sha256};

use crate::{ask::Ask, linked, trouble::Trouble};

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
    /// What belongs to it. Nothing of that changes either: what comes later is behind addresses that
    /// are known from the first.
    pub links: Option<HeaderValue>,
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
        let links = links(ask, process, *version, extension).await?;
        let file = Arc::new(File::new(artefact, extension, links));
        if file.public {
            self.0.insert(key, file.clone()).await;
        }
        Ok(file)
    }
}

impl File {
    fn new(artefact: Artefact, extension: &str, links: Option<HeaderValue>) -> Self {
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
            links,
            policy: (extension == "html").then(|| page_policy(&artefact.bytes)),
            digest: digest(&artefact.bytes),
            plain: coded(artefact.bytes, ""),
            br: coded(artefact.br, "-br"),
            gzip: coded(artefact.gzip, "-gzip"),
            zstd: coded(artefact.zstd, "-zstd"),
        }
    }
}

/// Where the file belongs (RFC 6596, RFC 5829, RFC 4946): what describes it, the same in other
/// forms, the release before and the newest one.
async fn links(
    ask: &Ask,
    process: &Slug,
    version: Version,
    extension: &str,
) -> Result<Option<HeaderValue>, Trouble> {
    let (registry, caller, now) = (ask.registry(), &ask.caller, ask.now);
    let release = releases::find(registry, caller, now, process, version).await?;
    let own = release
        .files
        .iter()
        .find(|file| file.extension == extension);
    let Some(own) = own else { return Ok(None) };
    let home = release.url.trim_end_matches('/');
    let home = home.rsplit_once('/').map_or(home, |(home, _)| home);
    // The page that stands alone is the release's page once more.
    let canonical = match extension {
        "html" => &release.url,
        _ => &own.url,
    };
    let mut links = vec![
        ("canonical", canonical.clone(), None),
        ("collection", release.url.clone(), Some("text/html")),
        (
            "describedby",
            format!("{}dcat.jsonld", release.url),
            Some("application/ld+json"),
        ),
        ("latest-version", format!("{home}/latest.{extension}"), None),
        (
            "version-history",
            format!("{home}/releases.json"),
            Some("application/json"),
        ),
    ];
    if extension == "json" {
        let schema = format!("{}/schema/glossary-1.json", ask.site.base_url());
        links.push(("describedby", schema, Some("application/schema+json")));
    }
    // A process keeps the licence it was founded with.
    let about = processes::find(registry, caller, now, process).await?;
    if let Some(licence) = releases::licence_address(&about.licence) {
        links.push(("license", licence, None));
    }
    if let Some(previous) = release.previous {
        // Forms that came later were not made for older releases.
        let before = releases::find(registry, caller, now, process, previous).await?;
        let same = before
            .files
            .into_iter()
            .find(|file| file.extension == extension);
        let before = same.map_or(before.url, |file| file.url);
        links.push(("predecessor-version", before, None));
    }
    let others = release
        .files
        .iter()
        .filter(|file| file.extension != extension);
    links.extend(others.map(|file| {
        let media = formats::form(&file.extension).map(|form| form.media_type);
        ("alternate", file.url.clone(), media)
    }));
    Ok(linked::header(
        links
            .iter()
            .map(|(rel, url, media)| (*rel, url.as_str(), *media)),
    ))
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
