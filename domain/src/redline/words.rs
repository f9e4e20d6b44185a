//! Texts as sequences of words.

use unicode_segmentation::UnicodeSegmentation;

/// What a piece of text is, as far as comparing cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters or digits of any script. An ideograph is a word of its own.
    Word,
    /// Punctuation, symbols, emoji.
    Mark,
    /// White space within a line.
    Space,
    /// White space that ends a line.
    Break,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The piece as it stands in the text.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
}

/// Splits a text at the word boundaries of Unicode (UAX #29). Nothing is dropped: the pieces joined are the text.
///
/// A letter never parts from its combining marks, nor an emoji from its modifiers.
pub fn words(text: &str) -> Vec<Word<'_>> {
    text.split_word_bounds()
        .map(|text| Word {
            text,
            kind: kind(text),
        })
        .collect()
}

fn kind(text: &str) -> Kind {
    if text.contains(char::is_alphanumeric) {
        Kind::Word
    } else if !text.chars().all(char::is_whitespace) {
        Kind::Mark
    } else if text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        Kind::Break
    } else {
        Kind::Space
    }
}
