//! Entries and redlines as they are sent.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Lang, Text,
    content::{Changes, Designation, Relation, Source},
    ids::{MemberNo, WordingNo},
    record::ObjectionRef,
    redline::PartName,
};

/// How much a change matters to those who rely on the word, least first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    Editorial,
    Clarifying,
    Meaning,
}

/// Where a redline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RedlineState {
    Pending,
    Folded,
    Refused,
    Withdrawn,
}

/// A value in one language (the entry's `lang`) or by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Localised<T> {
    One(T),
    Many(BTreeMap<Lang, T>),
}

impl<T> Localised<T> {
    /// The value by language; one without a language is in `lang`.
    pub fn by_lang(self, lang: &Lang) -> BTreeMap<Lang, T> {
        match self {
            Self::One(value) => BTreeMap::from([(lang.clone(), value)]),
            Self::Many(values) => values,
        }
    }
}

/// What it takes to propose an entry (`POST /processes/{p}/entries`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewEntry {
    pub designations: Vec<Designation>,
    pub definition: Localised<Text>,
    #[serde(default)]
    pub notes: Option<Localised<Vec<Text>>>,
    #[serde(default)]
    pub examples: Option<Localised<Vec<Text>>>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// The language of what is not given by language; the authoritative one where left out.
    #[serde(default)]
    pub lang: Option<Lang>,
    #[serde(default)]
    pub rationale: Option<Text>,
}

/// The changes of a redline as they are sent: texts in one language or by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewChanges {
    #[serde(default)]
    pub designations: Option<Vec<Designation>>,
    #[serde(default)]
    pub definition: Option<Localised<Text>>,
    #[serde(default)]
    pub notes: Option<Localised<Vec<Text>>>,
    #[serde(default)]
    pub examples: Option<Localised<Vec<Text>>>,
    #[serde(default)]
    pub sources: Option<Vec<Source>>,
    #[serde(default)]
    pub relations: Option<Vec<Relation>>,
}

impl NewChanges {
    /// What is not given by language is in the authoritative one.
    pub fn resolve(self, authoritative: &Lang) -> Changes {
        Changes {
            designations: self.designations,
            definition: self.definition.map(|texts| texts.by_lang(authoritative)),
            notes: self.notes.map(|lists| lists.by_lang(authoritative)),
            examples: self.examples.map(|lists| lists.by_lang(authoritative)),
            sources: self.sources,
            relations: self.relations,
        }
    }
}

impl From<Changes> for NewChanges {
    fn from(changes: Changes) -> Self {
        Self {
            designations: changes.designations,
            definition: changes.definition.map(Localised::Many),
            notes: changes.notes.map(Localised::Many),
            examples: changes.examples.map(Localised::Many),
            sources: changes.sources,
            relations: changes.relations,
        }
    }
}

/// What it takes to propose a redline (`POST …/entries/{e}/redlines`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewRedline {
    /// The number of the wording it was written against.
    pub base: WordingNo,
    pub changes: NewChanges,
    pub rationale: Text,
    pub impact: Impact,
    #[serde(default)]
    pub moved_by: Option<MemberNo>,
    #[serde(default)]
    pub answers_objection: Option<ObjectionRef>,
}

/// Which parts of a redline to fold (`POST …/redlines/{n}/folding`); all that are left where none is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewFolding {
    #[serde(default)]
    pub parts: Vec<PartName>,
}
