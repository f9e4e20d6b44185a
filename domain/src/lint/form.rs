//! How a definition is made: how it begins, whether it says what the thing is, whether it ends.

use super::{
    Finding, Lexicon, Lint, Part, Text,
    lexicon::Phrase,
    speech::{is_article, is_negation, is_shortened, is_when, is_whens},
    tokens::is_joined,
};
use crate::Lang;

/// Only so many words from the beginning is a negation looked for: further in, a limit is often
/// said by one.
const BEGINNING: usize = 3;

pub(super) fn findings(text: &Text<'_>, own: &[Phrase], lexicon: &Lexicon) -> Vec<Finding> {
    let lang = lexicon.lang();
    let found = [
        article(text, lang),
        when(text, lang),
        negative(text, own, lang),
        sentences(text, lang),
    ];
    found.into_iter().flatten().collect()
}

/// Where the second sentence of a text begins, in bytes.
///
/// A sentence ends where a capital follows a full stop and a space, not within "e.g. the", or
/// behind a full stop of Chinese or Japanese.
pub(super) fn second_sentence(text: &Text<'_>, lang: &Lang) -> Option<usize> {
    let read = &text.reading.text;
    text.tokens.windows(2).find_map(|pair| {
        let between = read.get(pair[0].at.end..pair[1].at.start)?;
        let next = &read[pair[1].at.start..];
        if between.contains(['。', '！', '？']) {
            return Some(pair[1].at.start);
        }
        let stop = between.find(['.', '!', '?', '…'])?;
        let spaced = between[stop..].contains(char::is_whitespace);
        let capital = next.starts_with(char::is_uppercase);
        // What follows a shortened word goes on: "e.g. Linux", "J. Doe", "Nr. 7".
        let word = &pair[0].word;
        let shortened = word.contains('.') || word.chars().count() == 1 || is_shortened(word, lang);
        let ends = !(between[stop..].starts_with('.') && stop == 0 && shortened);
        (spaced && capital && ends).then_some(pair[1].at.start)
    })
}

fn article(text: &Text<'_>, lang: &Lang) -> Option<Finding> {
    let first = text.tokens.first()?;
    let read = &text.reading.text;
    let begins = is_article(&first.word, lang) && !is_joined(read, &text.tokens, 0);
    begins.then(|| text.finding(Lint::Article, Part::Definition, first.at.clone()))
}

fn when(text: &Text<'_>, lang: &Lang) -> Option<Finding> {
    let row = |words: &&str| {
        let words: Vec<_> = words.split(' ').collect();
        let windows = text.tokens.windows(words.len());
        let same = |window: &[super::Token]| {
            window
                .iter()
                .zip(&words)
                .all(|(token, word)| token.word == *word)
        };
        let at = windows.into_iter().position(same)?;
        Some(text.bytes(&(at..at + words.len())))
    };
    let begins = || {
        let first = text.tokens.first()?;
        is_when(&first.word, lang).then(|| first.at.clone())
    };
    let at = is_whens(lang).iter().find_map(row).or_else(begins)?;
    Some(text.finding(Lint::IsWhen, Part::Definition, at))
}

/// A concept that is itself negative, by its name, may be defined so.
fn negative(text: &Text<'_>, own: &[Phrase], lang: &Lang) -> Option<Finding> {
    let is_negative = |word: &String| is_negation(word, lang) || word.starts_with("non");
    if own.iter().flat_map(|phrase| &phrase.words).any(is_negative) {
        return None;
    }
    let read = &text.reading.text;
    let begin = text
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| !is_article(&token.word, lang));
    let (_, found) = begin.take(BEGINNING).find(|(at, token)| {
        is_negation(&token.word, lang) && !is_joined(read, &text.tokens, *at)
    })?;
    Some(text.finding(Lint::Negative, Part::Definition, found.at.clone()))
}

fn sentences(text: &Text<'_>, lang: &Lang) -> Option<Finding> {
    let start = second_sentence(text, lang)?;
    let end = text.reading.text.len();
    Some(text.finding(Lint::Sentences, Part::Definition, start..end))
}
