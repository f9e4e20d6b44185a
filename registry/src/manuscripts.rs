//! Entries as they go through a word processor: sent out with changes tracked, and read when they come back.

mod coming;
mod going;

pub use coming::{Taken, propose, read};
pub use going::{of_redlines, of_wordings};

use std::collections::HashMap;

use domain::{Moment, ids::RedlineNo, manuscript::Mark};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Registry, Result,
    names::Names,
    redlines::pending,
    rows::{moment, number},
    tables::{entries, redlines, wordings},
    wordings::of_entry,
};

/// What was ever written on an entry, and by whom.
struct Shelf {
    entry: entries::Model,
    wordings: Vec<wordings::Model>,
    redlines: Vec<redlines::Model>,
    names: Names,
}

impl Shelf {
    async fn load(registry: &Registry, process: i64, entry: entries::Model) -> Result<Self> {
        let db = &registry.db;
        let wordings = of_entry(process, entry.number)
            .order_by_asc(wordings::Column::Number)
            .all(db)
            .await?;
        let redlines = redlines::Entity::find()
            .filter(redlines::Column::ProcessId.eq(process))
            .filter(redlines::Column::Entry.eq(entry.number))
            .order_by_asc(redlines::Column::Number)
            .all(db)
            .await?;
        Ok(Self {
            entry,
            wordings,
            redlines,
            names: Names::load(db, process).await?,
        })
    }

    fn mark_of_redline(&self, row: &redlines::Model) -> Result<Mark> {
        let author = pending(row)?.author();
        Ok(Mark {
            author: self.names.person(author).name,
            at: at(moment(row.at)),
        })
    }

    /// Each wording with who wrote what it brought: the author of its redline, or its proposer.
    fn marks_of_wordings(&self) -> Result<Vec<(&wordings::Model, Mark)>> {
        let redlines: HashMap<RedlineNo, &redlines::Model> = self
            .redlines
            .iter()
            .map(|row| (number(row.number), row))
            .collect();
        let marked = self.wordings.iter().map(|wording| {
            let redline = wording
                .redline
                .and_then(|redline| redlines.get(&number(redline)));
            let author = match redline {
                Some(row) => pending(row)?.author(),
                None => number(wording.by),
            };
            let mark = Mark {
                author: self.names.person(author).name,
                at: at(moment(wording.at)),
            };
            Ok((wording, mark))
        });
        marked.collect()
    }

    /// Every change of the entry that stands on record.
    fn marks(&self) -> Result<Vec<Mark>> {
        let mut marks = Vec::new();
        for row in &self.redlines {
            marks.push(self.mark_of_redline(row)?);
        }
        marks.extend(self.marks_of_wordings()?.into_iter().map(|(_, mark)| mark));
        Ok(marks)
    }
}

/// A moment as word processors write it, in whole seconds.
fn at(moment: Moment) -> String {
    let text = moment.to_string();
    format!("{}Z", text.split('.').next().unwrap_or_default())
}
