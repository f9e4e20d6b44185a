//! The links that end mails without signing in. They sign nobody in and change one preference; each
//! is used once and is out of date some day, and only its digest is stored.

use std::time::Duration;

use domain::{Moment, Refusal, notice::Frequency};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};

use crate::{
    Error, Registry, Result, UserId,
    connection::after,
    rows::from_word,
    secrets::{Secret, digest},
    tables::{members, notice_links, notices, processes},
};

/// Mail is kept for long, and somebody may want no more of it when they find it.
const LASTS: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// What a link ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub process_title: String,
    /// Whether it did so already.
    pub stopped: bool,
}

/// Makes a link and returns its address.
pub(super) async fn make(
    registry: &Registry,
    tx: &DatabaseTransaction,
    now: Moment,
    (process_id, member): (i64, i64),
) -> Result<String> {
    let secret = Secret::fresh("");
    let row = notice_links::ActiveModel {
        hash: Set(secret.digest()),
        process_id: Set(process_id),
        member: Set(member),
        expires_at: Set(after(now, LASTS)),
        used_at: Set(None),
    };
    notice_links::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(format!(
        "{}/unsubscribe/{}",
        registry.base_url(),
        secret.reveal()
    ))
}

/// What a link would end. Nothing is written by looking.
pub async fn find_stop(registry: &Registry, now: Moment, token: &str) -> Result<Stop> {
    let spent = Error::Refused(Refusal::LinkSpent);
    let link = notice_links::Entity::find_by_id(digest(token))
        .filter(notice_links::Column::ExpiresAt.gt(now.millis()))
        .one(&registry.db)
        .await?;
    let Some(link) = link else { return Err(spent) };
    let process = processes::Entity::find_by_id(link.process_id)
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    let row = notices::Entity::find_by_id((link.process_id, link.member))
        .one(&registry.db)
        .await?;
    let stopped = match row {
        Some(row) => from_word::<Frequency>(&row.frequency)? == Frequency::None,
        None => true,
    };
    // Whoever wants mail again after using a link is not stopped by an old letter.
    if link.used_at.is_some() && !stopped {
        return Err(spent);
    }
    Ok(Stop {
        process_title: process.title,
        stopped,
    })
}

/// Ends the mails of one process to one member. Doing it again changes nothing: mail providers try
/// twice, and people click twice.
pub async fn stop(registry: &Registry, now: Moment, token: &str) -> Result<Stop> {
    let found = find_stop(registry, now, token).await?;
    let writing = registry.write().await?;
    let used = notice_links::Entity::update_many()
        .col_expr(notice_links::Column::UsedAt, Expr::value(now.millis()))
        .filter(notice_links::Column::Hash.eq(digest(token)))
        .filter(notice_links::Column::UsedAt.is_null())
        .exec(&writing.tx)
        .await?;
    if used.rows_affected == 1 {
        let link = notice_links::Entity::find_by_id(digest(token))
            .one(&writing.tx)
            .await?
            .ok_or(Error::NotFound)?;
        super::roll::row(link.process_id, link.member)
            .col_expr(
                notices::Column::Frequency,
                Expr::value(Frequency::None.word()),
            )
            .exec(&writing.tx)
            .await?;
    }
    writing.commit().await?;
    Ok(Stop {
        stopped: true,
        ..found
    })
}

/// Removes what is out of date.
pub async fn sweep(registry: &Registry, now: Moment) -> Result<()> {
    let writing = registry.write().await?;
    notice_links::Entity::delete_many()
        .filter(notice_links::Column::ExpiresAt.lte(now.millis()))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Removes what is kept of a user who is erased.
pub(crate) async fn forget(tx: &DatabaseTransaction, user: UserId) -> Result<()> {
    let seats = members::Entity::find()
        .filter(members::Column::UserId.eq(user))
        .all(tx)
        .await?;
    for seat in seats {
        notices::Entity::delete_by_id((seat.process_id, seat.number))
            .exec(tx)
            .await?;
        notice_links::Entity::delete_many()
            .filter(notice_links::Column::ProcessId.eq(seat.process_id))
            .filter(notice_links::Column::Member.eq(seat.number))
            .exec(tx)
            .await?;
    }
    Ok(())
}
