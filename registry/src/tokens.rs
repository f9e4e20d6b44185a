//! Bearer tokens for programs that use the API on somebody's behalf.

use std::time::Duration;

use domain::{Moment, Title, permit::Denial};
use schemars::JsonSchema;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, NotSet, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde::Serialize;

use crate::{
    Caller, Error, Registry, Result,
    connection::after,
    rows::moment,
    secrets::{Secret, digest},
    tables::{api_tokens, users},
};

/// Tells people and secret scanners what they found.
const PREFIX: &str = "plt_";
/// How long a token is good for.
pub const LASTS: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// How exactly the last use is known; more would be a write per request.
const USE_KNOWN_MS: i64 = 60 * 60 * 1000;

/// A token without what makes it one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Token {
    pub id: i64,
    pub label: String,
    pub created_at: Moment,
    pub expires_at: Moment,
    /// When it was last used, to the hour.
    pub used_at: Option<Moment>,
}

/// Makes a token. The secret is shown this once.
pub async fn create(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    label: Title,
) -> Result<(Secret, Token)> {
    let user = caller.signed_in()?;
    let secret = Secret::fresh(PREFIX);
    let row = api_tokens::ActiveModel {
        id: NotSet,
        hash: Set(secret.digest()),
        user_id: Set(user),
        label: Set(label.into()),
        created_at: Set(now.millis()),
        expires_at: Set(after(now, LASTS)),
        used_at: Set(None),
    };
    let writing = registry.write().await?;
    let row = row.insert(&writing.tx).await?;
    writing.commit().await?;
    Ok((secret, row.token()))
}

/// The caller's own tokens, newest first.
pub async fn list(registry: &Registry, caller: &Caller) -> Result<Vec<Token>> {
    let rows = api_tokens::Entity::find()
        .filter(api_tokens::Column::UserId.eq(caller.signed_in()?))
        .order_by_desc(api_tokens::Column::Id)
        .all(&registry.db)
        .await?;
    Ok(rows.iter().map(api_tokens::Model::token).collect())
}

/// Takes one of the caller's own tokens back.
pub async fn revoke(registry: &Registry, caller: &Caller, id: i64) -> Result<()> {
    let user = caller.signed_in()?;
    let writing = registry.write().await?;
    let deleted = api_tokens::Entity::delete_by_id(id)
        .filter(api_tokens::Column::UserId.eq(user))
        .exec(&writing.tx)
        .await?;
    writing.commit().await?;
    if deleted.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// On whose behalf a bearer acts. A token that is unknown or out of date is no sign-in.
pub async fn caller(registry: &Registry, now: Moment, bearer: &str) -> Result<Caller> {
    let unknown = || Error::Forbidden(Denial::SignIn);
    let token = api_tokens::Entity::find()
        .filter(api_tokens::Column::Hash.eq(digest(bearer)))
        .filter(api_tokens::Column::ExpiresAt.gt(now.millis()))
        .one(&registry.db)
        .await?
        .ok_or_else(unknown)?;
    let user = users::Entity::find_by_id(token.user_id)
        .one(&registry.db)
        .await?;
    let user = user.ok_or_else(unknown)?;
    if token
        .used_at
        .is_none_or(|used| now.millis() - used >= USE_KNOWN_MS)
    {
        note_use(registry, now, token.id).await?;
    }
    Ok(user.caller())
}

async fn note_use(registry: &Registry, now: Moment, id: i64) -> Result<()> {
    let writing = registry.write().await?;
    api_tokens::Entity::update_many()
        .col_expr(api_tokens::Column::UsedAt, Expr::value(Some(now.millis())))
        .filter(api_tokens::Column::Id.eq(id))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

impl api_tokens::Model {
    fn token(&self) -> Token {
        Token {
            id: self.id,
            label: self.label.clone(),
            created_at: moment(self.created_at),
            expires_at: moment(self.expires_at),
            used_at: self.used_at.map(moment),
        }
    }
}
