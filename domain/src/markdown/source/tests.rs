use proptest::prelude::*;

use super::*;

/// What becomes of the source when these words of it are replaced.
#[track_caller]
fn check(md: &str, words: &str, by: &str, expected: &str) {
    assert_eq!(replaced(md, words, by).as_deref(), Some(expected));
}

#[track_caller]
fn check_refused(md: &str, words: &str) {
    assert_eq!(replaced(md, words, "other"), None);
}

fn replaced(md: &str, words: &str, by: &str) -> Option<String> {
    let text = plain(md);
    let start = text.find(words).expect("the words stand in the text");
    replace(md, start..start + words.len(), by)
}

#[test]
fn words_are_replaced_where_they_stand() {
    check("fixes a bug", "a bug", "an error", "fixes an error");
    check("fixes *a* bug", "bug", "error", "fixes *a* error");
    check("one\ntwo three", "one two", "1", "1 three");
    check("- a b\n- c", "b", "x", "- a x\n- c");
    check(
        "first\n\nsecond part",
        "second",
        "last",
        "first\n\nlast part",
    );
    check("so & so &amp; so", "so & so & so", "x", "x");
}

#[test]
fn marks_and_links_around_the_words_stay() {
    check("a **big bug**", "big bug", "error", "a **error**");
    check("a **big bug**", "bug", "error", "a **big error**");
    check(
        "a [bug](entry:bug) here",
        "bug",
        "error",
        "a [error](entry:bug) here",
    );
    check("a [[bug|big bug]]", "big bug", "error", "a [[bug|error]]");
}

#[test]
fn whole_links_and_marks_go_with_the_words_around_them() {
    check("a [bug](entry:bug) here", "a bug", "it", "it here");
    check("a *big* **bug** here", "big bug", "error", "a error here");
    check("a [[security-bug]] here", "security bug", "x", "a x here");
    check("use `bug` here", "bug", "x", "use x here");
    check("a [bug]\n\n[bug]: /b", "bug", "x", "a x\n\n[bug]: /b");
    check("<https://a.example> b", "https://a.example", "x", "x b");
}

#[test]
fn what_would_cut_them_is_refused() {
    check_refused("a [big bug](entry:bug) here", "a big");
    check_refused("a **big bug** here", "bug here");
    check_refused("a *big* **bug b**", "big bug");
    check_refused("a [[security-bug]] here", "security");
    check_refused("use `big bug` here", "bug");
    check_refused("one\n\ntwo", "one\n\ntwo");
    check_refused("- one\n- two", "one\n- two");
}

#[test]
fn escapes_belong_to_their_letter() {
    check(r"a \*b\* c", "*b*", "x", "a x c");
    check(r"a \*b\* c", "b", "x", r"a \*x\* c");
    check("a b", "b", "[c", "a [c");
    check("a b c", "b", "**", "a ** c");
    check("a b c*", "b", "*x", r"a \*x c*");
}

#[test]
fn a_proposal_may_be_markdown() {
    check("a bug", "bug", "[[error]]", "a [[error]]");
}

proptest! {
    #[test]
    fn whatever_is_replaced_reads_so_and_nothing_else_changes(
        md in r"[ab*_`\[\]()<>&\\!#\n -]{0,24}",
        (at, len) in (0usize..24, 1usize..8),
        by in r"[xy* \[\]`]{1,6}",
    ) {
        let text = plain(&md);
        let place = at.min(text.len())..(at + len).min(text.len());
        if let Some(new) = replace(&md, place.clone(), &by) {
            let new = plain(&new);
            prop_assert!(new.starts_with(&text[..place.start]), "{text:?} became {new:?}");
            prop_assert!(new.ends_with(&text[place.end..]), "{text:?} became {new:?}");
        }
    }

    #[test]
    fn plain_words_can_always_be_replaced(words in proptest::collection::vec("[a-z]{1,6}", 1..12), at in 0usize..12) {
        let at = at % words.len();
        let start: usize = words[..at].iter().map(|word| word.len() + 1).sum();
        let place = start..start + words[at].len();
        let mut expected = words.clone();
        expected[at] = "X".to_owned();
        prop_assert_eq!(replace(&words.join(" "), place, "X"), Some(expected.join(" ")));
    }

    #[test]
    fn any_text_and_any_place_is_answered(md in ".{0,40}", start in 0usize..50, len in 0usize..20) {
        let _ = replace(&md, start..start + len, "x");
    }
}
