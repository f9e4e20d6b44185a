//! Relations of a file: to whom they lead, and on which side they are put down.
//!
//! A new entry can only lead to one that is proposed already. Where the other comes later in the
//! file, the same is said from its side: broader is narrower seen from above.

use std::collections::BTreeSet;

use domain::{
    content::{Content, Relation, RelationKind},
    ids::EntryNo,
};
use formats::import::Pointer;

use super::{ground::Ground, work::Work};
use crate::Result;

/// Where a relation leads.
pub(super) enum Target {
    Here(EntryNo),
    /// To an entry of the file that is not proposed yet.
    Later(usize),
    /// To one that was refused.
    Lost,
    Unknown,
    Itself,
}

/// The same relation as the other one has it.
fn inverse(kind: RelationKind) -> Option<RelationKind> {
    match kind {
        RelationKind::Broader => Some(RelationKind::Narrower),
        RelationKind::Narrower => Some(RelationKind::Broader),
        RelationKind::Related => Some(RelationKind::Related),
        RelationKind::PartOf | RelationKind::ReplacedBy => None,
    }
}

impl Work {
    fn target(&self, at: usize, to: &str, ground: &Ground) -> Target {
        match self.at_key(to) {
            Some(other) if other == at => Target::Itself,
            Some(other) => match self.here(other) {
                Some(number) if ground.entry(number).is_some() => Target::Here(number),
                _ if self.is_refused(other) => Target::Lost,
                _ => Target::Later(other),
            },
            None => ground.by_key(to).map_or(Target::Unknown, Target::Here),
        }
    }

    /// The relations of an entry that is new.
    pub(super) fn relations_of_new(
        &mut self,
        at: usize,
        ground: &Ground,
        notes: &mut Vec<String>,
    ) -> Vec<Relation> {
        let (mut relations, mut known) = (Vec::new(), BTreeSet::new());
        let mut add = |kind: RelationKind, entry: EntryNo| {
            let relation = Relation { kind, entry };
            if known.insert(relation.clone()) {
                relations.push(relation);
            }
        };
        for pointer in self.pointers(at) {
            match (self.target(at, &pointer.to, ground), inverse(pointer.kind)) {
                (Target::Here(entry), _) => add(pointer.kind, entry),
                (Target::Later(other), Some(kind)) => self.owe(other, kind, at),
                (Target::Later(_), None) => notes.push(format!(
                    "The relation to “{}” is left out: the two lead to each other.",
                    pointer.to
                )),
                (left_out, _) => notes.extend(why(&left_out, &pointer)),
            }
        }
        for (kind, other) in self.owed(at) {
            if let Some(entry) = self.here(other) {
                add(kind, entry);
            }
        }
        relations
    }

    /// The relations that an entry would have. One is taken away where the file speaks of both
    /// entries and says it of neither.
    pub(super) fn relations_of_known(
        &self,
        at: usize,
        number: EntryNo,
        existing: &Content,
        ground: &Ground,
        notes: &mut Vec<String>,
    ) -> Result<Vec<Relation>> {
        let mut wanted = existing.relations.clone();
        let fidelity = self.fidelity(at);
        for pointer in self.pointers(at) {
            let entry = match self.target(at, &pointer.to, ground) {
                Target::Here(entry) if entry != number => entry,
                left_out => {
                    notes.extend(why(&left_out, &pointer));
                    continue;
                }
            };
            let relation = Relation {
                kind: pointer.kind,
                entry,
            };
            let alike = |known: &Relation| !fidelity.relations && known.entry == entry;
            if wanted
                .iter()
                .any(|known| *known == relation || alike(known))
            {
                continue;
            }
            let back = inverse(pointer.kind);
            let others = ground.relations(entry)?;
            let said = others.iter().any(|other| {
                other.entry == number && (Some(other.kind) == back || !fidelity.relations)
            });
            if !said {
                wanted.push(relation);
            }
        }
        let complete = self.complete(at);
        wanted.retain(|relation| {
            let spoken = complete.contains(&relation.kind) && existing.relations.contains(relation);
            let other = self.of_entry(relation.entry).filter(|_| spoken);
            other.is_none_or(|other| {
                let back = inverse(relation.kind);
                self.says(at, relation.kind, other, ground)
                    || back.is_some_and(|back| self.says(other, back, at, ground))
            })
        });
        Ok(wanted)
    }

    /// Whether the file says that one entry stands to another like this.
    fn says(&self, at: usize, kind: RelationKind, other: usize, ground: &Ground) -> bool {
        let entry = self.here(other);
        self.pointers(at).iter().any(|pointer| {
            pointer.kind == kind
                && match self.target(at, &pointer.to, ground) {
                    Target::Here(number) => Some(number) == entry,
                    _ => false,
                }
        })
    }
}

/// Why a relation is left out.
fn why(target: &Target, pointer: &Pointer) -> Option<String> {
    let to = &pointer.to;
    match target {
        Target::Unknown => Some(format!(
            "{}: “{to}” is neither in the file nor in this process, and the relation to it is left out.",
            pointer.place
        )),
        Target::Lost | Target::Later(_) => Some(format!(
            "{}: the relation to “{to}” is left out, because that was refused.",
            pointer.place
        )),
        Target::Itself | Target::Here(_) => Some(format!(
            "{}: an entry cannot be related to itself; this relation is left out.",
            pointer.place
        )),
    }
}
