"""What a calendar program finds in a calendar file."""

import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
events = []
for event in calendar.walk("VEVENT"):
    text = lambda name: None if event.get(name) is None else str(event[name])
    time = lambda name: event.decoded(name).isoformat()
    events.append(
        {
            "uid": text("UID"),
            "sequence": event.decoded("SEQUENCE"),
            "starts": time("DTSTART"),
            "ends": time("DTEND"),
            "stamp": time("DTSTAMP"),
            "summary": text("SUMMARY"),
            "description": text("DESCRIPTION"),
            "location": text("LOCATION"),
            "url": text("URL"),
            "conference": text("CONFERENCE"),
            "status": text("STATUS"),
        }
    )
errors = [str(error) for part in calendar.walk() for error in part.errors]
json.dump(
    {
        "version": str(calendar["VERSION"]),
        "name": str(calendar["X-WR-CALNAME"]),
        "events": events,
        "errors": errors,
    },
    sys.stdout,
)
