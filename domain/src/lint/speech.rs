//! What is known of languages: small words, and how words are inflected.

use crate::Lang;

const ARTICLES: [(&str, &[&str]); 3] = [
    ("en", &["a", "an", "the"]),
    (
        "de",
        &[
            "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
            "eines",
        ],
    ),
    ("fr", &["le", "la", "les", "l", "un", "une", "des"]),
];
const NEGATIONS: [(&str, &[&str]); 3] = [
    ("en", &["not", "no", "non", "without", "neither", "cannot"]),
    (
        "de",
        &["nicht", "kein", "keine", "keiner", "keines", "ohne"],
    ),
    ("fr", &["non", "pas", "sans", "aucun", "aucune", "ni"]),
];
/// What a definition does not begin with, since it says what and not when.
const WHEN: [(&str, &[&str]); 3] = [
    ("en", &["when", "where", "if"]),
    ("de", &["wenn", "wo", "wann", "sobald"]),
    ("fr", &["quand", "lorsque", "où"]),
];
const IS_WHEN: [(&str, &[&str]); 3] = [
    ("en", &["is when", "is where", "are when", "are where"]),
    ("de", &["ist wenn", "ist wo", "liegt vor wenn"]),
    ("fr", &["est quand", "est lorsque", "est où"]),
];
/// Words before a full stop that ends no sentence.
const SHORTENED: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "etc", "cf", "vs", "no", "nos", "fig", "inc", "ltd", "st", "dr", "mr", "ms", "approx",
            "incl", "eg", "ie",
        ],
    ),
    (
        "de",
        &[
            "ca", "bzw", "evtl", "ggf", "inkl", "max", "min", "nr", "abs", "art", "vgl", "usw",
            "sog", "bspw", "etc", "dr",
        ],
    ),
    ("fr", &["cf", "etc", "art", "env", "ex", "fig", "mm", "no"]),
];

pub(super) fn is_article(word: &str, lang: &Lang) -> bool {
    listed(lang, &ARTICLES).contains(&word)
}

pub(super) fn is_negation(word: &str, lang: &Lang) -> bool {
    listed(lang, &NEGATIONS).contains(&word)
}

pub(super) fn is_when(word: &str, lang: &Lang) -> bool {
    listed(lang, &WHEN).contains(&word)
}

/// The rows of words that say when instead of what, each parted by spaces.
pub(super) fn is_whens(lang: &Lang) -> &'static [&'static str] {
    listed(lang, &IS_WHEN)
}

pub(super) fn is_shortened(word: &str, lang: &Lang) -> bool {
    listed(lang, &SHORTENED).contains(&word)
}

/// Whether articles and pronouns lose their vowel to an apostrophe.
pub(super) fn elides(lang: &Lang) -> bool {
    matches!(primary(lang), "fr" | "it" | "ca")
}

/// Whether a word is this one, or a regular plural or possessive of it.
pub(super) fn inflects(word: &str, of: &str, lang: &Lang) -> bool {
    word == of || singulars(word, lang).any(|singular| singular == of)
}

/// What a word may be the plural or the possessive of. Only English makes them so regularly that
/// nothing is guessed wrong, and only of words long enough to be told from others.
pub(super) fn singulars<'a>(word: &'a str, lang: &Lang) -> impl Iterator<Item = String> + use<'a> {
    let english = primary(lang) == "en";
    let owned = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .filter(|_| english);
    let plural = owned.unwrap_or(word);
    let ending = |ending: &str| plural.strip_suffix(ending).filter(|_| english);
    let simple = ending("s").filter(|stem| !stem.ends_with(['s', 'x', 'z']));
    let hissing = ending("es").filter(|stem| {
        ["s", "x", "z", "ch", "sh"]
            .iter()
            .any(|hiss| stem.ends_with(hiss))
    });
    let with_y = ending("ies").map(|stem| format!("{stem}y"));
    let regular = simple.into_iter().chain(hissing).map(str::to_owned);
    let regular = regular
        .chain(with_y)
        .filter(|stem| stem.chars().count() >= 3 && stem.chars().all(char::is_alphabetic));
    owned.map(str::to_owned).into_iter().chain(regular)
}

/// A designation in the plurals that [`inflects`] takes for its last word, so that they can be looked for before a text
/// is known.
pub fn plurals(designation: &str, lang: &Lang) -> impl Iterator<Item = String> {
    let before = designation.trim_end_matches(char::is_alphanumeric).len();
    let word = designation[before..].to_lowercase();
    [("", "s"), ("", "es"), ("y", "ies")]
        .into_iter()
        .filter_map(move |(lost, ending)| {
            let plural = format!("{}{ending}", word.strip_suffix(lost)?);
            let stem = designation.get(..designation.len() - lost.len())?;
            inflects(&plural, &word, lang).then(|| format!("{stem}{ending}"))
        })
}

fn listed(lang: &Lang, lists: &[(&str, &'static [&'static str]); 3]) -> &'static [&'static str] {
    lists
        .iter()
        .find(|(tag, _)| *tag == primary(lang))
        .map_or(&[], |(_, words)| words)
}

fn primary(lang: &Lang) -> &str {
    lang.as_str().split('-').next().unwrap_or_default()
}
