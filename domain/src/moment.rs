//! A point in time, cut to milliseconds, because that is what the record hashes.

use std::{fmt, ops::Add, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, format_description::well_known::Rfc3339, macros::format_description};

use crate::Refusal;

/// Milliseconds since 1970-01-01T00:00:00Z, written as RFC 3339 in UTC with three decimals.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("format" = "date-time"))]
pub struct Moment(i64);

/// A day in milliseconds: contest windows are counted in whole days of 24 hours.
const DAY_MS: i64 = 86_400_000;
/// The years 1 to 9999, which RFC 3339 can write.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl Moment {
    /// A moment by its milliseconds since 1970; kept within the years that can be written.
    pub fn from_millis(ms: i64) -> Self {
        Self(ms.clamp(*RANGE.start(), *RANGE.end()))
    }

    pub fn millis(self) -> i64 {
        self.0
    }

    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let at = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| Refusal::TimeMalformed)?;
        let ms = at.unix_timestamp_nanos().div_euclid(1_000_000);
        i64::try_from(ms)
            .ok()
            .filter(|ms| RANGE.contains(ms))
            .map(Self)
            .ok_or(Refusal::TimeMalformed)
    }

    pub fn plus_days(self, days: u32) -> Self {
        self + i64::from(days) * DAY_MS
    }

    /// The calendar date in UTC, `2016-10-19`.
    pub fn date(self) -> String {
        self.to_string()[..10].to_owned()
    }

    /// The same moment as the `time` crate has it.
    pub fn to_utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl Add<i64> for Moment {
    type Output = Self;
    /// Adds milliseconds.
    fn add(self, ms: i64) -> Self {
        Self::from_millis(self.0.saturating_add(ms))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = format_description!(
            "[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z"
        );
        let text = self.to_utc().format(&format).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl FromStr for Moment {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Moment {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_cut_to_milliseconds_in_utc() {
        let m = Moment::parse("2016-10-19T15:00:00.123987+02:00").unwrap();
        assert_eq!(m.to_string(), "2016-10-19T13:00:00.123Z");
        assert_eq!(Moment::parse(&m.to_string()), Ok(m));
        assert_eq!(m.date(), "2016-10-19");
        assert_eq!(m.plus_days(7).to_string(), "2016-10-26T13:00:00.123Z");
    }

    #[test]
    fn what_cannot_be_written_is_not_a_time() {
        for bad in ["", "2016-10-19", "yesterday", "2016-13-01T00:00:00Z"] {
            assert_eq!(Moment::parse(bad), Err(Refusal::TimeMalformed), "{bad}");
        }
        assert_eq!(
            Moment::from_millis(i64::MAX).to_string(),
            "9999-12-31T23:59:59.999Z"
        );
    }
}
