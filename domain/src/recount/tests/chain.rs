//! What is done to lines without hashing the others anew.

use serde_json::json;

use super::*;

#[test]
fn a_sound_record_has_no_fault() {
    let report = Tampered::story().report();
    assert_eq!(report.faults, []);
    assert_eq!(report.remarks, []);
    assert_eq!(report.lines, story().len());
    assert_eq!(report.head.unwrap().hash, story().last().unwrap().hash);
    // Spaces and the order of names are no content.
    let spaced: String = story()
        .iter()
        .map(|line| {
            let pretty = serde_json::to_string_pretty(line).unwrap();
            pretty.replace('\n', " ") + "\r\n"
        })
        .collect();
    assert_eq!(recount(spaced + "\n\n", None).faults, []);
    assert_eq!(recount("", None).faults, []);
}

#[test]
fn progress_comes_to_its_end() {
    let text = Tampered::story().text();
    let mut recount = Recount::new(text, None);
    let mut before = 0;
    loop {
        let progress = recount.step(3);
        assert!(progress.per_mille >= before && progress.per_mille <= 1000);
        before = progress.per_mille;
        if progress.done {
            break;
        }
        assert!(progress.per_mille < 1000);
    }
    let progress = recount.step(1);
    assert_eq!(progress.recounted, story().len());
    assert!(progress.done && recount.report().is_sound());
}

#[test]
fn a_changed_byte_of_any_field_names_its_line() {
    let sound = Tampered::story();
    let lines: Vec<String> = sound.0.iter().map(ToString::to_string).collect();
    for (index, line) in lines.iter().enumerate() {
        for field in ["seq", "at", "actor", "act", "data", "prev", "hash"] {
            let mark = format!("\"{field}\":");
            let start = line.find(&mark).unwrap() + mark.len();
            let value = line[start..]
                .find(|c: char| c.is_ascii_alphanumeric())
                .unwrap()
                + start;
            let mut changed = line.clone().into_bytes();
            changed[value] = if changed[value] == b'7' { b'8' } else { b'7' };
            let mut all: Vec<Vec<u8>> = lines.iter().map(|it| it.clone().into_bytes()).collect();
            all[index] = changed;
            let report = recount(all.join(&b'\n'), None);
            let first = report.first().unwrap();
            assert_eq!(first.seq, index as u64 + 1, "{field}: {:#?}", report.faults);
            assert!(
                matches!(first.kind, FaultKind::Changed | FaultKind::Unreadable),
                "{first}"
            );
            assert!(first.should.is_some());
        }
    }
}

#[test]
fn what_was_changed_is_said_where_it_is_known() {
    let mut hash = Tampered::story();
    let right = hash.line(7)["hash"].clone();
    hash.line(7)["hash"] = "0".repeat(64).into();
    let report = hash.report();
    check(&report, 7, FaultKind::Changed);
    assert!(
        report.faults[0]
            .to_string()
            .contains(right.as_str().unwrap())
    );
    assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);

    let mut number = Tampered::story();
    number.line(9)["seq"] = 11.into();
    let report = number.report();
    check(&report, 9, FaultKind::Changed);
    assert!(
        report.faults[0].says.contains("number"),
        "{}",
        report.faults[0]
    );

    let mut prev = Tampered::story();
    let before = prev.line(11)["hash"].clone();
    prev.line(12)["prev"] = "1".repeat(64).into();
    let report = prev.report();
    check(&report, 12, FaultKind::Changed);
    let should = report.faults[0].should.as_ref().unwrap();
    assert!(should.contains(before.as_str().unwrap()));
    assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
}

#[test]
fn a_dropped_line_is_named() {
    for seq in 1..story().len() {
        let mut dropped = Tampered::story();
        dropped.0.remove(seq - 1);
        check(&dropped.report(), seq, FaultKind::Dropped);
        // The numbers of those behind are closed up.
        for (line, number) in dropped.0.iter_mut().zip(1_u64..) {
            line["seq"] = number.into();
        }
        check(&dropped.report(), seq, FaultKind::Dropped);
    }
    let mut several = Tampered::story();
    several.0.drain(4..8);
    let report = several.report();
    check(&report, 5, FaultKind::Dropped);
    assert!(report.faults[0].says.contains("Lines 5 to 8"));
}

#[test]
fn swapped_and_moved_lines_are_named() {
    let length = story().len();
    for first in 0..length {
        for second in [first + 1, first + 7] {
            if second >= length {
                continue;
            }
            let mut swapped = Tampered::story();
            swapped.0.swap(first, second);
            let report = swapped.report();
            check(&report, first + 1, FaultKind::Swapped);
            // Put back into their places they are recounted, and nothing else is wrong.
            assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
        }
    }
    for (from, to) in [(4, 9), (20, 11), (0, length - 1), (length - 1, 5)] {
        let mut moved = Tampered::story();
        let line = moved.0.remove(from);
        moved.0.insert(to, line);
        let report = moved.report();
        check(&report, from + 1, FaultKind::Moved);
        assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
    }
}

