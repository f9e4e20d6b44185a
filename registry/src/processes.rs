//! Processes: founding them, changing what a convener may change, finding them.

use std::collections::{BTreeSet, HashMap};

use domain::{
    Lang, Moment, Slug,
    call::CallState,
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
    rows::{counted_by, from_word, moment, number, value, word},
    tables::{calls, entries, members, processes, users},
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
    /// Who keeps the glossary up to date, and how they are reached. Markdown.
    pub maintainer: Option<String>,
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
    /// How many calls are open at this moment.
    pub open_calls: u64,
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
        maintainer: row.maintainer.clone(),
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
    let entries = entries::Entity::find().filter(entries::Column::ProcessId.is_in(ids.clone()));
    let entries = counted_by(&registry.db, entries, entries::Column::ProcessId).await?;
    let people = members::Entity::find()
        .filter(members::Column::ProcessId.is_in(ids.clone()))
        .filter(members::Column::LeftAt.is_null());
    let people = counted_by(&registry.db, people, members::Column::ProcessId).await?;
    // A call whose time has passed or come shows so once somebody looks at its process.
    let open = calls::Entity::find()
        .filter(calls::Column::ProcessId.is_in(ids))
        .filter(calls::Column::State.eq(word(&CallState::Open)?));
    let open = counted_by(&registry.db, open, calls::Column::ProcessId).await?;
    let count = |counts: &HashMap<i64, u64>, id: i64| counts.get(&id).copied().unwrap_or_default();
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
                open_calls: count(&open, row.id),
                me: role.map(|(_, role)| from_word(role)).transpose()?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(page.cut(items, |item: &ProcessSummary| item.slug.to_string()))
}
