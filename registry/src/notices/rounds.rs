//! What happened since somebody was told last, in one letter.

use domain::{Moment, notice::Frequency};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Condition, Expr, ExprTrait},
};

use super::{
    Claim, Notice,
    concerns::{ACTS, Concerns},
    letter, links, met,
    roll::{self, Recipient},
    telling,
};
use crate::{
    Registry, Result,
    tables::{notices, processes, record},
};

/// How long a process must be quiet before who wants mail at once is written to, so that what happens
/// close together is one letter; but nobody waits longer than that for a process that never is.
const QUIET_MS: i64 = 5_000;
const PATIENCE_MS: i64 = 60_000;
/// How many are looked up at once.
const BATCH: u64 = 20;

/// The next letter to somebody who is due and has something to be told.
pub(super) async fn next(registry: &Registry, now: Moment) -> Result<Option<Notice>> {
    loop {
        let due = due(registry, now).await?;
        if due.is_empty() {
            return Ok(None);
        }
        for who in &due {
            match tell(registry, now, who).await {
                Ok(Some(notice)) => return Ok(Some(notice)),
                Ok(None) => {}
                Err(error) => {
                    tracing::error!(process = who.slug, member = who.member, %error, "a letter could not be written");
                    roll::postpone(registry, now, who).await?;
                }
            }
        }
    }
}

/// Who has not been told of some line yet, and has waited long enough.
async fn due(registry: &Registry, now: Moment) -> Result<Vec<Recipient>> {
    use notices::Column as N;
    let now = now.millis();
    let column = |column: N| Expr::col((notices::Entity, column));
    let at_once = Condition::any()
        .add(Expr::col((processes::Entity, processes::Column::LastAt)).lte(now - QUIET_MS))
        .add(Expr::col((record::Entity, record::Column::At)).lte(now - PATIENCE_MS));
    // A day and a week are counted from the last letter on, whether or not anything happened, so that
    // what happens first after a long silence is not mailed alone.
    let first = Expr::col((record::Entity, record::Column::At));
    let passed = |at: Expr, pause: i64| at.sub(column(N::MailedAt)).div(pause);
    let mut paced = Condition::any();
    for frequency in Frequency::ALL {
        let condition = Condition::all().add(column(N::Frequency).eq(frequency.word()));
        paced = match frequency.pause() {
            None => continue,
            Some(0) => paced.add(condition.add(at_once.clone())),
            Some(pause) => paced
                .add(condition.add(passed(Expr::val(now), pause).gt(passed(first.clone(), pause)))),
        };
    }
    let mut query = roll::recipients(Moment::from_millis(now));
    query
        // The first line they were not told of.
        .inner_join(
            record::Entity,
            Expr::col((record::Entity, record::Column::ProcessId))
                .equals((notices::Entity, N::ProcessId))
                .and(
                    Expr::col((record::Entity, record::Column::Seq))
                        .eq(column(N::MailedSeq).add(1)),
                ),
        )
        .cond_where(paced)
        .order_by((notices::Entity, N::MailedAt), sea_orm::Order::Asc)
        .order_by((notices::Entity, N::ProcessId), sea_orm::Order::Asc)
        .order_by((notices::Entity, N::Member), sea_orm::Order::Asc)
        .limit(BATCH);
    roll::read(registry, &query).await
}

/// Claims everything up to the end of the record, and writes a letter where it holds something for
/// the reader.
async fn tell(registry: &Registry, now: Moment, who: &Recipient) -> Result<Option<Notice>> {
    let lines = record::Entity::find()
        .filter(record::Column::ProcessId.eq(who.process_id))
        .filter(record::Column::Seq.gt(who.mailed_seq))
        .filter(record::Column::Seq.lte(who.seq))
        .filter(record::Column::Act.is_in(ACTS))
        .order_by_asc(record::Column::Seq)
        .all(&registry.db)
        .await?;
    let lines = lines
        .iter()
        .map(record::Model::line)
        .collect::<Result<Vec<_>>>()?;
    let concerns = Concerns::of(&lines, who.number());
    let (mut items, mut attachments) = (Vec::new(), Vec::new());
    if !concerns.is_empty() {
        items = telling::tell(registry, now, who, &concerns).await?;
        let (told, files) = met::tell(registry, now, who, &concerns.meetings).await?;
        items.extend(told);
        attachments = files;
    }
    let writing = registry.write().await?;
    let claimed = roll::row(who.process_id, who.member)
        .col_expr(notices::Column::MailedSeq, Expr::value(who.seq))
        .col_expr(notices::Column::MailedAt, Expr::value(now.millis()))
        .filter(notices::Column::MailedSeq.eq(who.mailed_seq))
        // Whoever just wanted less mail, or none, gets no more.
        .filter(notices::Column::Frequency.eq(&who.frequency))
        .exec(&writing.tx)
        .await?;
    if claimed.rows_affected == 0 {
        return Ok(None);
    }
    if items.is_empty() {
        writing.commit().await?;
        return Ok(None);
    }
    let place = (who.process_id, who.member);
    let unsubscribe = links::make(registry, &writing.tx, now, place).await?;
    writing.commit().await?;
    Ok(Some(Notice {
        letter: letter::write(registry.base_url(), who, &items, &unsubscribe)?,
        attachments,
        unsubscribe,
        claim: Claim::Round {
            process_id: who.process_id,
            member: who.member,
            from: who.mailed_seq,
            from_at: who.mailed_at,
            to: who.seq,
        },
    }))
}
