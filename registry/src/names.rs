//! Who is meant by a number of the roster. Views name people by their numbers, as the record does,
//! and carry beside them what a reader needs to know of each.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Slug,
    ids::{MemberNo, OrganisationNo},
    process::{Group, Role},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;

use crate::{
    Registry, Result,
    rows::{from_word, number, value},
    tables::{members, organisations, processes},
};

/// What people say all day changes nobody's name. After any other act the roster is read again.
pub(crate) const UNMOVED: &[&str] = &[
    "entry.proposed",
    "pen.passed",
    "redline.proposed",
    "redline.confirmed",
    "redline.folded",
    "redline.refused",
    "redline.withdrawn",
    "comment.added",
    "comment.disposed",
    "comment.acknowledged",
    "review.commented",
    "position.taken",
    "answer.given",
    "answer.confirmed",
    "call.scheduled",
    "call.opened",
    "call.nudged",
    "meeting.planned",
    "meeting.changed",
    "meeting.started",
    "meeting.ended",
    "item.opened",
    "attendance.changed",
    "poll.opened",
    "poll.closed",
    "note.added",
    "note.changed",
    "action.assigned",
    "action.settled",
];

/// A member of a process as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Person {
    pub number: MemberNo,
    /// "Member 7" where the name was erased.
    pub name: String,
    pub role: Role,
    pub organisation: Option<OrganisationRef>,
    pub group: Option<Slug>,
    /// The group as the charter calls it.
    pub group_name: Option<String>,
    /// Whether they have left the process.
    pub left: bool,
}

/// An organisation of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OrganisationRef {
    pub number: OrganisationNo,
    pub name: String,
}

/// Everybody who is or was on the roster of one process, and its organisations and groups.
#[derive(Debug, Clone, Default)]
pub struct Names {
    people: HashMap<MemberNo, Person>,
    organisations: HashMap<OrganisationNo, String>,
    groups: Vec<Group>,
}

impl Registry {
    /// Who is named in a process, for reading.
    pub(crate) async fn names(&self, process: &processes::Model) -> Result<Arc<Names>> {
        let load = Names::load(&self.db, process.id);
        self.names.get(&self.db, process, load).await
    }
}

impl Names {
    /// Reads the roster of a process: three queries, however many people are named afterwards.
    pub(crate) async fn load(db: &impl ConnectionTrait, process_id: i64) -> Result<Self> {
        let process = processes::Entity::find_by_id(process_id).one(db).await?;
        let groups: Vec<Group> = process.map_or(Ok(Vec::new()), |row| value(&row.groups))?;
        let rows =
            organisations::Entity::find().filter(organisations::Column::ProcessId.eq(process_id));
        let organisations: HashMap<_, _> = rows
            .all(db)
            .await?
            .into_iter()
            .map(|row| (number(row.number), row.name))
            .collect();
        let rows = members::Entity::find().filter(members::Column::ProcessId.eq(process_id));
        let mut names = Self {
            people: HashMap::new(),
            organisations,
            groups,
        };
        for row in rows.all(db).await? {
            let person = names.read(&row)?;
            names.people.insert(person.number, person);
        }
        Ok(names)
    }

    /// The member with this number. Numbers come from the record, which names no others.
    pub fn person(&self, number: MemberNo) -> Person {
        self.people.get(&number).cloned().unwrap_or_else(|| Person {
            number,
            name: nameless(number),
            role: Role::Observer,
            organisation: None,
            group: None,
            group_name: None,
            left: true,
        })
    }

    /// Everybody, by number.
    pub fn people(&self) -> Vec<&Person> {
        let mut people: Vec<_> = self.people.values().collect();
        people.sort_by_key(|person| person.number);
        people
    }

    /// Every organisation, by number.
    pub fn organisations(&self) -> Vec<OrganisationRef> {
        let mut numbers: Vec<_> = self.organisations.keys().copied().collect();
        numbers.sort_unstable();
        numbers
            .into_iter()
            .map(|it| self.organisation(it))
            .collect()
    }

    pub fn organisation(&self, number: OrganisationNo) -> OrganisationRef {
        let name = self.organisations.get(&number).cloned();
        OrganisationRef {
            number,
            name: name.unwrap_or_else(|| format!("Organisation {number}")),
        }
    }

    /// A group as the charter calls it; one it no longer declares goes by its slug.
    pub fn group(&self, slug: &Slug) -> String {
        let found = self.groups.iter().find(|group| group.slug == *slug);
        found.map_or_else(|| slug.to_string(), |group| group.name.to_string())
    }

    /// The groups of the charter, in its order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    fn read(&self, row: &members::Model) -> Result<Person> {
        let member = row.member()?;
        Ok(Person {
            number: member.number,
            name: if row.name.is_empty() {
                nameless(member.number)
            } else {
                row.name.clone()
            },
            role: from_word(&row.role)?,
            organisation: member.organisation.map(|number| self.organisation(number)),
            group_name: member.group.as_ref().map(|slug| self.group(slug)),
            group: member.group,
            left: row.left_at.is_some(),
        })
    }
}

fn nameless(number: MemberNo) -> String {
    format!("Member {number}")
}
