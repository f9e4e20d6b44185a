//! How often somebody wants mail of each process they take part in. Only they can see it.

use domain::{Moment, Slug, notice::Frequency, permit::May, process::Role};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::Serialize;

use super::roll;
use crate::{
    Caller, Error, Registry, Result,
    rows::{from_word, word},
    tables::{members, notices, processes},
};

/// How often a process writes to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Setting {
    pub process: Slug,
    pub process_title: String,
    pub role: Role,
    pub frequency: Frequency,
    /// What holds for this role where nobody chose.
    pub usual: Frequency,
}

/// The caller's settings for every process they take part in, by title.
pub async fn list(registry: &Registry, caller: &Caller) -> Result<Vec<Setting>> {
    let seats = members::Entity::find()
        .filter(members::Column::UserId.eq(caller.signed_in()?))
        .filter(members::Column::LeftAt.is_null())
        .all(&registry.db)
        .await?;
    let ids = || seats.iter().map(|seat| seat.process_id);
    let here = processes::Entity::find()
        .filter(processes::Column::Id.is_in(ids()))
        .order_by_asc(processes::Column::Title)
        .all(&registry.db)
        .await?;
    let chosen = notices::Entity::find()
        .filter(notices::Column::ProcessId.is_in(ids()))
        .filter(notices::Column::Member.is_in(seats.iter().map(|seat| seat.number)))
        .all(&registry.db)
        .await?;
    let mut settings = Vec::new();
    for process in &here {
        let seats = seats.iter().filter(|seat| seat.process_id == process.id);
        for seat in seats {
            let row = chosen
                .iter()
                .find(|row| (row.process_id, row.member) == (process.id, seat.number));
            settings.push(setting(process, seat, row)?);
        }
    }
    Ok(settings)
}

/// The caller's setting for one process.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Setting> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Belong)?;
    let member = view.member.as_ref().ok_or(Error::NotFound)?;
    let key = (view.process.id, i64::from(member.number));
    let seat = members::Entity::find_by_id(key)
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    let row = notices::Entity::find_by_id(key).one(&registry.db).await?;
    setting(&view.process, &seat, row.as_ref())
}

/// Changes the caller's setting for one process. Who wants mail again is told from now on.
pub async fn set(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    frequency: Frequency,
) -> Result<Setting> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Belong)?;
    let member = view.member.as_ref().ok_or(Error::NotFound)?;
    let key = (view.process.id, i64::from(member.number));
    roll::enrol(registry, now).await?;
    let end = roll::end(registry, key.0).await?;
    let writing = registry.write().await?;
    let mut change = roll::row(key.0, key.1)
        .col_expr(notices::Column::Frequency, Expr::value(word(&frequency)?));
    let before = notices::Entity::find_by_id(key)
        .one(&writing.tx)
        .await?
        .map(|row| from_word::<Frequency>(&row.frequency))
        .transpose()?;
    if before == Some(Frequency::None) && frequency != Frequency::None {
        change = change
            .col_expr(notices::Column::MailedSeq, Expr::value(end))
            .col_expr(notices::Column::MailedAt, Expr::value(now.millis()));
    }
    change.exec(&writing.tx).await?;
    writing.commit().await?;
    find(registry, caller, now, process).await
}

fn setting(
    process: &processes::Model,
    seat: &members::Model,
    row: Option<&notices::Model>,
) -> Result<Setting> {
    let role: Role = from_word(&seat.role)?;
    let usual = Frequency::usual(role);
    Ok(Setting {
        process: Slug::parse(&process.slug)?,
        process_title: process.title.clone(),
        role,
        frequency: match row {
            Some(row) => from_word(&row.frequency)?,
            None => usual,
        },
        usual,
    })
}
