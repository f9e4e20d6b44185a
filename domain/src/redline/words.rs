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
/// A letter never parts from its combining marks, nor an emoji from its modifiers. In scripts that write words
/// without blanks and that Unicode leaves to dictionaries, a phrase between blanks is one piece: better a long piece
/// than a cut through a word.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = 0;
    let mut phrase = false;
    for piece in text.split_word_bounds() {
        let end = start + piece.len();
        let goes_on = piece.starts_with(needs_dictionary);
        match words.last_mut() {
            Some(last) if phrase && goes_on => {
                last.text = &text[start - last.text.len()..end];
            }
            _ => words.push(Word {
                text: piece,
                kind: kind(piece),
            }),
        }
        phrase = goes_on;
        start = end;
    }
    words
}

/// Thai, Lao, Myanmar and Khmer (line-break class SA of UAX #14).
fn needs_dictionary(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
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
