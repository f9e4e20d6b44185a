//! Meetings as files for calendars, as pages and the API hand them out.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{Slug, ids::MeetingNo};
use registry::{Registry, meetings};

use crate::{answer::Media, ask::Ask, file::attachment, trouble::Trouble};

/// A calendar file.
#[derive(Debug)]
pub struct Calendar;

impl Media for Calendar {
    const TYPE: &'static str = formats::calendar::MEDIA_TYPE;
    const WORDS: &'static str = "An iCalendar object (RFC 5545).";
}

/// A meeting as the last segment of an address names it, and whether its calendar file is meant: `2`, `2.ics`. The
/// router takes no `{m}.ics` in one segment.
pub fn named(segment: &str) -> Result<(MeetingNo, bool), Trouble> {
    let (number, file) = match segment.strip_suffix(".ics") {
        Some(number) => (number, true),
        None => (segment, false),
    };
    // Only one spelling of a number is an address.
    let parsed: Option<MeetingNo> = number.parse().ok();
    parsed
        .filter(|it| it.to_string() == number)
        .map(|it| (it, file))
        .ok_or_else(Trouble::not_found)
}

/// One meeting, to be taken into a calendar.
pub async fn one(ask: &Ask, process: &Slug, meeting: MeetingNo) -> Result<Response, Trouble> {
    let registry: &Registry = ask.registry();
    let file = meetings::invitation(registry, &ask.caller, ask.now, process, meeting).await?;
    let name = format!("{process}-meeting-{meeting}.ics");
    Ok((attachment(&name), calendar(file)).into_response())
}

/// The meetings of a process, to be subscribed to.
pub async fn all(ask: &Ask, process: &Slug) -> Result<Response, Trouble> {
    let file = meetings::calendar(ask.registry(), &ask.caller, ask.now, process).await?;
    Ok(calendar(file))
}

/// Members find in it what others do not: nothing on the way keeps it.
fn calendar(file: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, Calendar::TYPE),
        (header::CACHE_CONTROL, "no-store"),
    ]
    .map(|(name, value)| (name, HeaderValue::from_static(value)));
    (headers, file).into_response()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn an_address_names_a_meeting_or_its_file() {
        assert!(matches!(named("2"), Ok((2, false))));
        assert!(matches!(named("2.ics"), Ok((2, true))));
        for nothing in [
            "",
            ".ics",
            "02",
            "+2",
            "2.ICS",
            "2.ics.ics",
            "two",
            "4294967296",
        ] {
            assert!(named(nothing).is_err(), "{nothing}");
        }
    }
}
