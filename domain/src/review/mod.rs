//! Public review: people from outside read a frozen draft, for a time, and say what they think of it.
//!
//! The convener only starts and stops it. What is said is answered by those who hold the pens, like any comment.

mod remark;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Decided, Event, Moment, Refusal, Text, Title,
    ids::{EntryNo, MemberNo, ReviewNo, WordingNo},
    process::Visibility,
    record::{ReviewClosing, ReviewExtension, ReviewOpening},
};

pub use remark::{
    Contribution, NewProblem, NewPublicComment, NewVisibility, Place, check, dispose_whole,
    publish, set_visibility,
};

/// The longest that a review is open.
const OPEN_MAX_MS: i64 = 366 * 86_400_000;
/// The most entries one review asks people to read.
const ENTRIES_MAX: usize = 500;

/// Where a review stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// It is announced and takes comments later.
    Scheduled,
    Open,
    Closed,
}

/// An entry under review, by the wording that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewedEntry {
    pub entry: EntryNo,
    pub wording: WordingNo,
}

/// An entry that shall be reviewed: in its newest wording, or in this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewReviewedEntry {
    pub entry: EntryNo,
    #[serde(default)]
    pub wording: Option<WordingNo>,
}

/// What it takes to open a review (`POST …/reviews`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewReview {
    pub title: Title,
    /// What people should know before they read. Markdown.
    #[serde(default)]
    pub introduction: Option<Text>,
    /// At once where this is left out.
    #[serde(default)]
    pub opens_at: Option<Moment>,
    pub closes_at: Moment,
    pub entries: Vec<NewReviewedEntry>,
}

/// An entry as the opening of a review finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub number: EntryNo,
    /// Its newest wording.
    pub wording: WordingNo,
    pub ended: bool,
    /// Whether it is in a review that has not closed.
    pub in_review: bool,
}

/// A review as its acts find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewFacts {
    pub number: ReviewNo,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub closed_at: Option<Moment>,
    pub entries: Vec<ReviewedEntry>,
}

/// A time to which the closing of a review was moved, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Prolonged {
    pub closes_at: Moment,
    pub reason: Text,
    pub at: Moment,
}

impl ReviewFacts {
    pub fn state(&self, now: Moment) -> ReviewState {
        if self.closed_at.is_some() {
            ReviewState::Closed
        } else if now < self.opens_at {
            ReviewState::Scheduled
        } else {
            ReviewState::Open
        }
    }

    /// The wording of an entry that is read here.
    pub fn wording_of(&self, entry: EntryNo) -> Option<WordingNo> {
        let here = self.entries.iter().find(|it| it.entry == entry);
        here.map(|it| it.wording)
    }

    fn must_not_have_ended(&self) -> Result<(), Refusal> {
        match self.closed_at {
            Some(_) => Err(Refusal::ReviewEnded),
            None => Ok(()),
        }
    }
}

/// Opens a review, at once or at its time. An entry is in one review at a time: otherwise people would be asked twice,
/// and what they say of the same words would stand in two places.
pub fn open(
    number: ReviewNo,
    new: NewReview,
    visibility: Visibility,
    at: Moment,
    candidates: &[Candidate],
) -> Result<Decided, Refusal> {
    if visibility == Visibility::Members {
        return Err(Refusal::ReviewMembersOnly);
    }
    let opens_at = new.opens_at.unwrap_or(at).max(at);
    check_closing(opens_at, new.closes_at, at)?;
    if new.entries.is_empty() {
        return Err(Refusal::ReviewEntriesMissing);
    }
    if new.entries.len() > ENTRIES_MAX {
        return Err(Refusal::TooManyItems { max: ENTRIES_MAX });
    }
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for wanted in new.entries {
        let found = candidates.iter().find(|it| it.number == wanted.entry);
        let found = found.ok_or(Refusal::EntryUnknown)?;
        if !seen.insert(found.number) {
            return Err(Refusal::ReviewEntryTwice);
        }
        if found.ended {
            let entry = found.number;
            return Err(Refusal::ReviewEntryEnded { entry });
        }
        if found.in_review {
            let entry = found.number;
            return Err(Refusal::EntryInReview { entry });
        }
        let wording = wanted.wording.unwrap_or(found.wording);
        if wording == 0 || wording > found.wording {
            return Err(Refusal::WordingUnknown);
        }
        entries.push(ReviewedEntry {
            entry: found.number,
            wording,
        });
    }
    Ok(Decided::new(Event::ReviewOpened(ReviewOpening {
        review: number,
        title: new.title,
        introduction: new.introduction,
        opens_at,
        closes_at: new.closes_at,
        entries,
    })))
}

/// Moves the closing of a review to later, with the reason why. To sooner nobody moves it: whoever read when it closes
/// may rely on that.
pub fn extend(
    review: &ReviewFacts,
    at: Moment,
    closes_at: Moment,
    reason: Text,
) -> Result<Decided, Refusal> {
    review.must_not_have_ended()?;
    check_closing(review.opens_at, closes_at, at.max(review.closes_at))?;
    Ok(Decided::new(Event::ReviewExtended(ReviewExtension {
        review: review.number,
        closes_at,
        reason,
    })))
}

/// Closes a review before its time, with the reason why, or by the clock at its time.
pub fn close(
    review: &ReviewFacts,
    due: Option<Moment>,
    reason: Option<Text>,
) -> Result<Decided, Refusal> {
    review.must_not_have_ended()?;
    if due.is_none() && reason.is_none() {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Decided::new(Event::ReviewClosed(ReviewClosing {
        review: review.number,
        due,
        reason,
    })))
}

/// Whether somebody holds one of these pens.
fn holds_one(pens: &[MemberNo], member: MemberNo) -> Result<(), Refusal> {
    if pens.contains(&member) {
        Ok(())
    } else {
        Err(Refusal::NoPenInReview)
    }
}

fn check_closing(opens_at: Moment, closes_at: Moment, after: Moment) -> Result<(), Refusal> {
    if closes_at <= after || closes_at <= opens_at {
        Err(Refusal::ReviewClosesTooEarly)
    } else if closes_at > opens_at + OPEN_MAX_MS {
        Err(Refusal::ReviewClosesTooLate)
    } else {
        Ok(())
    }
}
