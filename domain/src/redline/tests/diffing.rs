use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{any_text, sketch};
use crate::redline::{
    ApplyError, Kind, Op, OpKind, apply, diff, diff_readable, new_text, old_text, readable, spoken,
    words,
};

#[track_caller]
fn check(old: &str, new: &str, expected: &str) {
    assert_eq!(sketch(&diff(old, new)), expected);
}

#[test]
fn one_word_is_one_deletion_and_one_insertion() {
    check(
        "software that fixes a bug",
        "software that causes a bug",
        "software that {-fixes-}{+causes+} a bug",
    );
    check("a bug.", "a flaw.", "a {-bug-}{+flaw+}.");
    check("die Straße", "die Strasse", "die {-Straße-}{+Strasse+}");
    check("cafe", "café", "{-cafe-}{+café+}");
}

#[test]
fn a_rewritten_phrase_is_no_confetti() {
    check(
        "software that fixes a bug",
        "software that corrects a vulnerability",
        "software that {-fixes a bug-}{+corrects a vulnerability+}",
    );
    check("a b c d", "w x y z", "{-a b c d-}{+w x y z+}");
    check(
        "security of the whole product line",
        "safety of the whole product range",
        "{-security-}{+safety+} of the whole product {-line-}{+range+}",
    );
}

#[test]
fn what_comes_stands_where_one_expects_it() {
    check(
        "it fixes bugs",
        "it quickly fixes bugs",
        "it {+quickly +}fixes bugs",
    );
    check(
        "it fixes bugs.",
        "it fixes bugs now.",
        "it fixes bugs{+ now+}.",
    );
    check("One. Two.", "One. Three. Two.", "One. {+Three. +}Two.");
    check(
        "the cat. the dog.",
        "the cat. the cow. the dog.",
        "the cat. {+the cow. +}the dog.",
    );
    check("a b c", "a, b, c", "a{+,+} b{+,+} c");
    check("", "new", "{+new+}");
    check("old", "", "{-old-}");
    check("", "", "");
}

#[test]
fn lines_stay_lines() {
    check(
        "one\ntwo\n",
        "uno\ndue\n",
        "{-one-}{+uno+}\n{-two-}{+due+}\n",
    );
}

#[test]
fn words_of_every_script_stay_whole() {
    let texts = |text| words(text).iter().map(|word| word.text).collect::<Vec<_>>();
    assert_eq!(texts("don't e\u{301}te"), ["don't", " ", "e\u{301}te"]);
    assert_eq!(texts("修复漏洞"), ["修", "复", "漏", "洞"]);
    assert_eq!(texts("👩‍👩‍👧🇦🇹"), ["👩‍👩‍👧", "🇦🇹"]);
    let kinds = words("a, \n")
        .iter()
        .map(|word| word.kind)
        .collect::<Vec<_>>();
    assert_eq!(kinds, [Kind::Word, Kind::Mark, Kind::Space, Kind::Break]);
}

#[test]
fn words_of_every_script_change_whole() {
    check(
        "l'e\u{301}te\u{301}",
        "l'hiver",
        "{-l'e\u{301}te\u{301}-}{+l'hiver+}",
    );
    check(
        "修复漏洞的软件",
        "修复缺陷的软件",
        "修复{-漏洞-}{+缺陷+}的软件",
    );
    check("보안 업데이트", "보안 패치", "보안 {-업데이트-}{+패치+}");
    check("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b", "a {-👩‍👩‍👧-}{+👩‍👩‍👦+} b");
    check("👍🏽 yes", "👍🏿 yes", "{-👍🏽-}{+👍🏿+} yes");
    check(
        "ซอฟต์แวร์ ที่ แก้",
        "เฟิร์มแวร์ ที่ แก้",
        "{-ซอฟต์แวร์-}{+เฟิร์มแวร์+} ที่ แก้",
    );
    check("تحديث أمني", "إصلاح أمني", "{-تحديث-}{+إصلاح+} أمني");
}

#[test]
fn punctuation_changes_apart() {
    check("a bug, known", "a bug; known", "a bug{-,-}{+;+} known");
    check(
        "bug-fix (small)",
        "bug fix (small)",
        "bug{---}{+ +}fix (small)",
    );
    check("\"bug\"", "“bug”", "{-\"-}{+“+}bug{-\"-}{+”+}");
}

