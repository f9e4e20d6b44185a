//! What a Markdown text says, and where in its source each word stands.

use std::ops::Range;

/// The words people read, with the way back to the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    pub text: String,
    /// The links, in the order of the text.
    pub links: Vec<Linked>,
    pieces: Vec<Piece>,
}

/// Words that are a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The entry it leads to, as it was typed; none where it leads elsewhere.
    pub entry: Option<String>,
    /// Which bytes of the text are linked.
    pub words: Range<usize>,
}

/// A stretch of the text and the bytes of the source it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    at: Range<usize>,
    from: Range<usize>,
    /// Whether it was typed as it reads, byte by byte. An entity such as `&amp;` was not.
    exact: bool,
}

impl Reading {
    /// The bytes of the source that read as these bytes of the text. None where the text was not
    /// typed, such as the space between two paragraphs.
    pub fn source(&self, at: Range<usize>) -> Option<Range<usize>> {
        if at.is_empty() {
            return None;
        }
        let (first, last) = (self.piece(at.start)?, self.piece(at.end - 1)?);
        let start = if first.exact {
            first.from.start + (at.start - first.at.start)
        } else {
            first.from.start
        };
        let end = if last.exact {
            last.from.start + (at.end - last.at.start)
        } else {
            last.from.end
        };
        Some(start..end)
    }

    /// Adds words and the bytes of the source they were read from.
    pub(super) fn push(&mut self, words: &str, from: Range<usize>) {
        let at = self.text.len()..self.text.len() + words.len();
        self.text.push_str(words);
        let exact = words.len() == from.len();
        match self.pieces.last_mut() {
            Some(last) if exact && last.exact && last.ends_at(&at, &from) => {
                last.at.end = at.end;
                last.from.end = from.end;
            }
            _ if words.is_empty() => {}
            _ => self.pieces.push(Piece { at, from, exact }),
        }
    }

    /// The same without white space at its end.
    pub(super) fn trimmed(mut self) -> Self {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        for link in &mut self.links {
            link.words.start = link.words.start.min(end);
            link.words.end = link.words.end.min(end);
        }
        self
    }

    fn piece(&self, place: usize) -> Option<&Piece> {
        let behind = self.pieces.partition_point(|piece| piece.at.start <= place);
        let piece = self.pieces.get(behind.checked_sub(1)?)?;
        piece.at.contains(&place).then_some(piece)
    }
}

impl Piece {
    /// Whether the next piece goes on where this one ends, in the text and in the source.
    fn ends_at(&self, at: &Range<usize>, from: &Range<usize>) -> bool {
        self.at.end == at.start && self.from.end == from.start
    }
}
