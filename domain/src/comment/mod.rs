//! Comments on an entry or a redline, and what became of them.

pub mod anchor;
mod redlining;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Decided, Event, Refusal, Text,
    entry::{Impact, Standing},
    ids::{CommentNo, MemberNo, RedlineNo, WordingNo},
    record::Remark,
};

pub use redlining::{Remarked, redline};

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
    /// The wording that was read, where it is not the current one any more.
    #[serde(default)]
    pub wording: Option<WordingNo>,
}

/// What it takes to make a redline of a comment (`POST …/comments/{n}/redline`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewCommentRedline {
    pub impact: Impact,
}

/// What became of a comment (`PUT …/comments/{n}/disposition`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewDisposition {
    pub outcome: Disposition,
    #[serde(default)]
    pub response: Option<Text>,
}

/// The comment that another one replies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    pub redline: Option<RedlineNo>,
}

/// Comments on an entry. `redline_known` and `parent` say what was found on the same entry; a reply
/// speaks of the same redline as what it replies to.
pub fn add(
    number: CommentNo,
    entry: &Standing,
    new: NewComment,
    redline_known: bool,
    parent: Option<Parent>,
) -> Result<Decided, Refusal> {
    if new.redline.is_some() && !redline_known {
        return Err(Refusal::RedlineUnknown);
    }
    if new.in_reply_to.is_some() && parent.is_none() {
        return Err(Refusal::CommentUnknown);
    }
    let wording = new.wording.unwrap_or(entry.facts.wording);
    if wording == 0 || wording > entry.facts.wording {
        return Err(Refusal::WordingUnknown);
    }
    entry.lives()?;
    Ok(Decided::new(Event::CommentAdded(Remark {
        comment: number,
        entry: entry.number,
        redline: new.redline.or(parent.and_then(|parent| parent.redline)),
        in_reply_to: new.in_reply_to,
        kind: new.kind,
        body: new.body,
        quote: new.quote,
        proposed: new.proposed,
        wording: Some(wording),
    })))
}

/// Disposes of a comment, or disposes of it anew.
pub fn dispose(
    entry: &Standing,
    actor: MemberNo,
    comment: CommentNo,
    new: NewDisposition,
) -> Result<Decided, Refusal> {
    entry.held_by(actor)?;
    check_response(&new)?;
    entry.lives()?;
    Ok(Decided::new(Event::CommentDisposed {
        comment,
        outcome: new.outcome,
        response: new.response,
    }))
}

/// Whoever is not followed is told why.
pub(crate) fn check_response(new: &NewDisposition) -> Result<(), Refusal> {
    let followed = matches!(new.outcome, Disposition::Accepted | Disposition::Noted);
    if followed || new.response.is_some() {
        Ok(())
    } else {
        Err(Refusal::ResponseMissing)
    }
}

/// Says whether the disposition of one's own comment satisfies.
pub fn acknowledge(
    entry: &Standing,
    actor: MemberNo,
    (comment, author): (CommentNo, MemberNo),
    disposed: bool,
    satisfied: bool,
) -> Result<Decided, Refusal> {
    if author != actor {
        return Err(Refusal::NotAuthor);
    }
    entry.lives()?;
    if !disposed {
        return Err(Refusal::NotDisposed);
    }
    Ok(Decided::new(Event::CommentAcknowledged {
        comment,
        satisfied,
    }))
}
