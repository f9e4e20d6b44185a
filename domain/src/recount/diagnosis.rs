//! What was done to a record, from how its lines hang together.
//!
//! A broken chain only says that something is wrong somewhere. Numbers, hashes and times together
//! say what: a line whose content does not fit its hash was changed; a number that is nowhere was
//! dropped; a line that no other follows, between two that follow each other, was added. Lines are
//! put back into their places for the recount, so that one fault does not hide behind another.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Fault, FaultKind,
    chain::{self, Node},
    reading::{Piece, digest_with, object},
};
use crate::record::START;

/// How far from its place a number is looked for.
const NEAR: u64 = 8;

/// The faults of the chain, and in which order the lines that are part of it were written.
pub(super) fn diagnose(text: &[u8], pieces: &[Piece]) -> (Vec<Fault>, Vec<usize>) {
    if is_sound(pieces) {
        return (Vec::new(), (0..pieces.len()).collect());
    }
    let mut doctor = Doctor {
        text,
        pieces,
        faults: Vec::new(),
        unreadable: BTreeSet::new(),
    };
    let mut nodes = doctor.nodes();
    doctor.strike_doubles(&mut nodes);
    doctor.strike_added(&mut nodes);
    doctor.faults.extend(chain::put_in_order(&mut nodes));
    doctor
        .faults
        .extend(chain::gaps(&nodes, &doctor.unreadable));
    doctor.faults.extend(chain::joints(&nodes));
    doctor.faults.extend(chain::times(&nodes));
    let order = nodes.iter().map(|node| node.place).collect();
    (doctor.faults, order)
}

fn is_sound(pieces: &[Piece]) -> bool {
    let mut prev = START;
    let mut before = None;
    pieces.iter().zip(1..).all(|(piece, seq)| {
        let Some(link) = piece.link() else {
            return false;
        };
        let follows = link.seq == seq && link.prev == prev && link.is_whole();
        let in_time = link.at.is_some() && before <= link.at;
        prev = &link.hash;
        before = link.at;
        follows && in_time
    })
}

struct Doctor<'a> {
    text: &'a [u8],
    pieces: &'a [Piece],
    faults: Vec<Fault>,
    /// The numbers that unreadable lines would have.
    unreadable: BTreeSet<u64>,
}

impl<'a> Doctor<'a> {
    fn find(&mut self, node: &Node<'_>, kind: FaultKind, says: String, should: Option<String>) {
        self.faults.push(Fault {
            seq: node.seq,
            line: Some(node.place + 1),
            kind,
            says,
            should,
        });
    }

