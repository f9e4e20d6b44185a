//! What the lines of redlines, comments and calls say, where it is more than a few fields.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Moment, Text,
    call::{Stated, Subject},
    comment::{CommentKind, Quote},
    content::Changes,
    entry::Impact,
    ids::{CallNo, CommentNo, EntryNo, MemberNo, PositionNo, RedlineNo, WordingNo},
    rule::Silence,
};

/// The data of `redline.proposed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    pub redline: RedlineNo,
    pub entry: EntryNo,
    /// The wording it was written against.
    pub base: WordingNo,
    pub changes: Changes,
    pub rationale: Text,
    pub impact: Impact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_by: Option<MemberNo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_objection: Option<ObjectionRef>,
    /// The comment whose proposed words it takes up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_comment: Option<CommentNo>,
}

/// An objection, by its call and the number of its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectionRef {
    pub call: CallNo,
    pub position: PositionNo,
}

/// The data of `comment.added`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    pub comment: CommentNo,
    pub entry: EntryNo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redline: Option<RedlineNo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<CommentNo>,
    pub kind: CommentKind,
    pub body: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Text>,
    /// The wording that was read; the current one where a line says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<WordingNo>,
}

/// The data of `call.scheduled`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Schedule {
    pub call: CallNo,
    pub subject: Subject,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub blind: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// The contested call that this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<CallNo>,
}

/// An opened seal of a blind call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revealed {
    pub position: PositionNo,
    pub salt: String,
    #[serde(flatten)]
    pub stated: Stated,
}
