//! Published files, ready to be sent. What is public is kept in memory as long as there is room,
//! with everything that is said of it; nothing of it ever changes.

use std::sync::{Arc, OnceLock};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Slug, Version};
use moka::future::Cache;
use registry::{
    processes,
    releases::{self, Artefact},
};
use sha2::{Digest, Sha256};

use super::{encoding::Accepted, tag};
use crate::{ask::Ask, linked, security::headers, trouble::Trouble, wire::Paged};

/// How many bytes of files are kept.
const KEPT_MAX: u64 = 64 * 1024 * 1024;
/// Of the bytes as they are sent (RFC 9530).
const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");
/// Of the file itself, whatever it was compressed with on its way.
const UNENCODED_DIGEST: HeaderName = HeaderName::from_static("unencoded-digest");

/// What is kept, by what follows `/g/` in its address.
#[derive(Debug, Clone)]
pub struct Shelf(Cache<String, Arc<File>>);

/// A file in every form it was stored in.
#[derive(Debug)]
pub struct File {
    public: bool,
    plain: Coded,
    br: Coded,
    gzip: Coded,
    zstd: Coded,
}

/// One form, with everything that is said before its bytes.
#[derive(Debug)]
struct Coded {
    head: HeaderMap,
    bytes: Bytes,
    /// Made when it is asked for.
    paged: OnceLock<Option<Paged>>,
}

impl Default for Shelf {
    fn default() -> Self {
        let weigh = |_: &String, file: &Arc<File>| {
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
    /// A file that is kept.
    pub async fn kept(&self, name: &str) -> Option<Arc<File>> {
        self.0.get(name).await
    }

    /// A file, from memory or from the registry, which checks who asks. What only members may have
    /// is never kept.
    pub async fn file(
        &self,
        ask: &Ask,
        process: &Slug,
        version: Version,
        extension: &str,
    ) -> Result<Arc<File>, Trouble> {
        let name = format!("{process}/{version}.{extension}");
        if let Some(file) = self.kept(&name).await {
            return Ok(file);
        }
        let (registry, caller) = (ask.registry(), &ask.caller);
        let artefact =
            releases::artefact(registry, caller, ask.now, process, version, extension).await?;
        let mut head = HeaderMap::new();
        if extension == "html" {
            let policy = page_policy(&artefact.bytes);
            head.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if let Some(links) = links(ask, process, version, extension).await? {
            head.insert(header::LINK, links);
        }
        let called = format!("inline; filename=\"{process}-{version}.{extension}\"");
        head.insert(header::CONTENT_DISPOSITION, value(&called));
        let media =
            formats::form(extension).map_or("application/octet-stream", |form| form.media_type);
        head.insert(header::CONTENT_TYPE, value(media));
        head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let lasting = "public, max-age=31536000, immutable";
        super::keep(&mut head, artefact.public, lasting);
        headers::fill(&mut head, ask.site.is_secure());
        let file = Arc::new(File::new(artefact, &head));
        if file.public {
            self.0.insert(name, file.clone()).await;
        }
        Ok(file)
    }
}

impl File {
    fn new(artefact: Artefact, head: &HeaderMap) -> Self {
        let mut head = head.clone();
        head.insert(UNENCODED_DIGEST, digest(&artefact.bytes));
        let coded = |bytes: Vec<u8>, coding: Option<&'static str>| {
            let mut head = head.clone();
            let suffix = coding.map_or(String::new(), |coding| format!("-{coding}"));
            let tag = format!("\"{}{suffix}\"", artefact.sha256);
            head.insert(header::ETAG, value(&tag));
            head.insert(REPR_DIGEST, digest(&bytes));
            head.insert(header::CONTENT_LENGTH, bytes.len().into());
            if let Some(coding) = coding {
                head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
            }
            Coded {
                head,
                bytes: bytes.into(),
                paged: OnceLock::new(),
            }
        };
        Self {
            public: artefact.public,
            br: coded(artefact.br, Some("br")),
            gzip: coded(artefact.gzip, Some("gzip")),
            zstd: coded(artefact.zstd, Some("zstd")),
            plain: coded(artefact.bytes, None),
        }
    }

    /// The form that a client wants most, or that it has that already.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let coded = self.choose(asked);
        let mut head = coded.head.clone();
        let known = head
            .get(header::ETAG)
            .is_some_and(|tag| tag::is_known(asked, tag));
        if known {
            for of_bytes in [
                header::CONTENT_TYPE,
                header::CONTENT_ENCODING,
                header::CONTENT_LENGTH,
                header::CONTENT_DISPOSITION,
                REPR_DIGEST,
                UNENCODED_DIGEST,
            ] {
                head.remove(of_bytes);
            }
            return (StatusCode::NOT_MODIFIED, head).into_response();
        }
        let mut response = Response::new(coded.bytes.clone().into());
        *response.headers_mut() = head;
        // What is not kept is sent once only.
        if self.public {
            let paged = coded.paged.get_or_init(|| Paged::new(&coded.bytes));
            if let Some(paged) = paged.clone() {
                response.extensions_mut().insert(paged);
            }
        }
        response
    }

    /// The plain form where it wants none of those there are.
    fn choose(&self, asked: &HeaderMap) -> &Coded {
        if !asked.contains_key(header::ACCEPT_ENCODING) {
            return &self.plain;
        }
        match Accepted::of(asked).best(&["br", "zstd", "gzip", "identity"]) {
            Some("br") => &self.br,
            Some("zstd") => &self.zstd,
            Some("gzip") => &self.gzip,
            _ => &self.plain,
        }
    }
}

/// Where the file belongs (RFC 6596, RFC 5829, RFC 4946): what describes it, the release before and the newest one.
/// The other forms stand in what describes it: named here each, they would be more than a reverse proxy takes.
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
