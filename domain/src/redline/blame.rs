//! Which wording brought each word of a text.

use super::changes::{Token, word_changes};
use super::diff::Vocabulary;
use super::words::Kind;

/// Words in a row that came with the same wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words as they stand in the newest text.
    pub text: String,
    /// The place in the history of the text that brought them, counted from 0.
    pub from: usize,
}

/// Tells of each word of the newest text which one of its history, oldest first, brought it.
///
/// A word that stayed through a change keeps its origin, also where a redline shows it as part of a rewritten phrase.
/// A blank belongs to the word before it. The runs joined are the newest text.
pub fn blame(history: &[&str]) -> Vec<Run> {
    let mut vocabulary = Vocabulary::default();
    let mut before: Vec<Token<'_>> = Vec::new();
    let mut origins: Vec<usize> = Vec::new();
    for (at, text) in history.iter().enumerate() {
        let now = vocabulary.read(text);
        origins = carried(&before, &origins, &now, at);
        before = now;
    }
    runs(&before, &origins)
}

/// The origins of a text's words, given those of the text before it; what is new came `at` this place.
fn carried(before: &[Token<'_>], origins: &[usize], now: &[Token<'_>], at: usize) -> Vec<usize> {
    let mut carried = Vec::with_capacity(now.len());
    let mut done = 0;
    for change in word_changes(before, now) {
        carried.extend_from_slice(&origins[done..change.old.start]);
        carried.extend(change.new.map(|_| at));
        done = change.old.end;
    }
    carried.extend_from_slice(&origins[done..]);
    carried
}

fn runs(tokens: &[Token<'_>], origins: &[usize]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (token, from) in tokens.iter().zip(origins) {
        let blank = matches!(token.kind, Kind::Space | Kind::Break);
        match runs.last_mut() {
            Some(run) if blank || run.from == *from => run.text.push_str(token.text),
            _ => runs.push(Run {
                text: token.text.to_owned(),
                from: *from,
            }),
        }
    }
    runs
}
