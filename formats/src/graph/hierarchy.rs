//! The relations between concepts as SKOS wants them: broader mirrored by narrower and never in a
//! circle, related on both sides and never between a concept and something above it (S27).

use std::collections::{HashMap, HashSet};

use domain::{
    content::RelationKind,
    ids::EntryNo,
    release::{Document, Term},
};

/// Of each concept the places of others, places being those in the document.
type Links = Vec<Vec<usize>>;

/// A concept on a way upwards, and which of its links comes next.
pub(crate) type Link = (usize, usize);

pub(crate) struct Hierarchy<'d> {
    document: &'d Document,
    places: HashMap<EntryNo, usize>,
    broader: Links,
    narrower: Links,
    related: Links,
}

impl<'d> Hierarchy<'d> {
    pub(crate) fn of(document: &'d Document) -> Self {
        let terms = &document.terms;
        let places: HashMap<_, _> = terms
            .iter()
            .enumerate()
            .map(|(place, term)| (term.number, place))
            .collect();
        let none = || vec![Vec::new(); terms.len()];
        let (mut broader, mut related) = (none(), none());
        for (this, term) in terms.iter().enumerate() {
            for relation in &term.relations {
                let Some(&other) = places.get(&relation.term) else {
                    continue;
                };
                match relation.kind {
                    _ if this == other => {}
                    RelationKind::Broader => broader[this].push(other),
                    RelationKind::Narrower => broader[other].push(this),
                    RelationKind::Related => {
                        related[this].push(other);
                        related[other].push(this);
                    }
                    RelationKind::PartOf | RelationKind::ReplacedBy => {}
                }
            }
        }
        for links in broader.iter_mut().chain(&mut related) {
            links.sort_unstable();
            links.dedup();
        }
        open(&mut broader, |_, _| {});
        part(&mut related, &broader);
        let mut narrower = none();
        for (this, above) in broader.iter().enumerate() {
            for other in above {
                narrower[*other].push(this);
            }
        }
        Self {
            document,
            places,
            broader,
            narrower,
            related,
        }
    }

    /// Whether nothing is above the concept at a place.
    pub(crate) fn is_top(&self, place: usize) -> bool {
        self.broader[place].is_empty()
    }

    pub(crate) fn broader(&self, place: usize) -> impl Iterator<Item = &'d Term> {
        self.terms(&self.broader[place])
    }

    pub(crate) fn narrower(&self, place: usize) -> impl Iterator<Item = &'d Term> {
        self.terms(&self.narrower[place])
    }

    pub(crate) fn related(&self, place: usize) -> impl Iterator<Item = &'d Term> {
        self.terms(&self.related[place])
    }

    /// The concept with a number: an index, where the document would have to search.
    pub(crate) fn term(&self, number: EntryNo) -> Option<&'d Term> {
        let place = self.places.get(&number)?;
        self.document.terms.get(*place)
    }

    fn terms(&self, places: &[usize]) -> impl Iterator<Item = &'d Term> {
        let terms = &self.document.terms;
        places.iter().map(|place| &terms[*place])
    }
}

/// How far a walk has come with a concept.
#[derive(Clone, Copy, PartialEq)]
enum Walk {
    Ahead,
    OnTheWay,
    Behind,
}

/// Opens every circle: going up from the first concept, then from the next, the link that leads
/// back to where the walk came through is left out. Each link is looked at once, so that no
/// hierarchy, however deep, takes longer than it is long. `told` gets the way to the link that is
/// left out, and where that leads back to.
pub(crate) fn open(broader: &mut Links, mut told: impl FnMut(&[Link], usize)) {
    let mut walked = vec![Walk::Ahead; broader.len()];
    for start in 0..broader.len() {
        if walked[start] != Walk::Ahead {
            continue;
        }
        walked[start] = Walk::OnTheWay;
        let mut way = vec![(start, 0)];
        while let Some(&(this, next)) = way.last() {
            let Some(&other) = broader[this].get(next) else {
                walked[this] = Walk::Behind;
                way.pop();
                continue;
            };
            if walked[other] == Walk::OnTheWay {
                broader[this].remove(next);
                told(&way, other);
                continue;
            }
            if let Some((_, next)) = way.last_mut() {
                *next += 1;
            }
            if walked[other] == Walk::Ahead {
                walked[other] = Walk::OnTheWay;
                way.push((other, 0));
            }
        }
    }
}

/// Takes away what is related to something above or below it.
fn part(related: &mut Links, broader: &Links) {
    let mut contradicted = HashSet::new();
    // Which walk saw a concept last: cheaper than a set for each walk.
    let mut seen = vec![usize::MAX; related.len()];
    for (this, others) in related.iter().enumerate() {
        if others.is_empty() {
            continue;
        }
        let mut next = vec![this];
        while let Some(at) = next.pop() {
            for &above in &broader[at] {
                if seen[above] != this {
                    seen[above] = this;
                    next.push(above);
                }
            }
        }
        for &other in others.iter().filter(|other| seen[**other] == this) {
            contradicted.extend([(this, other), (other, this)]);
        }
    }
    for (this, others) in related.iter_mut().enumerate() {
        others.retain(|other| !contradicted.contains(&(this, *other)));
    }
}
