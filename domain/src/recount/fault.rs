//! What is wrong with a record, line by line.

use serde::Serialize;

use crate::{Refusal, permit::Denial};

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    // Of the chain.
    /// The line is not JSON, or not a line of a record.
    Unreadable,
    /// The line is not what was hashed.
    Changed,
    /// The line was exchanged for another one with a right hash of its own.
    Exchanged,
    /// One or more lines are missing.
    Dropped,
    /// The line is no part of the record that the others make up.
    Added,
    /// The line stands twice.
    Doubled,
    /// Two lines stand in each other's place.
    Swapped,
    /// The line stands elsewhere than where it was written.
    Moved,
    /// The line's time is before the time of the line before it.
    Backwards,
    /// The record is not the one whose head was noted.
    Head,

    // Of the acts.
    /// No act that is known, or with data that no act of its kind has.
    Foreign,
    /// The act was not allowed, or is impossible as things stood.
    NotAllowed,
    /// What was computed then is not what is computed now.
    Miscounted,
    /// A sealed position is not the one that was revealed.
    Seal,
    /// What had to follow, or what the clock owed, is missing.
    Skipped,
}

impl FaultKind {
    /// Whether it shows in the hashes, numbers and times alone.
    pub const fn is_of_the_chain(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::Changed
                | Self::Exchanged
                | Self::Dropped
                | Self::Added
                | Self::Doubled
                | Self::Swapped
                | Self::Moved
                | Self::Backwards
                | Self::Head
        )
    }

    /// Where faults of one line stand among each other: what was done to the lines, what was done
    /// to the line, what it says.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Dropped | Self::Added | Self::Doubled | Self::Swapped | Self::Moved => 0,
            _ if self.is_of_the_chain() => 1,
            _ => 2,
        }
    }

    /// What happened, in a word or two, for a heading.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Changed => "changed",
            Self::Exchanged => "exchanged",
            Self::Dropped => "dropped",
            Self::Added => "added",
            Self::Doubled => "doubled",
            Self::Swapped => "swapped",
            Self::Moved => "moved",
            Self::Backwards => "time runs backwards",
            Self::Head => "not the record you noted",
            Self::Foreign => "no known act",
            Self::NotAllowed => "not allowed",
            Self::Miscounted => "counted differently",
            Self::Seal => "seal broken",
            Self::Skipped => "something is missing",
        }
    }
}

/// Something wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The number that the line bears, or should bear.
    pub seq: u64,
    /// Where it stands in the file, counted from 1; none where it does not stand there.
    pub line: Option<usize>,
    pub kind: FaultKind,
    /// What is wrong, in a sentence.
    pub says: String,
    /// What should stand there, where that is known.
    pub should: Option<String>,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}: {}", self.seq, self.kind.words(), self.says)?;
        match &self.should {
            Some(should) => write!(f, " {should}"),
            None => Ok(()),
        }
    }
}

/// A fault before it is known which line it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub kind: FaultKind,
    pub says: String,
    pub should: Option<String>,
    /// Whether it is of what should stand behind the line.
    pub behind: bool,
}

impl Wrong {
    pub fn new(kind: FaultKind, says: impl Into<String>) -> Self {
        Self {
            kind,
            says: says.into(),
            should: None,
            behind: false,
        }
    }

    /// Says that it is of what should stand behind the line.
    pub fn behind(mut self) -> Self {
        self.behind = true;
        self
    }

    pub fn should(mut self, should: impl Into<String>) -> Self {
        self.should = Some(should.into());
        self
    }

    pub fn not_allowed(says: impl Into<String>) -> Self {
        Self::new(FaultKind::NotAllowed, says)
    }

    /// The act speaks of something that the lines before it never made.
    pub fn unknown(what: &str, number: impl std::fmt::Display) -> Self {
        Self::not_allowed(format!("It speaks of {what} {number}, which there is not."))
    }

    pub fn at(self, seq: u64, line: usize) -> Fault {
        Fault {
            seq: if self.behind {
                seq.saturating_add(1)
            } else {
                seq
            },
            line: (!self.behind).then_some(line),
            kind: self.kind,
            says: self.says,
            should: self.should,
        }
    }
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Self {
        Self::not_allowed(format!("This act is refused: “{refusal}”"))
    }
}

impl From<Denial> for Wrong {
    fn from(denial: Denial) -> Self {
        Self::not_allowed(format!("Who acts may not do this: “{denial}”"))
    }
}
