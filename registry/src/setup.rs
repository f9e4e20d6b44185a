//! The first account: a site without any is set up by a link that is printed where it was started.

use domain::{
    Moment, Refusal, Title,
    account::{Email, Password},
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

use crate::{
    Error, Registry, Result,
    accounts::{self, NewAccount},
    hashing,
    links::{self, Purpose},
    sessions::{self, Session},
    tables::users,
};

/// Who sets up the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstAdmin {
    pub email: Email,
    pub name: Title,
    pub password: Password,
}

/// The address to set up the site at, while it has no account. Links given before stop working.
pub async fn link(registry: &Registry, now: Moment) -> Result<Option<String>> {
    let writing = registry.write().await?;
    if has_accounts(&writing.tx).await? {
        return Ok(None);
    }
    links::revoke(&writing.tx, Purpose::SetUp, None).await?;
    let link = links::make(registry, &writing.tx, now, Purpose::SetUp, None, None).await?;
    writing.commit().await?;
    Ok(Some(link))
}

/// Whether a set-up link can still be used.
pub async fn find(registry: &Registry, now: Moment, token: &str) -> Result<()> {
    links::find(&registry.db, now, Purpose::SetUp, token)
        .await
        .map(drop)
}

/// Makes the first account, an admin who may convene, and signs it in.
pub async fn complete(
    registry: &Registry,
    now: Moment,
    token: &str,
    admin: FirstAdmin,
) -> Result<Session> {
    links::find(&registry.db, now, Purpose::SetUp, token).await?;
    let hash = hashing::hash(registry, &admin.password).await?;
    let writing = registry.write().await?;
    links::consume(&writing.tx, now, Purpose::SetUp, token).await?;
    // An account may have come by the command line since the link was printed.
    if has_accounts(&writing.tx).await? {
        return Err(Error::Refused(Refusal::LinkSpent));
    }
    let new = NewAccount {
        email: admin.email,
        name: admin.name,
        password: admin.password,
        admin: true,
        may_convene: true,
    };
    let user = accounts::insert(&writing.tx, now, new, hash).await?;
    let session = sessions::open(&writing.tx, now, &user).await?;
    links::revoke(&writing.tx, Purpose::SetUp, None).await?;
    writing.commit().await?;
    Ok(session)
}

async fn has_accounts(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(users::Entity::find().count(db).await? > 0)
}
