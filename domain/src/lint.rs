//! What is doubtful in a definition while it is written (ISO 704, 6.3: definitions by intension,
//! the substitution principle, deficient definitions). Every finding is advice and refuses nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Lang, markdown};

/// A definition as it is being written, and what it is read beside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub term: String,
    /// Markdown.
    pub definition: String,
    pub examples: Vec<String>,
}

/// Another entry of the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub slug: String,
    pub term: String,
    /// Whether its definition links to the entry that is written.
    pub leads_here: bool,
}

/// What is doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lint {
    /// It is defined by way of another entry that is defined by way of this one.
    Circular {
        term: String,
    },
    /// It begins with the word it defines.
    BeginsWithTerm,
    /// It uses the word it defines.
    UsesTerm,
    BeginsWithArticle {
        article: String,
    },
    /// "is when", "is where": a time or a place is not what the word means.
    IsWhen {
        words: String,
    },
    /// It says what the thing is not.
    Negative {
        word: String,
    },
    /// It is longer than one sentence.
    Sentences,
    /// It uses the term of another entry without a link to it.
    Unlinked {
        term: String,
        slug: String,
    },
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Problem,
    Hint,
}

/// The most terms of other entries that are named: more would not be read.
const UNLINKED_MAX: usize = 5;

impl Lint {
    pub fn level(&self) -> Level {
        match self {
            Self::Circular { .. } | Self::BeginsWithTerm | Self::UsesTerm | Self::IsWhen { .. } => {
                Level::Problem
            }
            Self::BeginsWithArticle { .. }
            | Self::Negative { .. }
            | Self::Sentences
            | Self::Unlinked { .. } => Level::Hint,
        }
    }
}

/// Everything that is doubtful in a draft. What depends on words of a language is looked for where
/// the words are known: in English, German and French.
pub fn lint(draft: &Draft, lang: &Lang, known: &[Known]) -> Vec<Lint> {
    let text = markdown::plain(&draft.definition);
    if text.trim().is_empty() {
        return Vec::new();
    }
    let words = words(&text);
    let term = self::words(&draft.term);
    let linked: BTreeSet<String> = markdown::links(&draft.definition).into_iter().collect();
    let mut found = Vec::new();
    found.extend(circular(&linked, known));
    found.extend(own_term(&words, &term));
    found.extend(article(&words, lang));
    found.extend(is_when(&words, lang));
    found.extend(negative(&words, lang));
    found.extend(sentences(&text));
    found.extend(unlinked(&words, &term, &linked, known));
    found
}

/// The definition put in place of the word in its first example that holds it; what comes before,
/// the definition, and what comes after.
pub fn substitution(draft: &Draft) -> Option<(String, String, String)> {
    let definition = markdown::plain(&draft.definition);
    let term = draft.term.trim();
    if term.is_empty() || definition.is_empty() {
        return None;
    }
    draft.examples.iter().find_map(|example| {
        let example = markdown::plain(example);
        let at = find_word(&example, term)?;
        let (before, rest) = example.split_at(at);
        let after = rest.chars().skip(term.chars().count()).collect();
        Some((before.to_owned(), definition.clone(), after))
    })
}

/// A draft with the first unlinked use of a term linked to its entry.
pub fn link(definition: &str, term: &str, slug: &str) -> Option<String> {
    let at = find_word(definition, term)?;
    let end = at
        + definition[at..]
            .char_indices()
            .nth(term.chars().count())
            .map_or(definition.len() - at, |(end, _)| end);
    let used = &definition[at..end];
    let linked = if used == slug {
        format!("[[{slug}]]")
    } else {
        format!("[[{slug}|{used}]]")
    };
    Some(format!(
        "{}{linked}{}",
        &definition[..at],
        &definition[end..]
    ))
}

fn circular(linked: &BTreeSet<String>, known: &[Known]) -> Vec<Lint> {
    let back = known
        .iter()
        .filter(|known| known.leads_here && linked.contains(&known.slug));
    back.map(|known| Lint::Circular {
        term: known.term.clone(),
    })
    .collect()
}

fn own_term(words: &[String], term: &[String]) -> Option<Lint> {
    if term.is_empty() {
        return None;
    }
    let begin = words.iter().position(|word| !is_article(word)).unwrap_or(0);
    if words[begin..].starts_with(term) {
        Some(Lint::BeginsWithTerm)
    } else {
        words
            .windows(term.len())
            .any(|window| window == term)
            .then_some(Lint::UsesTerm)
    }
}

fn article(words: &[String], lang: &Lang) -> Option<Lint> {
    let article = words
        .first()
        .filter(|word| listed(lang, &ARTICLES).contains(&word.as_str()))?;
    Some(Lint::BeginsWithArticle {
        article: article.clone(),
    })
}

