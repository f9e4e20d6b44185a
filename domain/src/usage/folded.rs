//! The prose of a document as it is searched.

use std::ops::Range;

use super::edges;

/// Where a word may be parted at the end of a line; it is no part of the word.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// A text in small letters with single blanks, and where each of its bytes comes from.
pub(super) struct Folded {
    pub(super) text: String,
    from: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            from: Vec::new(),
        }
    }

    /// Adds what stands at a place of the source.
    pub(super) fn words(&mut self, source: &str, at: Range<usize>) {
        for (offset, c) in source[at.clone()].char_indices() {
            let start = at.start + offset;
            let place = (start, start + c.len_utf8());
            if c == SOFT_HYPHEN {
                continue;
            }
            if c.is_whitespace() {
                self.push(' ', place);
            } else {
                for small in c.to_lowercase() {
                    self.push(small, place);
                }
            }
        }
    }

    /// A blank, or what no word goes across.
    pub(super) fn push(&mut self, c: char, place: (usize, usize)) {
        if c == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(c);
        self.from.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    pub(super) fn source(&self, at: Range<usize>) -> Range<usize> {
        let start = self.from.get(at.start).map_or(0, |place| place.0);
        let end = self.from.get(at.end.saturating_sub(1));
        start..end.map_or(start, |place| place.1)
    }

    /// The words at a place as they are read in the source, without the marks among them.
    pub(super) fn words_at(&self, source: &str, at: Range<usize>) -> String {
        let mut words = String::new();
        let mut last = None;
        for (offset, c) in self.text[at.clone()].char_indices() {
            let from = self.from.get(at.start + offset).copied();
            // A capital letter may have become several small ones.
            match from.filter(|_| from != last) {
                Some((start, end)) if c != ' ' => words.push_str(&source[start..end]),
                Some(_) => words.push(' '),
                None => {}
            }
            last = from;
        }
        words
    }

    pub(super) fn stands(&self, at: Range<usize>) -> bool {
        edges::stands(&self.text, at)
    }
}
