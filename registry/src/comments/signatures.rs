//! Who signed comments from outside. The record has no number for them, so their names are kept by comment.

use std::collections::HashMap;

use domain::{Slug, process::Role};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    Result,
    names::{Names, OrganisationRef, Person},
    tables::{commenters, comments},
};

/// What stands in place of a name that was taken away.
const NAMELESS: &str = "Name withdrawn";

/// The signatures of some comments.
#[derive(Debug, Default)]
pub(crate) struct Signatures(HashMap<i64, commenters::Model>);

impl Signatures {
    /// Reads the signatures of those comments that came from outside; all are of one process.
    pub(crate) async fn load(db: &impl ConnectionTrait, rows: &[comments::Model]) -> Result<Self> {
        let from_outside = rows.iter().filter(|row| row.by == 0);
        let numbers: Vec<i64> = from_outside.map(|row| row.number).collect();
        let Some(first) = rows.first().filter(|_| !numbers.is_empty()) else {
            return Ok(Self::default());
        };
        let wanted = Condition::all()
            .add(commenters::Column::ProcessId.eq(first.process_id))
            .add(commenters::Column::Comment.is_in(numbers));
        let found = commenters::Entity::find().filter(wanted).all(db).await?;
        let by_comment = found.into_iter().map(|row| (row.comment, row));
        Ok(Self(by_comment.collect()))
    }

    /// Who signed a comment, with the group they say they are closest to. They are no member, and have no number.
    pub(crate) fn person(&self, row: &comments::Model, names: &Names) -> Result<Person> {
        let signed = self.0.get(&row.number);
        let name = signed.map_or("", |signed| &signed.name);
        let group = row.interest.as_deref().map(Slug::parse).transpose()?;
        let organisation = signed.and_then(|signed| signed.organisation.clone());
        Ok(Person {
            number: 0,
            name: if name.is_empty() { NAMELESS } else { name }.to_owned(),
            role: Role::Observer,
            organisation: organisation.map(|name| OrganisationRef { number: 0, name }),
            group_name: group.as_ref().map(|group| names.group(group)),
            group,
            left: false,
        })
    }
}
