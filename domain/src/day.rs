//! A day of the calendar, for what is due on one.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::{Date, macros::format_description};

use crate::{Moment, Refusal};

/// A date of ISO 8601, `2016-10-19`, from the year 1 to 9999. It has no time zone: it is the day of whoever reads it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("format" = "date"))]
pub struct Day(Date);

impl Day {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let format = format_description!("[year]-[month]-[day]");
        Date::parse(text, &format)
            .ok()
            .filter(|date| date.year() >= 1)
            .map(Self)
            .ok_or(Refusal::DayMalformed)
    }

    /// Whether the day is over everywhere on earth: the last place to end a day is twelve hours behind UTC.
    pub fn is_over(self, now: Moment) -> bool {
        const HALF_DAY_MS: i64 = 43_200_000;
        let there = (now + -HALF_DAY_MS).to_utc().date();
        there > self.0
    }

    /// The same day as the `time` crate has it.
    pub fn to_date(self) -> Date {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl FromStr for Day {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Day {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        let day = Day::parse("2016-10-19").unwrap();
        assert_eq!(day.to_string(), "2016-10-19");
        for bad in [
            "",
            "2016-13-01",
            "2016-02-30",
            "19.10.2016",
            "2016-10-19T00:00:00Z",
            "0000-01-01",
        ] {
            assert_eq!(Day::parse(bad), Err(Refusal::DayMalformed), "{bad}");
        }
    }

    #[test]
    fn a_day_is_over_when_it_has_ended_everywhere() {
        let day = Day::parse("2016-10-19").unwrap();
        let at = |text| Moment::parse(text).unwrap();
        assert!(!day.is_over(at("2016-10-20T11:59:59Z")));
        assert!(day.is_over(at("2016-10-20T12:00:00Z")));
    }
}
