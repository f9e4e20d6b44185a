//! Finding what was published.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{Event, Moment, Slug, Version, release::Document};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use crate::{
    Caller, Error, Registry, Result,
    door::View,
    names::Person,
    rows::{moment, number, value},
    tables::{artefacts, processes, record, releases},
};

/// A release, as lists and pages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Release {
    pub version: Version,
    pub previous: Option<Version>,
    pub notes: Option<String>,
    pub released_at: Moment,
    pub released_by: Person,
    /// Its page, for ever.
    pub url: String,
    /// Why it should not be used any more, where it should not.
    pub yanked: Option<String>,
    /// When that was said.
    pub yanked_at: Option<Moment>,
    pub files: Vec<File>,
}

/// The release that `latest` leads to, of a list with the newest first: the newest that may be used, or the newest of
/// all where none may.
pub fn to_use(newest_first: &[Release]) -> Option<&Release> {
    let mut usable = newest_first.iter().filter(|it| it.yanked.is_none());
    usable.next().or(newest_first.first())
}

/// A published file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct File {
    pub extension: String,
    pub media_type: String,
    pub url: String,
    /// In bytes, uncompressed.
    pub size: u64,
    /// In lower-case hex.
    pub sha256: String,
}

impl File {
    /// The digest as browsers want it (Subresource Integrity).
    pub fn integrity(&self) -> Option<String> {
        let digits = |at| u8::from_str_radix(self.sha256.get(at..at + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..self.sha256.len()).step_by(2).map(digits).collect();
        Some(format!("sha256-{}", BASE64_STANDARD.encode(bytes?)))
    }
}

/// A published file with its compressed forms, as it was made at publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artefact {
    pub sha256: String,
    pub bytes: Vec<u8>,
    pub br: Vec<u8>,
    pub gzip: Vec<u8>,
    pub zstd: Vec<u8>,
    /// Whether anybody may have it, or members only.
    pub public: bool,
}

/// The releases of a process, newest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
) -> Result<Vec<Release>> {
    let view = registry.view(caller, now, slug).await?;
    describe(&view, None).await
}

/// One release.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    version: Version,
) -> Result<Release> {
    let view = registry.view(caller, now, slug).await?;
    describe(&view, Some(version))
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

/// The version of the newest release that may be used; of the newest of all where none may.
pub async fn newest(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
) -> Result<Version> {
    let view = registry.view(caller, now, slug).await?;
    let version: Option<String> = releases::Entity::find()
        .select_only()
        .column(releases::Column::Version)
        .filter(releases::Column::ProcessId.eq(view.process.id))
        .order_by_asc(releases::Column::Yanked.is_not_null())
        .order_by_desc(releases::Column::VersionKey)
        .into_tuple()
        .one(&registry.db)
        .await?;
    Ok(Version::parse(&version.ok_or(Error::NotFound)?)?)
}

/// The document of a release; of the newest that may be used where no version is given.
pub async fn published(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    version: Option<Version>,
) -> Result<Document> {
    let view = registry.view(caller, now, slug).await?;
    let mut query = releases::Entity::find()
        .filter(releases::Column::ProcessId.eq(view.process.id))
        .order_by_asc(releases::Column::Yanked.is_not_null())
        .order_by_desc(releases::Column::VersionKey);
    if let Some(version) = version {
        query = query.filter(releases::Column::Version.eq(version.to_string()));
    }
    let row = query.one(&registry.db).await?.ok_or(Error::NotFound)?;
    value(&row.document)
}

/// One file of a release, byte for byte.
pub async fn artefact(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    version: Version,
    extension: &str,
) -> Result<Artefact> {
    let view = registry.view(caller, now, slug).await?;
    let key = (view.process.id, version.to_string(), extension.to_owned());
    let row = artefacts::Entity::find_by_id(key)
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Artefact {
        sha256: row.sha256,
        bytes: row.bytes,
        br: row.br,
        gzip: row.gzip,
        zstd: row.zstd,
        public: view.process.visibility == "public",
    })
}

/// One file of a release, for whoever runs the site.
pub async fn stored(
    registry: &Registry,
    slug: &Slug,
    version: Version,
    extension: &str,
) -> Result<Vec<u8>> {
    let process = processes::Entity::find()
        .filter(processes::Column::Slug.eq(slug.as_str()))
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    let key = (process.id, version.to_string(), extension.to_owned());
    let row = artefacts::Entity::find_by_id(key).one(&registry.db).await?;
    Ok(row.ok_or(Error::NotFound)?.bytes)
}

async fn describe(view: &View<'_>, version: Option<Version>) -> Result<Vec<Release>> {
    let db = &view.registry.db;
    let id = view.process.id;
    let mut query = releases::Entity::find()
        .filter(releases::Column::ProcessId.eq(id))
        .order_by_desc(releases::Column::VersionKey);
    let mut files = artefacts::Entity::find()
        .select_only()
        .columns([
            artefacts::Column::Version,
            artefacts::Column::Extension,
            artefacts::Column::Sha256,
            artefacts::Column::Size,
        ])
        .filter(artefacts::Column::ProcessId.eq(id));
    if let Some(version) = version {
        query = query.filter(releases::Column::Version.eq(version.to_string()));
        files = files.filter(artefacts::Column::Version.eq(version.to_string()));
    }
    let rows = query.all(db).await?;
    let files: Vec<(String, String, String, i64)> = files.into_tuple().all(db).await?;
    let names = view.registry.names(&view.process).await?;
    let marked = match rows.iter().any(|row| row.yanked.is_some()) {
        true => marked(db, id).await?,
        false => BTreeMap::new(),
    };
    rows.into_iter()
        .map(|row| {
            let of = format!("{}/g/{}/{}", row.base, view.process.slug, row.version);
            // In the order in which forms are offered.
            let files = formats::offered().filter_map(|form| {
                let (_, extension, sha256, size) =
                    files.iter().find(|(version, extension, ..)| {
                        *version == row.version && extension == form.extension
                    })?;
                Some(File {
                    extension: extension.clone(),
                    media_type: form.media_type.to_owned(),
                    url: format!("{of}.{extension}"),
                    size: u64::try_from(*size).unwrap_or_default(),
                    sha256: sha256.clone(),
                })
            });
            let version = Version::parse(&row.version)?;
            Ok(Release {
                version,
                previous: row.previous.as_deref().map(Version::parse).transpose()?,
                files: files.collect(),
                notes: row.notes,
                released_at: moment(row.at),
                released_by: names.person(number(row.by)),
                url: format!("{of}/"),
                yanked: row.yanked,
                yanked_at: marked.get(&version).copied(),
            })
        })
        .collect()
}

/// When releases were marked that should not be used any more, as the record has it.
async fn marked(db: &impl ConnectionTrait, process_id: i64) -> Result<BTreeMap<Version, Moment>> {
    let rows = record::Entity::find()
        .filter(record::Column::ProcessId.eq(process_id))
        .filter(record::Column::Act.eq("release.yanked"))
        .all(db)
        .await?;
    let mut marked = BTreeMap::new();
    for row in rows {
        if let Event::ReleaseYanked { version, .. } = row.line()?.event {
            marked.insert(version, moment(row.at));
        }
    }
    Ok(marked)
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn a_digest_is_written_as_browsers_want_it() {
        let file = File {
            extension: "json".into(),
            media_type: "application/json".into(),
            url: String::new(),
            size: 0,
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into(),
        };
        assert_eq!(
            file.integrity().as_deref(),
            Some("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        );
    }
}
