//! Carries each line of the record over into the tables. The tables hold nothing of a process that
//! its record does not say, but for what is private: names, addresses, sealed positions.

mod calls;
mod due;
pub(crate) mod entries;
mod meetings;
mod people;
pub(crate) mod process;
mod releases;
mod reviews;

#[cfg(test)]
mod tests;

use domain::{Event, record::Line};
use sea_orm::DatabaseTransaction;

use crate::{Result, tables::processes};

pub(crate) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    match &line.event {
        Event::ProcessCreated(_) | Event::ProcessUpdated(_) | Event::RuleAdopted { .. } => {
            process::apply(tx, process, line).await
        }
        Event::InterestExpressed { .. }
        | Event::InterestAdmitted { .. }
        | Event::InterestDeclined { .. }
        | Event::OrganisationAdded { .. }
        | Event::OrganisationRenamed { .. }
        | Event::OrganisationMerged { .. }
        | Event::MemberInvited { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::MemberJoined(_)
        | Event::MemberChanged { .. }
        | Event::MemberLeft { .. } => people::apply(tx, process, line).await,
        Event::EntryProposed { .. }
        | Event::EntryWithdrawn { .. }
        | Event::PenPassed { .. }
        | Event::RedlineProposed(_)
        | Event::RedlineConfirmed { .. }
        | Event::RedlineFolded { .. }
        | Event::RedlineRefused { .. }
        | Event::RedlineWithdrawn { .. }
        | Event::CommentAdded(_)
        | Event::CommentDisposed { .. }
        | Event::CommentAcknowledged { .. }
        | Event::ReviewCommented(_)
        | Event::ProblemReported(_)
        | Event::ReviewCommentHidden { .. }
        | Event::ReviewCommentShown { .. } => entries::apply(tx, process, line).await,
        Event::CallScheduled(schedule) => {
            calls::apply(tx, process, line).await?;
            match schedule.subject.meeting() {
                Some(_) => Box::pin(meetings::apply(tx, process, line)).await,
                None => Ok(()),
            }
        }
        Event::CallOpened { .. }
        | Event::CallExtended { .. }
        | Event::CallNudged { .. }
        | Event::CallWithdrawn { .. }
        | Event::CallClosed { .. }
        | Event::CallStated { .. }
        | Event::CallContested { .. }
        | Event::ContestWithdrawn { .. }
        | Event::CallFinalised { .. }
        | Event::CallSuperseded { .. }
        | Event::PositionTaken { .. }
        | Event::PositionsRevealed { .. }
        | Event::AnswerGiven { .. }
        | Event::AnswerConfirmed { .. }
        | Event::MinorityStated { .. } => calls::apply(tx, process, line).await,
        Event::ReleasePublished(_) | Event::ReleaseYanked { .. } => {
            releases::apply(tx, process, line).await
        }
        Event::ReviewOpened(_) | Event::ReviewExtended(_) | Event::ReviewClosed(_) => {
            reviews::apply(tx, process, line).await
        }
        Event::MeetingPlanned(_)
        | Event::MeetingChanged(_)
        | Event::MeetingCancelled { .. }
        | Event::ItemSuggested(_)
        | Event::SuggestionAnswered(_)
        | Event::MeetingStarted { .. }
        | Event::MeetingEnded { .. }
        | Event::ItemOpened { .. }
        | Event::NoteTakerNamed { .. }
        | Event::AttendanceChanged { .. }
        | Event::PollOpened(_)
        | Event::PollClosed(_)
        | Event::NoteAdded(_)
        | Event::NoteChanged(_)
        | Event::ActionAssigned(_)
        | Event::ActionSettled(_)
        | Event::MinutesCirculated(_)
        | Event::CorrectionRequested(_)
        | Event::CorrectionAnswered(_)
        | Event::MinutesFrozen(_)
        | Event::MinutesReturned(_) => {
            // Large, and seldom needed: on the heap it makes no other act larger.
            Box::pin(meetings::apply(tx, process, line)).await
        }
    }
}
