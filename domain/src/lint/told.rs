//! A finding in plain words, with the principle it comes from.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Finding, Level, Lint, Part, Unfit};
use crate::Lang;

/// What is doubtful in a text, where, why, and by which principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Told {
    /// `circular` `own_term` `article` `is_when` `negative` `sentences` `unlinked` `deprecated`
    /// `no_word` `substitution`
    pub kind: &'static str,
    /// `problem` or `hint`. Neither refuses anything.
    pub level: &'static str,
    /// `definition` or `example`.
    pub part: &'static str,
    /// Which example, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<usize>,
    pub lang: Lang,
    /// Where in the Markdown text that was sent; null where there is no such place.
    pub span: Option<Span>,
    /// The words at the span as they read.
    pub words: String,
    pub title: String,
    /// What is doubtful, and what would mend it.
    pub reason: String,
    /// The principle it comes from.
    pub source: &'static str,
    /// The entry it speaks of, by slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What can be typed in place of the words at the span.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// The terms of a circle, from this one back to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cycle: Vec<String>,
    /// The example with the definition in place of the word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substituted: Option<String>,
}

/// Bytes of a text in UTF-8: from the first to before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Finding {
    pub fn tell(&self, lang: &Lang) -> Told {
        let (part, example) = match self.part {
            Part::Definition => ("definition", None),
            Part::Example(at) => ("example", Some(at)),
        };
        let (cycle, substituted) = match &self.lint {
            Lint::Circular { cycle } => (cycle.clone(), None),
            Lint::Unfit {
                substitution: it, ..
            } => {
                let sentence = format!("{}{}{}", it.before, it.definition, it.after);
                (Vec::new(), Some(sentence))
            }
            _ => (Vec::new(), None),
        };
        Told {
            kind: self.lint.kind(),
            level: match self.lint.level() {
                Level::Problem => "problem",
                Level::Hint => "hint",
            },
            part,
            example,
            lang: lang.clone(),
            span: self.span.clone().map(|span| Span {
                start: span.start,
                end: span.end,
            }),
            words: self.words.clone(),
            title: self.lint.title().to_owned(),
            reason: self.reason(),
            source: self.lint.source(),
            entry: self.lint.entry().map(str::to_owned),
            instead: self.lint.instead().map(str::to_owned),
            cycle,
            substituted,
        }
    }

    /// What is doubtful, and what would mend it.
    pub fn reason(&self) -> String {
        let words = &self.words;
        match &self.lint {
            Lint::Circular { cycle } => format!(
                "It leads back to itself: {}. Define one of them without the others.",
                cycle.join(" → ")
            ),
            Lint::OwnTerm { begins: true } => {
                format!("It begins with “{words}”. Begin with what the thing is.")
            }
            Lint::OwnTerm { begins: false } => {
                format!("“{words}” is the word itself. Say it in other words.")
            }
            Lint::Article => {
                format!("Leave out “{words}”, so that it can stand in place of the word.")
            }
            Lint::IsWhen => format!("Put what the thing is in place of “{words}”."),
            Lint::Negative => {
                format!("It begins with “{words}”. Say what the thing is, if that can be said.")
            }
            Lint::Sentences => "Put what goes beyond the first sentence into a note.".to_owned(),
            Lint::Unlinked { term, .. } if term.eq_ignore_ascii_case(words) => {
                format!("“{words}” is used here without a link to its entry.")
            }
            Lint::Unlinked { term, .. } => {
                format!("“{words}” is used here without a link to the entry “{term}”.")
            }
            Lint::Deprecated { preferred, .. } => {
                format!("“{words}” is deprecated; the preferred word is “{preferred}”.")
            }
            Lint::NoWord => {
                "It does not contain the word, so it does not show how the word is used.".to_owned()
            }
            Lint::Unfit { why, .. } => match why {
                Unfit::Article => "In this place an article would stand twice.",
                Unfit::Sentences => "In this place a sentence would end in the midst of another.",
                Unfit::When => "In this place it would say when, where a thing is meant.",
            }
            .to_owned(),
        }
    }
}

impl Lint {
    /// Its name for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Circular { .. } => "circular",
            Self::OwnTerm { .. } => "own_term",
            Self::Article => "article",
            Self::IsWhen => "is_when",
            Self::Negative => "negative",
            Self::Sentences => "sentences",
            Self::Unlinked { .. } => "unlinked",
            Self::Deprecated { .. } => "deprecated",
            Self::NoWord => "no_word",
            Self::Unfit { .. } => "substitution",
        }
    }

    /// Its name for people.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Circular { .. } => "Circular",
            Self::OwnTerm { begins: true } => "Begins with its own word",
            Self::OwnTerm { begins: false } => "Uses its own word",
            Self::Article => "Begins with an article",
            Self::IsWhen => "Says when, not what",
            Self::Negative => "Negative",
            Self::Sentences => "More than one sentence",
            Self::Unlinked { .. } => "Is an entry",
            Self::Deprecated { .. } => "Deprecated word",
            Self::NoWord => "Not the word",
            Self::Unfit { .. } => "Cannot stand in its place",
        }
    }

    /// The principle it comes from.
    pub fn source(&self) -> &'static str {
        match self {
            Self::Circular { .. } => "ISO 704: circularity within a system of definitions",
            Self::OwnTerm { .. } => "ISO 704: circularity within a definition",
            Self::Article | Self::NoWord | Self::Unfit { .. } => "ISO 704: substitution principle",
            Self::IsWhen => "ISO 704: a definition states the concept",
            Self::Negative => "ISO 704: negative definitions",
            Self::Sentences => "ISO 704: a definition is one phrase",
            Self::Unlinked { .. } => "ISO 704: definitions reflect the concept system",
            Self::Deprecated { .. } => "ISO 704: preferred, admitted and deprecated designations",
        }
    }

    /// What can be typed in place of the words.
    pub fn instead(&self) -> Option<&str> {
        match self {
            Self::Unlinked { instead, .. } | Self::Deprecated { instead, .. } => instead.as_deref(),
            _ => None,
        }
    }

    fn entry(&self) -> Option<&str> {
        match self {
            Self::Unlinked { slug, .. } => Some(slug),
            Self::Deprecated { slug, .. } => slug.as_deref(),
            _ => None,
        }
    }
}
