//! Organisations of a process: each belongs to one group and, where the rule counts organisations,
//! has one voice.

use std::collections::HashMap;

use domain::{
    Decided, Moment, Refusal, Slug, Title,
    ids::OrganisationNo,
    people::{self, Affiliation, OrganisationPatch},
    permit::May,
    process::Group,
};
use schemars::JsonSchema;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde::Serialize;

use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    door::{Act, Stored},
    names::Names,
    rows::number,
    tables::{calls, members, organisations as rows},
};

/// An organisation as everybody sees it who may read the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Organisation {
    pub number: OrganisationNo,
    pub name: String,
    pub group: Slug,
    /// The group as the charter calls it.
    pub group_name: String,
    /// How many of its people are on the roster.
    pub members: u32,
    /// The organisation it became part of.
    pub merged_into: Option<OrganisationNo>,
}

/// The organisations of a process, by number.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<Organisation>> {
    let view = registry.view(caller, now, process).await?;
    let mut query = rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(view.process.id))
        .order_by_asc(rows::Column::Number)
        .limit(page.rows());
    if let Some(after) = page.after()? {
        query = query.filter(rows::Column::Number.gt(after));
    }
    let found = query.all(&registry.db).await?;
    let items = views(&registry.db, view.process.id, found).await?;
    Ok(page.cut(items, |item: &Organisation| item.number.to_string()))
}

/// Renames an organisation or merges it into another one; not while a call is open.
pub async fn update(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    organisation: OrganisationNo,
    patch: OrganisationPatch,
) -> Result<Organisation> {
    let act = Act::load(registry, caller, now, process).await?;
    let known = Organisations::of(&act).await?;
    let present = known.by_number(organisation).ok_or(Error::NotFound)?;
    let permit = act.permit(May::Convene)?;
    if let Some(into) = patch.merge_into {
        let target = known
            .by_number(into)
            .filter(|target| target.merged_into.is_none());
        target.ok_or(Error::Refused(Refusal::OrganisationUnknown))?;
    }
    let open = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(act.process.id))
        .filter(calls::Column::State.eq("open"));
    let call_open = act.one(open).await?.is_some();
    let name = patch.name.filter(|name| present.name != **name);
    let settled = present.merged_into.is_some();
    let decided = people::reform_organisation(
        organisation,
        settled,
        name.is_some(),
        patch.merge_into,
        call_open,
    )?;
    if let Some(name) = &name
        && known
            .by_name(name)
            .is_some_and(|other| other.number != i64::from(organisation))
    {
        return Err(Error::Stale(Refusal::OrganisationTaken));
    }
    let stored = act.store(permit, decided).await?;
    if let Some(name) = name {
        write_name(&stored, organisation, &name).await?;
    }
    let id = stored.process.id;
    stored.commit().await?;
    let row = rows::Entity::find_by_id((id, i64::from(organisation)))
        .all(&registry.db)
        .await?;
    views(&registry.db, id, row)
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

/// The organisations of a process while an act decides, merged ones included.
#[derive(Debug)]
pub(crate) struct Organisations(Vec<rows::Model>);

/// An organisation that an act adds, to be named once its row is there.
#[derive(Debug)]
pub(crate) struct Founded {
    number: OrganisationNo,
    name: Title,
}

impl Organisations {
    pub(crate) async fn of(act: &Act) -> Result<Self> {
        let here = rows::Entity::find().filter(rows::Column::ProcessId.eq(act.process.id));
        Ok(Self(act.all(here).await?))
    }

    /// The organisation of a name with its group; one that nobody named before is added to `group`.
    pub(crate) fn affiliate(
        &self,
        name: Option<&Title>,
        group: Option<&Slug>,
        declared: &[Group],
        decided: &mut Vec<Decided>,
    ) -> Result<(Option<Affiliation>, Option<Founded>)> {
        let Some(name) = name else {
            return Ok((None, None));
        };
        if let Some(row) = self.by_name(name) {
            return Ok((self.standing(number(row.number))?, None));
        }
        let number = self
            .0
            .iter()
            .map(|row| number(row.number))
            .max()
            .unwrap_or(0)
            + 1;
        let (event, group) = people::add_organisation(number, group, declared)?;
        decided.push(event);
        Ok((
            Some((number, group)),
            Some(Founded {
                number,
                name: name.clone(),
            }),
        ))
    }

    /// What an organisation is now: itself, or the one it was merged into.
    pub(crate) fn standing(&self, organisation: OrganisationNo) -> Result<Option<Affiliation>> {
        let mut row = self.by_number(organisation);
        while let Some(into) = row.and_then(|row| row.merged_into) {
            // Nothing is merged into what is merged already, so this ends.
            row = self.by_number(number(into));
        }
        row.map(|row| Ok((number(row.number), Slug::parse(&row.group_slug)?)))
            .transpose()
    }

    fn by_number(&self, organisation: OrganisationNo) -> Option<&rows::Model> {
        self.0
            .iter()
            .find(|row| row.number == i64::from(organisation))
    }

    fn by_name(&self, name: &Title) -> Option<&rows::Model> {
        let key = people::name_key(name);
        self.0.iter().find(|row| row.name_key == key)
    }
}

/// Names the organisation that an act added.
pub(crate) async fn write_founded(stored: &Stored, founded: Option<Founded>) -> Result<()> {
    match founded {
        Some(founded) => write_name(stored, founded.number, &founded.name).await,
        None => Ok(()),
    }
}

async fn write_name(stored: &Stored, organisation: OrganisationNo, name: &Title) -> Result<()> {
    rows::Entity::update_many()
        .col_expr(rows::Column::Name, Expr::value(name.to_string()))
        .col_expr(rows::Column::NameKey, Expr::value(people::name_key(name)))
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(organisation))
        .exec(stored.tx())
        .await?;
    Ok(())
}

async fn views(
    db: &impl ConnectionTrait,
    process: i64,
    found: Vec<rows::Model>,
) -> Result<Vec<Organisation>> {
    let names = Names::load(db, process).await?;
    let counted: Vec<(Option<i64>, i64)> = members::Entity::find()
        .select_only()
        .column(members::Column::Organisation)
        .column_as(members::Column::Number.count(), "n")
        .filter(members::Column::ProcessId.eq(process))
        .filter(members::Column::LeftAt.is_null())
        .group_by(members::Column::Organisation)
        .into_tuple()
        .all(db)
        .await?;
    let counted: HashMap<_, _> = counted.into_iter().collect();
    found
        .into_iter()
        .map(|row| {
            let group = Slug::parse(&row.group_slug)?;
            Ok(Organisation {
                number: number(row.number),
                members: number(counted.get(&Some(row.number)).copied().unwrap_or_default()),
                name: row.name,
                group_name: names.group(&group),
                group,
                merged_into: row.merged_into.map(number),
            })
        })
        .collect()
}
