//! A step of the scenario, and the moments it names.

use domain::Moment;
use serde::Deserialize;
use serde_json::{Map, Value};

const MINUTE_MS: i64 = 60_000;

/// A step as it is written.
#[derive(Debug, Deserialize)]
pub(super) struct Raw {
    at: String,
    by: String,
    act: String,
    #[serde(flatten)]
    body: Map<String, Value>,
}

/// A step with its moments worked out.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) at: Moment,
    /// The key of a persona.
    pub(super) by: String,
    pub(super) act: String,
    pub(super) body: Map<String, Value>,
}

impl Raw {
    /// Works out what is relative to the moment of replay.
    pub(super) fn at_replay(self, now: Moment) -> Option<Step> {
        let at = moment(&self.at, now)?;
        let mut body = self.body;
        for field in [
            "opens_at",
            "closes_at",
            "starts_at",
            "suggestions_until",
            "corrections_until",
        ] {
            if let Some(Value::String(text)) = body.get(field) {
                let worked_out = moment(text, now)?.to_string();
                body.insert(field.to_owned(), worked_out.into());
            }
        }
        Some(Step {
            at,
            by: self.by,
            act: self.act,
            body,
        })
    }
}

/// An instant, or a duration of days, hours and minutes before (`-P2DT3H`) or after (`+P4D`) `now`.
fn moment(text: &str, now: Moment) -> Option<Moment> {
    let (sign, span) = match text.split_at_checked(1)? {
        ("-", span) => (-1, span),
        ("+", span) => (1, span),
        _ => return Moment::parse(text).ok(),
    };
    let mut minutes = 0;
    let mut digits = String::new();
    for letter in span.strip_prefix('P')?.chars() {
        let unit = match letter {
            '0'..='9' => {
                digits.push(letter);
                continue;
            }
            'T' => continue,
            'D' => 24 * 60,
            'H' => 60,
            'M' => 1,
            _ => return None,
        };
        minutes += digits.parse::<i64>().ok()? * unit;
        digits.clear();
    }
    digits.is_empty().then(|| now + sign * minutes * MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_instants_or_durations() {
        let now = Moment::parse("2026-01-10T12:00:00Z").unwrap();
        let check = |text, expected: Option<&str>| {
            assert_eq!(
                moment(text, now).map(|m| m.to_string()).as_deref(),
                expected,
                "{text}"
            );
        };
        check("2016-10-19T15:00:00Z", Some("2016-10-19T15:00:00.000Z"));
        check("-P2DT3H", Some("2026-01-08T09:00:00.000Z"));
        check("+P4D", Some("2026-01-14T12:00:00.000Z"));
        check("-PT20M", Some("2026-01-10T11:40:00.000Z"));
        check("-P2", None);
        check("tomorrow", None);
    }
}
