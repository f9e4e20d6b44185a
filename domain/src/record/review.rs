//! What the lines of public reviews say. They hold what was contributed, never by whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Moment, Slug, Text, Title, Version,
    comment::Quote,
    ids::{CommentNo, EntryNo, ReviewNo, WordingNo},
    review::ReviewedEntry,
};

/// The data of `review.opened`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewOpening {
    pub review: ReviewNo,
    pub title: Title,
    /// Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Text>,
    pub opens_at: Moment,
    pub closes_at: Moment,
    /// The wordings that are read; they stay these ones, whatever becomes of the entries.
    pub entries: Vec<ReviewedEntry>,
}

/// The data of `review.extended`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewExtension {
    pub review: ReviewNo,
    pub closes_at: Moment,
    pub reason: Text,
}

/// The data of `review.closed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewClosing {
    pub review: ReviewNo,
    /// When it was due, where the clock closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// Why the convener closed it before its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The data of `review.commented` and `problem.reported`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublicRemark {
    /// Its number among all comments of the process.
    pub comment: CommentNo,
    /// The review it was left in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewNo>,
    /// The release that a problem was reported with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Version>,
    /// The entry it is about; none where it is about the review as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNo>,
    /// The wording that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<WordingNo>,
    /// The stakeholder group its author is closest to, by their own account; none where it is none of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Slug>,
    /// Markdown.
    pub body: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Text>,
    /// When it was sent; the line was written when its author had confirmed it.
    pub sent_at: Moment,
}
