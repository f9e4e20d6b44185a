//! Relations of a file that contradict each other, by what SKOS asks of them: broader never leads
//! round in a circle, and nothing is related to what is above or below it (S27). They are remarked on
//! and taken, because only people can tell which of them is wrong.

use std::collections::{BTreeSet, HashMap};

use domain::content::RelationKind;

use super::{Entry, Place, Problem};
use crate::graph::{Link, open};

/// So many contradictions are named; whoever mends these sees the rest.
const NAMED_MAX: usize = 100;
/// So many entries of a circle are named.
const CIRCLE_MAX: usize = 8;
/// So many steps upwards are taken altogether: a file may chain as many as it has.
const STEPS_MAX: usize = 2_000_000;

/// How the entries of a file stand to each other.
struct Relations<'e> {
    entries: &'e [Entry],
    /// Of each those that are broader.
    broader: Vec<Vec<usize>>,
    /// Where it is said that one is below another, or related to it.
    places: HashMap<(usize, usize, bool), Place>,
}

/// Remarks on what contradicts itself, in the order of the file.
pub(super) fn contradictions(entries: &[Entry]) -> Vec<Problem> {
    let mut relations = Relations::of(entries);
    let mut remarks = relations.circles();
    relations.related_and_below(&mut remarks);
    remarks.sort_by_key(|remark| remark.place);
    remarks
}

impl<'e> Relations<'e> {
    fn of(entries: &'e [Entry]) -> Self {
        let mut keys: HashMap<&str, usize> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for key in &entry.keys {
                keys.entry(key).or_insert(at);
            }
        }
        let mut relations = Self {
            entries,
            broader: vec![Vec::new(); entries.len()],
            places: HashMap::new(),
        };
        for (this, entry) in entries.iter().enumerate() {
            for pointer in &entry.relations {
                let other = keys.get(pointer.to.as_str()).copied();
                let Some(other) = other.filter(|other| *other != this) else {
                    continue;
                };
                match pointer.kind {
                    RelationKind::Broader => relations.say(this, other, false, pointer.place),
                    RelationKind::Narrower => relations.say(other, this, false, pointer.place),
                    RelationKind::Related => relations.say(this, other, true, pointer.place),
                    RelationKind::PartOf | RelationKind::ReplacedBy => {}
                }
            }
        }
        relations
    }

    fn say(&mut self, this: usize, other: usize, is_related: bool, place: Place) {
        let known = (this, other, is_related);
        if self.places.contains_key(&known) {
            return;
        }
        self.places.insert(known, place);
        if let Some(above) = self.broader.get_mut(this).filter(|_| !is_related) {
            above.push(other);
        }
    }

    /// A remark on each circle, which is opened then.
    fn circles(&mut self) -> Vec<Problem> {
        let mut circles = Vec::new();
        let mut links = std::mem::take(&mut self.broader);
        open(&mut links, |way: &[Link], back| {
            if circles.len() < NAMED_MAX {
                let way = way.iter().map(|(at, _)| *at);
                circles.push(way.skip_while(|at| *at != back).collect::<Vec<_>>());
            }
        });
        self.broader = links;
        circles
            .iter()
            .filter_map(|circle| self.circle(circle))
            .collect()
    }

    fn circle(&self, circle: &[usize]) -> Option<Problem> {
        let (first, last) = (*circle.first()?, *circle.last()?);
        let detail = match circle {
            [one, other] => format!(
                "“{}” is both broader and narrower than “{}”. Take one of the two out.",
                self.name(*one),
                self.name(*other)
            ),
            _ => {
                let mut names: Vec<_> = circle
                    .iter()
                    .take(CIRCLE_MAX)
                    .map(|at| self.name(*at))
                    .collect();
                if circle.len() > CIRCLE_MAX {
                    names.push("…");
                }
                names.push(self.name(first));
                format!(
                    "These are each below the next, in a circle: “{}”. Take one of these relations out.",
                    names.join("”, “")
                )
            }
        };
        Some(self.remark((last, first, false), detail))
    }

    /// What is related to something above it, which was said of it, too.
    fn related_and_below(&self, remarks: &mut Vec<Problem>) {
        let mut steps = STEPS_MAX;
        // Which walk saw an entry last: cheaper than a set for each walk.
        let mut seen = vec![usize::MAX; self.entries.len()];
        for this in self.touched() {
            let mut next = vec![this];
            while let Some(at) = next.pop() {
                for &above in self.broader.get(at).into_iter().flatten() {
                    if steps == 0 || remarks.len() >= NAMED_MAX {
                        return;
                    }
                    steps -= 1;
                    if seen[above] == this {
                        continue;
                    }
                    seen[above] = this;
                    next.push(above);
                    remarks.extend(self.below(this, above, at == this));
                }
            }
        }
    }

    /// Which entries are related to any, whoever says so.
    fn touched(&self) -> BTreeSet<usize> {
        let related = self.places.keys().filter(|(.., is_related)| *is_related);
        related
            .flat_map(|(this, other, _)| [*this, *other])
            .collect()
    }

    /// A remark where one is related to another above it, whoever of the two says so.
    fn below(&self, this: usize, above: usize, directly: bool) -> Option<Problem> {
        let said = [(this, above, true), (above, this, true)];
        let said = said
            .into_iter()
            .find(|said| self.places.contains_key(said))?;
        let how = match directly {
            true => "",
            false => ", with others between them",
        };
        let detail = format!(
            "“{}” is related to “{}” and narrower than it as well{how}. Take one of the two out.",
            self.name(this),
            self.name(above)
        );
        Some(self.remark(said, detail))
    }

    fn remark(&self, said: (usize, usize, bool), detail: String) -> Problem {
        Problem {
            place: self.places.get(&said).copied().unwrap_or_default(),
            field: Some("relations".to_owned()),
            detail,
        }
    }

    fn name(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |entry| &entry.name)
    }
}
