//! Releases: what they hold and which version follows.

use super::{Act, Verdict, Wrong};
use crate::{
    Refusal, Text, Version,
    permit::May,
    record::Publication,
    release::{Edition, publish, yank},
};

pub(super) fn published(act: &Act<'_>, publication: &Publication) -> Verdict {
    act.permit(May::Convene)?;
    let process = act.process()?;
    let ledger = act.ledger;
    let settled = ledger.settle_release(Some(publication.version))?;
    let edition = Edition {
        version: settled.version,
        previous: ledger.newest_release().map(|it| it.version),
        notes: publication.notes.clone(),
        // The first release fixes it.
        base: process
            .base
            .clone()
            .unwrap_or_else(|| publication.base.clone()),
        held: settled.held,
    };
    // The digests are of files, which are not on the record.
    Ok(publish(edition, publication.artefacts.clone()).into())
}

pub(super) fn yanked(act: &Act<'_>, version: Version, reason: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let release = act.ledger.releases.iter().find(|it| it.version == version);
    let release = release.ok_or_else(|| Wrong::unknown("release", version))?;
    Ok(yank(version, release.yanked, reason.clone())
        .map_err(|refusal: Refusal| Wrong::from(refusal))?
        .into())
}
