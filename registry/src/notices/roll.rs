//! Who can be written to: members with an account who want mail of their process.

use domain::{Event, Moment, Slug, notice::Frequency, process::Role};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, UpdateMany,
    sea_query::{Expr, ExprTrait, IntoCondition, Query, SelectStatement},
};

use super::RETRY_MS;
use crate::{
    Caller, Registry, Result, UserId,
    rows::{from_word, number, word},
    tables::{members, notices, processes, record, users},
};

/// Who joined longer ago and has no row yet is told from now on: nobody wants the mail of a year.
const RECENT_MS: i64 = 86_400_000;

/// Somebody who wants mail of a process, and how far they were told.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Recipient {
    pub(super) process_id: i64,
    pub(super) member: i64,
    pub(super) frequency: String,
    pub(super) mailed_seq: i64,
    pub(super) mailed_at: i64,
    pub(super) user_id: UserId,
    pub(super) role: String,
    pub(super) email: String,
    pub(super) slug: String,
    pub(super) title: String,
    /// Where the record of the process ends.
    pub(super) seq: i64,
}

impl Recipient {
    pub(super) fn caller(&self) -> Caller {
        Caller {
            user: Some(self.user_id),
            ..Caller::nobody()
        }
    }

    pub(super) fn number(&self) -> u32 {
        number(self.member)
    }

    pub(super) fn role(&self) -> Result<Role> {
        from_word(&self.role)
    }

    pub(super) fn frequency(&self) -> Result<Frequency> {
        from_word(&self.frequency)
    }

    pub(super) fn process(&self) -> Result<Slug> {
        Ok(Slug::parse(&self.slug)?)
    }
}

/// Everybody who wants mail and does not wait for a mail server; narrowed by whoever asks.
pub(super) fn recipients(now: Moment) -> SelectStatement {
    use members::Column as M;
    use notices::Column as N;
    use processes::Column as P;
    use users::Column as U;
    let mut query = Query::select();
    query
        .columns(
            [
                N::ProcessId,
                N::Member,
                N::Frequency,
                N::MailedSeq,
                N::MailedAt,
            ]
            .map(|column| (notices::Entity, column)),
        )
        .columns([M::UserId, M::Role].map(|column| (members::Entity, column)))
        .column((users::Entity, U::Email))
        .columns([P::Slug, P::Title, P::Seq].map(|column| (processes::Entity, column)))
        .from(notices::Entity)
        .inner_join(
            members::Entity,
            Expr::col((members::Entity, M::ProcessId))
                .equals((notices::Entity, N::ProcessId))
                .and(Expr::col((members::Entity, M::Number)).equals((notices::Entity, N::Member))),
        )
        .inner_join(
            users::Entity,
            Expr::col((users::Entity, U::Id)).equals((members::Entity, M::UserId)),
        )
        .inner_join(
            processes::Entity,
            Expr::col((processes::Entity, P::Id)).equals((notices::Entity, N::ProcessId)),
        )
        .and_where(Expr::col((members::Entity, M::LeftAt)).is_null())
        .and_where(Expr::col((notices::Entity, N::Frequency)).ne(Frequency::None.word()))
        .and_where(Expr::col((notices::Entity, N::NotBefore)).lte(now.millis()));
    query
}

pub(super) async fn read(registry: &Registry, query: &SelectStatement) -> Result<Vec<Recipient>> {
    let rows = registry.db.query_all(query).await?;
    Ok(rows
        .iter()
        .map(|row| Recipient::from_query_result(row, ""))
        .collect::<std::result::Result<_, _>>()?)
}

/// The row of one member, to be changed.
pub(super) fn row(process_id: i64, member: i64) -> UpdateMany<notices::Entity> {
    notices::Entity::update_many()
        .filter(notices::Column::ProcessId.eq(process_id))
        .filter(notices::Column::Member.eq(member))
}

/// Lets somebody wait to whom nothing could be written.
pub(super) async fn postpone(registry: &Registry, now: Moment, who: &Recipient) -> Result<()> {
    let writing = registry.write().await?;
    row(who.process_id, who.member)
        .col_expr(
            notices::Column::NotBefore,
            Expr::value(now.millis() + RETRY_MS),
        )
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Gives a row to every member who has none yet. It is done here and not by the acts that bring
/// somebody in, so that who was a member before this was there, and who comes out of a backup, has
/// one too.
pub(super) async fn enrol(registry: &Registry, now: Moment) -> Result<()> {
    let known = Query::select()
        .expr(Expr::val(1))
        .from(notices::Entity)
        .and_where(
            Expr::col((notices::Entity, notices::Column::ProcessId))
                .equals((members::Entity, members::Column::ProcessId)),
        )
        .and_where(
            Expr::col((notices::Entity, notices::Column::Member))
                .equals((members::Entity, members::Column::Number)),
        )
        .take();
    let new = members::Entity::find()
        .filter(members::Column::UserId.is_not_null())
        .filter(members::Column::LeftAt.is_null())
        .filter(Expr::not_exists(known).into_condition())
        .all(&registry.db)
        .await?;
    if new.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for member in &new {
        let recent = member.joined_at > now.millis() - RECENT_MS;
        let seq = match joined_with(registry, member).await?.filter(|_| recent) {
            Some(seq) => seq,
            None => end(registry, member.process_id).await?,
        };
        let usual = Frequency::usual(from_word(&member.role)?);
        rows.push(notices::ActiveModel {
            process_id: Set(member.process_id),
            member: Set(member.number),
            frequency: Set(word(&usual)?),
            mailed_seq: Set(seq),
            mailed_at: Set(if recent {
                member.joined_at
            } else {
                now.millis()
            }),
            not_before: Set(0),
        });
    }
    let writing = registry.write().await?;
    for row in rows {
        // Another server may have been faster.
        notices::Entity::insert(row)
            .on_conflict_do_nothing_on([notices::Column::ProcessId, notices::Column::Member])
            .exec_without_returning(&writing.tx)
            .await?;
    }
    writing.commit().await
}

/// The line with which a member joined.
async fn joined_with(registry: &Registry, member: &members::Model) -> Result<Option<i64>> {
    let lines = record::Entity::find()
        .filter(record::Column::ProcessId.eq(member.process_id))
        .filter(record::Column::At.eq(member.joined_at))
        .filter(record::Column::Act.eq("member.joined"))
        .all(&registry.db)
        .await?;
    for row in lines {
        if let Event::MemberJoined(joining) = row.line()?.event
            && i64::from(joining.member) == member.number
        {
            return Ok(Some(row.seq));
        }
    }
    Ok(None)
}

pub(super) async fn end(registry: &Registry, process_id: i64) -> Result<i64> {
    let process = processes::Entity::find_by_id(process_id)
        .one(&registry.db)
        .await?;
    Ok(process.map_or(0, |process| process.seq))
}
