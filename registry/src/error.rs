//! Why an act did not happen. `server` and `app` turn each into an answer, in one place each.

use domain::{Refusal, permit::Denial, redline::Conflict};
use sea_orm::DbErr;
use thiserror::Error as ThisError;

#[derive(Debug, ThisError)]
pub enum Error {
    /// It does not exist, or the caller may not know that it does.
    #[error("There is nothing here.")]
    NotFound,
    #[error(transparent)]
    Forbidden(#[from] Denial),
    /// The input cannot be taken as it is.
    #[error(transparent)]
    Refused(Refusal),
    /// The same words were changed meanwhile: both texts, nothing lost.
    #[error("The text changed meanwhile, and the same words were changed in both.")]
    Conflict(Vec<Conflict>),
    /// The state moved on in a way that asks the caller to look again.
    #[error("{0}")]
    Stale(Refusal),
    /// Too many wait for the same scarce thing, such as the hashing of passwords. Later it works.
    #[error("Too many people are signing in at this moment. Try again in a few seconds.")]
    Busy,
    /// The database failed, or holds what it should not. Logged, never shown.
    #[error("The storage failed: {0}")]
    Storage(String),
}

impl From<Refusal> for Error {
    /// Most reasons lie in the input. Some lie in who asks, and some in how things stand by now.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotPenHolder => Self::Forbidden(Denial::NotPenHolder),
            Refusal::NotAuthor => Self::Forbidden(Denial::NotAuthor),
            Refusal::NotMover => Self::Forbidden(Denial::NotMover),
            Refusal::NoPenInReview => Self::Forbidden(Denial::NoPenInReview),
            Refusal::EntryEnded
            | Refusal::EntryAgreed
            | Refusal::WordingFrozen
            | Refusal::RedlineSettled
            | Refusal::CallUnderWay
            | Refusal::WordingOutdated
            | Refusal::CallNotOpen
            | Refusal::NobodySilent
            | Refusal::NudgedLately { .. }
            | Refusal::NotContestable
            | Refusal::ContestTwice
            | Refusal::ContestUnknown
            | Refusal::MinorityTooEarly
            | Refusal::AlreadyMember
            | Refusal::AlreadySettled
            | Refusal::ConvenerAndParticipant
            | Refusal::LastConvener
            | Refusal::OrganisationTaken
            | Refusal::OrganisationsFrozen
            | Refusal::VersionTaken
            | Refusal::AlreadyYanked
            | Refusal::SigningKeyMissing
            | Refusal::SigningKeyForeign
            | Refusal::StatedAlready
            | Refusal::ReviewNotOpen
            | Refusal::ReleaseMovedOn
            | Refusal::ReviewEnded => Self::Stale(refusal),
            Refusal::Meeting(ref fault) if fault.is_stale() => Self::Stale(refusal),
            _ => Self::Refused(refusal),
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Storage(error.to_string())
    }
}
