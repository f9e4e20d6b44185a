//! The other entries of a process, as far as a definition is read beside them.

use std::collections::HashMap;

use super::tokens::tokens;
use crate::Lang;

/// A designation in the language of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    /// Whether it shall not be used any more.
    pub deprecated: bool,
}

/// Another entry of the process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub number: u32,
    pub slug: String,
    /// Its designations, the preferred one first.
    pub names: Vec<Name>,
    /// The entry that its definition links to on the shortest way to the entry that is written,
    /// by slug. None where no way leads there. The entry that is written may be among the known,
    /// without names; it leads to itself.
    pub leads: Option<String>,
}

/// The known entries in one language, ready to be looked up by their words.
#[derive(Debug)]
pub struct Lexicon {
    lang: Lang,
    entries: Vec<Known>,
    phrases: Vec<Phrase>,
    by_word: HashMap<String, Vec<usize>>,
    by_address: HashMap<String, usize>,
}

/// A designation in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) deprecated: bool,
    /// The entry it stands for, by its place in the lexicon; 0 for names of the draft.
    pub(super) entry: usize,
}

impl Name {
    /// A designation that may be used.
    pub fn used(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            deprecated: false,
        }
    }

    /// A designation that shall not be used.
    pub fn deprecated(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            deprecated: true,
        }
    }
}

impl Known {
    /// What the entry is called first of all.
    pub fn term(&self) -> &str {
        self.names.first().map_or(&self.slug, |name| &name.text)
    }

    /// The entry as one line of text, for the way into a browser: number, slug, what it leads to
    /// behind `>`, its names behind `=`, or `-` where they are deprecated, parted by tabs. A slug
    /// that is its first name with hyphens is left out. Names have no tabs and no line ends.
    pub fn line(&self) -> String {
        let slug = if self.slug == hyphenated(self.term()) {
            ""
        } else {
            &self.slug
        };
        let mut line = format!("{}\t{slug}", self.number);
        if let Some(leads) = &self.leads {
            line.extend(["\t>", leads]);
        }
        for name in &self.names {
            line.extend([if name.deprecated { "\t-" } else { "\t=" }, &name.text]);
        }
        line
    }

    /// Reads what [`line`](Self::line) wrote.
    pub fn parse(line: &str) -> Option<Self> {
        let mut cells = line.split('\t');
        let number = cells.next()?.parse().ok()?;
        let slug = cells.next()?.to_owned();
        let mut known = Self {
            number,
            slug,
            ..Self::default()
        };
        for cell in cells {
            match cell.split_at_checked(1)? {
                (">", leads) => known.leads = Some(leads.to_owned()),
                ("=", text) => known.names.push(Name::used(text)),
                ("-", text) => known.names.push(Name::deprecated(text)),
                _ => return None,
            }
        }
        if known.slug.is_empty() {
            known.slug = hyphenated(known.term());
        }
        Some(known)
    }
}

impl Lexicon {
    pub fn new(lang: Lang, entries: Vec<Known>) -> Self {
        let mut lexicon = Self {
            lang,
            entries: Vec::new(),
            phrases: Vec::new(),
            by_word: HashMap::new(),
            by_address: HashMap::new(),
        };
        for known in entries {
            lexicon.add(known);
        }
        lexicon
    }

    /// Adds an entry, unless it is known.
    pub fn add(&mut self, known: Known) {
        if self.by_address.contains_key(&known.slug) {
            return;
        }
        let entry = self.entries.len();
        for name in &known.names {
            let Some(phrase) = self.phrase(name, entry) else {
                continue;
            };
            let first = phrase.words[0].clone();
            self.by_word
                .entry(first)
                .or_default()
                .push(self.phrases.len());
            self.phrases.push(phrase);
        }
        self.by_address.insert(known.slug.clone(), entry);
        self.by_address.insert(known.number.to_string(), entry);
        self.entries.push(known);
    }

    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The entry at an address, a slug or a number as it was typed.
    pub(super) fn at(&self, address: &str) -> Option<&Known> {
        self.entries.get(*self.by_address.get(address)?)
    }

    pub(super) fn entry(&self, phrase: &Phrase) -> Option<&Known> {
        self.entries.get(phrase.entry)
    }

    /// The designations that begin with a word.
    pub(super) fn beginning<'s>(
        &'s self,
        word: &str,
    ) -> impl Iterator<Item = &'s Phrase> + use<'s> {
        let found = self.by_word.get(word).into_iter().flatten();
        found.filter_map(|at| self.phrases.get(*at))
    }

    /// Names of the draft in words; those without any are left out.
    pub(super) fn phrases(&self, names: &[Name]) -> Vec<Phrase> {
        names
            .iter()
            .filter_map(|name| self.phrase(name, 0))
            .collect()
    }

    fn phrase(&self, name: &Name, entry: usize) -> Option<Phrase> {
        let words: Vec<_> = tokens(&name.text, &self.lang)
            .into_iter()
            .map(|token| token.word)
            .collect();
        (!words.is_empty()).then_some(Phrase {
            words,
            deprecated: name.deprecated,
            entry,
        })
    }
}

fn hyphenated(term: &str) -> String {
    term.to_ascii_lowercase().replace(' ', "-")
}