#[test]
fn json_is_as_the_contract_says() {
    let json = serde_json::to_value(diff("a bug", "a flaw")).unwrap();
    let expected = serde_json::json!([
        {"op": "equal", "text": "a "}, {"op": "delete", "text": "bug"}, {"op": "insert", "text": "flaw"}
    ]);
    assert_eq!(json, expected);
}

#[test]
fn a_redline_fits_only_its_text() {
    let ops = diff("a bug", "a flaw");
    assert_eq!(apply("a fix", &ops), Err(ApplyError::Differs { at: 2 }));
    assert_eq!(apply("a bug!", &ops), Err(ApplyError::Longer { at: 5 }));
}

#[test]
fn orders_can_be_read_out() {
    let said = |old, new| {
        spoken(&diff(old, new))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said(
            "Software that fixes a bug.",
            "Software that corrects a vulnerability."
        ),
        ["after 'Software that', delete 'fixes a bug', insert 'corrects a vulnerability'"]
    );
    assert_eq!(said("bugs", "all bugs"), ["at the start, insert 'all'"]);
    assert_eq!(
        said("One two three", "One two, three"),
        ["after 'One two', insert a comma"]
    );
    assert_eq!(
        said("one two", "onetwo"),
        ["at the start, delete 'one two', insert 'onetwo'"]
    );
    assert_eq!(
        said("one  two", "one two"),
        ["after 'one', delete a space, insert a space"]
    );
    assert_eq!(said("same", "same"), Vec::<String>::new());
}

#[test]
fn people_read_words_not_marks() {
    let ops = diff_readable("fixes a **bug**", "fixes a **flaw**");
    assert_eq!(sketch(&ops), "fixes a {-bug-}{+flaw+}");
    assert_eq!(
        sketch(&diff_readable("a bug", "a [[bug]]")),
        "a {+[[+}bug{+]]+}"
    );
    assert_eq!(
        sketch(&readable(&diff("*a* bug", "*a* flaw"))),
        "a {-bug-}{+flaw+}"
    );
}

#[test]
fn five_thousand_words_take_no_time() {
    let text = |step: usize| {
        (0..5000)
            .map(|n| format!("w{} ", n * step % 997))
            .collect::<String>()
    };
    let (one, other) = (text(1), text(7));
    let edited = one.replace("w500 ", "changed ");
    for (old, new) in [(&one, &edited), (&one, &other)] {
        let start = Instant::now();
        let ops = diff(old, new);
        // Generous, for a debug build on a busy machine; a quadratic step would take far longer.
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(new_text(&ops), *new);
    }
}

proptest! {
    #[test]
    fn a_redline_leads_from_the_old_to_the_new(old in any_text(), new in any_text()) {
        let ops = diff(&old, &new);
        prop_assert_eq!(apply(&old, &ops), Ok(new.clone()));
        prop_assert_eq!(old_text(&ops), old);
        prop_assert_eq!(new_text(&ops), new);
    }

    #[test]
    fn a_redline_is_in_order(old in any_text(), new in any_text()) {
        let ops = diff(&old, &new);
        prop_assert!(ops.iter().all(|op: &Op| !op.text.is_empty()));
        for pair in ops.windows(2) {
            prop_assert!(pair[0].op != pair[1].op);
            prop_assert!(!(pair[0].op == OpKind::Insert && pair[1].op == OpKind::Delete));
        }
    }

    #[test]
    fn a_redline_never_cuts_a_word(old in any_text(), new in any_text()) {
        let ops = diff(&old, &new);
        let bounds: Vec<usize> = words(&old).iter().scan(0, |at, word| { *at += word.text.len(); Some(*at) }).collect();
        let mut at = 0;
        for op in ops.iter().filter(|op| op.op != OpKind::Insert) {
            at += op.text.len();
            prop_assert!(bounds.contains(&at));
        }
    }

    #[test]
    fn the_words_joined_are_the_text(text in any_text()) {
        prop_assert_eq!(words(&text).iter().map(|word| word.text).collect::<String>(), text);
    }

    #[test]
    fn every_change_is_an_order(old in any_text(), new in any_text()) {
        let orders = spoken(&diff(&old, &new));
        prop_assert_eq!(orders.is_empty(), old == new);
        prop_assert!(orders.iter().all(|order| order.delete.is_some() || order.insert.is_some()));
    }
}
