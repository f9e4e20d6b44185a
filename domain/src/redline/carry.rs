//! A redline carried over to a text that moved on since it was made.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::{designation_line, relation_line, source_line, text_lines};
use super::items::joined;
use super::merge::{merge_list, merge_text};
use super::parts::{PartName, keep, parts_of};
use crate::content::{Changes, Content, Designation, DesignationKind};
use crate::{Lang, Text};

/// Both changed the same words: all three versions, so that nothing anyone wrote is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// The part, named as in a redline, always with its language.
    pub part: PartName,
    /// What both started from.
    pub base: String,
    /// What it has become since.
    pub theirs: String,
    /// What the redline makes of it.
    pub yours: String,
}

/// The current content with changes that were made on the base.
///
/// # Errors
/// Every part in which both changed the same words or the same item differently.
pub fn carry(
    base: &Content,
    changes: &Changes,
    current: &Content,
) -> Result<Content, Vec<Conflict>> {
    let yours = base.with(changes);
    let mut conflicts = Vec::new();
    let content = Content {
        designations: list(
            PartName::Designations,
            [
                &base.designations,
                &current.designations,
                &yours.designations,
            ],
            designation_line,
            clashes,
            &mut conflicts,
        ),
        definition: definitions(base, current, &yours, &mut conflicts),
        notes: lists_by_lang(
            PartName::Notes,
            [&base.notes, &current.notes, &yours.notes],
            &mut conflicts,
        ),
        examples: lists_by_lang(
            PartName::Examples,
            [&base.examples, &current.examples, &yours.examples],
            &mut conflicts,
        ),
        sources: list(
            PartName::Sources,
            [&base.sources, &current.sources, &yours.sources],
            source_line,
            |_| false,
            &mut conflicts,
        ),
        relations: list(
            PartName::Relations,
            [&base.relations, &current.relations, &yours.relations],
            relation_line,
            |_| false,
            &mut conflicts,
        ),
    };
    if conflicts.is_empty() {
        Ok(content)
    } else {
        Err(conflicts)
    }
}

/// What is left of changes on a text that moved on, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The current content with the parts that fit it.
    pub content: Content,
    /// The parts that fit, each by itself.
    pub fitting: Vec<PartName>,
    /// All three texts of each part that does not.
    pub conflicts: Vec<Conflict>,
}

/// Carries changes over part by part: that one part collides is no reason to leave the others.
pub fn carry_parts(
    base: &Content,
    changes: &Changes,
    current: &Content,
    authoritative: &Lang,
) -> Carried {
    let mut carried = Carried {
        content: current.clone(),
        fitting: Vec::new(),
        conflicts: Vec::new(),
    };
    for part in parts_of(changes, authoritative) {
        let one = keep(changes, std::slice::from_ref(&part), authoritative);
        match carry(base, &one, &carried.content) {
            Ok(content) => {
                carried.content = content;
                carried.fitting.push(part);
            }
            Err(conflicts) => carried.conflicts.extend(conflicts),
        }
    }
    carried
}

/// The current content with changes taken up anew: carried over where they fit, and where they do not, the text as
/// the changes have it, for somebody to settle.
pub fn take_up(
    base: &Content,
    changes: &Changes,
    current: &Content,
    authoritative: &Lang,
) -> Content {
    let carried = carry_parts(base, changes, current, authoritative);
    let mut parts = parts_of(changes, authoritative);
    parts.retain(|part| !carried.fitting.contains(part));
    carried.content.with(&keep(changes, &parts, authoritative))
}

fn definitions(
    base: &Content,
    current: &Content,
    yours: &Content,
    conflicts: &mut Vec<Conflict>,
) -> BTreeMap<Lang, Text> {
    let versions = [&base.definition, &current.definition, &yours.definition];
    let mut merged = BTreeMap::new();
    for lang in langs(versions) {
        let [base, theirs, yours] = versions.map(|texts| texts.get(lang));
        let text = if yours == base || yours == theirs {
            Ok(theirs.cloned())
        } else if theirs == base {
            Ok(yours.cloned())
        } else {
            let [base, theirs, yours] =
                [base, theirs, yours].map(|text| text.map_or("", |text| text));
            merged_text(base, theirs, yours)
                .map(Some)
                .ok_or_else(|| Conflict {
                    part: PartName::Definition(Some(lang.clone())),
                    base: base.to_owned(),
                    theirs: theirs.to_owned(),
                    yours: yours.to_owned(),
                })
        };
        match text {
            Ok(Some(text)) => drop(merged.insert(lang.clone(), text)),
            Ok(None) => {}
            Err(conflict) => conflicts.push(conflict),
        }
    }
    merged
}

/// Two halves may each be fine and the whole empty or too long; that is for people to settle.
fn merged_text(base: &str, theirs: &str, yours: &str) -> Option<Text> {
    merge_text(base, theirs, yours).and_then(|text| Text::parse(&text).ok())
}

fn lists_by_lang(
    part: fn(Option<Lang>) -> PartName,
    versions: [&BTreeMap<Lang, Vec<Text>>; 3],
    conflicts: &mut Vec<Conflict>,
) -> BTreeMap<Lang, Vec<Text>> {
    let mut merged = BTreeMap::new();
    for lang in langs(versions) {
        let [base, theirs, yours] =
            versions.map(|lists| lists.get(lang).map_or(&[][..], Vec::as_slice));
        match merge_list(base, theirs, yours, |base, theirs, yours| {
            merged_text(base, theirs, yours)
        }) {
            Some(items) if items.is_empty() => {}
            Some(items) => drop(merged.insert(lang.clone(), items)),
            None => {
                let [base, theirs, yours] =
                    versions.map(|lists| joined(&text_lines(lists.get(lang))));
                conflicts.push(Conflict {
                    part: part(Some(lang.clone())),
                    base,
                    theirs,
                    yours,
                });
            }
        }
    }
    merged
}

/// Merges items as wholes. `clashes` says when a list that both could have made alone cannot stand together.
fn list<T: Clone + PartialEq>(
    part: PartName,
    versions: [&Vec<T>; 3],
    line: fn(&T) -> String,
    clashes: fn(&[T]) -> bool,
    conflicts: &mut Vec<Conflict>,
) -> Vec<T> {
    let [base, theirs, yours] = versions;
    let merged = merge_list(base, theirs, yours, |_, _, _| None)
        .filter(|merged| merged == theirs || merged == yours || !clashes(merged));
    merged.unwrap_or_else(|| {
        let [base, theirs, yours] =
            versions.map(|items| joined(&items.iter().map(line).collect::<Vec<_>>()));
        conflicts.push(Conflict {
            part,
            base,
            theirs,
            yours,
        });
        Vec::new()
    })
}

/// Whether two preferred designations or two equal ones stand in one language.
fn clashes(designations: &[Designation]) -> bool {
    let mut texts = BTreeSet::new();
    let mut preferred = BTreeSet::new();
    designations.iter().any(|designation| {
        let twice = !texts.insert((&designation.lang, designation.text.to_lowercase()));
        twice
            || (designation.kind == DesignationKind::Preferred
                && !preferred.insert(&designation.lang))
    })
}

fn langs<T>(versions: [&BTreeMap<Lang, T>; 3]) -> BTreeSet<&Lang> {
    versions.into_iter().flat_map(BTreeMap::keys).collect()
}
