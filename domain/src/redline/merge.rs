//! Two people changed the same thing at the same time: what becomes of it.

use std::ops::Range;

use super::changes::{Change, Token, item_changes, readable_changes};
use super::diff::Vocabulary;

/// The text with the changes of both, or nothing where both changed the same words differently.
///
/// "The same words" are the ones a redline shows as changed. What stands right beside an insertion counts as changed
/// with it, because its order would be a guess. A change that holds all of the other's is not in conflict with it.
pub fn merge_text(base: &str, theirs: &str, yours: &str) -> Option<String> {
    if yours == base || yours == theirs {
        return Some(theirs.to_owned());
    }
    if theirs == base {
        return Some(yours.to_owned());
    }
    let mut vocabulary = Vocabulary::default();
    let (base, theirs, yours) = (
        vocabulary.read(base),
        vocabulary.read(theirs),
        vocabulary.read(yours),
    );
    let their_changes = readable_changes(&base, &theirs);
    let your_changes = readable_changes(&base, &yours);
    let sides = [
        Side::new(&theirs, &their_changes),
        Side::new(&yours, &your_changes),
    ];
    let merged = merge(&base, sides, overlap_or_touch, includes)?;
    Some(merged.iter().map(|token| token.text).collect())
}

/// Texts made of one base, each read once, however many of them are compared.
pub(super) struct Versions<'a> {
    base: Vec<Token<'a>>,
    /// How many bytes of the base stand before each token, and before its end.
    bytes: Vec<usize>,
    versions: Vec<(Vec<Token<'a>>, Vec<Change>)>,
}

impl<'a> Versions<'a> {
    pub(super) fn read(base: &'a str, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let base = vocabulary.read(base);
        let versions = texts.map(|text| {
            let text = vocabulary.read(text);
            let changes = readable_changes(&base, &text);
            (text, changes)
        });
        let versions = versions.collect();
        let mut bytes = vec![0];
        bytes.extend(base.iter().scan(0, |done, token| {
            *done += token.text.len();
            Some(*done)
        }));
        Self {
            base,
            bytes,
            versions,
        }
    }

    /// Where two of them change the same words differently, as bytes of the base; nothing where
    /// [`merge_text`] finds a way.
    pub(super) fn collisions(&self, one: usize, other: usize) -> Vec<Range<usize>> {
        let sides = [one, other].map(|at| {
            let (text, changes) = &self.versions[at];
            Side::new(text, changes)
        });
        let mut found = Vec::new();
        let mut next = [0, 0];
        while let Some((group, upto)) = next_group(&sides, next, overlap_or_touch) {
            if let [Some(theirs), Some(yours)] = versions(&sides, &group, next, upto)
                && theirs != yours
                && includes(&self.base[group.clone()], theirs, yours).is_none()
            {
                found.push(self.bytes[group.start]..self.bytes[group.end]);
            }
            next = upto;
        }
        found
    }
}

/// The list with the changes of both, or nothing where both changed the same item and `settle_item` finds no way.
///
/// Items added by both at one place are all kept, theirs first; an item both added is there once.
pub(super) fn merge_list<T: Clone + PartialEq>(
    base: &[T],
    theirs: &[T],
    yours: &[T],
    settle_item: impl Fn(&T, &T, &T) -> Option<T>,
) -> Option<Vec<T>> {
    let mut known: Vec<&T> = Vec::new();
    let mut number = |item| {
        // Lists have at most a hundred items, so looking through them is quick and their count fits.
        let at = known
            .iter()
            .position(|other| *other == item)
            .unwrap_or_else(|| {
                known.push(item);
                known.len() - 1
            });
        at as u32
    };
    let numbers =
        [base, theirs, yours].map(|list| list.iter().map(&mut number).collect::<Vec<u32>>());
    let their_changes = item_changes(&numbers[0], &numbers[1]);
    let your_changes = item_changes(&numbers[0], &numbers[2]);
    let sides = [
        Side::new(theirs, &their_changes),
        Side::new(yours, &your_changes),
    ];
    let merged = merge(base, sides, overlap_or_meet, |base, theirs, yours| {
        settle_items(base, theirs, yours, &settle_item)
    })?;
    Some(without_copies(merged, theirs, yours))
}

/// One of the two versions, with where it differs from the base.
#[derive(Clone, Copy)]
struct Side<'a, T> {
    items: &'a [T],
    changes: &'a [Change],
}

impl<'a, T> Side<'a, T> {
    fn new(items: &'a [T], changes: &'a [Change]) -> Self {
        Self { items, changes }
    }

    /// What the side makes of a range of the base, given its changes in that range.
    fn version(&self, base: &Range<usize>, changes: &[Change]) -> Option<&'a [T]> {
        let (first, last) = (changes.first()?, changes.last()?);
        let start = first.new.start - (first.old.start - base.start);
        let end = last.new.end + (base.end - last.old.end);
        Some(&self.items[start..end])
    }
}

