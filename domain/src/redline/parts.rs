//! The names of the parts of a redline, so that a part can be taken and another left.

use std::{collections::BTreeMap, fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Lang;
use crate::content::Changes;

/// A part of an entry, written `definition`, `definition@de`, `notes`, `sources` … (contract, section 2).
///
/// A part without a language is in the process's authoritative one.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum PartName {
    /// All designations, of every language.
    Designations,
    /// The definition in a language.
    Definition(Option<Lang>),
    /// The notes in a language.
    Notes(Option<Lang>),
    /// The examples in a language.
    Examples(Option<Lang>),
    /// All sources.
    Sources,
    /// All relations to other entries.
    Relations,
}

/// No part has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no such part")]
pub struct PartNameError;

/// The parts that changes touch, in the order of an entry.
pub fn parts_of(changes: &Changes, authoritative: &Lang) -> Vec<PartName> {
    let lang = |lang: &Lang| unless_authoritative(lang, authoritative);
    let mut parts = Vec::new();
    parts.extend(
        changes
            .designations
            .as_ref()
            .map(|_| PartName::Designations),
    );
    parts.extend(
        changes
            .definition
            .iter()
            .flat_map(BTreeMap::keys)
            .map(lang)
            .map(PartName::Definition),
    );
    parts.extend(
        changes
            .notes
            .iter()
            .flat_map(BTreeMap::keys)
            .map(lang)
            .map(PartName::Notes),
    );
    parts.extend(
        changes
            .examples
            .iter()
            .flat_map(BTreeMap::keys)
            .map(lang)
            .map(PartName::Examples),
    );
    parts.extend(changes.sources.as_ref().map(|_| PartName::Sources));
    parts.extend(changes.relations.as_ref().map(|_| PartName::Relations));
    parts.sort();
    parts
}

/// Only those changes that touch the named parts.
pub fn keep(changes: &Changes, parts: &[PartName], authoritative: &Lang) -> Changes {
    let named = |part: PartName| parts.iter().any(|other| other.under(authoritative) == part);
    let lang = |lang: &Lang| unless_authoritative(lang, authoritative);
    Changes {
        designations: changes
            .designations
            .clone()
            .filter(|_| named(PartName::Designations)),
        definition: langs_where(&changes.definition, |of| {
            named(PartName::Definition(lang(of)))
        }),
        notes: langs_where(&changes.notes, |of| named(PartName::Notes(lang(of)))),
        examples: langs_where(&changes.examples, |of| named(PartName::Examples(lang(of)))),
        sources: changes.sources.clone().filter(|_| named(PartName::Sources)),
        relations: changes
            .relations
            .clone()
            .filter(|_| named(PartName::Relations)),
    }
}

impl PartName {
    /// The same part by its one name under this authoritative language: `notes@en` is `notes` where English is.
    pub fn under(&self, authoritative: &Lang) -> Self {
        let lang = |lang: &Option<Lang>| lang.clone().filter(|lang| lang != authoritative);
        match self {
            Self::Definition(of) => Self::Definition(lang(of)),
            Self::Notes(of) => Self::Notes(lang(of)),
            Self::Examples(of) => Self::Examples(lang(of)),
            Self::Designations | Self::Sources | Self::Relations => self.clone(),
        }
    }

    /// The language the name carries; none where it is the authoritative one or the part has all.
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            Self::Definition(lang) | Self::Notes(lang) | Self::Examples(lang) => lang.as_ref(),
            Self::Designations | Self::Sources | Self::Relations => None,
        }
    }

    fn stem(&self) -> &'static str {
        match self {
            Self::Designations => "designations",
            Self::Definition(_) => "definition",
            Self::Notes(_) => "notes",
            Self::Examples(_) => "examples",
            Self::Sources => "sources",
            Self::Relations => "relations",
        }
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.stem())?;
        self.lang().map_or(Ok(()), |lang| write!(f, "@{lang}"))
    }
}

impl FromStr for PartName {
    type Err = PartNameError;

    fn from_str(text: &str) -> Result<Self, PartNameError> {
        let (stem, lang) = match text.split_once('@') {
            Some((stem, lang)) => (stem, Some(Lang::parse(lang).map_err(|_| PartNameError)?)),
            None => (text, None),
        };
        match (stem, lang) {
            ("definition", lang) => Ok(Self::Definition(lang)),
            ("notes", lang) => Ok(Self::Notes(lang)),
            ("examples", lang) => Ok(Self::Examples(lang)),
            ("designations", None) => Ok(Self::Designations),
            ("sources", None) => Ok(Self::Sources),
            ("relations", None) => Ok(Self::Relations),
            _ => Err(PartNameError),
        }
    }
}

impl TryFrom<String> for PartName {
    type Error = PartNameError;

    fn try_from(text: String) -> Result<Self, PartNameError> {
        text.parse()
    }
}

impl From<PartName> for String {
    fn from(part: PartName) -> Self {
        part.to_string()
    }
}

fn unless_authoritative(lang: &Lang, authoritative: &Lang) -> Option<Lang> {
    (lang != authoritative).then(|| lang.clone())
}

fn langs_where<T: Clone>(
    texts: &Option<BTreeMap<Lang, T>>,
    wanted: impl Fn(&Lang) -> bool,
) -> Option<BTreeMap<Lang, T>> {
    let kept: BTreeMap<_, _> = texts
        .iter()
        .flatten()
        .filter(|(lang, _)| wanted(lang))
        .map(|(lang, text)| (lang.clone(), text.clone()))
        .collect();
    (!kept.is_empty()).then_some(kept)
}
