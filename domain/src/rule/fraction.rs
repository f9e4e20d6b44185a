use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A share such as 2/3, compared exactly: nothing is divided into decimals, nothing is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    pub num: u32,
    /// Greater than zero; [`crate::rule::Rule::check`] refuses a rule where it is not.
    pub den: u32,
}

// A product of two u32 always fits a u64, so that no comparison below can overflow.
impl Fraction {
    pub const fn new(num: u32, den: u32) -> Self {
        Self { num, den }
    }

    /// Whether `part` is at least this share of `whole`.
    pub fn is_met_by(self, part: u32, whole: u32) -> bool {
        product(part, self.den) >= product(self.num, whole)
    }

    /// Whether `part` is more than this share of `whole`.
    pub fn is_exceeded_by(self, part: u32, whole: u32) -> bool {
        product(part, self.den) > product(self.num, whole)
    }

    /// The greatest count that is not more than this share of `whole`.
    pub fn most_of(self, whole: u32) -> u32 {
        let most = product(self.num, whole) / u64::from(self.den.max(1));
        u32::try_from(most).unwrap_or(u32::MAX)
    }

    /// The smallest count that is at least this share of `whole`, or more than it where `strict`.
    pub fn least_of(self, whole: u32, strict: bool) -> u32 {
        let most = self.most_of(whole);
        let enough = !strict && self.is_met_by(most, whole);
        if enough { most } else { most.saturating_add(1) }
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}

fn product(a: u32, b: u32) -> u64 {
    u64::from(a) * u64::from(b)
}
