//! The published document: what the JSON form holds (contract, section 3), from which every other
//! form is made. Nothing in it depends on what happens later.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Held;
use crate::{
    Lang, Moment, Slug, Version,
    content::{Designation, DesignationKind, RelationKind},
    ids::{CallNo, EntryNo, WordingNo},
    markdown,
    reading::{Level, Tally},
};

/// A glossary at one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The address of the JSON Schema of this form.
    #[serde(rename = "$schema")]
    pub schema: String,
    pub glossary: About,
    pub version: Version,
    pub previous: Option<Version>,
    pub released_at: Moment,
    /// By number; retired ones stay.
    pub terms: Vec<Term>,
}

/// Which glossary it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct About {
    /// Its permanent address, without a version.
    pub id: String,
    pub slug: Slug,
    pub title: String,
    /// The charter's first paragraph, as plain text.
    pub description: String,
    /// An SPDX identifier.
    pub licence: String,
    /// The first one is authoritative.
    pub languages: Vec<Lang>,
    /// Who publishes it: the process.
    pub publisher: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// The concept's permanent address.
    pub id: String,
    pub number: EntryNo,
    pub slug: Slug,
    pub status: TermStatus,
    pub designations: Vec<Designation>,
    pub definitions: Vec<Formulation>,
    pub notes: Vec<Phrase>,
    pub examples: Vec<Phrase>,
    pub sources: Vec<Origin>,
    pub relations: Vec<Relationship>,
    pub wording: WordingNo,
    /// The first release that held the entry.
    pub since: Version,
    /// The release in which its words changed last.
    pub changed: Version,
    pub consensus: Consensus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TermStatus {
    Agreed,
    Retired,
}

/// A definition in one language, as Markdown and as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Formulation {
    pub lang: Lang,
    pub markdown: String,
    pub text: String,
}

/// A note or an example in one language, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Phrase {
    pub lang: Lang,
    pub text: String,
}

/// Where a definition was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    pub text: String,
    pub url: Option<String>,
    pub modified: bool,
}

/// How a concept stands to another one of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relationship {
    pub kind: RelationKind,
    /// The number of the other term.
    pub term: EntryNo,
}

/// The proof of agreement that a term carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Consensus {
    /// The address of the call that agreed this wording.
    pub call: String,
    pub call_number: CallNo,
    /// The name of the rule it was agreed under.
    pub rule: String,
    pub level: Level,
    pub decided_at: Moment,
    pub tally: Tally,
    /// What those who dissented wished to be read beside the term.
    pub minority: Vec<Minority>,
}

/// A minority statement, by whom it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Minority {
    pub organisation: Option<String>,
    pub group: Option<String>,
    pub text: String,
}

impl About {
    /// What a charter says of its glossary: its first paragraph, as plain text.
    pub fn described(charter: &str) -> String {
        let first = charter
            .split("\n\n")
            .find(|block| !block.trim_start().starts_with('#'));
        markdown::plain(first.unwrap_or_default())
    }

    /// What its addresses begin with.
    pub fn base(&self) -> &str {
        let home = self.id.strip_suffix(self.slug.as_str());
        home.and_then(|home| home.strip_suffix("/g/"))
            .unwrap_or_default()
    }

    /// The page of one of its releases.
    pub fn address_of(&self, version: Version) -> String {
        format!("{}/{version}/", self.id)
    }
}

impl Document {
    /// What it holds, as the release after it looks at it.
    pub fn held(&self) -> Vec<Held> {
        let held = self.terms.iter().map(|term| Held {
            entry: term.number,
            wording: term.wording,
            retired: term.status == TermStatus::Retired,
        });
        held.collect()
    }

    /// The authoritative language.
    pub fn lang(&self) -> Option<&Lang> {
        self.glossary.languages.first()
    }

    /// The page of the release, for ever; those of its terms are below it.
    pub fn address(&self) -> String {
        self.glossary.address_of(self.version)
    }

    /// The page of a term in this release, for ever.
    pub fn page(&self, term: &Term) -> String {
        format!("{}{}", self.address(), term.slug)
    }

    pub fn term(&self, number: EntryNo) -> Option<&Term> {
        self.terms.iter().find(|term| term.number == number)
    }
}

impl Term {
    /// The preferred designation in a language.
    pub fn preferred(&self, lang: &Lang) -> Option<&str> {
        let is_it = |d: &&Designation| d.kind == DesignationKind::Preferred && d.lang == *lang;
        self.designations.iter().find(is_it).map(|d| &*d.text)
    }

    /// The designations of one kind in a language.
    pub fn named<'a>(
        &'a self,
        kind: DesignationKind,
        lang: &'a Lang,
    ) -> impl Iterator<Item = &'a str> {
        self.designations
            .iter()
            .filter(move |d| d.kind == kind && d.lang == *lang)
            .map(|d| &*d.text)
    }

    /// The definition in a language.
    pub fn definition(&self, lang: &Lang) -> Option<&Formulation> {
        self.definitions
            .iter()
            .find(|definition| definition.lang == *lang)
    }

    /// What to call the term where a word is needed: the preferred designation in the language,
    /// else the first designation there is.
    pub fn headword(&self, lang: Option<&Lang>) -> &str {
        lang.and_then(|lang| self.preferred(lang))
            .or_else(|| self.designations.first().map(|d| &*d.text))
            .unwrap_or(self.slug.as_str())
    }

    /// The languages that something is said in, in the glossary's order.
    pub fn languages<'a>(&'a self, of: &'a [Lang]) -> impl Iterator<Item = &'a Lang> {
        of.iter().filter(|lang| {
            self.definition(lang).is_some()
                || self.designations.iter().any(|d| d.lang == **lang)
                || self
                    .notes
                    .iter()
                    .chain(&self.examples)
                    .any(|p| p.lang == **lang)
        })
    }
}