/// Goes through the base, taking each change; where changes of both sides meet, `settle` has the say.
fn merge<T: Clone + PartialEq>(
    base: &[T],
    sides: [Side<'_, T>; 2],
    meet: fn(&Range<usize>, &Range<usize>) -> bool,
    settle: impl Fn(&[T], &[T], &[T]) -> Option<Vec<T>>,
) -> Option<Vec<T>> {
    let mut merged = Vec::with_capacity(base.len());
    let mut done = 0;
    let mut next = [0, 0];
    while let Some((group, upto)) = next_group(&sides, next, meet) {
        merged.extend_from_slice(&base[done..group.start]);
        match versions(&sides, &group, next, upto) {
            [Some(theirs), Some(yours)] if theirs == yours => merged.extend_from_slice(theirs),
            [Some(theirs), Some(yours)] => {
                merged.extend(settle(&base[group.clone()], theirs, yours)?)
            }
            [Some(only), None] | [None, Some(only)] => merged.extend_from_slice(only),
            [None, None] => {}
        }
        done = group.end;
        next = upto;
    }
    merged.extend_from_slice(&base[done..]);
    Some(merged)
}

/// What each side makes of a group; nothing where it changes nothing there.
fn versions<'a, T>(
    sides: &[Side<'a, T>; 2],
    group: &Range<usize>,
    from: [usize; 2],
    upto: [usize; 2],
) -> [Option<&'a [T]>; 2] {
    [0, 1].map(|side| sides[side].version(group, &sides[side].changes[from[side]..upto[side]]))
}

/// The next range of the base with all changes that hang together there, and where each side's changes go on after it.
fn next_group<T>(
    sides: &[Side<'_, T>; 2],
    mut next: [usize; 2],
    meet: fn(&Range<usize>, &Range<usize>) -> bool,
) -> Option<(Range<usize>, [usize; 2])> {
    let change = |side: usize, at: usize| sides[side].changes.get(at).map(|change| &change.old);
    let first = (0..2)
        .filter_map(|side| change(side, next[side]).map(|range| (range.start, range.end, side)))
        .min()?;
    let mut group = first.0..first.1;
    next[first.2] += 1;
    loop {
        let before = next;
        for side in [0, 1] {
            if let Some(range) = change(side, next[side]).filter(|range| meet(&group, range)) {
                group.end = group.end.max(range.end);
                next[side] += 1;
            }
        }
        if next == before {
            return Some((group, next));
        }
    }
}

/// For lists: the same items, or two additions at the same place.
fn overlap_or_meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    (one.start < other.end && other.start < one.end) || (one.is_empty() && one == other)
}

/// For texts: the same words, or an addition right beside a change.
fn overlap_or_touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    (one.start < other.end && other.start < one.end)
        || ((one.is_empty() || other.is_empty())
            && one.start <= other.end
            && other.start <= one.end)
}

/// Whichever version holds every change of the other. Here every piece is compared, spaces too, since the question is
/// not what reads well but whether anything would be lost.
fn includes<'a>(
    base: &[Token<'a>],
    theirs: &[Token<'a>],
    yours: &[Token<'a>],
) -> Option<Vec<Token<'a>>> {
    let numbers = [base, theirs, yours].map(|tokens| {
        tokens
            .iter()
            .map(|token| token.number)
            .collect::<Vec<u32>>()
    });
    let their_changes = item_changes(&numbers[0], &numbers[1]);
    let your_changes = item_changes(&numbers[0], &numbers[2]);
    let sides = [
        Side::new(theirs, &their_changes),
        Side::new(yours, &your_changes),
    ];
    let merged = merge(base, sides, overlap_or_touch, |_, _, _| None)?;
    (merged == theirs || merged == yours).then_some(merged)
}

fn settle_items<T: Clone + PartialEq>(
    base: &[T],
    theirs: &[T],
    yours: &[T],
    settle_item: &impl Fn(&T, &T, &T) -> Option<T>,
) -> Option<Vec<T>> {
    if base.is_empty() {
        let more = yours.iter().filter(|item| !theirs.contains(item));
        return Some(theirs.iter().chain(more).cloned().collect());
    }
    if base.len() != theirs.len() || base.len() != yours.len() {
        return None;
    }
    let items = base.iter().zip(theirs).zip(yours);
    items
        .map(|((base, theirs), yours)| {
            if yours == base || yours == theirs {
                Some(theirs.clone())
            } else if theirs == base {
                Some(yours.clone())
            } else {
                settle_item(base, theirs, yours)
            }
        })
        .collect()
}

/// Both may have added the same item at different places; the first stays.
fn without_copies<T: Clone + PartialEq>(merged: Vec<T>, theirs: &[T], yours: &[T]) -> Vec<T> {
    let count = |list: &[T], item: &T| list.iter().filter(|other| *other == item).count();
    merged.into_iter().fold(Vec::new(), |mut kept, item| {
        if count(&kept, &item) < count(theirs, &item).max(count(yours, &item)).max(1) {
            kept.push(item);
        }
        kept
    })
}
