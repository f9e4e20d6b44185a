use std::{fmt, str::FromStr};

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

/// Why a share cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Write a share such as 2/3 or 60%.")]
pub struct NoShare;

/// As people write shares: `2/3`, `60%`, `12.5 %`. A percentage is kept as the smallest whole
/// numbers that stand for it.
impl FromStr for Fraction {
    type Err = NoShare;

    fn from_str(typed: &str) -> Result<Self, NoShare> {
        let typed = typed.trim();
        if let Some((num, den)) = typed.split_once('/') {
            let number = |text: &str| text.trim().parse().map_err(|_| NoShare);
            return Ok(Self::new(number(num)?, number(den)?));
        }
        let percent = typed.strip_suffix('%').ok_or(NoShare)?.trim();
        let (whole, decimals) = percent.split_once('.').unwrap_or((percent, ""));
        let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > 4 {
            return Err(NoShare);
        }
        // At most a million hundredths of a percent stand for all, so these fit.
        let scale = 10_u32.pow(u32::try_from(decimals.len()).unwrap_or_default());
        let num: u32 = format!("{whole}{decimals}").parse().map_err(|_| NoShare)?;
        let den = 100 * scale;
        let common = greatest_common(num, den);
        Ok(Self::new(num / common, den / common))
    }
}

fn greatest_common(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}

fn product(a: u32, b: u32) -> u64 {
    u64::from(a) * u64::from(b)
}
