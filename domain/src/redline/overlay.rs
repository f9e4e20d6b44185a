//! Many redlines laid over the one text they are all made on.

use std::{collections::BTreeSet, ops::Range};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::apply::{new_text, old_text};
use super::diff::{Op, OpKind};
use super::merge::Versions;
use super::spoken::{Order, spoken};
use crate::ids::RedlineNo;

/// A stretch of the text under several redlines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Laid {
    /// What happens to it.
    pub op: OpKind,
    /// The words.
    pub text: String,
    /// Whose change it is; nobody's where it stays, and several where they agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redlines: Vec<RedlineNo>,
    /// The others that want something else with the same words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collides_with: Vec<RedlineNo>,
}

/// Redlines that want the same words of one text, directly or by way of another of them.
pub type Rivals = Vec<RedlineNo>;

/// A change of one redline as an order, in a text under several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidOrder {
    /// Whose it is.
    pub redline: RedlineNo,
    /// What it does.
    pub order: Order,
    /// The others that want something else with the same words.
    pub collides_with: Vec<RedlineNo>,
}

/// All redlines on their one text: what stays and what goes in the text's order, and what comes behind the words in
/// whose place it comes. What several do alike is there once. Redlines of another text than the first are passed over.
pub fn overlay(redlines: &[(RedlineNo, &[Op])]) -> Vec<Laid> {
    let (base, changes) = changes(redlines);
    let mut bounds: BTreeSet<usize> = changes
        .iter()
        .flat_map(|change| [change.start, change.end])
        .collect();
    bounds.extend([0, base.len()]);
    let bounds: Vec<usize> = bounds.into_iter().collect();
    let mut laid = Vec::new();
    for (at, bound) in bounds.iter().copied().enumerate() {
        for change in &changes {
            if change.end == bound && !change.insert.is_empty() {
                insert(&mut laid, change, bound);
            }
        }
        let Some(next) = bounds.get(at + 1).copied() else {
            break;
        };
        let here: Vec<&Placed> = changes
            .iter()
            .filter(|change| change.start <= bound && next <= change.end)
            .collect();
        let stretch = Laid {
            op: if here.is_empty() {
                OpKind::Equal
            } else {
                OpKind::Delete
            },
            text: base[bound..next].to_owned(),
            redlines: here.iter().map(|change| change.redline).collect(),
            collides_with: rivals_of(&here),
        };
        push(&mut laid, stretch);
    }
    laid.into_iter().map(|(laid, _)| laid).collect()
}

/// The redlines of one text in groups that want the same words.
pub fn rivals(redlines: &[(RedlineNo, &[Op])]) -> Vec<Rivals> {
    let (_, changes) = changes(redlines);
    let mut groups: Vec<BTreeSet<RedlineNo>> = Vec::new();
    for change in changes.iter().filter(|change| !change.rivals.is_empty()) {
        let mut joined: BTreeSet<_> = change.rivals.iter().copied().collect();
        joined.insert(change.redline);
        groups.retain(|group| {
            let apart = group.is_disjoint(&joined);
            if !apart {
                joined.extend(group);
            }
            apart
        });
        groups.push(joined);
    }
    groups.sort();
    groups
        .into_iter()
        .map(|group| group.into_iter().collect())
        .collect()
}

/// The changes of all redlines as orders, in the order of the text.
pub fn spoken_overlay(redlines: &[(RedlineNo, &[Op])]) -> Vec<LaidOrder> {
    let (base, changes) = changes(redlines);
    let mut orders: Vec<LaidOrder> = redlines
        .iter()
        .filter(|(_, ops)| old_text(ops) == base)
        .flat_map(|(redline, ops)| {
            let orders = spoken(ops).into_iter();
            orders.map(|order| LaidOrder {
                redline: *redline,
                order,
                collides_with: Vec::new(),
            })
        })
        .collect();
    for said in &mut orders {
        let change = changes
            .iter()
            .find(|change| change.redline == said.redline && change.start == said.order.at);
        said.collides_with = change
            .map(|change| change.rivals.clone())
            .unwrap_or_default();
    }
    orders.sort_by_key(|said| (said.order.at, said.redline));
    orders
}

