//! Answers to requests that carried an `Idempotency-Key`, so that a repeated one changes nothing.

use domain::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Registry, Result,
    tables::answered_requests::{ActiveModel, Column, Entity},
};

/// How long an answer is kept: 24 hours.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
/// What stands for the status while there is no answer yet.
const UNFINISHED: i32 = 0;

/// How a request with a key begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Nobody sent this key before.
    First,
    /// It was sent with the same request, which was answered.
    Answered(Answered),
    /// It was sent with the same request, of which no answer is known: it is under way, or was cut
    /// off. Doing it again might do it twice.
    Unfinished,
    /// It was sent with another request.
    Other,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub status: u16,
    pub location: Option<String>,
    pub body: String,
}

/// Takes a key for a request; of two at once, the database lets one be first.
pub async fn begin(registry: &Registry, now: Moment, key: &str, digest: &str) -> Result<Begun> {
    let writing = registry.write().await?;
    let found = Entity::find_by_id(key).one(&writing.tx).await?;
    let begun = match found {
        Some(row) if row.digest != digest => Begun::Other,
        Some(row) if row.status == UNFINISHED => Begun::Unfinished,
        Some(row) => Begun::Answered(Answered {
            status: u16::try_from(row.status).unwrap_or_default(),
            location: row.location,
            body: row.body,
        }),
        None => {
            let row = ActiveModel {
                key: Set(key.to_owned()),
                digest: Set(digest.to_owned()),
                status: Set(UNFINISHED),
                location: Set(None),
                body: Set(String::new()),
                at: Set(now.millis()),
            };
            match Entity::insert(row)
                .exec_without_returning(&writing.tx)
                .await
            {
                Ok(_) => Begun::First,
                // Another server was faster.
                Err(error) if error.sql_err().is_some() => return Ok(Begun::Unfinished),
                Err(error) => return Err(error.into()),
            }
        }
    };
    writing.commit().await?;
    Ok(begun)
}

/// Keeps the answer.
pub async fn finish(registry: &Registry, key: &str, answered: Answered) -> Result<()> {
    let writing = registry.write().await?;
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(i32::from(answered.status)))
        .col_expr(Column::Location, Expr::value(answered.location))
        .col_expr(Column::Body, Expr::value(answered.body))
        .filter(Column::Key.eq(key))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Gives a key back: its request changed nothing.
pub async fn forget(registry: &Registry, key: &str) -> Result<()> {
    let writing = registry.write().await?;
    Entity::delete_by_id(key).exec(&writing.tx).await?;
    writing.commit().await
}

/// Removes what is out of date.
pub async fn sweep(registry: &Registry, now: Moment) -> Result<()> {
    let writing = registry.write().await?;
    Entity::delete_many()
        .filter(Column::At.lt(now.millis() - KEPT_MS))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}
