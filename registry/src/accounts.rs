//! Accounts: who can sign in. They belong to the site, not to a process, and stand in no record.

use domain::{
    Moment, Refusal, Title,
    account::{Email, Password},
};
use schemars::JsonSchema;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, NotSet, QueryFilter, SqlErr,
};
use serde::Serialize;

use crate::{Caller, Error, Registry, Result, UserId, hashing, rows::moment, tables::users};

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Account {
    pub id: UserId,
    pub email: String,
    pub name: String,
    pub admin: bool,
    pub may_convene: bool,
    pub created_at: Moment,
}

/// What it takes to make an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    pub email: Email,
    pub name: Title,
    pub password: Password,
    pub admin: bool,
    pub may_convene: bool,
}

/// Makes an account. Who runs the site does so by the command line; others come by invitation.
pub async fn add(registry: &Registry, now: Moment, new: NewAccount) -> Result<Account> {
    let hash = hashing::hash(registry, &new.password).await?;
    let writing = registry.write().await?;
    let user = insert(&writing.tx, now, new, hash).await?;
    writing.commit().await?;
    Ok(user.account())
}

/// The caller's own account.
pub async fn find(registry: &Registry, caller: &Caller) -> Result<Account> {
    Ok(own(registry, caller).await?.account())
}

/// Whoever has this address, to act on their behalf from the command line.
pub async fn caller(registry: &Registry, email: &Email) -> Result<Caller> {
    let user = users::Entity::find().filter(users::Column::Email.eq(email.as_str()));
    Ok(user
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?
        .caller())
}

/// Changes the name of the account. Processes joined before keep the name agreed to then.
pub async fn rename(registry: &Registry, caller: &Caller, name: Title) -> Result<Account> {
    let writing = registry.write().await?;
    let mut user = own(registry, caller).await?.into_active_model();
    user.name = Set(name.into());
    let user = user.update(&writing.tx).await?;
    writing.commit().await?;
    Ok(user.account())
}

/// The caller's own row.
pub(crate) async fn own(registry: &Registry, caller: &Caller) -> Result<users::Model> {
    let user = users::Entity::find_by_id(caller.signed_in()?)
        .one(&registry.db)
        .await?;
    user.ok_or(Error::NotFound)
}

/// Writes the row of an account whose password is hashed already: hashing takes too long to be
/// done while others wait to write.
pub(crate) async fn insert(
    tx: &DatabaseTransaction,
    now: Moment,
    new: NewAccount,
    hash: String,
) -> Result<users::Model> {
    let row = users::ActiveModel {
        id: NotSet,
        email: Set(new.email.into()),
        name: Set(new.name.into()),
        password: Set(Some(hash)),
        admin: Set(new.admin),
        may_convene: Set(new.may_convene),
        created_at: Set(now.millis()),
    };
    row.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::Stale(Refusal::EmailTaken),
        _ => error.into(),
    })
}

impl users::Model {
    pub(crate) fn account(&self) -> Account {
        Account {
            id: self.id,
            email: self.email.clone(),
            name: self.name.clone(),
            admin: self.admin,
            may_convene: self.may_convene,
            created_at: moment(self.created_at),
        }
    }
}
