//! The order of lines, their gaps and joints, once doubled and added ones are out.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Fault, FaultKind, reading::Link};
use crate::{Moment, record::START};

/// A line as part of the chain, with its fields as they were hashed as far as that is known.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    /// Where it stands in the file, counted from 0.
    pub place: usize,
    pub seq: u64,
    pub at: Option<Moment>,
    pub prev: &'a str,
    pub hash: &'a str,
    /// Whether its content is what was hashed. What is wrong with one that is not was said.
    pub whole: bool,
}

impl<'a> Node<'a> {
    pub fn of(place: usize, link: &'a Link) -> Self {
        Self {
            place,
            seq: link.seq,
            at: link.at,
            prev: &link.prev,
            hash: &link.hash,
            whole: link.is_whole(),
        }
    }

    fn fault(&self, kind: FaultKind, says: impl Into<String>, should: impl Into<String>) -> Fault {
        Fault {
            seq: self.seq,
            line: Some(self.place + 1),
            kind,
            says: says.into(),
            should: Some(should.into()),
        }
    }
}

/// Puts the lines into the order of their numbers, and says which stood elsewhere.
pub(super) fn put_in_order(nodes: &mut Vec<Node<'_>>) -> Vec<Fault> {
    if nodes.is_sorted_by_key(|node| node.seq) {
        return Vec::new();
    }
    let mut found = swap_back(nodes);
    let staying = longest_rising(nodes);
    for (index, node) in nodes.iter().enumerate() {
        if !staying.contains(&index) {
            let says = format!(
                "It was moved: it stands as line {} of the file.",
                node.place + 1
            );
            let should = format!(
                "It should stand behind line {}.",
                node.seq.saturating_sub(1)
            );
            found.push(node.fault(FaultKind::Moved, says, should));
        }
    }
    nodes.sort_by_key(|node| node.seq);
    found
}

/// Changes back two lines that stand in each other's place.
fn swap_back(nodes: &mut [Node<'_>]) -> Vec<Fault> {
    let mut sorted: Vec<u64> = nodes.iter().map(|node| node.seq).collect();
    sorted.sort_unstable();
    let place_of: HashMap<u64, usize> = sorted.into_iter().zip(0..).collect();
    let mut found = Vec::new();
    for here in 0..nodes.len() {
        let there = place_of[&nodes[here].seq];
        if there > here && place_of[&nodes[there].seq] == here {
            let (late, early) = (&nodes[here], &nodes[there]);
            let says = format!(
                "It was swapped with line {}: each stands where the other should.",
                late.seq
            );
            let should = format!("Line {} should stand before line {}.", early.seq, late.seq);
            found.push(early.fault(FaultKind::Swapped, says, should));
            nodes.swap(here, there);
        }
    }
    found
}

/// The most lines that stand in order among each other: the others are those that were moved.
fn longest_rising(nodes: &[Node<'_>]) -> HashSet<usize> {
    // `ends[n]` is the line with the lowest number on which n + 1 rising ones can end.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        let length = ends.partition_point(|end| nodes[*end].seq < node.seq);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut rising = HashSet::new();
    let mut last = ends.last().copied();
    while let Some(index) = last {
        rising.insert(index);
        last = before[index];
    }
    rising
}

/// Numbers that no line has.
pub(super) fn gaps(nodes: &[Node<'_>], unreadable: &BTreeSet<u64>) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut next = 1;
    for node in nodes {
        // Of a line that cannot be read its number is not known for sure.
        while next < node.seq && unreadable.contains(&next) {
            next += 1;
        }
        if next < node.seq {
            let last = node.seq - 1;
            let says = match last == next {
                true => format!("Line {next} was dropped: line {} comes at once.", node.seq),
                false => format!(
                    "Lines {next} to {last} were dropped: line {} comes at once.",
                    node.seq
                ),
            };
            found.push(Fault {
                seq: next,
                line: None,
                kind: FaultKind::Dropped,
                says,
                should: Some(format!("Line {last} has the hash {}.", node.prev)),
            });
        }
        next = node.seq.saturating_add(1);
    }
    found
}

/// Lines that do not follow the one before them although their numbers do.
pub(super) fn joints(nodes: &[Node<'_>]) -> Vec<Fault> {
    let breaks = |index: usize| {
        let Some(node) = nodes.get(index) else {
            return false;
        };
        match index.checked_sub(1).map(|before| &nodes[before]) {
            None => node.seq == 1 && node.whole && node.prev != START,
            Some(before) => {
                let neighbours = before.seq.saturating_add(1) == node.seq;
                neighbours && before.whole && node.whole && node.prev != before.hash
            }
        }
    };
    let mut found = Vec::new();
    let mut blamed = None;
    for index in 0..nodes.len() {
        // One that fits on neither side is itself the wrong one; else it is the one before.
        if !breaks(index) || blamed == Some(index) {
            continue;
        }
        let wrong = match index == 0 || breaks(index + 1) {
            true => index,
            false => index - 1,
        };
        if wrong == index {
            blamed = Some(index + 1);
        }
        let node = &nodes[wrong];
        let (says, should) = match wrong == 0 && index == 0 {
            true => (
                "It is the first line and says that another one comes before it.".to_owned(),
                format!("Its `prev` should be {START}."),
            ),
            false => (
                "It was exchanged for another line, or changed and hashed anew: its own hash fits, but its neighbours belong to another line.".to_owned(),
                match nodes.get(wrong + 1) {
                    Some(after) => format!(
                        "A line with the hash {} should stand there, which line {} follows.",
                        after.prev, after.seq
                    ),
                    None => format!("It should follow line {}.", node.seq.saturating_sub(1)),
                },
            ),
        };
        found.push(node.fault(FaultKind::Exchanged, says, should));
    }
    found
}

/// Lines that are older than the one before them.
pub(super) fn times(nodes: &[Node<'_>]) -> Vec<Fault> {
    let mut found = Vec::new();
    for pair in nodes.windows(2) {
        let [before, node] = pair else { continue };
        if let (Some(earlier), Some(at)) = (before.at, node.at)
            && at < earlier
            && node.whole
            && before.whole
        {
            let says = format!("Its time, {at}, is before that of line {}.", before.seq);
            let should = format!("It should be {earlier} or later.");
            found.push(node.fault(FaultKind::Backwards, says, should));
        }
    }
    found
}
