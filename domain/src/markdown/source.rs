//! From words that people read back to the Markdown they were typed in.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::escape_md;
use super::plain::{Kind, Page, Piece, plain, read};

/// Markdown in which other words stand in place of those that people read at these bytes of its plain text.
///
/// What is read changes there and nowhere else. The words may be Markdown themselves; where that would change what stands
/// around them, they stand as they were typed. None where the place cuts a link or other marks, or reaches over
/// paragraphs.
pub fn replace(md: &str, place: Range<usize>, words: &str) -> Option<String> {
    let page = read(md);
    let (before, after) = (page.text.get(..place.start)?, page.text.get(place.end..)?);
    let source = source_of(&page, &place)?;
    [words.to_owned(), escape_md(words)]
        .into_iter()
        .map(|words| {
            let read_as = format!("{before}{}{after}", plain(&words));
            let start = md.get(..source.start).unwrap_or_default();
            let end = md.get(source.end..).unwrap_or_default();
            (format!("{start}{words}{end}"), read_as)
        })
        .find(|(replaced, read_as)| plain(replaced) == *read_as)
        .map(|(replaced, _)| replaced)
}

/// The bytes of the source that read as these bytes of the text, and as nothing else.
fn source_of(page: &Page, place: &Range<usize>) -> Option<Range<usize>> {
    let first = page
        .pieces
        .iter()
        .find(|piece| piece.plain.end > place.start)?;
    let last = page
        .pieces
        .iter()
        .rfind(|piece| piece.plain.start < place.end)?;
    if place.is_empty() || first.plain.start > place.start || last.plain.end < place.end {
        return None;
    }
    let (of_first, of_last) = (around(page, first), around(page, last));
    let shared = of_first
        .iter()
        .zip(&of_last)
        .take_while(|(a, b)| a == b && page.elements[**a].kind != Kind::Whole)
        .count();
    let is_whole = |element: &usize| {
        let element = &page.elements[*element];
        let inside = place.start <= element.plain.start && element.plain.end <= place.end;
        inside && element.kind != Kind::Block
    };
    let (left, right) = (&of_first[shared..], &of_last[shared..]);
    if !left.iter().chain(right).all(is_whole) {
        return None;
    }
    let start = match left.first() {
        Some(element) => page.elements[*element].source.start,
        None => start_in(first, place.start)?,
    };
    let end = match right.first() {
        Some(element) => page.elements[*element].source.end,
        None => end_in(last, place.end)?,
    };
    (start < end).then_some(start..end)
}

/// The elements around a piece, the outermost first.
fn around(page: &Page, piece: &Piece) -> Vec<usize> {
    let mut elements: Vec<usize> =
        std::iter::successors(piece.parent, |element| page.elements[*element].parent).collect();
    elements.reverse();
    elements
}

fn start_in(piece: &Piece, at: usize) -> Option<usize> {
    match at.checked_sub(piece.plain.start)? {
        0 => Some(piece.source.start - usize::from(piece.escaped)),
        into => piece.verbatim.then_some(piece.source.start + into),
    }
}

fn end_in(piece: &Piece, at: usize) -> Option<usize> {
    if piece.verbatim {
        Some(piece.source.start + at.checked_sub(piece.plain.start)?)
    } else {
        (at == piece.plain.end).then_some(piece.source.end)
    }
}
