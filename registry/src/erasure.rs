//! Erasing a person: the account, its address and the names go; contributions stay under their
//! numbers, by the terms accepted at joining (contract, section 4).

use domain::{Moment, Refusal, Slug, process::Role};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Caller, Error, Registry, Result, accounts, hashing, members, notices,
    rows::{number, word},
    tables::{
        commenters, imports, interests, invitations, links, members as rows, processes,
        submissions, users,
    },
};

/// Erases the caller, who shows to know the password. Memberships end first, each with its line;
/// who is the only convener of a process hands it on before.
pub async fn erase(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    password: &str,
) -> Result<()> {
    let user = accounts::own(registry, caller).await?;
    if !hashing::matches(registry, password, user.password.as_deref()).await? {
        return Err(Error::Refused(Refusal::PasswordWrong));
    }
    let present = rows::Entity::find()
        .filter(rows::Column::UserId.eq(user.id))
        .filter(rows::Column::LeftAt.is_null())
        .all(&registry.db)
        .await?;
    for row in &present {
        check_others_convene(registry, row).await?;
    }
    for row in present {
        let process = processes::Entity::find_by_id(row.process_id)
            .one(&registry.db)
            .await?;
        let slug = Slug::parse(&process.ok_or(Error::NotFound)?.slug)?;
        members::leave(registry, caller, now, &slug, number(row.number), None).await?;
    }
    let writing = registry.write().await?;
    forget(&writing.tx, &user).await?;
    writing.commit().await?;
    registry.names.forget();
    Ok(())
}

/// Checked for all before any is left, so that a refusal leaves everything as it was.
async fn check_others_convene(registry: &Registry, row: &rows::Model) -> Result<()> {
    let convener = word(&Role::Convener)?;
    if row.role != convener {
        return Ok(());
    }
    let another = rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(row.process_id))
        .filter(rows::Column::Number.ne(row.number))
        .filter(rows::Column::Role.eq(convener))
        .filter(rows::Column::LeftAt.is_null());
    match another.one(&registry.db).await? {
        Some(_) => Ok(()),
        None => Err(Error::Stale(Refusal::LastConvener)),
    }
}

async fn forget(tx: &DatabaseTransaction, user: &users::Model) -> Result<()> {
    notices::forget(tx, user.id).await?;
    rows::Entity::update_many()
        .col_expr(rows::Column::UserId, Expr::value(None::<i64>))
        .col_expr(rows::Column::Name, Expr::value(""))
        .filter(rows::Column::UserId.eq(user.id))
        .exec(tx)
        .await?;
    // The rows stay, because the record has their numbers.
    interests::Entity::update_many()
        .col_expr(interests::Column::Name, Expr::value(""))
        .col_expr(interests::Column::Organisation, Expr::value(None::<String>))
        .col_expr(interests::Column::Statement, Expr::value(""))
        .col_expr(interests::Column::Email, Expr::value(""))
        .filter(interests::Column::Email.eq(&user.email))
        .exec(tx)
        .await?;
    invitations::Entity::update_many()
        .col_expr(invitations::Column::Name, Expr::value(""))
        .col_expr(invitations::Column::Email, Expr::value(""))
        .filter(invitations::Column::Email.eq(&user.email))
        .exec(tx)
        .await?;
    commenters::Entity::update_many()
        .col_expr(commenters::Column::Name, Expr::value(""))
        .col_expr(
            commenters::Column::Organisation,
            Expr::value(None::<String>),
        )
        .col_expr(commenters::Column::Email, Expr::value(""))
        .filter(commenters::Column::Email.eq(&user.email))
        .exec(tx)
        .await?;
    submissions::Entity::delete_many()
        .filter(submissions::Column::Email.eq(&user.email))
        .exec(tx)
        .await?;
    links::Entity::delete_many()
        .filter(links::Column::Email.eq(&user.email))
        .exec(tx)
        .await?;
    imports::Entity::delete_many()
        .filter(imports::Column::UserId.eq(user.id))
        .exec(tx)
        .await?;
    // Sessions and tokens go with the account.
    users::Entity::delete_by_id(user.id).exec(tx).await?;
    Ok(())
}
