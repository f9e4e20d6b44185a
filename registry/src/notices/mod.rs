//! What needs somebody, by mail.
//!
//! Nothing is mailed by the acts themselves. Afterwards the lines of the record say what happened,
//! and [`crate::needs`] whether it still waits for the reader at the moment of writing. How far
//! somebody was told is the number of a line of the record, by person and process. A server claims
//! to tell somebody by moving that number on, in a transaction of its own and only from where it
//! found it: of several servers one succeeds.
//!
//! A claim comes before its letter is handed over, and [`give_back`] undoes it where the mail server
//! did not take it. A crash between the two loses this letter and never doubles one; what still
//! waits stands on the front page, and the reminders of a call tell of it again.

mod called;
mod concerns;
mod letter;
mod links;
mod met;
mod preferences;
mod reminders;
mod roll;
mod rounds;
mod telling;

use domain::Moment;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Attachment, Letter, Registry, Result,
    tables::{notices, reminders as reminder_rows},
};

pub(crate) use links::forget;
pub use links::{Stop, find_stop, stop, sweep};
pub use preferences::{Setting, find, list, set};

/// How many hours before a call closes the silent are reminded, where nobody says otherwise.
pub const LEADS: [u32; 2] = [48, 12];
/// How long what could not be sent waits, in milliseconds.
const RETRY_MS: i64 = 5 * 60_000;

/// A letter that this server has claimed to send.
#[derive(Debug)]
pub struct Notice {
    pub letter: Letter,
    /// Meetings for the reader's calendar.
    pub attachments: Vec<Attachment>,
    /// The address that ends these mails: shown on `GET`, done on `POST` (RFC 8058).
    pub unsubscribe: String,
    claim: Claim,
}

/// What was claimed by writing that it was told.
#[derive(Debug, Clone)]
enum Claim {
    /// The lines of the record after `from`, up to `to`.
    Round {
        process_id: i64,
        member: i64,
        from: i64,
        from_at: i64,
        to: i64,
    },
    /// Reminders, each by the number of its call and its kind.
    Reminders {
        process_id: i64,
        member: i64,
        told: Vec<(i64, String)>,
    },
}

/// The next letter that is due, claimed for the one who asks. `leads` are the hours before a call
/// closes at which its silent are reminded.
pub async fn next(registry: &Registry, now: Moment, leads: &[u32]) -> Result<Option<Notice>> {
    roll::enrol(registry, now).await?;
    match reminders::next(registry, now, leads).await? {
        Some(notice) => Ok(Some(notice)),
        None => rounds::next(registry, now).await,
    }
}

/// Gives a letter back that could not be sent now; it is written anew later, as things stand then.
pub async fn give_back(registry: &Registry, now: Moment, notice: Notice) -> Result<()> {
    let writing = registry.write().await?;
    let later = now.millis() + RETRY_MS;
    match notice.claim {
        Claim::Round {
            process_id,
            member,
            from,
            from_at,
            to,
        } => {
            roll::row(process_id, member)
                .col_expr(notices::Column::MailedSeq, Expr::value(from))
                .col_expr(notices::Column::MailedAt, Expr::value(from_at))
                .col_expr(notices::Column::NotBefore, Expr::value(later))
                .filter(notices::Column::MailedSeq.eq(to))
                .exec(&writing.tx)
                .await?;
        }
        Claim::Reminders {
            process_id,
            member,
            told,
        } => {
            for (call, kind) in told {
                reminder_rows::Entity::delete_by_id((process_id, call, member, kind))
                    .exec(&writing.tx)
                    .await?;
            }
            roll::row(process_id, member)
                .col_expr(notices::Column::NotBefore, Expr::value(later))
                .exec(&writing.tx)
                .await?;
        }
    }
    writing.commit().await
}
