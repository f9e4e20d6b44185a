//! The relations between concepts as SKOS wants them: broader mirrored by narrower and never in a
//! circle, related on both sides and never between a concept and something above it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{content::RelationKind, ids::EntryNo, release::Document};

type Links = BTreeMap<EntryNo, BTreeSet<EntryNo>>;

pub(super) struct Hierarchy {
    broader: Links,
    narrower: Links,
    related: Links,
}

impl Hierarchy {
    pub(super) fn of(document: &Document) -> Self {
        let mut broader = Links::new();
        let mut related = Links::new();
        for term in &document.terms {
            for relation in term
                .relations
                .iter()
                .filter(|relation| document.term(relation.term).is_some())
            {
                let (this, other) = (term.number, relation.term);
                match relation.kind {
                    RelationKind::Broader => above(&mut broader, this, other),
                    RelationKind::Narrower => above(&mut broader, other, this),
                    RelationKind::Related => {
                        link(&mut related, this, other);
                        link(&mut related, other, this);
                    }
                    RelationKind::PartOf | RelationKind::ReplacedBy => {}
                }
            }
        }
        let mut narrower = Links::new();
        for (this, above) in &broader {
            for other in above {
                link(&mut narrower, *other, *this);
            }
        }
        for (this, others) in &mut related {
            let above = reach(&broader, *this);
            let below = reach(&narrower, *this);
            others
                .retain(|other| other != this && !above.contains(other) && !below.contains(other));
        }
        Self {
            broader,
            narrower,
            related,
        }
    }

    /// Whether nothing is above the concept.
    pub(super) fn is_top(&self, number: EntryNo) -> bool {
        self.broader(number).is_empty()
    }

    pub(super) fn broader(&self, number: EntryNo) -> Vec<EntryNo> {
        of(&self.broader, number)
    }

    pub(super) fn narrower(&self, number: EntryNo) -> Vec<EntryNo> {
        of(&self.narrower, number)
    }

    pub(super) fn related(&self, number: EntryNo) -> Vec<EntryNo> {
        of(&self.related, number)
    }
}

/// Puts one concept above another, unless it is below it already: the first word stands.
fn above(broader: &mut Links, this: EntryNo, other: EntryNo) {
    if !reach(broader, other).contains(&this) {
        link(broader, this, other);
    }
}

fn link(links: &mut Links, from: EntryNo, to: EntryNo) {
    if from != to {
        links.entry(from).or_default().insert(to);
    }
}

fn of(links: &Links, number: EntryNo) -> Vec<EntryNo> {
    links
        .get(&number)
        .map(|others| others.iter().copied().collect())
        .unwrap_or_default()
}

/// Everything that can be reached from a concept, going one way.
fn reach(links: &Links, from: EntryNo) -> BTreeSet<EntryNo> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(number) = next.pop() {
        for other in of(links, number) {
            if reached.insert(other) {
                next.push(other);
            }
        }
    }
    reached
}
