//! Checking a record: whoever has its lines arrives at every tally, outcome and release again.
//!
//! Two things are looked at. The **chain**: is every line what was hashed, does each follow the one
//! before, is none missing, doubled, moved or made up. And the **acts**: every act is decided anew,
//! from the lines before it, by the very functions that decided it when it happened, and what the
//! line states must be what they arrive at. A chain can be hashed anew from any line on by whoever
//! holds the whole record; then the acts, or a [`Head`] that somebody noted earlier, tell.
//!
//! Nothing here reads a file or the network, and it compiles to WebAssembly too: `parlance verify`
//! and the page "Check it yourself" are this code.

mod chain;
mod diagnosis;
mod differences;
mod document;
mod fault;
mod head;
mod judge;
mod known;
mod ledger;
mod reading;
mod report;
mod settle;

#[cfg(test)]
mod tests;

pub use fault::{Fault, FaultKind};
pub use head::{Head, HeadFault};
pub use report::{Agreed, Counted, Declared, Published, Released, Remark, Report};

use fault::Wrong;
use ledger::Ledger;
use reading::Piece;

/// A record that is being checked, some lines at a time, so that whoever waits sees how far it is.
#[derive(Debug)]
pub struct Recount {
    text: Vec<u8>,
    expected: Option<Head>,
    /// Where the next line begins.
    at: usize,
    pieces: Vec<Piece>,
    /// In which order the lines are recounted, once all are read, and how many were.
    order: Option<Vec<usize>>,
    recounted: usize,
    ledger: Ledger,
    chain: Vec<Fault>,
    acts: Vec<Fault>,
}

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many lines were read, and of those how many were recounted.
    pub read: usize,
    pub recounted: usize,
    /// From 0 to 1000, of all the work there is.
    pub per_mille: u32,
    pub done: bool,
}

/// Checks a whole record at once.
pub fn recount(text: impl Into<Vec<u8>>, expected: Option<Head>) -> Report {
    let mut recount = Recount::new(text, expected);
    while !recount.step(usize::MAX).done {}
    recount.report()
}

impl Recount {
    /// Begins with the text of a record: a line of JSON for each act.
    pub fn new(text: impl Into<Vec<u8>>, expected: Option<Head>) -> Self {
        Self {
            text: text.into(),
            expected,
            at: 0,
            pieces: Vec::new(),
            order: None,
            recounted: 0,
            ledger: Ledger::default(),
            chain: Vec::new(),
            acts: Vec::new(),
        }
    }

    /// Goes on with at most so many lines.
    pub fn step(&mut self, lines: usize) -> Progress {
        match self.order.take() {
            None => self.read(lines),
            Some(order) => {
                self.recount(&order, lines);
                self.order = Some(order);
            }
        }
        self.progress()
    }

    /// What was found. What was not gone through yet is gone through now.
    pub fn report(mut self) -> Report {
        while !self.step(usize::MAX).done {}
        let mut faults = self.chain;
        faults.extend(self.acts);
        // The first fault is what others may follow from; of one line, what was done to it.
        faults.sort_by_key(|fault| (fault.seq, fault.kind.rank()));
        let last = self.pieces.iter().rev().find_map(Piece::link);
        Report {
            lines: self.pieces.len(),
            head: last.map(|link| Head {
                seq: link.seq,
                hash: link.hash.clone(),
            }),
            noted: self.expected,
            faults,
            ..self.ledger.report()
        }
    }

    fn read(&mut self, lines: usize) {
        for _ in 0..lines {
            let Some(range) = reading::next_line(&self.text, &mut self.at) else {
                let (faults, order) = diagnosis::diagnose(&self.text, &self.pieces);
                self.chain = faults;
                let noted = self.expected.as_ref();
                self.chain
                    .extend(noted.and_then(|head| head.missed_by(&self.pieces)));
                self.order = Some(order);
                return;
            };
            self.pieces.push(Piece::read(&self.text, range));
        }
    }

    fn recount(&mut self, order: &[usize], lines: usize) {
        let until = self.recounted.saturating_add(lines).min(order.len());
        for place in self.recounted..until {
            let piece = &self.pieces[order[place]];
            let next = order
                .get(place + 1)
                .and_then(|next| self.pieces[*next].line());
            let wrongs = match piece.line() {
                Some(line) => self.ledger.read(line, next),
                None => piece.foreign().into_iter().collect(),
            };
            let (seq, line) = (piece.seq(), order[place] + 1);
            let faults = wrongs.into_iter().map(|wrong| wrong.at(seq, line));
            self.acts.extend(faults);
        }
        self.recounted = until;
        if until == order.len() && !self.ledger.ended {
            self.ledger.ended = true;
            let (seq, line) = match order.last() {
                Some(last) => (self.pieces[*last].seq(), last + 1),
                None => (0, 0),
            };
            self.acts
                .extend(self.ledger.end().map(|wrong: Wrong| wrong.at(seq, line)));
        }
    }

    fn progress(&self) -> Progress {
        let done = self.ledger.ended;
        let share = |part: usize, of: usize| {
            u32::try_from(part.saturating_mul(500) / of.max(1)).unwrap_or(500)
        };
        // Reading and recounting take about the same time.
        let read = share(self.at, self.text.len());
        let recounted = match &self.order {
            Some(order) => share(self.recounted, order.len()),
            None => 0,
        };
        Progress {
            read: self.pieces.len(),
            recounted: self.recounted,
            per_mille: if done {
                1000
            } else {
                (read + recounted).min(999)
            },
            done,
        }
    }
}