#[test]
fn a_doubled_line_is_named() {
    let length = story().len();
    for seq in 1..=length {
        for to in [seq, (seq + 9) % length, 0, length] {
            let mut doubled = Tampered::story();
            let line = doubled.line(seq).clone();
            doubled.0.insert(to, line);
            let report = doubled.report();
            check(&report, seq, FaultKind::Doubled);
            assert_eq!(report.faults.len(), 1, "{:#?}", report.faults);
        }
    }
}

/// A line that somebody made up, with a right hash of its own.
fn made_up(after: &Value) -> Value {
    let mut line = json!({
        "seq": after["seq"].as_u64().unwrap() + 1, "at": after["at"], "actor": 2,
        "act": "comment.added", "data": {"comment": 9, "entry": 1, "kind": "general", "body": "Me too."},
        "prev": after["hash"],
    });
    rehash(&mut line);
    line
}

#[test]
fn an_added_line_is_named() {
    for seq in 1..story().len() {
        let mut added = Tampered::story();
        let line = made_up(added.line(seq));
        added.0.insert(seq, line.clone());
        check(&added.report(), seq + 1, FaultKind::Added);
        // The numbers of those behind are moved on.
        for (line, number) in added.0.iter_mut().zip(1_u64..) {
            line["seq"] = number.into();
        }
        check(&added.report(), seq + 1, FaultKind::Added);
        // It takes a number far away.
        let mut far = Tampered::story();
        let mut line = line;
        line["seq"] = 4711.into();
        rehash(&mut line);
        if seq + 1 < far.0.len() {
            far.0.insert(seq, line);
            check(&far.report(), 4711, FaultKind::Added);
        }
    }
}

#[test]
fn an_exchanged_line_is_named() {
    for seq in 1..story().len() {
        let mut exchanged = Tampered::story();
        let line = exchanged.line(seq);
        line["actor"] = 77.into();
        rehash(line);
        check(&exchanged.report(), seq, FaultKind::Exchanged);
    }
    // Nothing follows the last one: only who noted the head can tell.
    let noted = Head::parse(&format!(
        "{}:{}",
        story().len(),
        story().last().unwrap().hash
    ));
    let mut exchanged = Tampered::story();
    let last = story().len();
    exchanged.line(last)["data"]["reason"] = "I am busy.".into();
    rehash(exchanged.line(last));
    assert!(exchanged.report().is_sound());
    check(
        &recount(exchanged.text(), noted.ok()),
        last,
        FaultKind::Head,
    );
}

#[test]
fn time_that_runs_backwards_is_named() {
    let mut late = Tampered::story();
    let before = late.line(5)["at"].clone();
    late.line(12)["at"] = before;
    let report = late.hash_from(12).report();
    check(&report, 12, FaultKind::Backwards);
}

#[test]
fn a_noted_head_shows_what_was_hashed_anew() {
    let head = |seq: usize| Head {
        seq: seq as u64,
        hash: story()[seq - 1].hash.clone(),
    };
    let length = story().len();
    let text = Tampered::story().text();
    for seq in 1..=length {
        assert!(recount(text.clone(), Some(head(seq))).is_sound());
    }
    let mut other = Tampered::story();
    let comment = other.first("comment.added");
    other.line(comment)["data"]["body"] = "Bad.".into();
    let other = other.hash_from(comment).text();
    assert!(recount(other.clone(), None).is_sound());
    assert!(recount(other.clone(), Some(head(comment - 1))).is_sound());
    check(&recount(other, Some(head(length))), length, FaultKind::Head);
    // What was cut off at the end leaves a sound record behind.
    let mut cut = Tampered::story();
    cut.0.pop();
    assert!(cut.report().is_sound());
    check(
        &recount(cut.text(), Some(head(length))),
        length,
        FaultKind::Head,
    );
}

#[test]
fn what_is_no_line_is_named() {
    for (says, line) in [
        ("not JSON", "{\"seq\":"),
        ("not a JSON object", "[]"),
        ("stands twice", "{\"seq\":5,\"seq\":5}"),
        ("no `seq`", "{}"),
        ("not JSON", ""),
    ] {
        let mut lines: Vec<String> = Tampered::story()
            .0
            .iter()
            .map(ToString::to_string)
            .collect();
        lines[4] = line.to_owned();
        let report = recount(lines.join("\n"), None);
        check(&report, 5, FaultKind::Unreadable);
        assert!(report.faults[0].says.contains(says), "{}", report.faults[0]);
    }
    let mut bytes = Tampered::story().text().into_bytes();
    bytes[40] = 0xff;
    check(&recount(bytes, None), 1, FaultKind::Unreadable);
}

#[test]
fn numbers_as_large_as_they_get_do_no_harm() {
    for seq in 1..=story().len() {
        let mut far = Tampered::story();
        far.line(seq)["seq"] = u64::MAX.into();
        check(&far.report(), seq, FaultKind::Changed);
        rehash(far.line(seq));
        far.0.insert(seq, "no line".into());
        assert!(!far.report().is_sound());
    }
    let mut released = Tampered::story();
    let seq = released.first("release.published");
    released.line(seq)["data"]["version"] = "4294967295.4294967295.4294967295".into();
    let mut again = released.line(seq).clone();
    again["data"]["terms"][0]["wording"] = u32::MAX.into();
    released.0.insert(seq, again.clone());
    released.0.insert(seq, again);
    assert!(!released.hash_from(seq).report().is_sound());
}
