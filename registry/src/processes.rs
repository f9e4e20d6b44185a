//! Processes: founding them, changing what a convener may change, finding them.

use std::collections::BTreeSet;

use domain::{
    Lang, Moment, Slug,
    permit::May,
    process::{self, Group, NewProcess, ProcessPatch, Role, State, Visibility},
    rule::Rule,
};
use schemars::JsonSchema;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Condition,
};
use serde::Serialize;

use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    door::{self, Act},
    rows::{from_word, moment, number, value},
    tables::{entries, members, processes, users},
};

/// A process as everybody sees it who may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Process {
    pub slug: Slug,
    pub title: String,
    /// Markdown.
    pub charter: String,
    pub licence: String,
    pub languages: Vec<Lang>,
    pub groups: Vec<Group>,
    pub rule: Rule,
    /// Whether the rule is the creator's, because no call among the participants adopted one yet.
    pub rule_provisional: bool,
    pub visibility: Visibility,
    pub state: State,
    pub contest_days: u32,
    /// Whether a release needs a final, reached call on it.
    pub release_call: bool,
    pub created_at: Moment,
    /// The sequence number at which the record ends.
    pub seq: u64,
    /// What the caller is here, if a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub me: Option<Me>,
}

/// The caller's own place in a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Me {
    pub number: u32,
    pub role: Role,
    pub group: Option<Slug>,
    pub organisation: Option<u32>,
}

/// A process in a list, with how much of it there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProcessSummary {
    pub slug: Slug,
    pub title: String,
    pub state: State,
    pub visibility: Visibility,
    pub entries: u64,
    pub members: u64,
    pub me: Option<Role>,
}

/// Founds a process; the caller convenes it.
pub async fn found(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    new: NewProcess,
) -> Result<Process> {
    let permit = door::permit_founding(caller)?;
    let user = caller.signed_in()?;
    let account = users::Entity::find_by_id(user)
        .one(&registry.db)
        .await?
        .ok_or(Error::NotFound)?;
    let slug = new.slug.clone();
    let taken = processes::Entity::find().filter(processes::Column::Slug.eq(slug.as_str()));
    if taken.count(&registry.db).await? > 0 {
        return Err(Error::Stale(domain::Refusal::SlugTaken));
    }
    let decided = process::found(new)?;
    let stored = door::found(registry, now, permit, decided).await?;
    members::ActiveModel {
        process_id: Set(stored.process.id),
        number: Set(1),
        user_id: Set(Some(user)),
        name: Set(account.name),
        ..Default::default()
    }
    .update(stored.tx())
    .await?;
    stored.commit().await?;
    find(registry, caller, now, &slug).await
}

/// Changes title, charter, groups or state.
pub async fn update(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    patch: ProcessPatch,
) -> Result<Process> {
    let act = Act::load(registry, caller, now, slug).await?;
    let here = members::Column::ProcessId.eq(act.process.id);
    let roster = act.all(members::Entity::find().filter(here)).await?;
    let in_use: BTreeSet<Slug> = roster
        .iter()
        .filter_map(|row| row.group_slug.as_deref())
        .map(Slug::parse)
        .collect::<std::result::Result<_, _>>()?;
    let permit = act.permit(May::Convene)?;
    let decided = process::update(act.state()?, &in_use, patch)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, slug).await
}

/// One process, to those who may know of it.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
) -> Result<Process> {
    let view = registry.view(caller, now, slug).await?;
    let row = &view.process;
    Ok(Process {
        slug: slug.clone(),
        title: row.title.clone(),
        charter: row.charter.clone(),
        licence: row.licence.clone(),
        languages: value(&row.languages)?,
        groups: value(&row.groups)?,
        rule: value(&row.rule)?,
        rule_provisional: row.rule_call.is_none(),
        visibility: from_word(&row.visibility)?,
        state: from_word(&row.state)?,
        contest_days: number(row.contest_days),
        release_call: row.release_call,
        created_at: moment(row.created_at),
        seq: u64::try_from(row.seq).unwrap_or_default(),
        me: view.member.map(|member| Me {
            number: member.number,
            role: member.role,
            group: member.group,
            organisation: member.organisation,
        }),
    })
}

/// The processes the caller may know of, newest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    page: &Page,
) -> Result<Listed<ProcessSummary>> {
    let roles: Vec<(i64, String)> = match caller.user {
        Some(user) => {
            members::Entity::find()
                .select_only()
                .column(members::Column::ProcessId)
                .column(members::Column::Role)
                .filter(members::Column::UserId.eq(user))
                .filter(members::Column::LeftAt.is_null())
                .into_tuple()
                .all(&registry.db)
                .await?
        }
        None => Vec::new(),
    };
    let known = Condition::any()
        .add(processes::Column::Visibility.eq("public"))
        .add(processes::Column::Id.is_in(roles.iter().map(|(id, _)| *id)));
    let mut query = processes::Entity::find()
        .filter(known)
        .order_by_desc(processes::Column::Id);
    if let Some(cursor) = &page.cursor {
        let last = processes::Entity::find().filter(processes::Column::Slug.eq(cursor));
        let last = last.one(&registry.db).await?.ok_or(Error::NotFound)?;
        query = query.filter(processes::Column::Id.lt(last.id));
    }
    let rows = query.limit(page.rows()).all(&registry.db).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let entries: Vec<(i64, i64)> = entries::Entity::find()
        .select_only()
        .column(entries::Column::ProcessId)
        .column_as(entries::Column::Number.count(), "n")
        .filter(entries::Column::ProcessId.is_in(ids.clone()))
        .group_by(entries::Column::ProcessId)
        .into_tuple()
        .all(&registry.db)
        .await?;
    let people: Vec<(i64, i64)> = members::Entity::find()
        .select_only()
        .column(members::Column::ProcessId)
        .column_as(members::Column::Number.count(), "n")
        .filter(members::Column::ProcessId.is_in(ids))
        .filter(members::Column::LeftAt.is_null())
        .group_by(members::Column::ProcessId)
        .into_tuple()
        .all(&registry.db)
        .await?;
    let count = |counts: &[(i64, i64)], id: i64| {
        let found = counts.iter().find(|(of, _)| *of == id);
        found.map_or(0, |(_, n)| u64::try_from(*n).unwrap_or_default())
    };
    let items = rows
        .into_iter()
        .map(|row| {
            let role = roles.iter().find(|(id, _)| *id == row.id);
            Ok(ProcessSummary {
                slug: Slug::parse(&row.slug)?,
                title: row.title,
                state: from_word(&row.state)?,
                visibility: from_word(&row.visibility)?,
                entries: count(&entries, row.id),
                members: count(&people, row.id),
                me: role.map(|(_, role)| from_word(role)).transpose()?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(page.cut(items, |item: &ProcessSummary| item.slug.to_string()))
}