    /// Every line that can be read, with its fields as they were hashed where one alone was changed.
    fn nodes(&mut self) -> Vec<Node<'a>> {
        let links = self.pieces.iter().filter_map(Piece::link);
        let prevs: HashSet<&str> = links.clone().map(|link| link.prev.as_str()).collect();
        let hashes: HashMap<u64, &str> = links.map(|link| (link.seq, link.hash.as_str())).collect();
        let mut nodes: Vec<Node<'a>> = Vec::with_capacity(self.pieces.len());
        let mut seq = 0;
        for (place, piece) in self.pieces.iter().enumerate() {
            let node = match &piece.read {
                Err(why) => {
                    seq += 1;
                    self.unreadable.insert(seq);
                    self.faults.push(Fault {
                        seq,
                        line: Some(place + 1),
                        kind: FaultKind::Unreadable,
                        says: why.clone(),
                        should: Some(format!("Line {seq} should stand there, as JSON.")),
                    });
                    continue;
                }
                Ok(found) => Node::of(place, &found.link),
            };
            let node = if node.whole {
                node
            } else {
                self.repair(node, seq + 1, nodes.last(), &prevs, &hashes)
            };
            seq = node.seq;
            nodes.push(node);
        }
        nodes
    }

    /// Finds out which field of a line was changed, by what makes its hash fit again.
    fn repair(
        &mut self,
        mut node: Node<'a>,
        expected: u64,
        before: Option<&Node<'a>>,
        prevs: &HashSet<&str>,
        hashes: &HashMap<u64, &'a str>,
    ) -> Node<'a> {
        let piece = &self.pieces[node.place];
        let Some(link) = piece.link() else {
            return node;
        };
        if prevs.contains(link.digest.as_str()) {
            node.hash = &link.digest;
            let says =
                "Its hash was changed: the line after it follows the hash that its content has.";
            let should = format!("Its hash should be {}.", link.digest);
            self.find(&node, FaultKind::Changed, says.into(), Some(should));
            return node;
        }
        let content = object(&self.text[piece.range.clone()]).unwrap_or_default();
        let near =
            (1..=NEAR).flat_map(|far| [link.seq.saturating_add(far), link.seq.saturating_sub(far)]);
        let number = [expected]
            .into_iter()
            .chain(near)
            .find(|seq| digest_with(&content, "seq", (*seq).into()) == link.hash);
        if let Some(seq) = number {
            node.seq = seq;
            let says = format!("Its number was changed to {}.", link.seq);
            let should = format!("Its number should be {seq}.");
            self.find(&node, FaultKind::Changed, says, Some(should));
            return node;
        }
        let of_number = link.seq.checked_sub(1).and_then(|seq| hashes.get(&seq));
        let prev = [
            Some(START),
            before.map(|before| before.hash),
            of_number.copied(),
        ]
        .into_iter()
        .flatten()
        .find(|prev| digest_with(&content, "prev", (*prev).into()) == link.hash);
        if let Some(prev) = prev {
            node.prev = prev;
            let says = "What it says of the line before was changed.";
            let should = format!("Its `prev` should be {prev}.");
            self.find(&node, FaultKind::Changed, says.into(), Some(should));
            return node;
        }
        let says = "Its content is not what was hashed: something in it was changed since.";
        let should = format!(
            "A content with the hash {} should stand there; this one has {}.",
            link.hash, link.digest
        );
        self.find(&node, FaultKind::Changed, says.into(), Some(should));
        node
    }

    /// Takes out what stands twice. The one that stands beside its neighbours is the line itself.
    fn strike_doubles(&mut self, nodes: &mut Vec<Node<'a>>) {
        let mut same: BTreeMap<(u64, &str), Vec<usize>> = BTreeMap::new();
        for (index, node) in nodes.iter().enumerate() {
            same.entry((node.seq, node.hash)).or_default().push(index);
        }
        let mut struck = HashSet::new();
        for group in same.into_values().filter(|group| group.len() > 1) {
            let own = group
                .iter()
                .copied()
                .max_by_key(|index| (neighbours(nodes, *index), std::cmp::Reverse(*index)));
            let Some(own) = own else { continue };
            for copy in group.into_iter().filter(|index| *index != own) {
                let says = format!(
                    "It stands twice: also as line {} of the file.",
                    nodes[own].place + 1
                );
                let should = "It should stand once.".to_owned();
                self.find(&nodes[copy], FaultKind::Doubled, says, Some(should));
                struck.insert(copy);
            }
        }
        strike(nodes, &struck);
    }

    /// Takes out what nothing follows and what stands between two lines that follow each other.
    fn strike_added(&mut self, nodes: &mut Vec<Node<'a>>) {
        let followed: HashSet<&str> = nodes.iter().map(|node| node.prev).collect();
        let hashes: HashMap<u64, &str> = nodes.iter().map(|node| (node.seq, node.hash)).collect();
        let follows = |node: &Node<'_>| {
            let before = node.seq.checked_sub(1).and_then(|seq| hashes.get(&seq));
            before == Some(&node.prev)
        };
        let mut struck = HashSet::new();
        let mut same: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (index, node) in nodes.iter().enumerate() {
            same.entry(node.seq).or_default().push(index);
        }
        for group in same.into_values().filter(|group| group.len() > 1) {
            let worth = |index: &usize| {
                let node = &nodes[*index];
                let order = std::cmp::Reverse(*index);
                (
                    followed.contains(node.hash),
                    follows(node),
                    node.whole,
                    order,
                )
            };
            let own = group.iter().copied().max_by_key(worth);
            struck.extend(group.into_iter().filter(|index| Some(*index) != own));
        }
        for index in 1..nodes.len().saturating_sub(1) {
            let (node, before, after) = (&nodes[index], &nodes[index - 1], &nodes[index + 1]);
            let between = after.prev == before.hash;
            if between && node.whole && !followed.contains(node.hash) && !follows(node) {
                struck.insert(index);
            }
        }
        for index in &struck {
            let node = &nodes[*index];
            let says = format!(
                "It was added: no other line follows it, and the record has its own line {}.",
                node.seq
            );
            let should = "It should not stand there.".to_owned();
            self.find(node, FaultKind::Added, says, Some(should));
        }
        strike(nodes, &struck);
    }
}

/// How many of the lines beside it in the file are those that belong beside it.
fn neighbours(nodes: &[Node<'_>], index: usize) -> usize {
    let node = &nodes[index];
    let before = index
        .checked_sub(1)
        .map(|before| nodes[before].hash == node.prev);
    let after = nodes.get(index + 1).map(|after| after.prev == node.hash);
    usize::from(before == Some(true)) + usize::from(after == Some(true))
}

fn strike(nodes: &mut Vec<Node<'_>>, struck: &HashSet<usize>) {
    let mut index = 0;
    nodes.retain(|_| {
        index += 1;
        !struck.contains(&(index - 1))
    });
}
