//! What people from outside say: of a wording under review, of a review as a whole, of a published term.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ReviewFacts, ReviewState, ReviewedEntry, holds_one};
use crate::{
    Decided, Event, Moment, Refusal, Slug, Text, Title, Version,
    account::Email,
    comment::{NewDisposition, Quote, check_response},
    ids::{CommentNo, EntryNo, MemberNo, ReviewNo},
    process::Group,
    record::PublicRemark,
};

/// What it takes to comment in a review (`POST …/reviews/{r}/comments`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewPublicComment {
    /// Shown beside the comment.
    pub name: Title,
    /// Shown beside the comment; absent for who speaks for themselves.
    #[serde(default)]
    pub organisation: Option<Title>,
    /// The stakeholder group its author is closest to; absent where it is none of them.
    #[serde(default)]
    pub interest: Option<Slug>,
    /// Never shown: the link that confirms the comment goes there, and the answer to it. Who is signed in needs none; their
    /// account's address counts.
    #[serde(default)]
    pub email: Option<Email>,
    /// The entry under review; absent for the review as a whole.
    #[serde(default)]
    pub entry: Option<EntryNo>,
    pub body: Text,
    /// Other words for those quoted, or for the definition.
    #[serde(default)]
    pub proposed: Option<Text>,
    #[serde(default)]
    pub quote: Option<Quote>,
}

/// What it takes to report a problem with a published term (`POST …/entries/{e}/problems`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewProblem {
    /// The release that was read.
    pub version: Version,
    pub name: Title,
    #[serde(default)]
    pub organisation: Option<Title>,
    #[serde(default)]
    pub interest: Option<Slug>,
    #[serde(default)]
    pub email: Option<Email>,
    pub body: Text,
    #[serde(default)]
    pub proposed: Option<Text>,
    #[serde(default)]
    pub quote: Option<Quote>,
}

/// Whether a comment from outside is shown, and why (`PUT …/comments/{n}/visibility`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewVisibility {
    pub shown: bool,
    pub reason: Text,
}

/// What a comment from outside is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A wording under review, or the review as a whole.
    Review(ReviewNo, Option<ReviewedEntry>),
    /// A term as a release has it.
    Release(Version, ReviewedEntry),
}

/// What somebody from outside contributes. It waits beside the record, with who it is from, until it is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub place: Place,
    pub interest: Option<Slug>,
    pub body: Text,
    pub quote: Option<Quote>,
    pub proposed: Option<Text>,
    pub sent_at: Moment,
}

impl Place {
    /// The entry it is about, by the wording that was read.
    pub fn entry(&self) -> Option<ReviewedEntry> {
        match self {
            Self::Review(_, entry) => *entry,
            Self::Release(_, entry) => Some(*entry),
        }
    }

    /// The place of a comment in a review, where the entry is part of it.
    pub fn within(review: &ReviewFacts, entry: Option<EntryNo>) -> Result<Self, Refusal> {
        let read = match entry {
            Some(entry) => Some(ReviewedEntry {
                entry,
                wording: review.wording_of(entry).ok_or(Refusal::NotUnderReview)?,
            }),
            None => None,
        };
        Ok(Self::Review(review.number, read))
    }
}

/// Whether a contribution can be taken in. One that was sent before its review closed can be confirmed afterwards: mail
/// takes its time, and nobody shall lose what they wrote to it.
pub fn check(
    contribution: &Contribution,
    review: Option<&ReviewFacts>,
    ended: bool,
    declared: &[Group],
) -> Result<(), Refusal> {
    let of_charter = |interest: &Slug| declared.iter().any(|group| group.slug == *interest);
    if !contribution.interest.as_ref().is_none_or(of_charter) {
        return Err(Refusal::InterestUnknown);
    }
    if let Some(review) = review {
        let sent_at = contribution.sent_at;
        let in_time = match review.closed_at {
            Some(closed_at) => (review.opens_at..closed_at).contains(&sent_at),
            None => review.state(sent_at) == ReviewState::Open,
        };
        if !in_time {
            return Err(Refusal::ReviewNotOpen);
        }
    }
    if ended {
        return Err(Refusal::EntryEnded);
    }
    Ok(())
}

/// Takes a contribution into the record, once its author confirmed it.
pub fn publish(
    comment: CommentNo,
    contribution: Contribution,
    review: Option<&ReviewFacts>,
    ended: bool,
    declared: &[Group],
) -> Result<Decided, Refusal> {
    check(&contribution, review, ended, declared)?;
    let on = contribution.place.entry();
    let (review, version) = match contribution.place {
        Place::Review(review, _) => (Some(review), None),
        Place::Release(version, _) => (None, Some(version)),
    };
    let remark = PublicRemark {
        comment,
        review,
        version,
        entry: on.map(|on| on.entry),
        wording: on.map(|on| on.wording),
        interest: contribution.interest,
        body: contribution.body,
        quote: contribution.quote,
        proposed: contribution.proposed,
        sent_at: contribution.sent_at,
    };
    Ok(Decided::new(match review {
        Some(_) => Event::ReviewCommented(remark),
        None => Event::ProblemReported(remark),
    }))
}

/// Hides a comment from outside or shows it again. The line that took it in stays; pages say why it is not shown.
pub fn set_visibility(
    comment: CommentNo,
    public: bool,
    hidden: bool,
    new: NewVisibility,
) -> Result<Decided, Refusal> {
    if !public {
        return Err(Refusal::CommentNotPublic);
    }
    if new.shown != hidden {
        return Err(Refusal::AlreadySettled);
    }
    let reason = new.reason;
    Ok(Decided::new(if new.shown {
        Event::ReviewCommentShown { comment, reason }
    } else {
        Event::ReviewCommentHidden { comment, reason }
    }))
}

/// Says what becomes of a comment on a review as a whole. It is on no entry, so whoever holds the pen of one under
/// review answers for it; the convener, who decides nothing, does not.
pub fn dispose_whole(
    pens: &[MemberNo],
    actor: MemberNo,
    comment: CommentNo,
    new: NewDisposition,
) -> Result<Decided, Refusal> {
    holds_one(pens, actor)?;
    check_response(&new)?;
    Ok(Decided::new(Event::CommentDisposed {
        comment,
        outcome: new.outcome,
        response: new.response,
    }))
}
