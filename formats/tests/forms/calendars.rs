//! Meetings as a calendar program reads them.

use domain::Moment;
use formats::calendar::{Occasion, write};
use serde_json::{Value, json};

use crate::reader::found_by;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn meeting() -> Occasion {
    Occasion {
        uid: "updates-meeting-2@terms.example".into(),
        revision: 3,
        planned_at: at("2016-10-01T08:00:00Z"),
        revised_at: at("2016-10-02T08:30:15.999Z"),
        starts_at: at("2016-10-19T15:00:00Z"),
        ends_at: at("2016-10-19T16:30:00Z"),
        title: "Second meeting: “update”, patch; fix".into(),
        description: "Read first.\n\n1. Welcome (5 minutes)\n2. C:\\new, or not; 老虎 🐯".into(),
        place: Some("Room 3, Austin".into()),
        url: "https://terms.example/p/updates/meetings/2".into(),
        link: Some("https://meet.example/a?b=c,d;e".into()),
        cancelled: false,
    }
}

/// What a reader in another language finds in it; none where it is not installed.
fn found(occasions: &[Occasion]) -> Option<Value> {
    let found = found_by("meetings.py", write("Updates", occasions).as_bytes())?;
    assert_eq!(found["errors"], json!([]), "{found}");
    Some(found)
}

#[test]
fn a_calendar_program_finds_the_meeting() {
    let Some(found) = found(&[meeting()]) else {
        return;
    };
    let expected = json!({
        "version": "2.0",
        "name": "Updates",
        "errors": [],
        "events": [{
            "uid": "updates-meeting-2@terms.example",
            "sequence": 3,
            "starts": "2016-10-19T15:00:00+00:00",
            "ends": "2016-10-19T16:30:00+00:00",
            "stamp": "2016-10-02T08:30:15+00:00",
            "summary": "Second meeting: “update”, patch; fix",
            "description": "Read first.\n\n1. Welcome (5 minutes)\n2. C:\\new, or not; 老虎 🐯",
            "location": "Room 3, Austin",
            "url": "https://terms.example/p/updates/meetings/2",
            "conference": "https://meet.example/a?b=c,d;e",
            "status": "CONFIRMED",
        }],
    });
    assert_eq!(found, expected);
}

#[test]
fn what_is_cancelled_keeps_its_name_and_what_is_not_there_is_left_out() {
    let cancelled = Occasion {
        revision: 4,
        place: None,
        link: None,
        cancelled: true,
        ..meeting()
    };
    let Some(found) = found(&[meeting(), cancelled]) else {
        return;
    };
    let [before, after] = [&found["events"][0], &found["events"][1]];
    assert_eq!(before["uid"], after["uid"]);
    assert_eq!(
        (&after["status"], &after["sequence"]),
        (&json!("CANCELLED"), &json!(4))
    );
    assert!(after["location"].is_null() && after["conference"].is_null());
}

#[test]
fn nothing_that_is_typed_becomes_a_line_of_its_own() {
    let typed = "a\r\nSTATUS:CANCELLED\u{b}\nEND:VEVENT\rATTENDEE:mailto:eve@example.org";
    let hostile = Occasion {
        title: typed.into(),
        description: typed.into(),
        place: Some(typed.into()),
        url: format!("https://terms.example/{typed}"),
        link: Some(format!("https://meet.example/{typed}")),
        ..meeting()
    };
    let written = write(typed, std::slice::from_ref(&hostile));
    let starting = |word: &str| {
        written
            .split("\r\n")
            .filter(|line| line.starts_with(word))
            .count()
    };
    assert_eq!(starting("STATUS:"), 1, "{written}");
    assert_eq!(starting("END:VEVENT"), 1, "{written}");
    assert_eq!(starting("ATTENDEE"), 0, "{written}");
    assert!(
        !written.replace("\r\n", "").contains(['\r', '\n']),
        "{written}"
    );
    if let Some(found) = found(&[hostile]) {
        let event = &found["events"][0];
        assert_eq!(event["status"], "CONFIRMED");
        assert_eq!(
            event["summary"],
            "a STATUS:CANCELLED END:VEVENT ATTENDEE:mailto:eve@example.org"
        );
    }
}

#[test]
fn long_lines_are_folded() {
    let long = Occasion {
        description: "Sicherheitsaktualisierungen für Geräte – 老虎 ".repeat(60),
        ..meeting()
    };
    let written = write("Updates", std::slice::from_ref(&long));
    let longest = written.split("\r\n").map(str::len).max();
    // One octet more than RFC 5545 recommends is what the library's last line may have.
    assert!(longest <= Some(76), "{longest:?}");
    if let Some(found) = found(std::slice::from_ref(&long)) {
        assert_eq!(found["events"][0]["description"], long.description);
    }
}
