use proptest::prelude::*;

use super::sketch;
use crate::redline::items::diff_items;
use crate::redline::{ItemChange, items, new_text, old_text, parted, spoken_items};

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

/// Compares items of the form `Added 2: words`.
#[track_caller]
fn check(old: &[&str], new: &[&str], expected: &[&str]) {
    let found: Vec<String> = items(&diff_items(&lines(old), &lines(new)))
        .iter()
        .map(|item| format!("{:?} {}: {}", item.change, item.place, sketch(&item.ops)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_item_says_what_happens_to_it() {
    check(
        &["First note.", "A second note.", "To go."],
        &["New and first.", "First note.", "A second remark."],
        &[
            "Added 1: {+New and first.+}",
            "Kept 2: First note.",
            "Changed 3: A second {-note-}{+remark+}.",
            "Removed 3: {-To go.-}",
        ],
    );
}

#[test]
fn designations_are_items_of_their_own() {
    check(
        &["patch (preferred, en)", "fix (admitted, en)"],
        &[
            "patch (preferred, en)",
            "fix (deprecated, en)",
            "Flicken (preferred, de)",
        ],
        &[
            "Kept 1: patch (preferred, en)",
            "Changed 2: fix ({-admitted-}{+deprecated+}, en)",
            "Added 3: {+Flicken (preferred, de)+}",
        ],
    );
    check(
        &["patch (preferred, en)"],
        &["Flicken (preferred, de)"],
        &[
            "Removed 1: {-patch (preferred, en)-}",
            "Added 1: {+Flicken (preferred, de)+}",
        ],
    );
}

#[test]
fn an_item_becomes_the_one_most_like_it() {
    check(
        &["one thing to be said", "quite another matter"],
        &[
            "something new here",
            "one thing to be told",
            "quite another matter indeed",
        ],
        &[
            "Added 1: {+something new here+}",
            "Changed 2: one thing to be {-said-}{+told+}",
            "Changed 3: quite another matter{+ indeed+}",
        ],
    );
}

#[test]
fn what_only_changes_its_place_is_told_once() {
    check(
        &["ISO 1", "ISO 2"],
        &["ISO 2", "ISO 1"],
        &["Moved 1: ISO 2", "Kept 2: ISO 1"],
    );
}

#[test]
fn items_can_be_read_out() {
    let ops = diff_items(
        &lines(&["A second note.", "To go."]),
        &lines(&["A second remark.", "New."]),
    );
    assert_eq!(
        spoken_items(&ops),
        [
            "in item 1, after 'A second', delete 'note', insert 'remark'",
            "remove item 2: 'To go.'",
            "add item 2: 'New.'"
        ]
    );
}

#[test]
fn parted_what_comes_last_brings_the_end_before_it_along() {
    let check = |old: &[&str], new: &[&str], expected: &str| {
        let ops = parted(&diff_items(&lines(old), &lines(new)));
        assert_eq!(sketch(&ops), expected);
    };
    check(
        &["one", "two"],
        &["one", "two", "three"],
        "one\ntwo{+\nthree+}",
    );
    check(&["one", "two"], &["one"], "one{-\ntwo-}");
    check(
        &["one", "two"],
        &["zero", "one", "two"],
        "{+zero\n+}one\ntwo",
    );
    check(
        &["one", "two"],
        &["one", "other"],
        "one{-\ntwo-}{+\nother+}",
    );
    check(&[], &["one", "two"], "{+one\ntwo+}");
    check(
        &["a few words here"],
        &["a few words there"],
        "a few words {-here-}{+there+}",
    );
}

fn any_list() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        "(bug|flaw|a|the|fixes|,|👩‍👧)( (bug|flaw|a|e\u{301}|漏洞)){0,4}",
        0..6,
    )
}

proptest! {
    #[test]
    fn the_redline_of_a_list_leads_from_one_to_the_other(old in any_list(), new in any_list()) {
        let text = |list: &[String]| list.iter().map(|item| format!("{item}\n")).collect::<String>();
        let ops = diff_items(&old, &new);
        prop_assert_eq!(old_text(&ops), text(&old));
        prop_assert_eq!(new_text(&ops), text(&new));
    }

    #[test]
    fn parted_it_leads_from_one_to_the_other_too(old in any_list(), new in any_list()) {
        let ops = parted(&diff_items(&old, &new));
        prop_assert_eq!(old_text(&ops), old.join("\n"));
        prop_assert_eq!(new_text(&ops), new.join("\n"));
    }

    /// Every item of both lists is told exactly once.
    #[test]
    fn no_item_is_lost(old in any_list(), new in any_list()) {
        let told = items(&diff_items(&old, &new));
        let count = |changes: &[ItemChange]| told.iter().filter(|item| changes.contains(&item.change)).count();
        let both = [ItemChange::Kept, ItemChange::Changed, ItemChange::Moved];
        prop_assert_eq!(count(&both) + count(&[ItemChange::Removed]), old.len());
        prop_assert_eq!(count(&both) + count(&[ItemChange::Added]), new.len());
    }
}
