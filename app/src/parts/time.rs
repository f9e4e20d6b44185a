//! Times as people say them. The exact time shows on hover and in print.

use domain::Moment;
use leptos::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// From here on a date says more than a count of days.
const COUNTED_DAYS: i64 = 14;

/// A time as seen from now: "2 days ago", "in 3 hours", "26 April".
pub fn when(at: Moment, now: Moment) -> AnyView {
    time(at, said(at, now))
}

/// The calendar day: "26 April 2017".
pub fn day(at: Moment) -> AnyView {
    time(at, date(at, None))
}

/// The day and hour by which something is due: "Friday at 21:00 UTC", "26 April at 21:00 UTC".
pub fn until(at: Moment, now: Moment) -> AnyView {
    time(at, due(at, now))
}

/// How much is left until then: "3 days", "40 minutes".
pub fn left(at: Moment, now: Moment) -> AnyView {
    time(at, span((at.millis() - now.millis()).max(0)))
}

/// How much is left until then, as text: "3 days".
pub fn remaining(at: Moment, now: Moment) -> String {
    span((at.millis() - now.millis()).max(0))
}

/// How long something took, in whole days, hours or minutes of which there are at least three.
pub fn lasted(seconds: u64) -> String {
    let ms = i64::try_from(seconds.saturating_mul(1000)).unwrap_or(i64::MAX);
    let (count, unit) = match ms {
        _ if ms >= 3 * DAY => (ms / DAY, "days"),
        _ if ms >= 3 * HOUR => (ms / HOUR, "hours"),
        _ if ms >= 2 * MINUTE => (ms / MINUTE, "minutes"),
        _ => return span(ms),
    };
    format!("{count} {unit}")
}

/// A time with words of one's own for it.
pub fn time(at: Moment, words: String) -> AnyView {
    view! { <time datetime=at.to_string() title=exact(at)>{words}</time> }.into_any()
}

/// What [`day`] shows, as text.
pub fn dated(at: Moment) -> String {
    date(at, None)
}

/// "12 September 2017, 17:00 UTC".
pub fn exact(at: Moment) -> String {
    format!("{}, {} UTC", date(at, None), clock(at))
}

/// What [`when`] shows, as text.
pub fn said(at: Moment, now: Moment) -> String {
    let ago = now.millis() - at.millis();
    let days = ago.abs() / DAY;
    match ago {
        _ if days >= COUNTED_DAYS => date(at, Some(now)),
        0..MINUTE => "just now".to_owned(),
        DAY.. if days == 1 => "yesterday".to_owned(),
        MINUTE.. => format!("{} ago", span(ago)),
        _ if days == 1 => "tomorrow".to_owned(),
        _ => format!("in {}", span(-ago)),
    }
}

/// What [`until`] shows, as text.
pub fn due(at: Moment, now: Moment) -> String {
    let ahead = (0..6 * DAY).contains(&(at.millis() - now.millis()));
    let day = if ahead {
        at.to_utc().weekday().to_string()
    } else {
        date(at, Some(now))
    };
    format!("{day} at {} UTC", clock(at))
}

fn date(at: Moment, now: Option<Moment>) -> String {
    let utc = at.to_utc();
    let this_year = now.is_some_and(|now| now.to_utc().year() == utc.year());
    let year = if this_year {
        String::new()
    } else {
        format!(" {}", utc.year())
    };
    format!("{} {}{year}", utc.day(), utc.month())
}

fn clock(at: Moment) -> String {
    let utc = at.to_utc();
    format!("{:02}:{:02}", utc.hour(), utc.minute())
}

fn span(ms: i64) -> String {
    let (count, unit) = match ms {
        DAY.. => (ms / DAY, "day"),
        HOUR.. => (ms / HOUR, "hour"),
        MINUTE.. => (ms / MINUTE, "minute"),
        _ => return "less than a minute".to_owned(),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(at: &str, expected: &str) {
        let now = Moment::parse("2017-09-12T17:00:00Z").unwrap();
        assert_eq!(said(Moment::parse(at).unwrap(), now), expected);
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        check("2017-09-12T16:59:30Z", "just now");
        check("2017-09-12T16:58:00Z", "2 minutes ago");
        check("2017-09-12T15:30:00Z", "1 hour ago");
        check("2017-09-11T14:05:00Z", "yesterday");
        check("2017-09-05T12:00:00Z", "7 days ago");
        check("2017-04-26T12:00:00Z", "26 April");
        check("2016-10-19T12:00:00Z", "19 October 2016");
        check("2017-09-12T17:00:30Z", "in less than a minute");
        check("2017-09-12T20:00:00Z", "in 3 hours");
        check("2017-09-13T20:00:00Z", "tomorrow");
        check("2017-09-15T21:00:00Z", "in 3 days");
        check("2018-09-15T21:00:00Z", "15 September 2018");
    }

    #[test]
    fn spans_are_told_in_one_unit() {
        for (seconds, told) in [
            (0, "less than a minute"),
            (59, "less than a minute"),
            (60, "1 minute"),
            (3_600, "60 minutes"),
            (3 * 3_600 + 59, "3 hours"),
            (86_400 + 3_599, "24 hours"),
            (3 * 86_400 - 1, "71 hours"),
            (3 * 86_400 + 4 * 3_600, "3 days"),
        ] {
            assert_eq!(lasted(seconds), told);
        }
    }

    #[test]
    fn a_deadline_names_its_hour() {
        let now = Moment::parse("2017-09-12T17:00:00Z").unwrap();
        assert_eq!(
            due(Moment::parse("2017-09-15T21:00:00Z").unwrap(), now),
            "Friday at 21:00 UTC"
        );
        assert_eq!(
            due(Moment::parse("2017-10-15T21:00:00Z").unwrap(), now),
            "15 October at 21:00 UTC"
        );
    }
}
