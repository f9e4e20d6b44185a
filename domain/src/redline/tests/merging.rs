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

    /// Of both sides every word that came is in the merged text, and no word is gone that neither took away.
    #[test]
    fn a_merge_holds_what_both_did(
        (anna, ben) in (1..12usize).prop_flat_map(|len| (edits(len, "anna"), edits(len, "ben"))),
    ) {
        let base: Vec<String> = (0..anna.len()).map(|at| format!("w{at}")).collect();
        let (base, theirs, yours) = (base.join(" "), edited(&anna), edited(&ben));
        let Some(merged) = merge_text(&base, &theirs, &yours) else {
            return Ok(());
        };
        let count = |text: &str, wanted: &str| text.split(' ').filter(|word| *word == wanted).count();
        for word in theirs.split(' ').chain(yours.split(' ')).filter(|word| !word.starts_with('w')) {
            prop_assert_eq!(count(&merged, word), 1, "{} in {}", word, merged);
        }
        for word in base.split(' ') {
            let stays = count(&theirs, word).min(count(&yours, word));
            prop_assert_eq!(count(&merged, word), stays, "{} in {}", word, merged);
        }
    }
}

/// For each word of a text, what stands in its place: itself, nothing, another word, or both.
fn edits(len: usize, own: &'static str) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(0..8u8, len).prop_map(move |choices| {
        let edit = |(at, choice)| match choice {
            0 => String::new(),
            1 => format!("{own}{at}"),
            2 => format!("w{at} {own}{at}"),
            _ => format!("w{at}"),
        };
        choices.into_iter().enumerate().map(edit).collect()
    })
}

fn edited(words: &[String]) -> String {
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
