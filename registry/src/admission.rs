//! Bringing somebody in: who has an account is on the roster at once, others get an invitation.

use domain::{
    Decided, Slug, Title,
    account::Email,
    ids::MemberNo,
    people::{self, Affiliation},
    process::{self, Group, Role},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select, sea_query::Expr};
use serde::Serialize;

use crate::{
    Letter, Registry, Result, UserId,
    door::{Act, Permit, Stored},
    invitations::{self, Invited},
    members::{self, RosterMember},
    organisations::{self, Organisations},
    rows::{from_word, value},
    tables::{members as rows, users},
};

/// Somebody brought in: a member, or the invitation that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Added {
    Member(RosterMember),
    Invitation(Invited),
}

/// Who comes in, and as what.
#[derive(Debug)]
pub(crate) struct Newcomer {
    pub(crate) email: Email,
    /// As given in an interest; without an account yet it is proposed on accepting.
    pub(crate) name: Option<Title>,
    pub(crate) role: Role,
    pub(crate) group: Option<Slug>,
    pub(crate) organisation: Option<Title>,
}

/// Decides and stores how somebody comes in, after what else was decided in the same act.
pub(crate) async fn bring_in(
    registry: &Registry,
    act: Act,
    permit: Permit,
    mut decided: Vec<Decided>,
    new: Newcomer,
) -> Result<Added> {
    let declared: Vec<Group> = value(&act.process.groups)?;
    // A convener stands outside the groups and speaks for no organisation.
    let named = new
        .organisation
        .as_ref()
        .filter(|_| new.role != Role::Convener);
    let organisations = Organisations::of(&act).await?;
    let (affiliation, founded) =
        organisations.affiliate(named, new.group.as_ref(), &declared, &mut decided)?;
    let by_email = users::Entity::find().filter(users::Column::Email.eq(new.email.as_str()));
    let Some(user) = act.one(by_email).await? else {
        return invitations::send(registry, act, permit, decided, new, affiliation, founded).await;
    };
    let entry = Entry {
        role: new.role,
        group: new.group,
        affiliation,
    };
    let number = enter(&act, user.id, entry, &declared, &mut decided).await?;
    let stored = act.store(permit, decided).await?;
    organisations::write_founded(&stored, founded).await?;
    write_member(&stored, number, user.id, &user.name).await?;
    let member = members::on_roster(stored.tx(), stored.process.id, number).await?;
    let letter = welcome(registry, &stored, user.email, new.role);
    stored.commit().await?;
    registry.send(letter);
    Ok(Added::Member(member))
}

/// As what somebody comes onto the roster.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) role: Role,
    pub(crate) group: Option<Slug>,
    pub(crate) affiliation: Option<Affiliation>,
}

/// Decides that a user comes onto the roster, and under which number.
pub(crate) async fn enter(
    act: &Act,
    user: UserId,
    entry: Entry,
    declared: &[Group],
    decided: &mut Vec<Decided>,
) -> Result<MemberNo> {
    let rows = act
        .all(roster(act).filter(rows::Column::UserId.eq(user)))
        .await?;
    let had: Vec<(Role, bool)> = rows
        .iter()
        .map(|row| Ok((from_word(&row.role)?, row.left_at.is_none())))
        .collect::<Result<_>>()?;
    people::may_join(entry.role, &had)?;
    let number = act.next(roster(act), rows::Column::Number).await?;
    decided.push(process::join(
        number,
        entry.role,
        entry.group,
        entry.affiliation,
        declared,
    )?);
    Ok(number)
}

/// Everybody who is or was on the roster of the process that an act took.
pub(crate) fn roster(act: &Act) -> Select<rows::Entity> {
    rows::Entity::find().filter(rows::Column::ProcessId.eq(act.process.id))
}

/// Writes beside a new member who it is. The name is the one agreed to at joining.
pub(crate) async fn write_member(
    stored: &Stored,
    number: MemberNo,
    user: UserId,
    name: &str,
) -> Result<()> {
    rows::Entity::update_many()
        .col_expr(rows::Column::UserId, Expr::value(Some(user)))
        .col_expr(rows::Column::Name, Expr::value(name))
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(number))
        .exec(stored.tx())
        .await?;
    Ok(())
}

/// A role as it stands in a letter.
pub(crate) fn role_word(role: Role) -> &'static str {
    match role {
        Role::Convener => "a convener",
        Role::Participant => "a participant",
        Role::Observer => "an observer",
    }
}

fn welcome(registry: &Registry, stored: &Stored, to: String, role: Role) -> Letter {
    let (title, slug) = (&stored.process.title, &stored.process.slug);
    Letter {
        to,
        subject: format!("You take part in “{title}”"),
        body: format!(
            "You are {} of “{title}” now.\n\n{}/p/{slug}\n",
            role_word(role),
            registry.base_url()
        ),
    }
}
