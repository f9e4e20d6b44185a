//! One-time links: they are sent by letter or printed, used once, and out of date some day. Only
//! the digest of their token is stored.

use std::time::Duration;

use domain::{Moment, Refusal, account::Email, people::InvitationNo};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    Select,
};

use crate::{
    Error, Registry, Result,
    connection::after,
    secrets::{Secret, digest},
    tables::links,
};

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a link is good for; it is good for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    SetUp,
    Password,
    Invitation,
    /// A comment from outside that its author confirms.
    Comment,
    /// A name beside comments from outside that is taken away.
    Name,
}

impl Purpose {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::Password => "password",
            Self::Invitation => "invitation",
            Self::Comment => "comment",
            Self::Name => "name",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Password => "password",
            Self::Invitation => "invitations",
            Self::Comment => "confirmations",
            Self::Name => "erasures",
        }
    }

    pub(crate) fn lasts(self) -> Duration {
        match self {
            Self::SetUp => DAY,
            Self::Password | Self::Name => HOUR,
            // Not everybody reads their mail at night.
            Self::Comment => 2 * DAY,
            Self::Invitation => 14 * DAY,
        }
    }
}

/// Makes a link and returns its address. It begins with the site's own base URL, never with what a
/// request claims the host to be.
pub(crate) async fn make(
    registry: &Registry,
    tx: &DatabaseTransaction,
    now: Moment,
    purpose: Purpose,
    email: Option<&Email>,
    invitation: Option<(i64, InvitationNo)>,
) -> Result<String> {
    let secret = Secret::fresh("");
    let row = links::ActiveModel {
        hash: Set(secret.digest()),
        purpose: Set(purpose.word().into()),
        email: Set(email.map(ToString::to_string).unwrap_or_default()),
        process_id: Set(invitation.map(|(process, _)| process)),
        invitation: Set(invitation.map(|(_, number)| number.into())),
        expires_at: Set(after(now, purpose.lasts())),
    };
    links::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(format!(
        "{}/{}/{}",
        registry.base_url(),
        purpose.path(),
        secret.reveal()
    ))
}

/// A link that can still be used, without using it.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    now: Moment,
    purpose: Purpose,
    token: &str,
) -> Result<links::Model> {
    usable(now, purpose, token)
        .one(db)
        .await?
        .ok_or(Error::Refused(Refusal::LinkSpent))
}

/// Uses a link up. Of two who try at once the database lets one delete it.
pub(crate) async fn consume(
    tx: &DatabaseTransaction,
    now: Moment,
    purpose: Purpose,
    token: &str,
) -> Result<()> {
    let deleted = links::Entity::delete_many()
        .filter(links::Column::Hash.eq(digest(token)))
        .filter(links::Column::Purpose.eq(purpose.word()))
        .filter(links::Column::ExpiresAt.gt(now.millis()))
        .exec(tx)
        .await?;
    if deleted.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Refused(Refusal::LinkSpent))
    }
}

/// Takes back all links of a purpose, of one address or of everybody.
pub(crate) async fn revoke(
    tx: &DatabaseTransaction,
    purpose: Purpose,
    email: Option<&str>,
) -> Result<()> {
    let mut links = links::Entity::delete_many().filter(links::Column::Purpose.eq(purpose.word()));
    if let Some(email) = email {
        links = links.filter(links::Column::Email.eq(email));
    }
    links.exec(tx).await?;
    Ok(())
}

/// The link of a token, while it can be used.
pub(crate) fn usable(now: Moment, purpose: Purpose, token: &str) -> Select<links::Entity> {
    links::Entity::find()
        .filter(links::Column::Hash.eq(digest(token)))
        .filter(links::Column::Purpose.eq(purpose.word()))
        .filter(links::Column::ExpiresAt.gt(now.millis()))
}