fn is_when(words: &[String], lang: &Lang) -> Option<Lint> {
    let pairs: &[[&str; 2]] = match primary(lang) {
        "en" => &[["is", "when"], ["is", "where"]],
        "fr" => &[["est", "quand"], ["est", "lorsque"]],
        _ => &[],
    };
    let begins: &[&str] = match primary(lang) {
        "en" => &["when", "where"],
        "de" => &["wenn", "wo"],
        "fr" => &["quand", "lorsque"],
        _ => &[],
    };
    let pair = pairs.iter().find(|pair| {
        words
            .windows(2)
            .any(|window| window[0] == pair[0] && window[1] == pair[1])
    });
    let begin = words.first().filter(|word| begins.contains(&word.as_str()));
    let words = pair.map(|pair| pair.join(" ")).or(begin.cloned())?;
    Some(Lint::IsWhen { words })
}

/// Only at the beginning: within a definition a limit is often said by a negation.
fn negative(words: &[String], lang: &Lang) -> Option<Lint> {
    let begin: Vec<_> = words
        .iter()
        .filter(|word| !is_article(word))
        .take(3)
        .collect();
    let word = begin
        .into_iter()
        .find(|word| listed(lang, &NEGATIONS).contains(&word.as_str()))?;
    Some(Lint::Negative { word: word.clone() })
}

/// A sentence ends where a capital follows a full stop and a space, not within "e.g. the".
fn sentences(text: &str) -> Option<Lint> {
    let mut stopped = false;
    let mut spaced = false;
    for letter in text.trim().chars() {
        match letter {
            '.' | '!' | '?' => (stopped, spaced) = (true, false),
            _ if letter.is_whitespace() => spaced = stopped,
            _ if stopped && spaced && letter.is_uppercase() => return Some(Lint::Sentences),
            _ => (stopped, spaced) = (false, false),
        }
    }
    None
}

fn unlinked(
    words: &[String],
    term: &[String],
    linked: &BTreeSet<String>,
    known: &[Known],
) -> Vec<Lint> {
    let uses = |other: &[String]| {
        !other.is_empty() && words.windows(other.len()).any(|window| window == other)
    };
    let mut found: Vec<(&Known, Vec<String>)> = known
        .iter()
        .filter(|known| !linked.contains(&known.slug))
        .map(|known| (known, self::words(&known.term)))
        .filter(|(_, other)| other != term && uses(other))
        .collect();
    // "security update" says more than the "update" in it.
    found.sort_by_key(|(_, other)| std::cmp::Reverse(other.len()));
    let mut kept: Vec<(&Known, Vec<String>)> = Vec::new();
    for (known, other) in found {
        let within = kept
            .iter()
            .any(|(_, longer)| longer.windows(other.len()).any(|window| window == other));
        if !within {
            kept.push((known, other));
        }
    }
    kept.truncate(UNLINKED_MAX);
    kept.into_iter()
        .map(|(known, _)| Lint::Unlinked {
            term: known.term.clone(),
            slug: known.slug.clone(),
        })
        .collect()
}

const ARTICLES: [(&str, &[&str]); 3] = [
    ("en", &["a", "an", "the"]),
    (
        "de",
        &["der", "die", "das", "ein", "eine", "einer", "eines"],
    ),
    ("fr", &["le", "la", "les", "l", "un", "une", "des"]),
];
const NEGATIONS: [(&str, &[&str]); 3] = [
    ("en", &["not", "no", "non", "without", "neither"]),
    ("de", &["nicht", "kein", "keine", "keiner", "ohne"]),
    ("fr", &["non", "pas", "sans", "aucun", "aucune"]),
];

fn listed(lang: &Lang, lists: &[(&str, &'static [&'static str]); 3]) -> &'static [&'static str] {
    lists
        .iter()
        .find(|(tag, _)| *tag == primary(lang))
        .map_or(&[], |(_, words)| words)
}

fn is_article(word: &str) -> bool {
    ARTICLES
        .iter()
        .any(|(_, articles)| articles.contains(&word))
}

fn primary(lang: &Lang) -> &str {
    lang.as_str().split('-').next().unwrap_or_default()
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Where words stand in a text as whole words outside of links, whatever their case, in bytes.
fn find_word(text: &str, wanted: &str) -> Option<usize> {
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let lower = |at: usize| {
        letters
            .get(at)
            .and_then(|(_, letter)| letter.to_lowercase().next())
    };
    let is_letter = |at: usize| {
        letters
            .get(at)
            .is_some_and(|(_, letter)| letter.is_alphanumeric())
    };
    let mut depth = 0_usize;
    for (at, (start, letter)) in letters.iter().enumerate() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let fits = || {
            wanted
                .iter()
                .enumerate()
                .all(|(offset, letter)| lower(at + offset) == Some(*letter))
        };
        let whole = || (at == 0 || !is_letter(at - 1)) && !is_letter(at + wanted.len());
        if depth == 0 && !wanted.is_empty() && fits() && whole() {
            return Some(*start);
        }
    }
    None
}

#[cfg(test)]
mod tests;
