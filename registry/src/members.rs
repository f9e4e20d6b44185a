//! The roster: who takes part, as what, and for whom.

use domain::{
    Moment, Refusal, Slug, Text,
    ids::MemberNo,
    people::{self, MemberPatch, NewMember},
    permit::May,
    process::{Group, Role},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

pub use crate::admission::Added;
use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    admission::{self, Newcomer, bring_in},
    door::Act,
    names::{Names, Person},
    organisations::{self, Organisations},
    rows::{moment, number, value, word},
    tables::members as rows,
};

/// A member on the public roster. Addresses are never on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RosterMember {
    #[serde(flatten)]
    pub person: Person,
    pub joined_at: Moment,
    pub left_at: Option<Moment>,
}

/// Adds somebody: who has an account is on the roster at once, others when they accept the
/// invitation that is sent to them.
pub async fn add(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    new: NewMember,
) -> Result<Added> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    let newcomer = Newcomer {
        email: new.email,
        name: None,
        role: new.role,
        group: new.group,
        organisation: new.organisation,
    };
    bring_in(registry, act, permit, Vec::new(), newcomer).await
}

/// The roster, by number; who left stays on it, marked.
pub async fn roster(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<RosterMember>> {
    let view = registry.view(caller, now, process).await?;
    let mut query = rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(view.process.id))
        .order_by_asc(rows::Column::Number)
        .limit(page.rows());
    if let Some(after) = page.after()? {
        query = query.filter(rows::Column::Number.gt(after));
    }
    let found = query.all(&registry.db).await?;
    let names = registry.names(&view.process).await?;
    let items = found.iter().map(|row| roster_member(row, &names)).collect();
    Ok(page.cut(items, |item: &RosterMember| item.person.number.to_string()))
}

/// One member.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    member: MemberNo,
) -> Result<RosterMember> {
    let view = registry.view(caller, now, process).await?;
    on_roster(&registry.db, view.process.id, member).await
}

/// Moves a member to another group or organisation.
pub async fn change(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    member: MemberNo,
    patch: MemberPatch,
) -> Result<RosterMember> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = present(&act, member).await?;
    let permit = act.permit(May::Convene)?;
    let row = row.ok_or(Error::Stale(Refusal::AlreadySettled))?;
    let declared: Vec<Group> = value(&act.process.groups)?;
    let organisations = Organisations::of(&act).await?;
    let standing = row.member()?;
    let mut decided = Vec::new();
    let group = patch.group.as_ref().or(standing.group.as_ref());
    let (affiliation, founded) =
        organisations.affiliate(patch.organisation.as_ref(), group, &declared, &mut decided)?;
    let now_in = match standing.organisation {
        Some(number) => organisations.standing(number)?,
        None => None,
    };
    decided.push(people::change(
        &standing,
        patch.group,
        affiliation,
        now_in,
        &declared,
        patch.reason,
    )?);
    let stored = act.store(permit, decided).await?;
    organisations::write_founded(&stored, founded).await?;
    let changed = on_roster(stored.tx(), stored.process.id, member).await?;
    stored.commit().await?;
    Ok(changed)
}

/// Ends a membership: one's own, or as the convener anybody's, with a reason.
pub async fn leave(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    member: MemberNo,
    reason: Option<Text>,
) -> Result<RosterMember> {
    let act = Act::load(registry, caller, now, process).await?;
    let row = present(&act, member).await?;
    let permit = act.permit(May::Belong)?;
    people::may_end(act.actor()?, member)?;
    let row = row.ok_or(Error::Stale(Refusal::AlreadySettled))?;
    let conveners = admission::roster(&act)
        .filter(rows::Column::Role.eq(word(&Role::Convener)?))
        .filter(rows::Column::LeftAt.is_null());
    let conveners = act.all(conveners).await?.len();
    let decided = people::leave(act.actor()?, &row.member()?, conveners, reason)?;
    let stored = act.store(permit, [decided]).await?;
    let left = on_roster(stored.tx(), stored.process.id, member).await?;
    stored.commit().await?;
    Ok(left)
}

/// One member as the roster shows them.
pub(crate) async fn on_roster(
    db: &impl ConnectionTrait,
    process: i64,
    member: MemberNo,
) -> Result<RosterMember> {
    let row = rows::Entity::find_by_id((process, i64::from(member)))
        .one(db)
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(roster_member(&row, &Names::load(db, process).await?))
}

fn roster_member(row: &rows::Model, names: &Names) -> RosterMember {
    RosterMember {
        person: names.person(number(row.number)),
        joined_at: moment(row.joined_at),
        left_at: row.left_at.map(moment),
    }
}

/// The row of a member who has not left; a number that never was on the roster is nowhere.
async fn present(act: &Act, member: MemberNo) -> Result<Option<rows::Model>> {
    let row = act
        .one(admission::roster(act).filter(rows::Column::Number.eq(member)))
        .await?;
    Ok(Some(row.ok_or(Error::NotFound)?).filter(|row| row.left_at.is_none()))
}
