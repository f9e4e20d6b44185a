//! Two changes that want the same words, beside each other with the words in question marked.

use std::ops::Range;

use domain::{
    Lang,
    ids::RedlineNo,
    redline::{Conflict, Fields, Op, OpKind, diff, readable, rivals},
};
use leptos::prelude::*;

use super::{direction, overlay::by_part, part_name, redline::lines};

/// Redlines that want the same words: which ones, and in each part what each makes of it.
#[derive(Debug)]
pub struct Rivalry {
    pub who: Vec<RedlineNo>,
    /// The part's name, and a view for each of them.
    pub parts: Vec<(String, Vec<AnyView>)>,
}

/// Where redlines of one wording want the same words.
pub fn rivalries(redlines: &[(RedlineNo, &Fields)], authoritative: &Lang) -> Vec<Rivalry> {
    let mut found: Vec<Rivalry> = Vec::new();
    for (name, laid) in by_part(redlines) {
        let slices: Vec<(RedlineNo, &[Op])> = laid
            .iter()
            .map(|(who, ops)| (*who, ops.as_slice()))
            .collect();
        for who in rivals(&slices) {
            let lang = name.lang().unwrap_or(authoritative);
            let group: Vec<&[Op]> = slices
                .iter()
                .filter(|(number, _)| who.contains(number))
                .map(|(_, ops)| *ops)
                .collect();
            let views = group.iter().enumerate().map(|(at, ops)| {
                let others = group.iter().enumerate().filter(|(other, _)| *other != at);
                let others: Vec<_> = others.flat_map(|(_, ops)| ranges(ops)).collect();
                in_question(ops, &others, Some(lang))
            });
            let part = (part_name(&name), views.collect());
            match found.iter_mut().find(|rivalry| rivalry.who == who) {
                Some(rivalry) => rivalry.parts.push(part),
                None => found.push(Rivalry {
                    who,
                    parts: vec![part],
                }),
            }
        }
    }
    found
}

/// Where a text moved on under somebody's change: both, redlined against what they started from.
pub fn conflicts(
    conflicts: &[Conflict],
    authoritative: &Lang,
    theirs: &'static str,
    yours: &'static str,
) -> AnyView {
    conflicts
        .iter()
        .map(|conflict| {
            let part = conflict.part.under(authoritative);
            let lang = part.lang().unwrap_or(authoritative);
            let their_ops = readable(&diff(&conflict.base, &conflict.theirs));
            let your_ops = readable(&diff(&conflict.base, &conflict.yours));
            view! {
                <section class="conflict">
                    <h3>{format!("{}: the same words were changed twice", part_name(&part))}</h3>
                    <div class="sides">
                        <div class="side"><h4>{theirs}</h4>{in_question(&their_ops, &ranges(&your_ops), Some(lang))}</div>
                        <div class="side"><h4>{yours}</h4>{in_question(&your_ops, &ranges(&their_ops), Some(lang))}</div>
                    </div>
                </section>
            }
        })
        .collect_view()
        .into_any()
}

/// A redline whose changes that meet the other's are marked.
fn in_question(ops: &[Op], other: &[Range<usize>], lang: Option<&Lang>) -> AnyView {
    let mut at = 0;
    let words = ops
        .iter()
        .map(|op| {
            let end = if op.op == OpKind::Insert {
                at
            } else {
                at + op.text.len()
            };
            let meets = other
                .iter()
                .any(|range| range.start <= end && at <= range.end);
            at = end;
            let text = lines(&op.text);
            match (op.op, meets) {
                (OpKind::Equal, _) => text,
                (OpKind::Insert, true) => view! { <mark><ins>{text}</ins></mark> }.into_any(),
                (OpKind::Insert, false) => view! { <ins>{text}</ins> }.into_any(),
                (OpKind::Delete, true) => view! { <mark><del>{text}</del></mark> }.into_any(),
                (OpKind::Delete, false) => view! { <del>{text}</del> }.into_any(),
            }
        })
        .collect_view();
    view! { <p class="redline-text" lang=lang.map(Lang::to_string) dir=lang.and_then(direction)>{words}</p> }.into_any()
}

/// What a redline changes, as ranges of the text it starts from.
fn ranges(ops: &[Op]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut ranges = Vec::new();
    for op in ops {
        let end = if op.op == OpKind::Insert {
            at
        } else {
            at + op.text.len()
        };
        if op.op != OpKind::Equal {
            ranges.push(at..end);
        }
        at = end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::redline::Field;

    use super::*;

    fn fields(new: &str) -> Fields {
        BTreeMap::from([(
            "definition".to_owned(),
            Field {
                ops: diff("a device that can be mended by hand", new),
            },
        )])
    }

    fn check(texts: &[&str], expected: &[&[RedlineNo]]) {
        let all: Vec<Fields> = texts.iter().map(|text| fields(text)).collect();
        let all: Vec<(RedlineNo, &Fields)> = (0..).zip(&all).collect();
        let found = rivalries(&all, &Lang::parse("en").unwrap());
        assert_eq!(
            found
                .iter()
                .map(|rivalry| rivalry.who.as_slice())
                .collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn redlines_that_want_the_same_words_are_rivals() {
        check(
            &[
                "a thing that can be mended by hand",
                "a device that can be mended by a tool",
            ],
            &[],
        );
        check(
            &[
                "a thing that can be mended by hand",
                "a product that can be mended by hand",
            ],
            &[&[0, 1]],
        );
        check(
            &[
                "a thing that can be mended by hand",
                "a device that can be mended by a tool",
                "a product that can be mended by hand",
                "a toy that can be mended by hand",
            ],
            &[&[0, 2, 3]],
        );
    }
}
