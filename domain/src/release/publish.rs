//! Publishing a release and marking one that should not be used any more.

use std::collections::BTreeMap;

use super::{Held, Plan};
use crate::{
    Decided, Event, Refusal, Text, Version,
    call::ReleaseItem,
    ids::CallNo,
    record::{Publication, PublishedTerm},
};

/// What a release would be published with, before its files are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub version: Version,
    pub previous: Option<Version>,
    pub notes: Option<Text>,
    /// Where the permanent addresses of the process begin.
    pub base: String,
    /// Every entry it holds, with the call that agreed it.
    pub held: Vec<(Held, CallNo)>,
}

/// Settles version and content. Where the charter asks for it, `called` must be the list of a
/// release call on this very version that is final and was reached.
pub fn settle(
    plan: &Plan,
    asked: Option<Version>,
    taken: &[Version],
    held: &[Held],
    call_needed: bool,
    called: impl Fn(Version) -> Option<Vec<ReleaseItem>>,
) -> Result<Version, Refusal> {
    if asked.is_some_and(|asked| taken.contains(&asked)) {
        return Err(Refusal::VersionTaken);
    }
    let version = plan.version(asked)?;
    if call_needed {
        let mut now: Vec<_> = held.iter().map(|held| (held.entry, held.wording)).collect();
        let mut then: Vec<_> = called(version)
            .ok_or(Refusal::ReleaseNeedsCall)?
            .iter()
            .map(|item| (item.entry, item.wording))
            .collect();
        now.sort_unstable();
        then.sort_unstable();
        if now != then {
            return Err(Refusal::ReleaseNeedsCall);
        }
    }
    Ok(version)
}

/// Publishes an edition whose files were made; `artefacts` are their digests by extension.
pub fn publish(edition: Edition, artefacts: BTreeMap<String, String>) -> Decided {
    let terms = edition.held.iter().map(|(held, call)| PublishedTerm {
        entry: held.entry,
        wording: held.wording,
        call: *call,
        retired: held.retired,
    });
    Decided::new(Event::ReleasePublished(Publication {
        version: edition.version,
        previous: edition.previous,
        notes: edition.notes.clone(),
        base: edition.base.clone(),
        terms: terms.collect(),
        artefacts,
    }))
}

/// Marks a release; its bytes stay.
pub fn yank(version: Version, yanked: bool, reason: Text) -> Result<Decided, Refusal> {
    if yanked {
        return Err(Refusal::AlreadyYanked);
    }
    Ok(Decided::new(Event::ReleaseYanked { version, reason }))
}
