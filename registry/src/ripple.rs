//! What a change of an entry's words touches: the words that lean on it, the releases that hold it,
//! the calls under way, the comments and redlines that stand on the same words.

mod around;
mod touched;

use std::collections::BTreeMap;

use domain::{
    Moment, Slug, Version,
    entry::EntryRef,
    ids::{CallNo, CommentNo, EntryNo, RedlineNo, WordingNo},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::{around::Around, touched::Ground};
use crate::{
    Caller, Error, Registry, Result,
    entries::{EntryLink, EntryUse, Related, entry_row},
};

/// How many of each are named; the rest are counted.
pub const NAMED: usize = 20;

/// Which change is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RippleFilter {
    /// The number of a pending redline of the entry. Without one, what any change might touch.
    #[serde(default)]
    pub redline: Option<RedlineNo>,
}

/// What changing an entry touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ripple {
    pub entry: EntryNo,
    pub slug: Slug,
    pub term: String,
    pub redline: Option<RedlineNo>,
    /// The entries whose definitions use the word or that are related to it.
    pub used_in: Several<EntryUse>,
    /// The entries it is related to itself.
    pub related: Several<Related>,
    /// The releases that hold it, newest first.
    pub releases: Several<Holding>,
    /// The open calls on it, or on an entry that uses it.
    pub calls: Several<TouchedCall>,
    /// The comments whose words the redline takes away; without one, all that speak of words that stand there.
    pub comments: Several<TouchedComment>,
    /// The other pending redlines that want the same words; without one, all pending ones.
    pub redlines: Several<RedlineNo>,
}

/// Some of something: the first of them, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Several<T> {
    pub count: u64,
    /// At most 20.
    pub items: Vec<T>,
}

/// A release that holds the entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Holding {
    pub version: Version,
    pub wording: WordingNo,
    /// Whether that is the entry's newest wording.
    pub current: bool,
    pub retired: bool,
    /// Whether it should not be used any more.
    pub yanked: bool,
    pub released_at: Moment,
}

/// An open call that a change may disturb.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TouchedCall {
    pub number: CallNo,
    pub entry: EntryLink,
    /// Whether it is on this entry, not on one that uses it.
    pub here: bool,
    pub closes_at: Moment,
}

/// A comment that speaks of words in question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TouchedComment {
    pub number: CommentNo,
    /// The words as they stand now.
    pub text: String,
}

/// What one redline would take away from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    pub comments: Several<TouchedComment>,
    pub redlines: Several<RedlineNo>,
}

/// What changing an entry touches, or folding one of its pending redlines.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
    filter: RippleFilter,
) -> Result<Ripple> {
    let view = registry.view(caller, now, process).await?;
    let row = entry_row(&registry.db, view.process.id, entry).await?;
    let around = Around::load(&registry.db, &row).await?;
    let ground = Ground::load(&registry.db, &view.process, &row).await?;
    let touched = match filter.redline {
        Some(redline) => ground.by(redline)?.ok_or(Error::NotFound)?,
        None => ground.anything(),
    };
    around.ripple(&row, filter.redline, touched)
}

/// The same without a redline, and what each pending redline takes away, for a page that shows all of them.
pub async fn find_each(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
) -> Result<(Ripple, BTreeMap<RedlineNo, Touched>)> {
    let view = registry.view(caller, now, process).await?;
    let row = entry_row(&registry.db, view.process.id, entry).await?;
    let around = Around::load(&registry.db, &row).await?;
    let ground = Ground::load(&registry.db, &view.process, &row).await?;
    let mut each = BTreeMap::new();
    for redline in ground.pending().take(NAMED) {
        if let Some(touched) = ground.by(redline)? {
            each.insert(redline, touched);
        }
    }
    Ok((around.ripple(&row, None, ground.anything())?, each))
}

impl<T> Several<T> {
    /// All of these, named as far as they are.
    pub(crate) fn of(items: Vec<T>) -> Self {
        let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
        let items = items.into_iter().take(NAMED).collect();
        Self { count, items }
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}
