//! Versions by meaning: a number says what changed for those who rely on the words.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Refusal, Version,
    entry::Impact,
    ids::{EntryNo, WordingNo},
};

/// An entry as a release holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub entry: EntryNo,
    pub wording: WordingNo,
    pub retired: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Added,
    Changed,
    Retired,
}

/// What happened to one entry since the release before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub entry: EntryNo,
    pub kind: ChangeKind,
    /// How much it matters to those who rely on the word.
    pub impact: Impact,
    /// The wording in the release before, where there was one.
    pub before: Option<WordingNo>,
    pub wording: WordingNo,
}

/// What a release would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub suggested: Version,
    pub changes: Vec<Change>,
}

/// Plans the release after `previous`. The first one is 1.0.0; then a change of meaning or a
/// retirement makes a major version, a new entry a minor one, and clarifying or editorial changes
/// a patch (contract, section 2). `impact` tells the highest impact of the redlines folded
/// between two wordings of an entry.
pub fn plan(
    previous: Option<(Version, &[Held])>,
    now: &[Held],
    impact: impl Fn(EntryNo, WordingNo, WordingNo) -> Impact,
) -> Result<Plan, Refusal> {
    let (version, before) =
        previous.map_or((None, &[][..]), |(version, held)| (Some(version), held));
    let before: BTreeMap<_, _> = before.iter().map(|held| (held.entry, held)).collect();
    let changes: Vec<Change> = now
        .iter()
        .filter_map(|held| {
            let (kind, impact) = match before.get(&held.entry) {
                None => (ChangeKind::Added, Impact::Meaning),
                Some(old) if held.retired && !old.retired => (ChangeKind::Retired, Impact::Meaning),
                Some(old) if held.wording != old.wording => (
                    ChangeKind::Changed,
                    impact(held.entry, old.wording, held.wording),
                ),
                Some(_) => return None,
            };
            let before = before.get(&held.entry).map(|held| held.wording);
            Some(Change {
                entry: held.entry,
                kind,
                impact,
                before,
                wording: held.wording,
            })
        })
        .collect();
    if changes.is_empty() {
        return Err(Refusal::NothingToRelease);
    }
    let any = |test: &dyn Fn(&Change) -> bool| changes.iter().any(test);
    let suggested = match version {
        None => Version::FIRST,
        Some(v)
            if any(&|c| {
                c.kind == ChangeKind::Retired
                    || (c.kind == ChangeKind::Changed && c.impact == Impact::Meaning)
            }) =>
        {
            Version {
                major: v.major.saturating_add(1),
                minor: 0,
                patch: 0,
            }
        }
        Some(v) if any(&|c| c.kind == ChangeKind::Added) => Version {
            minor: v.minor.saturating_add(1),
            patch: 0,
            ..v
        },
        Some(v) => Version {
            patch: v.patch.saturating_add(1),
            ..v
        },
    };
    Ok(Plan { suggested, changes })
}

impl Plan {
    /// The version to publish: the suggested one, or a higher one that was asked for.
    pub fn version(&self, asked: Option<Version>) -> Result<Version, Refusal> {
        match asked {
            Some(asked) if asked < self.suggested => Err(Refusal::VersionTooLow {
                suggested: self.suggested,
            }),
            Some(asked) => Ok(asked),
            None => Ok(self.suggested),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(entry: EntryNo, wording: WordingNo, retired: bool) -> Held {
        Held {
            entry,
            wording,
            retired,
        }
    }

    fn check(before: &[Held], now: &[Held], impact: Impact, expected: &str) {
        let from = Version::parse("1.2.3").unwrap();
        let plan = plan(Some((from, before)), now, |_, _, _| impact).unwrap();
        assert_eq!(plan.suggested.to_string(), expected);
    }

    #[test]
    fn the_number_follows_the_meaning() {
        let before = [held(1, 1, false), held(2, 1, false)];
        let changed = [held(1, 2, false), held(2, 1, false)];
        check(&before, &changed, Impact::Editorial, "1.2.4");
        check(&before, &changed, Impact::Clarifying, "1.2.4");
        check(&before, &changed, Impact::Meaning, "2.0.0");
        check(
            &before,
            &[before[0], before[1], held(3, 1, false)],
            Impact::Editorial,
            "1.3.0",
        );
        check(
            &before,
            &[before[0], held(2, 1, true)],
            Impact::Editorial,
            "2.0.0",
        );
    }

    #[test]
    fn the_first_is_one_and_nothing_is_no_release() {
        let first = plan(None, &[held(1, 3, false)], |_, _, _| Impact::Meaning).unwrap();
        assert_eq!(first.suggested, Version::FIRST);
        assert_eq!(
            plan(None, &[], |_, _, _| Impact::Meaning),
            Err(Refusal::NothingToRelease)
        );
        let same = [held(1, 1, false)];
        let again = plan(Some((Version::FIRST, &same)), &same, |_, _, _| {
            Impact::Meaning
        });
        assert_eq!(again, Err(Refusal::NothingToRelease));
    }

    #[test]
    fn a_version_is_never_lower_than_what_changed() {
        let first = plan(None, &[held(1, 1, false)], |_, _, _| Impact::Meaning).unwrap();
        let v = |text| Version::parse(text).unwrap();
        assert_eq!(
            first.version(Some(v("0.9.0"))),
            Err(Refusal::VersionTooLow {
                suggested: Version::FIRST
            })
        );
        assert_eq!(first.version(Some(v("2.0.0"))), Ok(v("2.0.0")));
        assert_eq!(first.version(None), Ok(Version::FIRST));
    }
}
