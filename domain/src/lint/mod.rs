//! What is doubtful in a definition while it is written (ISO 704: definitions by intension, the
//! substitution principle, deficient definitions). Every finding is advice and refuses nothing.
//!
//! What depends on the words of a language is looked for where they are known: in English, German
//! and French. Texts are compared by whole words of Unicode, whatever their case: "trust" is not
//! in "trustor", nor "update" in "self-update". In English a regular plural and a possessive count
//! as the word.

mod abridged;
mod form;
mod lexicon;
mod link;
mod speech;
mod substitution;
mod tokens;
mod told;
mod uses;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use abridged::{SHIPPED_MAX, abridge};
pub use lexicon::{Known, Lexicon, Name};
pub use link::link;
pub use speech::plurals;
pub use substitution::{Substitution, Unfit, substitution};
pub use told::{Span, Told};

use crate::markdown::{Reading, reading};
use tokens::{Token, tokens};

/// The most words of other entries that are named: more would not be read.
pub const UNLINKED_MAX: usize = 12;

/// A definition as it is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What the entry is called, the preferred designation first.
    pub names: Vec<Name>,
    /// Markdown.
    pub definition: String,
    /// Markdown.
    pub examples: Vec<String>,
}

/// What a finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Definition,
    /// An example, counted from 0.
    Example(usize),
}

/// What is doubtful, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub lint: Lint,
    pub part: Part,
    /// Which bytes of the Markdown source it speaks of; none where there is no such place.
    pub span: Option<Range<usize>>,
    /// The words that stand there, as they read.
    pub words: String,
}

/// What is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lint {
    /// It is defined by way of entries that are defined by way of this one: the terms from this
    /// one all the way back to it.
    Circular { cycle: Vec<String> },
    /// It uses the word it defines, perhaps at its beginning.
    OwnTerm { begins: bool },
    /// It begins with an article.
    Article,
    /// "is when", "is where": a time or a place is not what the word means.
    IsWhen,
    /// It says what the thing is not.
    Negative,
    /// It goes on after its first sentence.
    Sentences,
    /// It uses the term of another entry without a link to it. `instead` is the link, as it would
    /// be typed in place of the words.
    Unlinked {
        slug: String,
        term: String,
        instead: Option<String>,
    },
    /// It uses a designation that is deprecated, of another entry or (without a slug) of this one.
    Deprecated {
        slug: Option<String>,
        preferred: String,
        instead: Option<String>,
    },
    /// An example does not contain the word.
    NoWord,
    /// An example in which the definition cannot stand in place of the word.
    Unfit {
        why: Unfit,
        substitution: Substitution,
    },
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Problem,
    Hint,
}

impl Lint {
    pub fn level(&self) -> Level {
        match self {
            Self::Circular { .. }
            | Self::OwnTerm { .. }
            | Self::IsWhen
            | Self::Deprecated { .. }
            | Self::Unfit { .. } => Level::Problem,
            Self::Article
            | Self::Negative
            | Self::Sentences
            | Self::Unlinked { .. }
            | Self::NoWord => Level::Hint,
        }
    }
}

/// Everything that is doubtful in a draft: what is in the definition first, problems before hints,
/// each in the order of the text.
pub fn lint(draft: &Draft, lexicon: &Lexicon) -> Vec<Finding> {
    let definition = Text::read(&draft.definition, lexicon);
    if definition.tokens.is_empty() {
        return Vec::new();
    }
    let own = lexicon.phrases(&draft.names);
    let mut found = form::findings(&definition, &own, lexicon);
    found.extend(uses::in_definition(&definition, draft, &own, lexicon));
    for (at, example) in draft.examples.iter().enumerate() {
        let example = Text::read(example, lexicon);
        if example.tokens.is_empty() {
            continue;
        }
        let part = Part::Example(at);
        found.extend(uses::deprecated(&example, part, draft, &own, lexicon));
        found.extend(substitution::findings(
            &definition,
            &example,
            part,
            &own,
            lexicon,
        ));
    }
    found.sort_by_key(|finding| {
        let start = finding.span.as_ref().map_or(0, |span| span.start);
        (finding.part, finding.lint.level(), start)
    });
    found
}

/// A Markdown text as it reads, in words.
struct Text<'a> {
    source: &'a str,
    reading: Reading,
    tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    fn read(source: &'a str, lexicon: &Lexicon) -> Self {
        let reading = reading(source);
        let tokens = tokens(&reading.text, lexicon.lang());
        Self {
            source,
            reading,
            tokens,
        }
    }

    /// The bytes of the text from the first to the last of these tokens.
    fn bytes(&self, which: &Range<usize>) -> Range<usize> {
        match self.tokens.get(which.clone()) {
            Some([only]) => only.at.clone(),
            Some([first, .., last]) => first.at.start..last.at.end,
            _ => 0..0,
        }
    }

    /// What a finding says of these bytes of the text.
    fn finding(&self, lint: Lint, part: Part, at: Range<usize>) -> Finding {
        let words = self.reading.text.get(at.clone()).unwrap_or_default();
        Finding {
            lint,
            part,
            span: self.reading.source(at.clone()),
            words: words.to_owned(),
        }
    }
}
