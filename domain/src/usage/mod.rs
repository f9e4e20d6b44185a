//! How documents use the words of a glossary: which of them are deprecated or were retired since, which links speak of
//! words that changed, and which of terms that never were.

mod edges;
mod folded;
mod links;
pub mod prose;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{
    Slug, Version,
    content::RelationKind,
    release::{Document, Term, TermStatus},
};

pub use edges::is_joined;
pub use prose::{Prose, Syntax};
pub use words::Words;

use links::{Named, named, term};

/// A place of a document that does not agree with the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In bytes of the document.
    pub at: Range<usize>,
    /// What stands there: words as they are read, without marks, or where a link leads.
    pub found: String,
    pub kind: Kind,
}

/// What is the matter with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A word of a term that another one is preferred to.
    Deprecated { instead: Other },
    /// A word of a term that was retired, or a link to it.
    Retired { instead: Option<Other> },
    /// A link to a term whose words changed since the release that the document speaks of.
    Outdated {
        term: Other,
        since: Version,
        changed: Version,
    },
    /// A link to a term that the glossary does not have.
    Undefined,
}

/// A term by its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub word: String,
    pub slug: Slug,
}

impl Other {
    fn of(document: &Document, term: &Term) -> Self {
        Self {
            word: term.headword(document.lang()).to_owned(),
            slug: term.slug.clone(),
        }
    }
}

impl Kind {
    /// What it is called where findings are counted and switched off.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Deprecated { .. } => "deprecated",
            Self::Retired { .. } => "retired",
            Self::Outdated { .. } => "outdated",
            Self::Undefined => "undefined",
        }
    }

    fn instead(&self) -> Option<&str> {
        match self {
            Self::Deprecated { instead }
            | Self::Retired {
                instead: Some(instead),
            } => Some(&instead.word),
            _ => None,
        }
    }
}

/// Everything in a document that does not agree with a release, in its order. `since` is the release that the document
/// was written for, for links that do not name one.
pub fn check(
    document: &Document,
    words: &Words,
    text: &str,
    prose: &Prose,
    since: Option<Version>,
) -> Vec<Finding> {
    let mut findings = words.find(text, prose);
    for link in prose.links() {
        let Named::Term(name, version) = named(&link.target, document) else {
            continue;
        };
        let kind = match term(document, name) {
            None => Some(Kind::Undefined),
            Some(term) if term.status == TermStatus::Retired => Some(Kind::Retired {
                instead: replacement(document, term).map(|other| Other::of(document, other)),
            }),
            Some(term) => version.or(since).and_then(|since| {
                (since < term.changed).then(|| Kind::Outdated {
                    term: Other::of(document, term),
                    since,
                    changed: term.changed,
                })
            }),
        };
        findings.extend(kind.map(|kind| Finding {
            at: link.at.clone(),
            found: link.target.trim_start_matches("entry:").to_owned(),
            kind,
        }));
    }
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end));
    findings
}

fn replacement<'d>(document: &'d Document, term: &Term) -> Option<&'d Term> {
    let mut replaced = term
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::ReplacedBy);
    replaced.find_map(|relation| document.term(relation.term))
}
