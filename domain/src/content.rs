//! The parts of an entry (ISO 704, ISO 10241-1) as one immutable wording holds them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Lang, Refusal, Text, Title, ids::EntryNo};

/// The most items a list of designations, notes, examples, sources or relations may have.
pub const ITEMS_MAX: usize = 100;

/// How a designation may be used for the concept.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DesignationKind {
    Preferred,
    Admitted,
    Deprecated,
    Abbreviation,
}

/// A word or words that stand for the concept in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Designation {
    pub text: Title,
    pub kind: DesignationKind,
    pub lang: Lang,
}

/// Where a definition was taken from; `modified` says that its words were changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    pub text: Title,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Title>,
    #[serde(default)]
    pub modified: bool,
}

/// How a concept stands to another one of the same process.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    Broader,
    Narrower,
    Related,
    PartOf,
    ReplacedBy,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    pub kind: RelationKind,
    pub entry: EntryNo,
}

/// All that a wording says, in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    pub designations: Vec<Designation>,
    /// Markdown by language.
    pub definition: BTreeMap<Lang, Text>,
    #[serde(default)]
    pub notes: BTreeMap<Lang, Vec<Text>>,
    #[serde(default)]
    pub examples: BTreeMap<Lang, Vec<Text>>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub relations: Vec<Relation>,
}

/// What a redline would change: a part that is left out stays, and so does a language that is
/// not named. An empty list takes a language's notes or examples away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changes {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designations: Option<Vec<Designation>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<BTreeMap<Lang, Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<BTreeMap<Lang, Vec<Text>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<BTreeMap<Lang, Vec<Text>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<Source>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relations: Option<Vec<Relation>>,
}

impl Content {
    /// Checks what types cannot: that the authoritative language has one preferred designation
    /// and a definition, that no designation stands twice, that links can be followed, and that
    /// only languages of the process are used.
    pub fn check(&self, languages: &[Lang]) -> Result<(), Refusal> {
        let authoritative = languages.first().ok_or(Refusal::LanguagesMissing)?;
        if !self.definition.contains_key(authoritative) {
            return Err(Refusal::DefinitionMissing);
        }
        if self.preferred(authoritative).is_none() {
            return Err(Refusal::PreferredMissing);
        }
        let mut seen = BTreeSet::new();
        let mut preferred = BTreeSet::new();
        for designation in &self.designations {
            if designation.kind == DesignationKind::Preferred
                && !preferred.insert(&designation.lang)
            {
                return Err(Refusal::PreferredTwice);
            }
            if !seen.insert((&designation.lang, designation.text.to_lowercase())) {
                return Err(Refusal::DesignationTwice);
            }
        }
        let used = self.designations.iter().map(|d| &d.lang);
        let used = used
            .chain(self.definition.keys())
            .chain(self.notes.keys())
            .chain(self.examples.keys());
        if let Some(lang) = used.into_iter().find(|lang| !languages.contains(lang)) {
            return Err(Refusal::LangForeign { lang: lang.clone() });
        }
        let links = self
            .sources
            .iter()
            .filter_map(|source| source.url.as_deref());
        if links.into_iter().any(|url| !is_web_address(url)) {
            return Err(Refusal::UrlMalformed);
        }
        let lists = self
            .notes
            .values()
            .chain(self.examples.values())
            .map(Vec::len);
        let lists = lists.chain([
            self.designations.len(),
            self.sources.len(),
            self.relations.len(),
        ]);
        if lists.into_iter().any(|len| len > ITEMS_MAX) {
            return Err(Refusal::TooManyItems { max: ITEMS_MAX });
        }
        Ok(())
    }

    /// The preferred designation in a language.
    pub fn preferred(&self, lang: &Lang) -> Option<&str> {
        self.designations
            .iter()
            .find(|d| d.kind == DesignationKind::Preferred && d.lang == *lang)
            .map(|d| &*d.text)
    }

    /// This content with the changes made, words taken as they stand. Carrying changes over to
    /// a text that moved on is the work of `redline::carry`.
    pub fn with(&self, changes: &Changes) -> Self {
        let mut content = self.clone();
        if let Some(designations) = &changes.designations {
            content.designations.clone_from(designations);
        }
        for (lang, text) in changes.definition.iter().flatten() {
            content.definition.insert(lang.clone(), text.clone());
        }
        replace_lists(&mut content.notes, changes.notes.as_ref());
        replace_lists(&mut content.examples, changes.examples.as_ref());
        if let Some(sources) = &changes.sources {
            content.sources.clone_from(sources);
        }
        if let Some(relations) = &changes.relations {
            content.relations.clone_from(relations);
        }
        content
    }
}

impl Changes {
    /// What would lead from one content to the other, part by part and language by language.
    pub fn between(old: &Content, new: &Content) -> Self {
        let texts: BTreeMap<_, _> = new
            .definition
            .iter()
            .filter(|(lang, text)| old.definition.get(*lang) != Some(text))
            .map(|(lang, text)| (lang.clone(), text.clone()))
            .collect();
        Self {
            designations: (old.designations != new.designations).then(|| new.designations.clone()),
            definition: (!texts.is_empty()).then_some(texts),
            notes: changed_lists(&old.notes, &new.notes),
            examples: changed_lists(&old.examples, &new.examples),
            sources: (old.sources != new.sources).then(|| new.sources.clone()),
            relations: (old.relations != new.relations).then(|| new.relations.clone()),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An absolute address of the web, without white space or the characters that break out of markup.
pub fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c))
}

fn replace_lists(
    lists: &mut BTreeMap<Lang, Vec<Text>>,
    changes: Option<&BTreeMap<Lang, Vec<Text>>>,
) {
    for (lang, items) in changes.into_iter().flatten() {
        if items.is_empty() {
            lists.remove(lang);
        } else {
            lists.insert(lang.clone(), items.clone());
        }
    }
}

fn changed_lists(
    old: &BTreeMap<Lang, Vec<Text>>,
    new: &BTreeMap<Lang, Vec<Text>>,
) -> Option<BTreeMap<Lang, Vec<Text>>> {
    let langs: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let changed: BTreeMap<_, _> = langs
        .into_iter()
        .filter(|lang| old.get(*lang) != new.get(*lang))
        .map(|lang| (lang.clone(), new.get(lang).cloned().unwrap_or_default()))
        .collect();
    (!changed.is_empty()).then_some(changed)
}
