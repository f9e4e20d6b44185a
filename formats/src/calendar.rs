//! Meetings as calendars read them: iCalendar (RFC 5545, with the address to join from RFC 7986).
//!
//! No `METHOD` is written. `PUBLISH` would need the mail address of an organiser (RFC 5546), and addresses of people
//! are never published; without it programs take the file as what it is, an entry for the calendar.

use domain::Moment;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Parameter, Property};

/// The media type of what is written.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// What wrote it.
const PRODUCT: &str = "-//Parlance//Meetings//EN";

/// Something that takes place at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// What it is known by for ever, whatever changes of it.
    pub uid: String,
    /// Grows with every change: a calendar keeps the copy with the highest.
    pub revision: u32,
    pub planned_at: Moment,
    pub revised_at: Moment,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub title: String,
    /// Plain text of any number of lines.
    pub description: String,
    pub place: Option<String>,
    /// Its page.
    pub url: String,
    /// Where to join from afar.
    pub link: Option<String>,
    pub cancelled: bool,
}

/// Writes a calendar of these occasions; `name` is what a program that subscribes to it shows.
pub fn write(name: &str, occasions: &[Occasion]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", &line(name)),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    // Programs that subscribe ask again after that.
    let again = Property::new("REFRESH-INTERVAL", "PT1H")
        .append_parameter(Parameter::new("VALUE", "DURATION"))
        .done();
    calendar.append_property(again);
    calendar.append_property(Property::new("X-PUBLISHED-TTL", "PT1H"));
    calendar.extend(occasions.iter().map(event));
    calendar.to_string()
}

fn event(occasion: &Occasion) -> Event {
    let mut event = Event::new();
    event
        .uid(&line(&occasion.uid))
        .sequence(occasion.revision)
        .summary(&line(&occasion.title))
        .description(&lines(&occasion.description))
        .url(&address(&occasion.url))
        .status(match occasion.cancelled {
            true => EventStatus::Cancelled,
            false => EventStatus::Confirmed,
        });
    for (key, at) in [
        ("DTSTAMP", occasion.revised_at),
        ("LAST-MODIFIED", occasion.revised_at),
        ("CREATED", occasion.planned_at),
        ("DTSTART", occasion.starts_at),
        ("DTEND", occasion.ends_at),
    ] {
        event.add_property(key, time(at));
    }
    if let Some(place) = &occasion.place {
        event.location(&line(place));
    }
    if let Some(link) = &occasion.link {
        let conference = Property::new("CONFERENCE", address(link))
            .append_parameter(Parameter::new("VALUE", "URI"))
            .done();
        event.append_property(conference);
    }
    event.done()
}

/// `20161019T150000Z`: in UTC, so that no time zone has to come along.
fn time(at: Moment) -> String {
    let text = at.to_string();
    let digits: String = text[..19].chars().filter(|c| !"-:".contains(*c)).collect();
    format!("{digits}Z")
}

/// Lines end as the library knows them; nothing else in a text can end one.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

fn line(text: &str) -> String {
    let spaced = text.split(char::is_whitespace).filter(|it| !it.is_empty());
    lines(&spaced.collect::<Vec<_>>().join(" "))
}

/// An address stands in the file as it is: nothing may end its line.
fn address(url: &str) -> String {
    let carried = |c: &char| !c.is_control() && !c.is_whitespace();
    url.chars().filter(carried).collect()
}
