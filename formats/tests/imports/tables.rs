//! CSV as people and spreadsheets write it, with the marks they forget.

use std::fmt::Write;

use formats::import::Format;

use super::{check_refused, check_wrong, defined, taken};

/// Three hundred rows with other words in one of them.
fn rows(other: &[(usize, &str)]) -> String {
    let mut text = "preferred,definition\n".to_owned();
    for at in 0..300 {
        match other.iter().find(|(row, _)| *row == at) {
            Some((_, row)) => writeln!(text, "{row}").unwrap(),
            None => writeln!(text, "term{at},definition {at}").unwrap(),
        }
    }
    text
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_named() {
    let text = rows(&[(99, "term99,\"definition 99 with a stray quote")]);
    check_refused(Format::Csv, text.as_bytes(), 101, "never closed");
    check_refused(
        Format::Csv,
        b"preferred,definition\na,\"b\"\"",
        2,
        "never closed",
    );
}

#[test]
fn a_quotation_mark_that_another_closes_is_named() {
    for closing in [
        "term150,\"definition\"",
        "term150,the \"right\" definition",
        "\"term150\",definition",
    ] {
        let text = rows(&[(99, "term99,\"definition 99"), (150, closing)]);
        check_refused(Format::Csv, text.as_bytes(), 101, "closed in line 152");
    }
}

#[test]
fn rows_within_a_cell_are_remarked_on() {
    let text = rows(&[
        (99, "term99,\"definition 99"),
        (150, "term150,definition\""),
    ]);
    let reading = taken(Format::Csv, &text);
    let [remark] = &reading.remarks[..] else {
        panic!("{:?}", reading.remarks);
    };
    assert_eq!(remark.place.line, 101);
    assert!(remark.detail.contains("line 152"), "{}", remark.detail);
}

#[test]
fn marks_in_their_places_are_taken() {
    let text = "preferred,definition,notes\n\"a\" ,\"one \"\"two\"\"\n\nthree, four\",\"\"\nb,5\" wide,'c'\n";
    let reading = taken(Format::Csv, text);
    assert_eq!(reading.remarks, []);
    let said: Vec<_> = reading
        .entries
        .iter()
        .filter_map(|entry| defined(entry, "en"))
        .collect();
    assert_eq!(said, ["one \"two\"\n\nthree, four", "5\" wide"]);
}

#[test]
fn excel_may_name_the_separator_first() {
    let reading = taken(
        Format::Csv,
        "sep=;\r\npreferred;definition\r\na,b;one, two, three\r\n",
    );
    assert_eq!(reading.entries[0].name, "a,b");
    assert_eq!(reading.entries[0].place.line, 3);
    check_refused(
        Format::Csv,
        b"sep=;\npreferred;color\na;b\n",
        2,
        "“definition” is missing",
    );
}

#[test]
fn carriage_returns_alone_end_lines() {
    check_wrong(
        Format::Csv,
        "preferred,definition\ra,one\rb,two,three\r",
        3,
        "3 cells",
    );
    check_wrong(
        Format::Csv,
        "preferred,definition\ra,\"one\nmore\"\rb,two,three\r",
        4,
        "3 cells",
    );
    let reading = taken(Format::Markdown, "## a\r\rOne.\r\r## b\r\rTwo.\r");
    assert_eq!(reading.entries[1].place.line, 5);
}

#[test]
fn files_of_spreadsheets_and_word_processors_are_named() {
    for format in Format::ALL {
        check_refused(
            format,
            b"PK\x03\x04\x14\0\x06\0",
            1,
            "Save it as CSV (UTF-8)",
        );
    }
}

#[test]
fn a_designation_that_stands_twice_is_named() {
    let text = "preferred,definition,admitted\nPatch,b,patch | PATCH | fix\n";
    check_wrong(Format::Csv, text, 2, "“patch” stands twice in en: “Patch”");
}

#[test]
fn too_many_values_are_counted_once() {
    let many: Vec<_> = (0..150).map(|at| at.to_string()).collect();
    let text = format!("preferred,definition,notes\na,b,{}\n", many.join(" | "));
    let reading = taken(Format::Csv, &text);
    let said: Vec<_> = reading.entries[0]
        .problems
        .iter()
        .map(|problem| problem.line())
        .collect();
    assert_eq!(
        said,
        ["Line 2, notes: Keep this to 100 items; there are 50 more."]
    );
}
