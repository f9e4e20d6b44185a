use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Counts, Tally};
use crate::{Slug, rule::Fraction};

/// How far agreement goes, in the words of ICANN's working group guidelines. It describes and
/// decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Level {
    /// Nobody said yes or no.
    #[serde(rename = "none")]
    None,
    #[serde(rename = "full consensus")]
    FullConsensus,
    #[serde(rename = "consensus")]
    Consensus,
    #[serde(rename = "strong support but significant opposition")]
    StrongSupport,
    #[serde(rename = "divergence")]
    Divergence,
}

/// At most this share may say no where one still speaks of consensus.
const SMALL_MINORITY: Fraction = Fraction::new(1, 5);
const HALF: Fraction = Fraction::new(1, 2);

impl Level {
    /// The level of these counts; a concern is not a no.
    pub fn of(counts: &Counts) -> Self {
        let (yes, no) = (counts.yes(), counts.no(false));
        let expressed = yes.saturating_add(no);
        if expressed == 0 {
            Self::None
        } else if no == 0 {
            Self::FullConsensus
        } else if !SMALL_MINORITY.is_exceeded_by(no, expressed) {
            Self::Consensus
        } else if HALF.is_exceeded_by(yes, expressed) {
            Self::StrongSupport
        } else {
            Self::Divergence
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::FullConsensus => "full consensus",
            Self::Consensus => "consensus",
            Self::StrongSupport => "strong support but significant opposition",
            Self::Divergence => "divergence",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Agreement across groups, above 0 and below 1: the geometric mean over the declared groups of
/// the smoothed share of yes times the smoothed share of not no. One group against sinks it,
/// however large the others are. None where no group is declared.
///
/// An indicator and never a verdict, which is why it alone is a floating-point number: nothing is
/// decided by it, and its last digits may differ between machines.
pub fn cross_group_agreement(tally: &Tally, declared: &[Slug]) -> Option<f64> {
    if declared.is_empty() {
        return None;
    }
    let smoothed = |part: u32, cast: u32| (f64::from(part) + 0.5) / (f64::from(cast) + 1.0);
    // The root is taken of every factor, so that the product of many groups cannot underflow.
    let root = 1.0 / declared.len() as f64;
    let factors = declared.iter().map(|group| {
        let counts = tally.group(group);
        let agreed = smoothed(counts.yes(), counts.cast);
        let opposed = smoothed(counts.no(false), counts.cast);
        (agreed * (1.0 - opposed)).powf(root)
    });
    Some(factors.product())
}
