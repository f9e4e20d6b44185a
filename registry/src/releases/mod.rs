//! Releases: what one would hold, publishing it, and finding what was published.
//!
//! Files are made before the transaction, from the process as it stood at one sequence number; the
//! transaction fails where the record moved on meanwhile, and everything is made anew.

mod compared;
mod find;
mod material;

use std::collections::BTreeMap;

use domain::{
    Decided, Moment, Refusal, Slug, Text, Version,
    entry::Impact,
    permit::May,
    redline::Fields,
    release::{self, ChangeKind, Edition},
};
use schemars::JsonSchema;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};

/// The forms releases are published in, for those who show them.
pub use formats::{FORMS, Form, form};

pub use compared::{Compared, compared};
pub use find::{Artefact, File, Release, artefact, find, list, newest, published, stored};

use crate::{
    Caller, Error, Registry, Result,
    door::{Act, Stored},
    rows::{json, moment},
    tables::{artefacts, releases},
};
use material::Material;

/// How often making the files is begun anew because the record moved on.
const TRIES: usize = 5;

/// What it takes to publish (`POST /processes/{p}/releases`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewRelease {
    /// The suggested one, where it is left out.
    #[serde(default)]
    pub version: Option<Version>,
    #[serde(default)]
    pub notes: Option<Text>,
}

/// What the next release would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Preview {
    /// Absent where there is nothing new to release.
    pub suggested_version: Option<Version>,
    pub previous: Option<Version>,
    /// Whether the charter asks for a call on it.
    pub call_needed: bool,
    pub changes: Vec<PreviewChange>,
}

/// What happened to one entry since the release before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PreviewChange {
    pub entry: u32,
    pub slug: Slug,
    pub term: String,
    pub kind: ChangeKind,
    pub impact: Impact,
    /// The redline of each part that changed.
    pub ops: Fields,
}

/// A published file with its compressed forms.
struct Made {
    extension: &'static str,
    sha256: String,
    bytes: Vec<u8>,
    br: Vec<u8>,
    gzip: Vec<u8>,
    zstd: Vec<u8>,
}

/// What the next release would hold, and which version follows from it.
pub async fn preview(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
) -> Result<Preview> {
    let view = registry.view(caller, now, slug).await?;
    let material = Material::gather(&registry.db, &view.process).await?;
    let plan = match material.plan() {
        Ok(plan) => Some(plan),
        Err(Refusal::NothingToRelease) => None,
        Err(other) => return Err(other.into()),
    };
    Ok(Preview {
        suggested_version: plan.as_ref().map(|plan| plan.suggested),
        previous: material.previous_version(),
        call_needed: view.process.release_call,
        changes: plan
            .map(|plan| material.show(&plan))
            .transpose()?
            .unwrap_or_default(),
    })
}

/// Publishes a release: makes every form, and stores them with their digests in the record.
pub async fn publish(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    new: NewRelease,
) -> Result<Release> {
    for _ in 0..TRIES {
        let view = registry.view(caller, now, slug).await?;
        view.permit(caller, May::Convene)?;
        let material = Material::gather(&registry.db, &view.process).await?;
        let taken = |version| material.versions.contains(&version);
        if new.version.is_some_and(taken) {
            return Err(Refusal::VersionTaken.into());
        }
        let plan = material.plan()?;
        let held = material.held();
        let called = |version| material.called(version);
        let version = release::settle(
            &plan,
            new.version,
            &material.versions,
            &held,
            view.process.release_call,
            called,
        )?;
        let base = view
            .process
            .base
            .clone()
            .unwrap_or_else(|| registry.base_url().to_owned());
        let edition = Edition {
            version,
            previous: material.previous_version(),
            notes: new.notes.clone(),
            base: base.clone(),
            held: material.held_with_calls(),
        };
        // The moment that the line will have: no earlier than the line before it.
        let at = now.max(moment(view.process.last_at));
        let document = material.document(version, at, &base)?;
        let text = json(&document)?;
        let made = tokio::task::spawn_blocking(move || make(&document)).await;
        let made = made.map_err(|error| Error::Storage(error.to_string()))??;
        let digests = made
            .iter()
            .map(|made| (made.extension.to_owned(), made.sha256.clone()))
            .collect();
        if store(
            registry,
            caller,
            now,
            slug,
            view.process.seq,
            edition,
            digests,
            text,
            made,
        )
        .await?
        {
            return find(registry, caller, now, slug, version).await;
        }
    }
    Err(Error::Stale(Refusal::NothingChanged))
}

/// Marks a release as one not to be used; its files stay as they are.
pub async fn yank(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    version: Version,
    reason: Text,
) -> Result<Release> {
    let act = Act::load(registry, caller, now, slug).await?;
    let row = releases::Entity::find_by_id((act.process.id, version.to_string()));
    let row = act.one(row).await?.ok_or(Error::NotFound)?;
    let permit = act.permit(May::Convene)?;
    let decided = release::yank(version, row.yanked.is_some(), reason)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, slug, version).await
}

/// Stores the edition unless the record moved on from `seq`.
#[allow(clippy::too_many_arguments, reason = "the parts of one transaction")]
async fn store(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    seq: i64,
    edition: Edition,
    digests: BTreeMap<String, String>,
    document: String,
    made: Vec<Made>,
) -> Result<bool> {
    let act = Act::load(registry, caller, now, slug).await?;
    if act.process.seq != seq {
        return Ok(false);
    }
    let permit = act.permit(May::Convene)?;
    let version = edition.version;
    let decided: Decided = release::publish(edition, digests);
    let stored = act.store(permit, [decided]).await?;
    keep(&stored, version, document, made).await?;
    stored.commit().await?;
    Ok(true)
}

/// Writes the files beside the line that holds their digests.
async fn keep(stored: &Stored, version: Version, document: String, made: Vec<Made>) -> Result<()> {
    let process_id = stored.process.id;
    let row = releases::ActiveModel {
        process_id: Set(process_id),
        version: Set(version.to_string()),
        document: Set(document),
        ..Default::default()
    };
    releases::Entity::update(row).exec(stored.tx()).await?;
    for made in made {
        let row = artefacts::ActiveModel {
            process_id: Set(process_id),
            version: Set(version.to_string()),
            extension: Set(made.extension.to_owned()),
            sha256: Set(made.sha256),
            size: Set(i64::try_from(made.bytes.len()).unwrap_or(i64::MAX)),
            bytes: Set(made.bytes),
            br: Set(made.br),
            gzip: Set(made.gzip),
            zstd: Set(made.zstd),
        };
        artefacts::Entity::insert(row)
            .exec_without_returning(stored.tx())
            .await?;
    }
    Ok(())
}

/// Writes every form and compresses it, once.
fn make(document: &release::Document) -> Result<Vec<Made>> {
    let failed = |error: String| Error::Storage(format!("making a form: {error}"));
    formats::FORMS
        .iter()
        .map(|form| {
            let bytes = form
                .write(document)
                .map_err(|error| failed(error.to_string()))?;
            let packed = pack(&bytes).map_err(|error| failed(error.to_string()))?;
            let [br, gzip, zstd] = packed;
            Ok(Made {
                extension: form.extension,
                sha256: sha256(&bytes),
                bytes,
                br,
                gzip,
                zstd,
            })
        })
        .collect()
}

fn pack(bytes: &[u8]) -> std::io::Result<[Vec<u8>; 3]> {
    use std::io::Write;
    let mut br = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut br, &parameters)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    Ok([br, gzip.finish()?, zstd::encode_all(bytes, 12)?])
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
