//! What `check.js` calls.

use domain::recount::{Head, Recount, Report};
use wasm_bindgen::prelude::wasm_bindgen;

use super::findings;

/// A record while it is checked, and what was found once it is.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Check {
    recount: Option<Recount>,
    lines: usize,
    report: Report,
}

#[wasm_bindgen]
impl Check {
    /// Begins with the bytes of a record; `head` is what somebody noted, or empty.
    pub fn begin(record: Vec<u8>, head: &str) -> Result<Check, String> {
        let head = match head.trim() {
            "" => None,
            head => Some(Head::parse(head).map_err(|fault| fault.to_string())?),
        };
        Ok(Self {
            recount: Some(Recount::new(record, head)),
            lines: 0,
            report: Report::default(),
        })
    }

    /// Goes on with so many lines and says how far it is, from 0 to 1000.
    pub fn step(&mut self, lines: usize) -> u32 {
        let Some(mut recount) = self.recount.take() else {
            return 1000;
        };
        let progress = recount.step(lines);
        self.lines = progress.read;
        if progress.done {
            self.report = recount.report();
        } else {
            self.recount = Some(recount);
        }
        progress.per_mille
    }

    /// How many lines were read so far.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// What was found, as HTML. `home` is the address of the process, where its own record was read.
    pub fn html(&self, home: Option<String>) -> String {
        findings::findings(&self.report, home.as_deref())
    }
}
