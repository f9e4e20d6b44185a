//! Relations of one file that contradict each other are told with the names of both.

use formats::import::{ENTRIES_MAX, Format};

use super::taken;

/// A table of terms a, b, c … with what is said of each: broader, narrower, related.
#[track_caller]
fn check(rows: &[[&str; 3]], wanted: &[&str]) {
    let mut text = "preferred,definition,broader,narrower,related\n".to_owned();
    for (name, [broader, narrower, related]) in ('a'..).zip(rows) {
        text.push_str(&format!("{name},d,{broader},{narrower},{related}\n"));
    }
    let reading = taken(Format::Csv, &text);
    let said: Vec<_> = reading.remarks.iter().map(|remark| remark.line()).collect();
    assert_eq!(said, wanted);
}

#[test]
fn relations_that_agree_are_no_news() {
    check(&[["b", "", "c"], ["", "a", ""], ["", "", "a"]], &[]);
    check(&[["b | c", "", ""], ["c", "", ""], ["", "a", "x"]], &[]);
    check(&[["a", "a", "a"]], &[]);
}

#[test]
fn what_is_broader_and_narrower_is_told() {
    let said =
        "Line 2, relations: “a” is both broader and narrower than “b”. Take one of the two out.";
    check(&[["b", "b", ""], ["", "", ""]], &[said]);
    let said =
        "Line 3, relations: “a” is both broader and narrower than “b”. Take one of the two out.";
    check(&[["b", "", ""], ["a", "", ""]], &[said]);
}

#[test]
fn what_is_broader_and_related_is_told() {
    let said = "Line 2, relations: “a” is related to “b” and narrower than it as well. Take one of the two out.";
    check(&[["b", "", "b"], ["", "", ""]], &[said]);
    let said = "Line 4, relations: “a” is related to “c” and narrower than it as well, with others between them. Take one of the two out.";
    check(&[["b", "", ""], ["c", "", ""], ["", "", "a"]], &[said]);
}

#[test]
fn circles_are_told_all_the_way() {
    let said = "Line 4, relations: These are each below the next, in a circle: “a”, “b”, “c”, “a”. Take one of these relations out.";
    check(&[["b", "", ""], ["c", "", ""], ["a", "", ""]], &[said]);
}

#[test]
fn a_long_chain_is_walked_in_time() {
    let mut text = "slug,preferred,definition,broader,related\n".to_owned();
    for at in 0..ENTRIES_MAX {
        let next = (at + 1) % ENTRIES_MAX;
        text.push_str(&format!("t{at},term {at},d,t{next},t{}\n", at / 2));
    }
    let began = std::time::Instant::now();
    let reading = taken(Format::Csv, &text);
    assert!(reading.remarks.len() <= 100);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.detail.contains("“term 7”, “…”, “term 0”"))
    );
    assert!(began.elapsed() < std::time::Duration::from_secs(30));
}
