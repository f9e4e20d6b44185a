//! Comments on an entry or a redline, and what became of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Text,
    ids::{CommentNo, RedlineNo},
};

/// What a comment is about, as ISO's commenting template has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    General,
    Technical,
    Editorial,
}

/// How the pen holder disposed of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    Accepted,
    Partly,
    NotAccepted,
    Noted,
    OutOfScope,
    Duplicate,
}

/// Words of a text, with some of what stands before and after them, so that they are found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    pub exact: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<Text>,
}

/// What it takes to comment (`POST …/entries/{e}/comments`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewComment {
    pub body: Text,
    pub kind: CommentKind,
    #[serde(default)]
    pub quote: Option<Quote>,
    #[serde(default)]
    pub redline: Option<RedlineNo>,
    #[serde(default)]
    pub proposed: Option<Text>,
    #[serde(default)]
    pub in_reply_to: Option<CommentNo>,
}
