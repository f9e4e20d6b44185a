//! Interests, organisations and members by number. Their names and addresses are not in the record;
//! the act that knows them writes them into the rows made here.

use domain::{Event, record::Line};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};

use crate::{
    Result,
    rows::word,
    tables::{attendances, interests, invitations, members, organisations, processes},
};

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    let at = line.at.millis();
    match &line.event {
        Event::InterestExpressed { interest, .. } => {
            let row = interests::ActiveModel {
                process_id: Set(process.id),
                number: Set((*interest).into()),
                name: Set(String::new()),
                email: Set(String::new()),
                organisation: Set(None),
                group_slug: Set(String::new()),
                statement: Set(String::new()),
                state: Set("pending".into()),
                reason: Set(None),
                at: Set(at),
            };
            interests::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
        }
        Event::InterestAdmitted { interest } => {
            settle(tx, process, *interest, "admitted", None).await?
        }
        Event::InterestDeclined { interest, reason } => {
            settle(tx, process, *interest, "declined", Some(reason)).await?;
        }
        Event::OrganisationAdded {
            organisation,
            group,
        } => {
            let row = organisations::ActiveModel {
                process_id: Set(process.id),
                number: Set((*organisation).into()),
                name: Set(String::new()),
                // Unique until the act writes the name.
                name_key: Set(format!("\u{1}{organisation}")),
                group_slug: Set(group.to_string()),
                merged_into: Set(None),
            };
            organisations::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
        }
        Event::OrganisationMerged { organisation, into } => {
            merge(tx, process, (*organisation).into(), (*into).into()).await?;
        }
        Event::MemberInvited { invitation, role } => {
            let row = invitations::ActiveModel {
                process_id: Set(process.id),
                number: Set((*invitation).into()),
                email: Set(String::new()),
                name: Set(String::new()),
                role: Set(word(role)?),
                group_slug: Set(None),
                organisation: Set(None),
                at: Set(at),
                accepted_at: Set(None),
            };
            invitations::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
        }
        Event::MemberJoined(joining) => {
            let row = members::ActiveModel {
                process_id: Set(process.id),
                number: Set(joining.member.into()),
                user_id: Set(None),
                name: Set(String::new()),
                role: Set(word(&joining.role)?),
                group_slug: Set(joining.group.as_ref().map(ToString::to_string)),
                organisation: Set(joining.organisation.map(i64::from)),
                joined_at: Set(at),
                left_at: Set(None),
            };
            members::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
        }
        Event::MemberChanged {
            member,
            group,
            organisation,
            ..
        } => {
            members::Entity::update_many()
                .col_expr(
                    members::Column::GroupSlug,
                    Expr::value(group.as_ref().map(ToString::to_string)),
                )
                .col_expr(
                    members::Column::Organisation,
                    Expr::value(organisation.map(i64::from)),
                )
                .filter(members::Column::ProcessId.eq(process.id))
                .filter(members::Column::Number.eq(*member))
                .exec(tx)
                .await?;
        }
        Event::MemberLeft { member, .. } => {
            members::Entity::update_many()
                .col_expr(members::Column::LeftAt, Expr::value(Some(at)))
                .filter(members::Column::ProcessId.eq(process.id))
                .filter(members::Column::Number.eq(*member))
                .exec(tx)
                .await?;
            attendances::Entity::update_many()
                .col_expr(attendances::Column::Present, Expr::value(false))
                .col_expr(attendances::Column::At, Expr::value(at))
                .filter(attendances::Column::ProcessId.eq(process.id))
                .filter(attendances::Column::Member.eq(*member))
                .filter(attendances::Column::Present.eq(true))
                .exec(tx)
                .await?;
        }
        // A renaming is a name, which its act writes.
        _ => {}
    }
    Ok(())
}

async fn settle(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    interest: u32,
    state: &str,
    reason: Option<&domain::Text>,
) -> Result<()> {
    interests::Entity::update_many()
        .col_expr(interests::Column::State, Expr::value(state))
        .col_expr(
            interests::Column::Reason,
            Expr::value(reason.map(ToString::to_string)),
        )
        .filter(interests::Column::ProcessId.eq(process.id))
        .filter(interests::Column::Number.eq(interest))
        .exec(tx)
        .await?;
    Ok(())
}

/// Members of an organisation that was merged belong to the one it was merged into.
async fn merge(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    from: i64,
    into: i64,
) -> Result<()> {
    organisations::Entity::update_many()
        .col_expr(organisations::Column::MergedInto, Expr::value(Some(into)))
        .filter(organisations::Column::ProcessId.eq(process.id))
        .filter(organisations::Column::Number.eq(from))
        .exec(tx)
        .await?;
    let target = organisations::Entity::find_by_id((process.id, into))
        .one(tx)
        .await?;
    members::Entity::update_many()
        .col_expr(members::Column::Organisation, Expr::value(Some(into)))
        .col_expr(
            members::Column::GroupSlug,
            Expr::value(target.map(|target| target.group_slug)),
        )
        .filter(members::Column::ProcessId.eq(process.id))
        .filter(members::Column::Organisation.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}