/// A change of one redline in its place: bytes of the base, and what comes behind them.
struct Placed {
    redline: RedlineNo,
    start: usize,
    end: usize,
    insert: String,
    rivals: Vec<RedlineNo>,
}

fn changes(redlines: &[(RedlineNo, &[Op])]) -> (String, Vec<Placed>) {
    let base = redlines
        .first()
        .map(|(_, ops)| old_text(ops))
        .unwrap_or_default();
    let texts: Vec<_> = redlines
        .iter()
        .filter(|(_, ops)| old_text(ops) == base)
        .map(|(redline, ops)| (*redline, *ops, new_text(ops)))
        .collect();
    let mut changes: Vec<Vec<Placed>> = texts
        .iter()
        .map(|(redline, ops, _)| placed(*redline, ops))
        .collect();
    let versions = Versions::read(&base, texts.iter().map(|(.., text)| text.as_str()));
    for (one, (one_number, ..)) in texts.iter().enumerate() {
        for (other, (other_number, ..)) in texts.iter().enumerate().skip(one + 1) {
            for range in versions.collisions(one, other) {
                rival(&mut changes[one], &range, *other_number);
                rival(&mut changes[other], &range, *one_number);
            }
        }
    }
    (base, changes.into_iter().flatten().collect())
}

/// Notes whom the changes within a range collide with.
fn rival(changes: &mut [Placed], range: &Range<usize>, with: RedlineNo) {
    for change in changes {
        if range.start <= change.start && change.end <= range.end {
            change.rivals.push(with);
        }
    }
}

fn placed(redline: RedlineNo, ops: &[Op]) -> Vec<Placed> {
    let mut changes: Vec<Placed> = Vec::new();
    let (mut at, mut open) = (0, false);
    for op in ops {
        if op.op == OpKind::Equal {
            at += op.text.len();
            open = false;
            continue;
        }
        if !open {
            changes.push(Placed {
                redline,
                start: at,
                end: at,
                insert: String::new(),
                rivals: Vec::new(),
            });
            open = true;
        }
        if let Some(change) = changes.last_mut() {
            if op.op == OpKind::Delete {
                at += op.text.len();
                change.end = at;
            } else {
                change.insert.push_str(&op.text);
            }
        }
    }
    changes
}

/// What comes, with where the words it replaces begin: the same words in place of others are another change.
fn insert(laid: &mut Vec<(Laid, Option<usize>)>, change: &Placed, bound: usize) {
    let same = laid.iter_mut().rev().take_while(|(_, from)| from.is_some());
    let mut same = same.filter(|(laid, from)| {
        laid.text == change.insert && *from == Some(change.start) && change.end == bound
    });
    if let Some((laid, _)) = same.next() {
        laid.redlines.push(change.redline);
        let more = change.rivals.iter().copied();
        laid.collides_with.extend(more);
        laid.collides_with.sort_unstable();
        laid.collides_with.dedup();
        return;
    }
    laid.push((
        Laid {
            op: OpKind::Insert,
            text: change.insert.clone(),
            redlines: vec![change.redline],
            collides_with: change.rivals.clone(),
        },
        Some(change.start),
    ));
}

fn push(laid: &mut Vec<(Laid, Option<usize>)>, stretch: Laid) {
    match laid.last_mut() {
        Some((last, None))
            if last.op == stretch.op
                && last.redlines == stretch.redlines
                && last.collides_with == stretch.collides_with =>
        {
            last.text.push_str(&stretch.text);
        }
        _ => laid.push((stretch, None)),
    }
}

fn rivals_of(changes: &[&Placed]) -> Vec<RedlineNo> {
    let rivals: BTreeSet<_> = changes
        .iter()
        .flat_map(|change| change.rivals.iter().copied())
        .collect();
    rivals.into_iter().collect()
}
