//! Taking a name away from comments from outside. What was contributed stays, under the terms agreed to at commenting.
//!
//! Whoever left them has no account to sign in to; that the address is theirs shows who gets the link.

use domain::{Moment, Refusal, Slug, account::Email};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use crate::{
    Caller, Error, Letter, Registry, Result,
    links::{self, Purpose},
    tables::{commenters, processes},
};

/// The number in links that stand for no one thing.
const NOTHING: u32 = 0;

/// Sends a link to take the name away, if comments of this address stand in the process. Nothing tells whether any do: the
/// same is written for every address, and a link that was sent to nobody opens nothing.
pub async fn ask_to_erase(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    email: &Email,
) -> Result<()> {
    let process = registry.view(caller, now, process).await?.process;
    let writing = registry.write().await?;
    let of = Some((process.id, NOTHING));
    let link = links::make(registry, &writing.tx, now, Purpose::Name, Some(email), of).await?;
    let signed = commenters::Entity::find()
        .filter(commenters::Column::ProcessId.eq(process.id))
        .filter(commenters::Column::Email.eq(email.as_str()));
    let known = signed.count(&writing.tx).await? > 0;
    writing.commit().await?;
    if known {
        let title = &process.title;
        registry.send(Letter {
            to: email.to_string(),
            subject: format!("Your name in “{title}”"),
            body: format!(
                "Somebody, probably you, asked to take your name away from your comments on “{title}”. \
                 Do it here:\n\n{link}\n\n\
                 The link works once, within an hour. What you wrote stays. If it was not you, \
                 nothing needs to be done.\n"
            ),
        });
    }
    Ok(())
}

/// The process in which a link takes a name away: its slug and title.
pub async fn find_erasure(registry: &Registry, now: Moment, token: &str) -> Result<(Slug, String)> {
    let link = links::find(&registry.db, now, Purpose::Name, token).await?;
    let process = processes::Entity::find_by_id(link.process_id.unwrap_or_default())
        .one(&registry.db)
        .await?
        .ok_or(Error::Refused(Refusal::LinkSpent))?;
    Ok((Slug::parse(&process.slug)?, process.title))
}

/// Takes the name, the organisation and the address away from all comments of the link's address in its process.
pub async fn erase(registry: &Registry, now: Moment, token: &str) -> Result<Slug> {
    let (process, _) = find_erasure(registry, now, token).await?;
    let link = links::find(&registry.db, now, Purpose::Name, token).await?;
    let writing = registry.write().await?;
    links::consume(&writing.tx, now, Purpose::Name, token).await?;
    commenters::Entity::update_many()
        .col_expr(commenters::Column::Name, Expr::value(""))
        .col_expr(
            commenters::Column::Organisation,
            Expr::value(None::<String>),
        )
        .col_expr(commenters::Column::Email, Expr::value(""))
        .filter(commenters::Column::ProcessId.eq(link.process_id.unwrap_or_default()))
        .filter(commenters::Column::Email.eq(link.email))
        .exec(&writing.tx)
        .await?;
    writing.commit().await?;
    Ok(process)
}
