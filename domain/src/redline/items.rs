//! Lists compared item by item, and a redline of a list taken apart into its items again.

use std::collections::HashMap;

use super::apply::{new_text, old_text};
use super::changes::item_changes;
use super::diff::{Op, OpKind, diff};
use super::words::{Kind, words};

/// What happens to an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemChange {
    /// It stays as it is.
    Kept,
    /// It comes.
    Added,
    /// It goes.
    Removed,
    /// Words of it change.
    Changed,
    /// It stays but stands in another place.
    Moved,
}

/// An item of a list and what happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What happens to it.
    pub change: ItemChange,
    /// Its place in the list that comes, counted from 1; of an item that goes, in the list that was.
    pub place: usize,
    /// Its redline, without the line's end.
    pub ops: Vec<Op>,
}

/// Stands for an item's own line ends, so that each item is one line.
const INNER_BREAK: char = '\u{2028}';

/// An item as one line.
pub(crate) fn line(item: &str) -> String {
    item.replace("\r\n", "\n")
        .replace(['\n', '\r'], &INNER_BREAK.to_string())
}

/// Compares item by item. An item that goes is set against the one that comes most like it, word by word; items that
/// have little in common are shown as one that goes and one that comes.
pub(crate) fn diff_items(old: &[String], new: &[String]) -> Vec<Op> {
    let mut known = HashMap::new();
    let mut number = |line| {
        // Lists have at most a hundred items.
        let next = known.len() as u32;
        *known.entry(line).or_insert(next)
    };
    let old_numbers: Vec<u32> = old.iter().map(&mut number).collect();
    let new_numbers: Vec<u32> = new.iter().map(&mut number).collect();
    let mut ops = Vec::new();
    let mut done = 0;
    for change in item_changes(&old_numbers, &new_numbers) {
        extend(&mut ops, whole(OpKind::Equal, &old[done..change.old.start]));
        let (gone, come) = (&old[change.old.clone()], &new[change.new.clone()]);
        let (mut gone_at, mut come_at) = (0, 0);
        for (from, to) in pairs(gone, come) {
            extend(&mut ops, whole(OpKind::Delete, &gone[gone_at..from]));
            extend(&mut ops, whole(OpKind::Insert, &come[come_at..to]));
            let (from_line, to_line) = (format!("{}\n", gone[from]), format!("{}\n", come[to]));
            extend(&mut ops, diff(&from_line, &to_line));
            (gone_at, come_at) = (from + 1, to + 1);
        }
        extend(&mut ops, whole(OpKind::Delete, &gone[gone_at..]));
        extend(&mut ops, whole(OpKind::Insert, &come[come_at..]));
        done = change.old.end;
    }
    extend(&mut ops, whole(OpKind::Equal, &old[done..]));
    ops
}

/// The items of a list's redline, in the order in which one reads them.
pub fn items(ops: &[Op]) -> Vec<Item> {
    let mut lines: Vec<Vec<Op>> = Vec::new();
    let mut open: Vec<Op> = Vec::new();
    for op in ops {
        for piece in op.text.split_inclusive('\n') {
            open.push(Op {
                op: op.op,
                text: piece.to_owned(),
            });
            // A line that only goes or only comes ends with its own end, any other where both sides end.
            let alone = open.iter().all(|other| other.op == op.op);
            if piece.ends_with('\n') && (op.op == OpKind::Equal || alone) {
                lines.push(std::mem::take(&mut open));
            }
        }
    }
    if !open.is_empty() {
        lines.push(open);
    }
    let mut places = [0, 0];
    let mut items: Vec<Item> = lines
        .into_iter()
        .map(|ops| item(ops, &mut places))
        .collect();
    tell_moved(&mut items);
    items
}

/// A list's redline with line ends between its items only, for where text is set in paragraphs: there none is empty at the
/// end, and what comes behind the last item brings the end of that one along.
pub fn parted(ops: &[Op]) -> Vec<Op> {
    let whole = |op: &Op| op.text.ends_with('\n');
    let stays = ops.iter().rposition(|op| op.op == OpKind::Equal);
    let (head, tail) = ops.split_at(stays.map_or(0, |at| at + 1));
    if !tail.iter().all(whole) || !head.last().is_none_or(whole) {
        let cut = |text: String| text.trim_end_matches('\n').to_owned();
        return diff(&cut(old_text(ops)), &cut(new_text(ops)));
    }
    let mut parted = ops.to_vec();
    match stays {
        Some(at) => {
            parted[at].text.pop();
            for op in &mut parted[at + 1..] {
                op.text.pop();
                op.text.insert(0, '\n');
            }
        }
        None => {
            for kind in [OpKind::Delete, OpKind::Insert] {
                if let Some(last) = parted.iter_mut().rfind(|op| op.op == kind) {
                    last.text.pop();
                }
            }
        }
    }
    parted.retain(|op| !op.text.is_empty());
    parted
}

