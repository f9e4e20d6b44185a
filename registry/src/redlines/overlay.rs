//! All redlines that wait at an entry, laid over its newest wording.

use std::collections::BTreeMap;

use domain::{
    Moment, Slug,
    entry::EntryRef,
    ids::{EntryNo, RedlineNo, WordingNo},
    redline::{self, Laid, Op, PartName, Rivals},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::view::{Redline, waiting};
use crate::{Caller, Registry, Result, entries::entry_row, rows::number};

/// Every pending redline of an entry on its newest wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Overlay {
    pub entry: EntryNo,
    pub slug: Slug,
    pub term: String,
    /// The wording they are laid over.
    pub wording: WordingNo,
    /// The parts that some redline changes, by name as in a redline.
    pub fields: BTreeMap<String, Overlaid>,
    /// Parts of redlines whose words were changed since, so that they cannot be laid over: see the redline's `conflicts`.
    pub left_out: Vec<LeftOut>,
}

/// A part of an entry under all redlines that change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Overlaid {
    /// What stays, goes and comes, in order, and whose change it is.
    pub ops: Vec<Laid>,
    /// Groups of redlines of which at most one can be folded as it stands.
    pub rivals: Vec<Rivals>,
}

/// A part of a redline that has no place on the newest wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    pub redline: RedlineNo,
    pub part: PartName,
}

/// Lays every pending redline over the newest wording.
pub async fn overlay(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: &EntryRef,
) -> Result<Overlay> {
    let view = registry.view(caller, now, process).await?;
    let row = entry_row(&registry.db, view.process.id, entry).await?;
    let (entry, wording) = (number(row.number), number(row.wording));
    let (slug, term) = (Slug::parse(&row.slug)?, row.term.clone());
    let redlines = waiting(registry, &view.process, row).await?;
    let left_out = redlines.iter().flat_map(|redline| {
        redline.conflicts.iter().map(|conflict| LeftOut {
            redline: redline.number,
            part: conflict.part.clone(),
        })
    });
    Ok(Overlay {
        entry,
        slug,
        term,
        wording,
        left_out: left_out.collect(),
        fields: fields(&redlines),
    })
}

fn fields(redlines: &[Redline]) -> BTreeMap<String, Overlaid> {
    let mut parts: BTreeMap<&str, Vec<(RedlineNo, &[Op])>> = BTreeMap::new();
    for redline in redlines {
        for (part, field) in redline.on_current().into_iter().flatten() {
            let laid = parts.entry(part).or_default();
            laid.push((redline.number, &field.ops));
        }
    }
    parts
        .into_iter()
        .map(|(part, redlines)| {
            let laid = Overlaid {
                ops: redline::overlay(&redlines),
                rivals: redline::rivals(&redlines),
            };
            (part.to_owned(), laid)
        })
        .collect()
}
