//! Where two sequences differ, before it becomes a redline.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::Kind;

/// A word with its number: equal words have equal numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) number: u32,
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// These pieces of the old make way for those of the new. At most one side is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

impl Change {
    fn replaces(&self) -> bool {
        !self.old.is_empty() && !self.new.is_empty()
    }
}

/// The changes as people read them: placed at the start of a word, with what is too short to matter taken along.
pub(super) fn readable_changes(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Change> {
    join(word_changes(old, new), old, new)
}

/// The changes word by word, placed at the start of a word.
pub(super) fn word_changes(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Change> {
    let mut changes = exact_changes(old, new);
    slide(&mut changes, old, new);
    changes
}

/// The fewest words that differ. Words, marks and line breaks are matched with each other and spaces follow them, or
/// else two unrelated sentences would be held together by their spaces.
fn exact_changes(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Change> {
    let (old_solid, new_solid) = (solid(old), solid(new));
    let matched = capture_diff_slices(
        Algorithm::Myers,
        &numbers(old, &old_solid),
        &numbers(new, &new_solid),
    );
    let anchors = matched.iter().flat_map(|op| match *op {
        DiffOp::Equal {
            old_index,
            new_index,
            len,
        } => (0..len)
            .map(|step| (old_solid[old_index + step], new_solid[new_index + step]))
            .collect(),
        _ => Vec::new(),
    });
    let mut changes = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (old_end, new_end) in anchors.chain([(old.len(), new.len())]) {
        changes.extend(trimmed(old, new, old_at..old_end, new_at..new_end));
        (old_at, new_at) = (old_end + 1, new_end + 1);
    }
    changes
}

/// The changes between two lists whose items are known by number.
pub(super) fn item_changes(old: &[u32], new: &[u32]) -> Vec<Change> {
    capture_diff_slices(Algorithm::Myers, old, new)
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Change {
            old: op.old_range(),
            new: op.new_range(),
        })
        .fold(Vec::new(), |mut changes: Vec<Change>, change| {
            match changes.last_mut() {
                Some(last)
                    if last.old.end == change.old.start && last.new.end == change.new.start =>
                {
                    last.old.end = change.old.end;
                    last.new.end = change.new.end;
                }
                _ => changes.push(change),
            }
            changes
        })
}

fn solid(tokens: &[Token<'_>]) -> Vec<usize> {
    (0..tokens.len())
        .filter(|&at| tokens[at].kind != Kind::Space)
        .collect()
}

fn numbers(tokens: &[Token<'_>], at: &[usize]) -> Vec<u32> {
    at.iter().map(|&at| tokens[at].number).collect()
}

/// What remains of a region without what both sides start and end with.
fn trimmed(
    old: &[Token<'_>],
    new: &[Token<'_>],
    mut old_range: Range<usize>,
    mut new_range: Range<usize>,
) -> Option<Change> {
    while !old_range.is_empty()
        && !new_range.is_empty()
        && old[old_range.start] == new[new_range.start]
    {
        old_range.start += 1;
        new_range.start += 1;
    }
    while !old_range.is_empty()
        && !new_range.is_empty()
        && old[old_range.end - 1] == new[new_range.end - 1]
    {
        old_range.end -= 1;
        new_range.end -= 1;
    }
    (!old_range.is_empty() || !new_range.is_empty()).then_some(Change {
        old: old_range,
        new: new_range,
    })
}

/// Moves pure insertions and deletions to where a reader expects them.
///
/// "A. B." may become "A. C. B." by inserting ". C", " C." or "C. "; all are right, only the last reads well.
fn slide(changes: &mut [Change], old: &[Token<'_>], new: &[Token<'_>]) {
    for at in 0..changes.len() {
        if changes[at].replaces() {
            continue;
        }
        let inserts = changes[at].old.is_empty();
        let side = |change: &Change| {
            if inserts {
                change.new.clone()
            } else {
                change.old.clone()
            }
        };
        let tokens = if inserts { new } else { old };
        // One piece stays between two changes, so that they remain two.
        let from = if at == 0 {
            0
        } else {
            side(&changes[at - 1]).end + 1
        };
        let to = changes
            .get(at + 1)
            .map_or(tokens.len(), |next| side(next).start.saturating_sub(1));
        let range = side(&changes[at]);
        let best = best_place(tokens, range.clone(), from, to);
        let change = &mut changes[at];
        if best < range.start {
            let by = range.start - best;
            change.old = change.old.start - by..change.old.end - by;
            change.new = change.new.start - by..change.new.end - by;
        } else {
            let by = best - range.start;
            change.old = change.old.start + by..change.old.end + by;
            change.new = change.new.start + by..change.new.end + by;
        }
    }
}

/// The start of the place for a stretch that may slide between `from` and `to`; the first of the best.
fn best_place(tokens: &[Token<'_>], range: Range<usize>, from: usize, to: usize) -> usize {
    let len = range.len();
    let mut start = range.start;
    while start > from && tokens[start - 1] == tokens[start + len - 1] {
        start -= 1;
    }
    let mut best = (place_score(tokens, start..start + len), start);
    while start + len < to && tokens[start] == tokens[start + len] {
        start += 1;
        let score = place_score(tokens, start..start + len);
        if score > best.0 {
            best = (score, start);
        }
    }
    best.1
}

fn place_score(tokens: &[Token<'_>], range: Range<usize>) -> i32 {
    let blank = |at: usize| matches!(tokens[at].kind, Kind::Space | Kind::Break);
    let starts = match tokens[range.start].kind {
        Kind::Word => 2,
        Kind::Space | Kind::Break => 1,
        Kind::Mark => 0,
    };
    let ends = i32::from(blank(range.end - 1) || closes_sentence(&tokens[range.end - 1]));
    let before = range.start;
    let opens_sentence = before == 0
        || tokens[before - 1].kind == Kind::Break
        || (before > 1 && blank(before - 1) && closes_sentence(&tokens[before - 2]));
    starts + 2 * ends + i32::from(opens_sentence)
}

fn closes_sentence(token: &Token<'_>) -> bool {
    matches!(token.text, "." | "!" | "?" | ";" | ":" | "。" | "！" | "？")
}

/// Takes equal stretches too short to matter into the changes around them.
fn join(changes: Vec<Change>, old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Change> {
    let mut joined: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        match joined.last_mut() {
            Some(last) if is_confetti(last, &change, old, new) => {
                last.old.end = change.old.end;
                last.new.end = change.new.end;
            }
            _ => joined.push(change),
        }
    }
    joined
}

/// More words than this in a row are worth keeping, however much changes around them.
const WORDS_WORTH_KEEPING: usize = 4;

/// Whether what stays between two changes only gets in the reader's way: it holds no word, or it is short and shorter
/// than the changes on both sides. A line break always stays, and so does what lies between two mere insertions or two
/// mere deletions: there every word that stays is one fewer to read.
fn is_confetti(last: &Change, next: &Change, old: &[Token<'_>], new: &[Token<'_>]) -> bool {
    let between = &old[last.old.end..next.old.start];
    let only_inserts = last.old.is_empty() && next.old.is_empty();
    let only_deletes = last.new.is_empty() && next.new.is_empty();
    if only_inserts || only_deletes {
        return false;
    }
    let mut found = 0;
    for token in between {
        match token.kind {
            Kind::Break => return false,
            Kind::Word => found += 1,
            Kind::Mark | Kind::Space => {}
        }
        if found >= WORDS_WORTH_KEEPING {
            return false;
        }
    }
    let between = characters(between);
    let outweighs = |change: &Change| {
        between <= characters(&old[change.old.clone()]).max(characters(&new[change.new.clone()]))
    };
    found == 0 || (outweighs(last) && outweighs(next))
}

fn characters(tokens: &[Token<'_>]) -> usize {
    tokens.iter().map(|token| token.text.chars().count()).sum()
}
