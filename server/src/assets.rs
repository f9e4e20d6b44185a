//! The site's own files, below `/pkg/VERSION/`. They are made by `cargo xtask` and stand inside the
//! program; what a version names never changes.

use std::collections::HashMap;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::Embed;
use serde::Deserialize;

use crate::{published::encoding, site::Site, trouble::Trouble};

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Files;

/// Building for a new version of the site builds this file anew: the files are read at compile time.
const _: Option<&str> = option_env!("PARLANCE_SITE_VERSION");

#[derive(Debug)]
pub struct Assets {
    root: String,
    version: String,
    files: HashMap<String, Asset>,
}

#[derive(Debug)]
struct Asset {
    media: &'static str,
    plain: Bytes,
    br: Option<Bytes>,
    gzip: Option<Bytes>,
}

#[derive(Default, Deserialize)]
struct Manifest {
    version: String,
    files: HashMap<String, String>,
}

impl Assets {
    pub fn embedded() -> Self {
        let manifest: Manifest = embedded("assets.json")
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_else(|| {
                tracing::warn!("the site's files are missing: build them with `cargo xtask site`");
                Manifest {
                    version: "none".into(),
                    ..Manifest::default()
                }
            });
        let asset = |name: &str| {
            Some(Asset {
                media: media_type(name),
                plain: embedded(name)?,
                br: embedded(&format!("{name}.br")),
                gzip: embedded(&format!("{name}.gz")),
            })
        };
        let files = manifest
            .files
            .keys()
            .filter_map(|name| Some((name.clone(), asset(name)?)))
            .collect();
        Self {
            root: format!("/pkg/{}", manifest.version),
            version: manifest.version,
            files,
        }
    }

    /// Where the files begin: `/pkg/VERSION`.
    pub fn root(&self) -> &str {
        &self.root
    }

    fn answer(
        &self,
        name: &str,
        version: Option<&str>,
        headers: &HeaderMap,
    ) -> Result<Response, Trouble> {
        let asset = self.files.get(name).ok_or_else(Trouble::not_found)?;
        let mut found = Response::default();
        let out = found.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
        // A page of another version of the site gets what there is, but keeps it for no other time.
        let keep = if version == Some(self.version.as_str()) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let accepted = encoding::Accepted::of(headers);
        let (body, coding) = match (&asset.br, &asset.gzip) {
            (Some(br), _) if accepted.takes("br") => (br, Some("br")),
            (_, Some(gzip)) if accepted.takes("gzip") => (gzip, Some("gzip")),
            _ => (&asset.plain, None),
        };
        if let Some(coding) = coding {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        *found.body_mut() = body.clone().into();
        Ok(found)
    }
}

pub async fn read_asset(
    State(site): State<Site>,
    Path((version, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    site.assets.answer(&name, Some(&version), &headers)
}

/// A file whose address has no version.
pub fn read(site: &Site, name: &str, headers: &HeaderMap) -> Result<Response, Trouble> {
    site.assets.answer(name, None, headers)
}

/// Browsers ask for it whatever a page says.
pub async fn read_favicon(
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    site.assets.answer("favicon.svg", None, &headers)
}

/// Published words are to be found; programs have the API's description.
pub async fn read_robots() -> Response {
    "User-agent: *\nDisallow: /api/\nDisallow: /sign-in\nDisallow: /account\n".into_response()
}

fn embedded(name: &str) -> Option<Bytes> {
    Files::get(name).map(|file| Bytes::from(file.data.into_owned()))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
