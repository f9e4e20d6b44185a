//! What an act on a call loads before it decides.

use domain::{
    Moment, Slug, Version,
    call::{EntryFacts, Ground, ReleaseItem, Subject},
    ids::{CallNo, MemberNo},
    reading::Seat,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Condition};

use super::rows::{self, Said};
use crate::{
    Result,
    door::Act,
    rows::{number, value},
    tables::{calls, entries, meetings, members, positions, releases},
};

impl Act {
    pub(crate) async fn call(&self, call: CallNo) -> Result<calls::Model> {
        rows::found(self.one(rows::one(self.process.id, call)).await?)
    }

    /// Everything said in a call so far. Nothing is added while this act holds the process.
    pub(crate) async fn said(&self, row: &calls::Model) -> Result<Said> {
        let (process, call) = (self.process.id, number(row.number));
        let lines = match rows::comments_during(row) {
            Some(lines) => self.all(lines).await?,
            None => Vec::new(),
        };
        Ok(Said {
            positions: rows::taken(self.all(rows::positions_of(process, call)).await?)?,
            answers: self.all(rows::answers_of(process, call)).await?,
            confirmations: self.all(rows::confirmations_of(process, call)).await?,
            commented: rows::any_on(row.entry, &lines)?,
        })
    }

    /// The newest position of one member in a call.
    pub(crate) async fn newest_of(
        &self,
        call: CallNo,
        member: MemberNo,
    ) -> Result<Option<rows::Taken>> {
        let own =
            rows::positions_of(self.process.id, call).filter(positions::Column::Member.eq(member));
        Ok(rows::taken(self.all(own).await?)?.pop())
    }

    /// What a call on this subject is made or opened in.
    pub(crate) async fn ground(&self, subject: &Subject, at: Moment) -> Result<Ground> {
        let mut ground = Ground {
            at,
            rule: value(&self.process.rule)?,
            groups: value(&self.process.groups)?,
            roster: seats(&self.all(participants(self.process.id)).await?)?,
            others: self.others(subject).await?,
            entry: None,
            replacement_exists: false,
            meeting: None,
            releasable: Vec::new(),
            versions: Vec::new(),
        };
        if let Some(entry) = subject.entry() {
            let row = entries::Entity::find_by_id((self.process.id, i64::from(entry)));
            ground.entry = self.one(row).await?.map(|row| EntryFacts {
                number: entry,
                wording: number(row.wording),
                agreed: row.agreed_wording.is_some(),
                ended: row.withdrawn || row.retired,
            });
        }
        match subject {
            Subject::Retirement {
                replaced_by: Some(other),
                ..
            } => {
                let row = entries::Entity::find_by_id((self.process.id, i64::from(*other)));
                ground.replacement_exists = self.one(row).await?.is_some();
            }
            Subject::Release { .. } => {
                ground.releasable = self.releasable().await?;
                let made = releases::Column::ProcessId.eq(self.process.id);
                let made = self.all(releases::Entity::find().filter(made)).await?;
                let versions = made.iter().map(|row| Version::parse(&row.version));
                ground.versions = versions.collect::<std::result::Result<_, _>>()?;
            }
            Subject::Minutes { meeting } => {
                let row = meetings::Entity::find_by_id((self.process.id, i64::from(*meeting)));
                let row = self.one(row).await?;
                ground.meeting = row.map(|row| row.folded()).transpose()?.map(|it| it.facts);
            }
            _ => {}
        }
        Ok(ground)
    }

    /// The calls that a new one may clash with or answer.
    async fn others(&self, subject: &Subject) -> Result<Vec<domain::call::OtherCall>> {
        let same = match subject.entry() {
            Some(entry) => Condition::all().add(calls::Column::Entry.eq(entry)),
            None => Condition::all().add(calls::Column::Kind.eq(super::kind(subject))),
        };
        let rows = calls::Entity::find()
            .filter(calls::Column::ProcessId.eq(self.process.id))
            .filter(same);
        self.all(rows)
            .await?
            .iter()
            .map(calls::Model::other)
            .collect()
    }

    /// Each entry's newest finally agreed wording, and every retired entry.
    async fn releasable(&self) -> Result<Vec<ReleaseItem>> {
        let agreed = entries::Entity::find()
            .filter(entries::Column::ProcessId.eq(self.process.id))
            .filter(entries::Column::Withdrawn.eq(false))
            .filter(entries::Column::AgreedWording.is_not_null())
            .order_by_asc(entries::Column::Number);
        let items = self.all(agreed).await?.into_iter().filter_map(|row| {
            let wording = number(row.agreed_wording?);
            Some(ReleaseItem {
                entry: number(row.number),
                wording,
                retired: Some(row.retired),
            })
        });
        Ok(items.collect())
    }
}

/// The participants on the roster of a process now.
pub(crate) fn participants(process: i64) -> sea_orm::Select<members::Entity> {
    members::Entity::find()
        .filter(members::Column::ProcessId.eq(process))
        .filter(members::Column::LeftAt.is_null())
        .filter(members::Column::Role.eq("participant"))
        .order_by_asc(members::Column::Number)
}

/// Their seats in a call that opens now. Every participant is in a group.
pub(crate) fn seats(rows: &[members::Model]) -> Result<Vec<Seat>> {
    let mut seats = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(group) = &row.group_slug {
            seats.push(Seat {
                member: number(row.number),
                organisation: row.organisation.map(number),
                group: Slug::parse(group)?,
            });
        }
    }
    Ok(seats)
}
