//! Sessions: signing in and out.

use std::time::Duration;

use domain::{Moment, Refusal, account::Email};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};

use crate::{
    Caller, Error, Registry, Result, UserId,
    connection::after,
    hashing,
    rows::moment,
    secrets::{Secret, digest},
    tables::{links, sessions, submissions, users},
};

/// How long one stays signed in.
pub const LASTS: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// A session as the browser is told of it, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub token: Secret,
    pub caller: Caller,
    pub expires_at: Moment,
}

/// Signs in. Whatever is wrong, the answer is the same and takes as long: it must not tell whether
/// an account exists.
pub async fn begin(
    registry: &Registry,
    now: Moment,
    email: &str,
    password: &str,
) -> Result<Session> {
    let wrong = || Error::Refused(Refusal::SignInWrong);
    let email = Email::parse(email).map(String::from).unwrap_or_default();
    let known = users::Entity::find()
        .filter(users::Column::Email.eq(email))
        .one(&registry.db)
        .await?;
    let hash = known.as_ref().and_then(|user| user.password.as_deref());
    let right = hashing::matches(registry, password, hash).await?;
    let user = known.filter(|_| right).ok_or_else(wrong)?;
    let writing = registry.write().await?;
    // The password may have been changed while this one was hashed: then it opens nothing.
    let present = users::Entity::find_by_id(user.id)
        .lock_exclusive()
        .one(&writing.tx)
        .await?;
    let user = present
        .filter(|present| present.password == user.password)
        .ok_or_else(wrong)?;
    let session = open(&writing.tx, now, &user).await?;
    writing.commit().await?;
    Ok(session)
}

/// Who has this session; nobody where it ended or never was.
pub async fn caller(registry: &Registry, now: Moment, token: &str) -> Result<Option<Caller>> {
    let session = sessions::Entity::find_by_id(digest(token))
        .filter(sessions::Column::ExpiresAt.gt(now.millis()))
        .one(&registry.db)
        .await?;
    let Some(session) = session else {
        return Ok(None);
    };
    let user = users::Entity::find_by_id(session.user_id)
        .one(&registry.db)
        .await?;
    Ok(user.map(|user| user.caller()))
}

/// Signs out.
pub async fn end(registry: &Registry, token: &str) -> Result<()> {
    let writing = registry.write().await?;
    sessions::Entity::delete_by_id(digest(token))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Signs out everywhere.
pub async fn end_all(registry: &Registry, caller: &Caller) -> Result<()> {
    let user = caller.signed_in()?;
    let writing = registry.write().await?;
    end_others(&writing.tx, user, None).await?;
    writing.commit().await
}

/// Removes what is out of date: sessions and one-time links. Neither is honoured any more; this
/// only keeps the tables small.
pub async fn sweep(registry: &Registry, now: Moment) -> Result<()> {
    let writing = registry.write().await?;
    sessions::Entity::delete_many()
        .filter(sessions::Column::ExpiresAt.lte(now.millis()))
        .exec(&writing.tx)
        .await?;
    links::Entity::delete_many()
        .filter(links::Column::ExpiresAt.lte(now.millis()))
        .exec(&writing.tx)
        .await?;
    submissions::Entity::delete_many()
        .filter(submissions::Column::ExpiresAt.lte(now.millis()))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Opens a session for who has shown to be the user.
pub(crate) async fn open(
    tx: &DatabaseTransaction,
    now: Moment,
    user: &users::Model,
) -> Result<Session> {
    let token = Secret::fresh("");
    let expires_at = after(now, LASTS);
    let row = sessions::ActiveModel {
        hash: Set(token.digest()),
        user_id: Set(user.id),
        created_at: Set(now.millis()),
        expires_at: Set(expires_at),
    };
    sessions::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(Session {
        token,
        caller: user.caller(),
        expires_at: moment(expires_at),
    })
}

/// Ends the sessions of a user, all but the one that is kept.
pub(crate) async fn end_others(
    tx: &DatabaseTransaction,
    user: UserId,
    keep: Option<&str>,
) -> Result<()> {
    sessions::Entity::delete_many()
        .filter(sessions::Column::UserId.eq(user))
        .filter(sessions::Column::Hash.ne(keep.map(digest).unwrap_or_default()))
        .exec(tx)
        .await?;
    Ok(())
}

impl users::Model {
    pub(crate) fn caller(&self) -> Caller {
        Caller {
            user: Some(self.id),
            admin: self.admin,
            may_convene: self.may_convene,
        }
    }
}
