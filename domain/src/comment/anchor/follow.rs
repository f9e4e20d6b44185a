//! What becomes of words from one wording to the next.

use std::ops::Range;

use super::Passage;
use crate::redline::{Op, OpKind, diff};

/// The share of their letters, in percent, that must be left of words for them to be the same ones.
const LEFT: usize = 50;

/// The text of the next wording that a text became, and how.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) to: usize,
    /// None where it is the same.
    ops: Vec<Op>,
}

/// What became of each passage.
pub(super) fn links(before: &[Passage], after: &[Passage]) -> Vec<Option<Link>> {
    before
        .iter()
        .map(|passage| {
            let same = |other: &&Passage| {
                (other.place.part, &other.place.lang) == (passage.place.part, &passage.place.lang)
            };
            // A note that stands elsewhere in the list is the same note.
            let kept = after
                .iter()
                .position(|other| same(&other) && other.text == passage.text);
            let to =
                kept.or_else(|| after.iter().position(|other| other.place == passage.place))?;
            let ops = if after[to].text == passage.text {
                Vec::new()
            } else {
                diff(&passage.text, &after[to].text)
            };
            Some(Link { to, ops })
        })
        .collect()
}

impl Link {
    /// Where the words at a place went in the text that it became, or nothing where too little of them is left.
    pub(super) fn carry(&self, span: &Range<usize>, text: &str) -> Option<(usize, Range<usize>)> {
        if self.ops.is_empty() {
            return Some((self.to, span.clone()));
        }
        let (mut old, mut new) = (0, 0);
        let mut kept: Option<Range<usize>> = None;
        let mut letters = 0;
        for op in &self.ops {
            let len = op.text.len();
            if op.op == OpKind::Equal {
                let both = span.start.max(old)..span.end.min(old + len);
                if !both.is_empty() {
                    let there = both.start - old + new..both.end - old + new;
                    letters += solid(&op.text[both.start - old..both.end - old]);
                    kept = Some(kept.map_or(there.start, |kept| kept.start)..there.end);
                }
            }
            old += if op.op == OpKind::Insert { 0 } else { len };
            new += if op.op == OpKind::Delete { 0 } else { len };
        }
        let kept = trimmed(text, kept?)?;
        let all = solid(&self.old_text(span));
        (letters * 100 >= all * LEFT && letters > 0).then_some((self.to, kept))
    }

    fn old_text(&self, span: &Range<usize>) -> String {
        crate::redline::old_text(&self.ops)
            .get(span.clone())
            .unwrap_or_default()
            .to_owned()
    }
}

/// How many bytes of a text are no white space.
fn solid(text: &str) -> usize {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .map(char::len_utf8)
        .sum()
}

/// A place without the white space at its ends.
fn trimmed(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(span.clone())?;
    let start = span.start + (words.len() - words.trim_start().len());
    let end = span.start + words.trim_end().len();
    (start < end).then_some(start..end)
}
