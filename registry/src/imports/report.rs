//! What became of a file, or would.

use domain::{
    Slug,
    content::Changes,
    ids::{EntryNo, RedlineNo, WordingNo},
};
use formats::import::{Format, Place, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// So many entries are named one by one; of more, those that need somebody come first.
const ITEMS_MAX: usize = 10_000;
/// So many redlines are shown in full.
const SHOWN_MAX: usize = 20;

/// What becomes of an entry of a file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing: the reasons say why.
    Refused,
    /// A redline to an entry that there is already.
    Changed,
    /// A proposal.
    New,
    /// Nothing: it stands here already, or is proposed already.
    Same,
}

/// How many entries came to which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub refused: u64,
}

/// What became of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    #[serde(flatten)]
    pub place: Place,
    /// What the file calls it.
    pub term: String,
    pub outcome: Outcome,
    /// The entry here: of a new one the number it got, or would get now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    /// The redline that proposes the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redline: Option<RedlineNo>,
    /// The parts that change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The wording that was changed and how, for the first few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Change>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// What was left out of it, and what else is good to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// How an entry would be changed, for whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The wording that is changed.
    pub base: WordingNo,
    pub changes: Changes,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    pub format: Format,
    /// Whether nothing was written.
    pub dry_run: bool,
    pub counts: Counts,
    /// In the order of the file.
    pub items: Vec<Item>,
    /// Entries that are counted and not named, because there are too many.
    pub left_out: u64,
    /// What became of no entry and was passed over.
    pub remarks: Vec<Problem>,
}

impl Report {
    pub(super) fn of(
        format: Format,
        dry_run: bool,
        mut items: Vec<Item>,
        remarks: Vec<Problem>,
    ) -> Self {
        let mut counts = Counts::default();
        for item in &items {
            match item.outcome {
                Outcome::New => counts.new += 1,
                Outcome::Changed => counts.changed += 1,
                Outcome::Same => counts.same += 1,
                Outcome::Refused => counts.refused += 1,
            }
        }
        let all = items.len();
        items.sort_by_key(|item| (item.outcome, item.place));
        items.truncate(ITEMS_MAX);
        let left_out = (all - items.len()) as u64;
        items.sort_by_key(|item| item.place);
        let changed = items.iter_mut().filter(|item| item.changes.is_some());
        for item in changed.skip(SHOWN_MAX) {
            item.changes = None;
        }
        Self {
            format,
            dry_run,
            counts,
            items,
            left_out,
            remarks: remarks.into_iter().take(ITEMS_MAX).collect(),
        }
    }
}
