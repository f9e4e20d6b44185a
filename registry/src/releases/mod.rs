//! Releases: what one would hold, publishing it, and finding what was published.
//!
//! Files are made before the transaction, from the process as it stood at one sequence number; the
//! transaction fails where the record moved on meanwhile, and everything is made anew.

mod compared;
mod described;
mod find;
mod impacts;
mod material;
mod press;

use domain::{
    Decided, Moment, Refusal, Slug, Text, Version,
    entry::Impact,
    permit::May,
    redline::Fields,
    release::{self, ChangeKind, Edition, Settled},
};
use schemars::JsonSchema;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The forms releases are published in, for those who show them.
pub use formats::{FIELDS, Form, form, licence_address, offered};

pub use described::{FormReceipt, Weakened, catalogue, receipts};

pub use compared::{Compared, compared, retirement};
pub use find::{Artefact, File, Release, artefact, find, list, newest, published, stored, to_use};

use crate::{Caller, Error, Registry, Result, door::Act, rows::moment, tables::releases};
use material::Material;
use press::Pressed;

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
    /// The `digest` of the preview that was looked at: where the release would hold anything else by now, it is not
    /// made (409).
    #[serde(default)]
    pub preview: Option<String>,
}

/// What the next release would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Preview {
    /// Absent where there is nothing new to release.
    pub suggested_version: Option<Version>,
    pub previous: Option<Version>,
    /// Whether the charter asks for a call on it.
    pub call_needed: bool,
    /// Stands for everything it would hold, to be given back when it is published.
    pub digest: Option<String>,
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

/// What the next release would hold, and which version follows from it.
pub async fn preview(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
) -> Result<Preview> {
    let view = registry.view(caller, now, slug).await?;
    let material = Material::gather(&registry.db, &view.process).await?;
    let call_needed = view.process.release_call;
    let settled = match material.settle(None, call_needed) {
        // What a call on it would be asked about.
        Err(_) if call_needed => material.settle(None, false),
        settled => settled,
    };
    let settled = match settled {
        Ok(settled) => Some(settled),
        Err(Refusal::NothingToRelease) => None,
        Err(other) => return Err(other.into()),
    };
    Ok(Preview {
        suggested_version: settled.as_ref().map(|it| it.version),
        previous: material.previous_version(),
        call_needed,
        digest: settled.as_ref().map(digest),
        changes: settled
            .map(|settled| material.show(&settled.plan))
            .transpose()?
            .unwrap_or_default(),
    })
}

/// A digest of what a release would hold.
fn digest(settled: &Settled) -> String {
    let mut hash = Sha256::new();
    for (held, call) in &settled.held {
        let line = format!("{} {} {} {call}\n", held.entry, held.wording, held.retired);
        hash.update(line);
    }
    format!("{:x}", hash.finalize())
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
        let settled = material.settle(new.version, view.process.release_call)?;
        let seen = new.preview.as_ref();
        if seen.is_some_and(|seen| *seen != digest(&settled)) {
            return Err(Refusal::ReleaseMovedOn.into());
        }
        let version = settled.version;
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
            held: settled.held.clone(),
        };
        // The moment that the line will have: no earlier than the line before it.
        let at = now.max(moment(view.process.last_at));
        let document = material.document(&settled, at, &base)?;
        let seq = view.process.seq;
        let pressed = press::press(registry, &view.process, document).await?;
        if store(registry, caller, now, slug, seq, edition, pressed).await? {
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
async fn store(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    seq: i64,
    edition: Edition,
    pressed: Pressed,
) -> Result<bool> {
    let act = Act::load(registry, caller, now, slug).await?;
    if act.process.seq != seq {
        return Ok(false);
    }
    let permit = act.permit(May::Convene)?;
    let version = edition.version;
    let decided: Decided = release::publish(edition, pressed.digests());
    let stored = act.store(permit, [decided]).await?;
    pressed.keep(&stored, version).await?;
    stored.commit().await?;
    Ok(true)
}
