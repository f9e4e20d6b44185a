//! The Vale form: a style that says which words to use instead of others, and the vocabulary of those that are right.
//!
//! Keys and lines are regular expressions, so words are escaped. Vale counts opening brackets to find groups, hence none
//! stands in a key as it is.

use std::collections::HashSet;

use domain::{
    content::DesignationKind,
    release::{Document, Term, TermStatus},
    usage::is_joined,
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Form, FormError, Receipt,
    archive::pack,
    words::{one_line, replacement},
    yaml::yaml,
};

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
    let found = Found::of(document);
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
        accepted(document).into_bytes(),
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
    fn of(document: &Document) -> Self {
        let mut found = Self::default();
        let mut wrong = wrong(document);
        // A word within a longer one comes after it.
        wrong.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        for (word, instead) in wrong {
            match instead {
                Some(instead) => found.replace(&word, &instead),
                None => found.retired.push(bounded(&word)),
            }
        }
        for swap in [&mut found.words, &mut found.exact, &mut found.signs] {
            swap.0.retain(|(key, _)| key.len() <= KEY_MAX);
        }
        found
    }

    fn replace(&mut self, word: &str, preferred: &str) {
        let edges = (word.chars().next(), word.chars().next_back());
        let parted =
            matches!(edges, (Some(first), Some(last)) if is_joined(first) && is_joined(last));
        let same = word.to_lowercase() == preferred.to_lowercase();
        let swap = match (parted, same || is_capitals(word)) {
            (false, _) => &mut self.signs,
            (true, true) => &mut self.exact,
            (true, false) => &mut self.words,
        };
        let key = if parted { pattern(word) } else { bounded(word) };
        swap.0.push((key, preferred.to_owned()));
    }
}

/// Every word that is not to be used, once, with the one to use instead.
fn wrong(document: &Document) -> Vec<(String, Option<String>)> {
    let mut known = HashSet::new();
    let mut wrong = Vec::new();
    for term in &document.terms {
        for designation in &term.designations {
            let word = one_line(&designation.text);
            let retired = term.status == TermStatus::Retired;
            if !(retired || designation.kind == DesignationKind::Deprecated)
                || is_right(document, &word)
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
            wrong.push((word, instead));
        }
    }
    wrong
}

/// Whether some term may be called by this word.
fn is_right(document: &Document, word: &str) -> bool {
    let agreed = |term: &&Term| term.status == TermStatus::Agreed;
    let mut terms = document.terms.iter().filter(agreed);
    terms.any(|term| {
        term.designations.iter().any(|designation| {
            designation.kind != DesignationKind::Deprecated && one_line(&designation.text) == word
        })
    })
}

/// Every word that is right, a line each.
fn accepted(document: &Document) -> String {
    let mut lines = String::new();
    let mut known = HashSet::new();
    let agreed = document
        .terms
        .iter()
        .filter(|term| term.status == TermStatus::Agreed);
    for term in agreed {
        for designation in &term.designations {
            let word = one_line(&designation.text);
            if designation.kind != DesignationKind::Deprecated && known.insert(word.clone()) {
                lines.push_str(&escaped(&word));
                lines.push('\n');
            }
        }
    }
    lines
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// A word as a regular expression that also finds it where a line ends within it.
fn pattern(word: &str) -> String {
    escaped(word).replace(' ', "\\s")
}

/// The same with edges of its own: letters join what stands beside them, signs the same sign.
fn bounded(word: &str) -> String {
    let edge = |c: Option<char>, look: &str| match c {
        Some(c) if is_joined(c) => "\\b".to_owned(),
        // Scripts that do not part words have no edges to look for.
        Some(c) if c.is_alphanumeric() => String::new(),
        Some(c) => format!("({look}[\\w{}])", escaped(&c.to_string())),
        None => String::new(),
    };
    format!(
        "{}{}{}",
        edge(word.chars().next(), "?<!"),
        pattern(word),
        edge(word.chars().next_back(), "?!")
    )
}

fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 8);
    for c in word.chars() {
        match c {
            '(' => out.push_str("\\x28"),
            '\\' | '.' | '+' | '*' | '?' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' | '#'
            | '-' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
