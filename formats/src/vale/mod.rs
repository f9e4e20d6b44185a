//! The Vale form: a style that says which words to use instead of others, and the vocabulary of those that are right.
//!
//! Keys and lines are regular expressions, so words are escaped. Vale counts opening brackets to find groups, hence none
//! stands in a key as it is.

mod pattern;
mod right;

use std::collections::HashSet;

use domain::{
    content::DesignationKind,
    lint::plurals,
    release::{Document, TermStatus},
    usage::is_joined,
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Form, FormError, Receipt,
    archive::pack,
    words::{one_line, replacement},
    yaml::yaml,
};

use pattern::Forms;
use right::Right;

pub(crate) const FORM: Form = Form {
    extension: "vale.zip",
    media_type: "application/zip",
    name: "Vale style",
    audience: "checking prose in continuous integration",
    receipt: Receipt {
        weakened: &[
            ("abbreviation", "as a word that may be used"),
            (
                "deprecated",
                "as a word to be replaced by the preferred one",
            ),
            ("replaced_by", "as what a retired term is to be replaced by"),
            (
                "status",
                "retired terms as words to be replaced, or not to be used",
            ),
            ("version", "the number only"),
        ],
        dropped: &[
            "definition",
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "history",
            "consensus",
        ],
    },
    write,
};

/// The longest key that every reader of YAML takes is 1,024 characters long.
const KEY_MAX: usize = 1_000;

/// A rule of Vale that replaces words.
#[derive(Serialize)]
struct Substitution {
    extends: &'static str,
    message: &'static str,
    link: String,
    level: &'static str,
    ignorecase: bool,
    nonword: bool,
    swap: Swap,
}

/// Pairs in the order in which they are to be tried.
#[derive(Default)]
struct Swap(Vec<(String, String)>);

impl Serialize for Swap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (observed, expected) in &self.0 {
            map.serialize_entry(observed, expected)?;
        }
        map.end()
    }
}

/// A rule of Vale that forbids words.
#[derive(Serialize)]
struct Existence {
    extends: &'static str,
    message: &'static str,
    link: String,
    level: &'static str,
    ignorecase: bool,
    nonword: bool,
    tokens: Vec<String>,
}

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let right = Right::of(document);
    let found = Found::of(document, &right);
    let link = document.address();
    let substitution = |swap: Swap, ignorecase, nonword| {
        yaml(&Substitution {
            extends: "substitution",
            message: "Use '%s' instead of '%s'.",
            link: link.clone(),
            level: "warning",
            ignorecase,
            nonword,
            swap,
        })
        .map(String::into_bytes)
    };
    let mut files = vec![(
        "styles/Parlance/Terms.yml",
        substitution(found.words, true, false)?,
    )];
    if !found.exact.0.is_empty() {
        let rule = substitution(found.exact, false, false)?;
        files.push(("styles/Parlance/Exact.yml", rule));
    }
    if !found.signs.0.is_empty() {
        let rule = substitution(found.signs, false, true)?;
        files.push(("styles/Parlance/Signs.yml", rule));
    }
    if !found.retired.is_empty() {
        let rule = Existence {
            extends: "existence",
            message: "'%s' was retired from the glossary.",
            link,
            level: "warning",
            ignorecase: false,
            nonword: true,
            tokens: found.retired,
        };
        files.push(("styles/Parlance/Retired.yml", yaml(&rule)?.into_bytes()));
    }
    files.push((
        "styles/config/vocabularies/Parlance/accept.txt",
        right.accepted().into_bytes(),
    ));
    pack(files)
}

/// What is to be said of words, by how they are found.
#[derive(Default)]
struct Found {
    /// Between the edges of words, in small or capital letters.
    words: Swap,
    /// Between the edges of words, as they are.
    exact: Swap,
    /// With other edges, as they are.
    signs: Swap,
    retired: Vec<String>,
}

impl Found {
    fn of(document: &Document, right: &Right) -> Self {
        let mut found = Self::default();
        let mut wrong = wrong(document, right);
        // A word within a longer one comes after it.
        wrong.sort_by_key(|wrong| std::cmp::Reverse(wrong.word.chars().count()));
        for wrong in &wrong {
            match &wrong.instead {
                Some(instead) => found.replace(wrong, instead, right),
                None => {
                    let forms = Forms::of(&wrong.word, &wrong.plurals);
                    let but = forms.but(&right.around(&wrong.word, true));
                    found.retired.push(but + &forms.bounded());
                }
            }
        }
        // Where so many exceptions have no room, no key is better than one that finds what is right.
        for swap in [&mut found.words, &mut found.exact, &mut found.signs] {
            swap.0.retain(|(key, _)| key.len() <= KEY_MAX);
        }
        found
    }

    fn replace(&mut self, wrong: &Wrong, preferred: &str, right: &Right) {
        let word = &wrong.word;
        let edges = (word.chars().next(), word.chars().next_back());
        let parted =
            matches!(edges, (Some(first), Some(last)) if is_joined(first) && is_joined(last));
        let exact = !parted || is_capitals(word) || word.to_lowercase() == preferred.to_lowercase();
        let swap = match (parted, exact) {
            (false, _) => &mut self.signs,
            (true, true) => &mut self.exact,
            (true, false) => &mut self.words,
        };
        let forms = Forms::of(word, &wrong.plurals);
        let but = forms.but(&right.around(word, exact));
        let key = if parted { forms.any() } else { forms.bounded() };
        swap.0.push((but + &key, preferred.to_owned()));
    }
}

/// A word that is not to be used.
struct Wrong {
    word: String,
    plurals: Vec<String>,
    /// The one to use in its place.
    instead: Option<String>,
}

/// Every word that is not to be used, once.
fn wrong(document: &Document, right: &Right) -> Vec<Wrong> {
    let mut known = HashSet::new();
    let mut wrong = Vec::new();
    for term in &document.terms {
        for designation in &term.designations {
            let word = one_line(&designation.text);
            let retired = term.status == TermStatus::Retired;
            if !(retired || designation.kind == DesignationKind::Deprecated)
                || right.has(&word)
                || !known.insert(word.clone())
            {
                continue;
            }
            let instead = match term.status {
                TermStatus::Retired => replacement(document, term),
                TermStatus::Agreed => Some(term),
            };
            let instead = instead.map(|term| {
                let preferred = term.preferred(&designation.lang);
                one_line(preferred.unwrap_or_else(|| term.headword(document.lang())))
            });
            let plurals = plurals(&word, &designation.lang);
            wrong.push(Wrong {
                plurals: plurals.filter(|plural| !right.has(plural)).collect(),
                word,
                instead,
            });
        }
    }
    wrong
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}
