//! Passwords: changing one, and getting back in after forgetting it.

use domain::{
    Moment, Refusal,
    account::{Email, Password},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use crate::{
    Caller, Error, Letter, Registry, Result, UserId, accounts, hashing,
    links::{self, Purpose},
    sessions,
    tables::users,
};

/// Changes the caller's password, who shows to know the present one. All sessions end but the one
/// whose token is kept, and so do the links to set a password that are under way.
pub async fn change(
    registry: &Registry,
    caller: &Caller,
    present: &str,
    new: Password,
    keep: Option<&str>,
) -> Result<()> {
    let user = accounts::own(registry, caller).await?;
    if !hashing::matches(registry, present, user.password.as_deref()).await? {
        return Err(Error::Refused(Refusal::PasswordWrong));
    }
    let hash = hashing::hash(registry, &new).await?;
    let writing = registry.write().await?;
    links::revoke(&writing.tx, Purpose::Password, Some(&user.email)).await?;
    set(&writing.tx, user.id, hash).await?;
    sessions::end_others(&writing.tx, user.id, keep).await?;
    writing.commit().await
}

/// Sends a link to set a new password, if the address has an account. Nothing tells whether it has:
/// the same is written for every address, and a link that was sent to nobody opens nothing.
pub async fn forget(registry: &Registry, now: Moment, email: &Email) -> Result<()> {
    let writing = registry.write().await?;
    links::revoke(&writing.tx, Purpose::Password, Some(email.as_str())).await?;
    let link = links::make(
        registry,
        &writing.tx,
        now,
        Purpose::Password,
        Some(email),
        None,
    )
    .await?;
    let user = users::Entity::find().filter(users::Column::Email.eq(email.as_str()));
    let known = user.one(&writing.tx).await?.is_some();
    writing.commit().await?;
    if known {
        registry.send(Letter {
            to: email.to_string(),
            subject: "Set a new password".into(),
            body: format!(
                "Somebody, probably you, asked to set a new password for this address.\n\n{link}\n\n\
                 The link works once, within an hour. If it was not you, nothing needs to be done.\n"
            ),
        });
    }
    Ok(())
}

/// Whether a link to set a password can still be used.
pub async fn find(registry: &Registry, now: Moment, token: &str) -> Result<()> {
    links::find(&registry.db, now, Purpose::Password, token)
        .await
        .map(drop)
}

/// Sets a new password by a link. Every session ends, and other such links of the address with it.
pub async fn reset(registry: &Registry, now: Moment, token: &str, new: Password) -> Result<()> {
    // Looked up before hashing, so that made-up links cost nothing.
    let link = links::find(&registry.db, now, Purpose::Password, token).await?;
    let hash = hashing::hash(registry, &new).await?;
    let writing = registry.write().await?;
    links::consume(&writing.tx, now, Purpose::Password, token).await?;
    let user = users::Entity::find()
        .filter(users::Column::Email.eq(&link.email))
        .lock_exclusive()
        .one(&writing.tx)
        .await?
        .ok_or(Error::Refused(Refusal::LinkSpent))?;
    set(&writing.tx, user.id, hash).await?;
    sessions::end_others(&writing.tx, user.id, None).await?;
    links::revoke(&writing.tx, Purpose::Password, Some(&link.email)).await?;
    writing.commit().await
}

async fn set(tx: &DatabaseTransaction, user: UserId, hash: String) -> Result<()> {
    users::Entity::update_many()
        .col_expr(users::Column::Password, Expr::value(Some(hash)))
        .filter(users::Column::Id.eq(user))
        .exec(tx)
        .await?;
    Ok(())
}