fn item(mut ops: Vec<Op>, [old, new]: &mut [usize; 2]) -> Item {
    let all = |kind: OpKind| ops.iter().all(|op| op.op == kind);
    let change = if all(OpKind::Equal) {
        ItemChange::Kept
    } else if all(OpKind::Insert) {
        ItemChange::Added
    } else if all(OpKind::Delete) {
        ItemChange::Removed
    } else {
        ItemChange::Changed
    };
    *old += usize::from(change != ItemChange::Added);
    *new += usize::from(change != ItemChange::Removed);
    for op in &mut ops {
        op.text = op.text.trim_end_matches('\n').replace(INNER_BREAK, "\n");
    }
    ops.retain(|op| !op.text.is_empty());
    let place = if change == ItemChange::Removed {
        *old
    } else {
        *new
    };
    Item { change, place, ops }
}

/// What goes in one place and comes in another has moved, and is told once.
fn tell_moved(items: &mut Vec<Item>) {
    let text = |item: &Item| item.ops.first().map(|op| op.text.clone());
    let mut gone: Vec<Option<String>> = items
        .iter()
        .filter(|item| item.change == ItemChange::Removed)
        .map(text)
        .collect();
    let mut moved = Vec::new();
    for item in items.iter_mut() {
        if item.change == ItemChange::Added
            && let Some(at) = gone.iter().position(|other| *other == text(item))
        {
            moved.push(gone.swap_remove(at));
            item.change = ItemChange::Moved;
            item.ops.iter_mut().for_each(|op| op.op = OpKind::Equal);
        }
    }
    items.retain(|item| {
        let told = (item.change == ItemChange::Removed)
            .then(|| moved.iter().position(|other| *other == text(item)))
            .flatten();
        told.map(|at| moved.swap_remove(at)).is_none()
    });
}

/// Which item that goes becomes which one that comes: in order, and as much alike as possible altogether.
fn pairs(gone: &[String], come: &[String]) -> Vec<(usize, usize)> {
    let (gone, come) = (bags(gone), bags(come));
    let mut likeness = vec![vec![0; come.len() + 1]; gone.len() + 1];
    let alike = |from: usize, to: usize| gone[from].likeness(&come[to]);
    for from in (0..gone.len()).rev() {
        for to in (0..come.len()).rev() {
            let apart = likeness[from + 1][to].max(likeness[from][to + 1]);
            likeness[from][to] = apart.max(alike(from, to) + likeness[from + 1][to + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    while from < gone.len() && to < come.len() {
        let best = likeness[from][to];
        if best == likeness[from + 1][to] {
            from += 1;
        } else if best == likeness[from][to + 1] {
            to += 1;
        } else {
            pairs.push((from, to));
            (from, to) = (from + 1, to + 1);
        }
    }
    pairs
}

fn bags(lines: &[String]) -> Vec<Bag<'_>> {
    lines.iter().map(|line| Bag::of(line)).collect()
}

/// Less in common than this, of a thousand, and two items are two.
const LIKENESS_MIN: usize = 400;

/// The words of a line, however they are arranged.
struct Bag<'a> {
    words: Vec<&'a str>,
}

impl<'a> Bag<'a> {
    fn of(line: &'a str) -> Self {
        let words = words(line).into_iter();
        let mut words: Vec<_> = words
            .filter(|word| word.kind == Kind::Word)
            .map(|word| word.text)
            .collect();
        words.sort_unstable();
        Self { words }
    }

    /// The share of words that both have, of a thousand (Dice's coefficient); 0 where it is too small to count.
    fn likeness(&self, other: &Self) -> usize {
        let (mut at, mut other_at, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.words.get(at), other.words.get(other_at)) {
            let order = one.cmp(two);
            shared += usize::from(order.is_eq());
            at += usize::from(order.is_le());
            other_at += usize::from(order.is_ge());
        }
        let all = self.words.len() + other.words.len();
        let likeness = 2000 * shared / all.max(1);
        if likeness < LIKENESS_MIN { 0 } else { likeness }
    }
}

fn whole(op: OpKind, lines: &[String]) -> Vec<Op> {
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![Op {
            op,
            text: joined(lines),
        }]
    }
}

/// Appends, joining what is of one kind on both sides of the seam.
fn extend(ops: &mut Vec<Op>, more: Vec<Op>) {
    for op in more {
        match ops.last_mut() {
            Some(last) if last.op == op.op => last.text.push_str(&op.text),
            _ => ops.push(op),
        }
    }
}

/// A list as a text with one line for each item.
pub(super) fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}
