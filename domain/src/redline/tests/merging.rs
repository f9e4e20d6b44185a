use proptest::prelude::*;

use super::any_text;
use crate::redline::merge_text;

#[track_caller]
fn check(base: &str, theirs: &str, yours: &str, expected: Option<&str>) {
    assert_eq!(merge_text(base, theirs, yours).as_deref(), expected);
    assert_eq!(
        merge_text(base, yours, theirs).as_deref(),
        expected,
        "the other way round"
    );
}

#[test]
fn changes_of_different_words_both_come() {
    check(
        "software that fixes a known bug in a product",
        "software that corrects a known bug in a product",
        "software that fixes a known bug in a device",
        Some("software that corrects a known bug in a device"),
    );
    check(
        "One. Two.",
        "Zero. One. Two.",
        "One. Two. Three.",
        Some("Zero. One. Two. Three."),
    );
    check("a long bug.", "a long flaw.", "a bug.", Some("a flaw."));
}

#[test]
fn changes_of_the_same_words_are_a_conflict() {
    check("fixes a bug", "fixes a flaw", "fixes a defect", None);
    check("fixes a bug", "fixes a", "fixes a defect", None);
    check("a bug", "a bug now", "a bug soon", None);
    check("", "one", "two", None);
}

#[test]
fn a_word_in_a_rewritten_phrase_is_part_of_it() {
    check(
        "fixes a bug",
        "corrects a vulnerability",
        "fixes the bug",
        None,
    );
}

#[test]
fn the_same_change_is_made_once() {
    check("a bug", "a flaw", "a flaw", Some("a flaw"));
    check(
        "a bug here",
        "a flaw here",
        "a flaw there",
        Some("a flaw there"),
    );
    check(
        "fixes a bug",
        "corrects a bug",
        "corrects a vulnerability",
        Some("corrects a vulnerability"),
    );
}

#[test]
fn beside_an_insertion_the_order_would_be_a_guess() {
    check("a bug.", "a flaw.", "a serious bug.", None);
}

proptest! {
    #[test]
    fn alone_one_simply_changes(base in any_text(), yours in any_text()) {
        prop_assert_eq!(merge_text(&base, &base, &yours), Some(yours.clone()));
        prop_assert_eq!(merge_text(&base, &yours, &base), Some(yours.clone()));
        prop_assert_eq!(merge_text(&base, &yours, &yours), Some(yours));
    }

    #[test]
    fn it_does_not_matter_who_was_first(base in any_text(), theirs in any_text(), yours in any_text()) {
        prop_assert_eq!(merge_text(&base, &theirs, &yours), merge_text(&base, &yours, &theirs));
    }

    /// Far apart in one text, words of both are kept.
    #[test]
    fn nothing_written_is_lost(start in "[a-m]{1,8}", end in "[n-z]{1,8}") {
        let base = "first of all the words in between stay last";
        let theirs = base.replace("first", &start);
        let yours = base.replace("last", &end);
        let merged = merge_text(base, &theirs, &yours);
        prop_assert_eq!(merged, Some(format!("{start} of all the words in between stay {end}")));
    }
}
