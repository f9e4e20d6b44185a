use proptest::prelude::*;

use super::any_text;
use crate::redline::{Laid, Op, OpKind, diff, merge_text, overlay, rivals, spoken_overlay};

const BASE: &str = "software that fixes a bug in a product";

fn ops(texts: &[&str]) -> Vec<(u32, Vec<Op>)> {
    (1..)
        .zip(texts)
        .map(|(number, text)| (number, diff(BASE, text)))
        .collect()
}

fn slices(all: &[(u32, Vec<Op>)]) -> Vec<(u32, &[Op])> {
    all.iter()
        .map(|(number, ops)| (*number, ops.as_slice()))
        .collect()
}

/// In short: `{-1,2:gone-}`, `{+1:come+}`, with `!3` behind the numbers where redline 3 collides.
fn sketch(laid: &[Laid]) -> String {
    let list = |numbers: &[u32]| {
        numbers
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(",")
    };
    laid.iter()
        .map(|it| {
            let mut who = list(&it.redlines);
            if !it.collides_with.is_empty() {
                who.push_str(&format!("!{}", list(&it.collides_with)));
            }
            match it.op {
                OpKind::Equal => it.text.clone(),
                OpKind::Insert => format!("{{+{who}:{}+}}", it.text),
                OpKind::Delete => format!("{{-{who}:{}-}}", it.text),
            }
        })
        .collect()
}

#[track_caller]
fn check(texts: &[&str], expected: &str, groups: &[&[u32]]) {
    let all = ops(texts);
    assert_eq!(sketch(&overlay(&slices(&all))), expected);
    assert_eq!(rivals(&slices(&all)), groups);
}

#[test]
fn redlines_of_different_words_lie_beside_each_other() {
    check(
        &[
            "software that mends a bug in a product",
            "software that fixes a bug in a device",
        ],
        "software that {-1:fixes-}{+1:mends+} a bug in a {-2:product-}{+2:device+}",
        &[],
    );
    check(&[], "", &[]);
    check(&[BASE], BASE, &[]);
}

#[test]
fn redlines_of_the_same_words_collide_and_say_with_which() {
    check(
        &[
            "software that mends a bug in a product",
            "software that repairs a bug in a product",
            "software that fixes a bug in a device",
        ],
        "software that {-1,2!1,2:fixes-}{+1!2:mends+}{+2!1:repairs+} a bug in a {-3:product-}{+3:device+}",
        &[&[1, 2]],
    );
}

#[test]
fn what_two_do_alike_is_there_once() {
    check(
        &[
            "software that mends a bug in a product",
            "software that mends a bug in a product",
        ],
        "software that {-1,2:fixes-}{+1,2:mends+} a bug in a product",
        &[],
    );
}

#[test]
fn a_longer_change_lies_over_a_shorter_one() {
    check(
        &[
            "software that corrects a weakness in a product",
            "software that fixes a flaw in a product",
        ],
        "software that {-1!2:fixes a -}{-1,2!1,2:bug-}{+1!2:corrects a weakness+}{+2!1:flaw+} in a product",
        &[&[1, 2]],
    );
}

#[test]
fn it_is_said_in_the_order_of_the_text() {
    let all = ops(&[
        "software that fixes a bug in a device",
        "software that mends a bug in a gadget",
    ]);
    let said: Vec<String> = spoken_overlay(&slices(&all))
        .iter()
        .map(|it| format!("{}: {} {:?}", it.redline, it.order, it.collides_with))
        .collect();
    assert_eq!(
        said,
        [
            "2: after 'software that', delete 'fixes', insert 'mends' []",
            "1: after 'in a', delete 'product', insert 'device' [2]",
            "2: after 'in a', delete 'product', insert 'gadget' [1]",
        ]
    );
}

proptest! {
    /// Whoever reads only one redline's changes in the overlay reads exactly that redline.
    #[test]
    fn each_redline_is_there_whole(base in any_text(), one in any_text(), other in any_text()) {
        let all = [(1, diff(&base, &one)), (2, diff(&base, &other))];
        let laid = overlay(&slices(&all));
        for (number, text) in [(1, &one), (2, &other)] {
            let mine: String = laid.iter().filter(|it| match it.op {
                OpKind::Equal => true,
                OpKind::Insert => it.redlines.contains(&number),
                OpKind::Delete => !it.redlines.contains(&number),
            }).map(|it| it.text.as_str()).collect();
            prop_assert_eq!(&mine, text);
        }
        let stays: String = laid.iter().filter(|it| it.op != OpKind::Insert).map(|it| it.text.as_str()).collect();
        prop_assert_eq!(stays, base);
    }

    /// The overlay marks a collision exactly where folding both would be a conflict.
    #[test]
    fn they_collide_where_folding_both_is_a_conflict(base in any_text(), one in any_text(), other in any_text()) {
        let all = [(1, diff(&base, &one)), (2, diff(&base, &other))];
        let conflict = merge_text(&base, &one, &other).is_none();
        prop_assert_eq!(!rivals(&slices(&all)).is_empty(), conflict);
        let marked = overlay(&slices(&all)).iter().any(|it| !it.collides_with.is_empty());
        prop_assert_eq!(marked, conflict);
    }
}
