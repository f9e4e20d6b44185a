//! Taking an invitation back, such as one that went to a wrong address.

use domain::{
    Moment, Slug, Text,
    people::{self, InvitationNo},
    permit::May,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{Invited, rows};
use crate::{
    Caller, Error, Registry, Result,
    door::{Act, Stored},
    names::Names,
    tables::links,
};

/// Takes an invitation back: its link stops working.
pub async fn withdraw(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    invitation: InvitationNo,
    reason: Text,
) -> Result<Invited> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    let row = rows::Entity::find_by_id((act.process.id, i64::from(invitation)));
    let row = act.one(row).await?.ok_or(Error::NotFound)?;
    let under_way = row.accepted_at.is_none() && !row.email.is_empty();
    let decided = people::withdraw_invitation(invitation, under_way, reason)?;
    let stored = act.store(permit, [decided]).await?;
    let names = Names::load(stored.tx(), stored.process.id).await?;
    forget(&stored, invitation).await?;
    stored.commit().await?;
    row.invited(&names)
}

/// The link, and the address on the invitation's row.
async fn forget(stored: &Stored, invitation: InvitationNo) -> Result<()> {
    links::Entity::delete_many()
        .filter(links::Column::ProcessId.eq(stored.process.id))
        .filter(links::Column::Invitation.eq(invitation))
        .exec(stored.tx())
        .await?;
    rows::Entity::update_many()
        .col_expr(rows::Column::Email, Expr::value(""))
        .col_expr(rows::Column::Name, Expr::value(""))
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(invitation))
        .exec(stored.tx())
        .await?;
    Ok(())
}
