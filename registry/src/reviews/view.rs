//! Reviews and what was said in them, as they are seen.

use domain::{
    Moment, Slug,
    comment::Quote,
    content::Content,
    entry::EntryStatus,
    ids::{CommentNo, EntryNo, MemberNo, ReviewNo, WordingNo},
    redline::Fields,
    review::{Prolonged, ReviewState},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    comments::{Disposed, Hidden},
    names::Person,
};

/// A review in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewSummary {
    pub number: ReviewNo,
    pub title: String,
    pub state: ReviewState,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub closed_at: Option<Moment>,
    /// How many entries are read.
    pub entries: u32,
    pub comments: u32,
    /// How many of the comments have an answer.
    pub answered: u32,
}

/// A review with the words that are read in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    pub number: ReviewNo,
    pub title: String,
    /// Markdown.
    pub introduction: Option<String>,
    pub state: ReviewState,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub closed_at: Option<Moment>,
    /// Why it was closed before its time.
    pub reason: Option<String>,
    pub extensions: Vec<Prolonged>,
    pub by: MemberNo,
    pub opened_by: Person,
    pub at: Moment,
    pub entries: Vec<UnderReview>,
    pub counts: ReviewCounts,
}

/// An entry under review: the wording that is read, and what became of it since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnderReview {
    pub entry: EntryNo,
    pub slug: Slug,
    /// What it is called now.
    pub term: String,
    pub wording: WordingNo,
    pub content: Content,
    pub status: EntryStatus,
    pub pen: MemberNo,
    /// The newest wording, and what changed from the one under review to it.
    pub current: WordingNo,
    pub changed: Fields,
    pub comments: u32,
}

/// How much was said, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewCounts {
    pub comments: u32,
    /// How many have an answer.
    pub answered: u32,
    /// How many are hidden, with the reason in their place.
    pub hidden: u32,
    /// By the groups of the charter, in its order; those that are closest to none come last.
    pub interests: Vec<InterestCount>,
}

/// How many comments came from those who are closest to a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InterestCount {
    /// None for who is closest to no group.
    pub group: Option<Slug>,
    pub name: String,
    pub comments: u32,
}

/// A comment that somebody from outside left in a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewComment {
    pub number: CommentNo,
    /// The entry it is about; none where it is about the review as a whole.
    pub entry: Option<EntryNo>,
    pub slug: Option<Slug>,
    pub term: Option<String>,
    pub wording: Option<WordingNo>,
    /// As agreed to at commenting.
    pub name: String,
    pub organisation: Option<String>,
    /// The group its author is closest to.
    pub interest: Option<Slug>,
    pub interest_name: Option<String>,
    /// Markdown; nothing where it is hidden.
    pub body: String,
    pub quote: Option<Quote>,
    pub proposed: Option<String>,
    pub at: Moment,
    pub hidden: Option<Hidden>,
    pub disposition: Option<Disposed>,
}
