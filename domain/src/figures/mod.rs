//! Figures: what a record says about how a process is worked in and convened, by folding its lines.
//!
//! Nothing but the lines is read, so whoever has the record arrives at the same figures. A line is
//! taken in once and in order; what was folded so far is kept and goes on with the lines that follow.

mod agenda;
mod convening;
mod course;
mod response;
mod roster;
mod standing;
mod voice;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{ids::CallNo, record::Line};

pub use agenda::{Agenda, AgendaShare};
pub use convening::{ActCount, Limit, Limited, Tenure};
pub use course::{Held, PositionsOverTime};
pub use response::{GroupResponses, Response, Responses};
pub use standing::{EntriesOverTime, ReleaseMark, Stood};
pub use voice::{GroupVoice, Spoken, Voice};

/// What the lines of a record amount to so far.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    roster: roster::Roster,
    convening: convening::Convening,
    waiting: response::Waiting,
    agenda: agenda::Calling,
    voices: voice::Voices,
    standing: standing::Standing,
    courses: course::Courses,
}

/// The convener's own figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Neutrality {
    /// Who convened, and when; the first one began the process.
    pub conveners: Vec<Tenure>,
    /// What the conveners did, by the name an act has in the record. What followed from an act by
    /// itself, such as the finality of a call, is not counted beside it.
    pub acts: Vec<ActCount>,
    pub responses: Responses,
    pub agenda: Agenda,
    /// Where a convener limited or moved something, with the reason, oldest first.
    pub limits: Vec<Limit>,
}

impl Figures {
    /// Folds a record from its first line on.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut figures = Self::default();
        for line in lines {
            figures.add(line);
        }
        figures
    }

    /// Takes in the line that follows.
    pub fn add(&mut self, line: &Line) {
        // Who acts is asked before the line changes who that is.
        self.convening.add(line, &self.roster);
        self.waiting.add(line, &self.roster);
        self.agenda.add(line, &self.roster);
        self.voices.add(line, &self.roster);
        self.standing.add(line);
        self.courses.add(line);
        self.roster.add(line);
    }

    pub fn neutrality(&self) -> Neutrality {
        Neutrality {
            conveners: self.convening.tenures().to_vec(),
            acts: self.convening.acts(),
            responses: self.waiting.responses(&self.roster),
            agenda: self.agenda.told(&self.roster),
            limits: self.convening.limits().to_vec(),
        }
    }

    pub fn voice(&self) -> Voice {
        self.voices.told(&self.roster)
    }

    pub fn entries(&self) -> EntriesOverTime {
        self.standing.told()
    }

    /// How the positions of a call came about; none where the record knows no such call.
    pub fn positions(&self, call: CallNo) -> Option<PositionsOverTime> {
        self.courses.told(call)
    }
}
