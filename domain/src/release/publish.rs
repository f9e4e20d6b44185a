//! Publishing a release and marking one that should not be used any more.

use std::collections::BTreeMap;

use super::{Held, Plan, plan};
use crate::{
    Decided, Event, Refusal, Text, Version,
    call::ReleaseItem,
    entry::Impact,
    ids::{CallNo, EntryNo, WordingNo},
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

/// What settling a release looks at.
#[derive(Debug, Clone)]
pub struct Settling<'a> {
    /// The version that was asked for.
    pub asked: Option<Version>,
    /// The versions that there are.
    pub taken: &'a [Version],
    /// What the release before held.
    pub previous: Option<(Version, &'a [Held])>,
    /// Each entry's newest finally agreed wording, with the call that agreed it.
    pub now: &'a [(Held, CallNo)],
    /// The release calls that are final and were reached, the newest first; none where the charter asks for no call.
    pub called: Option<&'a [Called]>,
}

/// A release call that is final and was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    pub version: Version,
    pub terms: Vec<ReleaseItem>,
}

/// What a release will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub version: Version,
    pub plan: Plan,
    pub held: Vec<(Held, CallNo)>,
}

/// Settles version and content. Where the charter asks for a call, they are those of the newest release call: what was
/// agreed after its list was frozen comes with the release after it. `agreed_by` tells the call that agreed a wording,
/// `impact` is that of [`plan`].
pub fn settle(
    ground: &Settling<'_>,
    agreed_by: impl Fn(EntryNo, WordingNo) -> Option<CallNo>,
    impact: impl Fn(EntryNo, WordingNo, WordingNo) -> Impact,
) -> Result<Settled, Refusal> {
    let is_taken = |version: &Version| ground.taken.contains(version);
    if ground.asked.as_ref().is_some_and(is_taken) {
        return Err(Refusal::VersionTaken);
    }
    let (asked, held) = match ground.called {
        None => (ground.asked, ground.now.to_vec()),
        Some(calls) => {
            let meant = |call: &&Called| match ground.asked {
                Some(asked) => call.version == asked,
                None => !is_taken(&call.version),
            };
            let call = calls.iter().find(meant).ok_or(Refusal::ReleaseNeedsCall)?;
            (Some(call.version), listed(ground, call, agreed_by)?)
        }
    };
    let content: Vec<_> = held.iter().map(|(held, _)| *held).collect();
    let plan = plan(ground.previous, &content, impact)?;
    Ok(Settled {
        version: plan.version(asked)?,
        plan,
        held,
    })
}

/// What a release call listed. It is overtaken where an entry was retired since, or where a release that came between
/// went further: published now, it would take back what was agreed.
fn listed(
    ground: &Settling<'_>,
    call: &Called,
    agreed_by: impl Fn(EntryNo, WordingNo) -> Option<CallNo>,
) -> Result<Vec<(Held, CallNo)>, Refusal> {
    let by_entry = |held: &[(Held, CallNo)]| -> BTreeMap<EntryNo, (Held, CallNo)> {
        held.iter().map(|it| (it.0.entry, *it)).collect()
    };
    let all = by_entry(ground.now);
    let mut held = Vec::new();
    for item in &call.terms {
        let now = all.get(&item.entry);
        let (now, agreeing) = now.ok_or(Refusal::ReleaseCallOvertaken)?;
        if item.retired.is_some_and(|retired| retired != now.retired) {
            return Err(Refusal::ReleaseCallOvertaken);
        }
        let agreeing = match now.wording == item.wording {
            true => *agreeing,
            false => agreed_by(item.entry, item.wording).ok_or(Refusal::ReleaseCallOvertaken)?,
        };
        let listed = Held {
            wording: item.wording,
            ..*now
        };
        held.push((listed, agreeing));
    }
    let before = ground.previous.map_or(&[][..], |(_, before)| before);
    let released = by_entry(&held);
    let goes_on = |before: &Held| {
        let now = released.get(&before.entry);
        now.is_some_and(|(now, _)| now.wording >= before.wording && now.retired >= before.retired)
    };
    match before.iter().all(goes_on) {
        true => Ok(held),
        false => Err(Refusal::ReleaseCallOvertaken),
    }
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
