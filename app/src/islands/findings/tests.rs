use domain::recount::{Head, Report, recount};

use super::{findings, summary};

const CREATED: &str = r#"{"seq":1,"at":"2016-10-19T15:00:00.000Z","actor":1,"act":"process.created","data":{"slug":"words"},"prev":"0","hash":"0"}"#;

fn html(text: &str, home: Option<&str>) -> String {
    findings(&recount(text, None), home)
}

#[test]
fn a_sound_record_says_so() {
    let html = html("", None);
    assert!(html.contains("data-met=\"true\""), "{html}");
    assert!(html.contains("Nothing is wrong with this record."));
    assert!(!html.contains("first-fault"));
    assert_eq!(
        summary(&Report::default()),
        "Nothing is wrong with this record."
    );
}

#[test]
fn the_first_fault_is_prominent_and_the_others_wait() {
    let html = html(&format!("{CREATED}\n{CREATED}\n[]\n"), None);
    assert!(html.contains("data-met=\"false\""));
    let heading = "id=\"first-fault\"><h3>Line 1 (line 2 of the file): doubled</h3>";
    let first = html.find(heading).unwrap();
    assert!(first < html.find("id=\"more-faults\"").unwrap());
    assert!(html.contains("Line 1: changed") && html.contains("unreadable"));
}

#[test]
fn what_stands_in_a_record_is_no_markup() {
    let evil = CREATED.replace("process.created", "<img src=x onerror=alert(1)>");
    let html = html(&evil, None);
    assert!(html.contains("&lt;img"), "{html}");
    assert!(!html.contains("<img"));
}

#[test]
fn a_noted_head_is_told_of() {
    let head = Head::parse(&format!("7:{}", "a".repeat(64))).unwrap();
    let report = recount(CREATED, Some(head));
    assert!(findings(&report, None).contains("line 7 is not what you noted"));
}

#[test]
fn only_its_own_record_links_to_a_process() {
    let html = html(CREATED, Some("/p/other"));
    assert!(!html.contains("href"), "{html}");
}
