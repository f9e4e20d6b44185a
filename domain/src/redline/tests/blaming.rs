use proptest::prelude::*;

use super::any_text;
use crate::redline::blame;

/// Compares runs of the form `0:words|1:words`.
#[track_caller]
fn check(history: &[&str], expected: &str) {
    let runs: Vec<String> = blame(history)
        .iter()
        .map(|run| format!("{}:{}", run.from, run.text))
        .collect();
    assert_eq!(runs.join("|"), expected);
}

#[test]
fn each_word_says_who_brought_it() {
    check(
        &[
            "software that fixes a bug",
            "software that corrects a bug",
            "software that corrects a known bug in a product",
        ],
        "0:software that |1:corrects |0:a |2:known |0:bug |2:in a product",
    );
}

#[test]
fn a_word_within_a_rewritten_phrase_keeps_its_origin() {
    check(
        &["fixes a bug", "corrects a weakness"],
        "1:corrects |0:a |1:weakness",
    );
}

#[test]
fn a_word_that_comes_back_came_again() {
    check(&["a bug", "a flaw", "a bug"], "0:a |2:bug");
}

#[test]
fn what_was_there_from_the_start_needs_no_history() {
    check(&[], "");
    check(&["a bug"], "0:a bug");
    check(&["", "a bug"], "1:a bug");
}

proptest! {
    #[test]
    fn the_runs_joined_are_the_newest_text(history in prop::collection::vec(any_text(), 1..5)) {
        let texts: Vec<&str> = history.iter().map(String::as_str).collect();
        let runs = blame(&texts);
        prop_assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), texts[texts.len() - 1]);
        prop_assert!(runs.iter().all(|run| run.from < texts.len()));
    }

    /// A word is never said to come from a text that does not hold it.
    #[test]
    fn an_origin_holds_its_words(history in prop::collection::vec("(bug|flaw|a|the|fixes)( (bug|flaw|a|the|fixes)){0,6}", 1..5)) {
        let texts: Vec<&str> = history.iter().map(String::as_str).collect();
        for run in blame(&texts) {
            for word in run.text.split_whitespace() {
                prop_assert!(texts[run.from].split(' ').any(|other| other == word));
            }
        }
    }
}
