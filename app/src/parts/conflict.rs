//! Two changes that want the same words, beside each other with the words in question marked.

use std::ops::Range;

use domain::{
    Lang,
    redline::{
        Conflict, Fields, Op, OpKind, PartName, diff, merge_text, new_text, old_text, readable,
    },
};
use leptos::prelude::*;

use super::{direction, part_name};

/// Redlines that want the same words: which ones, and in each part what each makes of it.
#[derive(Debug)]
pub struct Rivalry {
    /// Places in the list that was given.
    pub who: Vec<usize>,
    /// The part's name, and a view for each of them.
    pub parts: Vec<(String, Vec<AnyView>)>,
}

/// Where redlines of one wording want the same words.
pub fn rivalries(redlines: &[&Fields], authoritative: &Lang) -> Vec<Rivalry> {
    let mut names: Vec<PartName> = redlines
        .iter()
        .flat_map(|fields| fields.keys())
        .filter_map(|name| name.parse().ok())
        .collect();
    names.sort();
    names.dedup();
    let mut found: Vec<Rivalry> = Vec::new();
    for name in names {
        let key = name.to_string();
        let ops: Vec<(usize, &[Op])> = redlines
            .iter()
            .enumerate()
            .filter_map(|(at, fields)| Some((at, fields.get(&key)?.ops.as_slice())))
            .collect();
        for group in clashing(&ops) {
            let lang = name.lang().unwrap_or(authoritative);
            let plain: Vec<Vec<Op>> = group.iter().map(|(_, ops)| readable(ops)).collect();
            let views = plain.iter().enumerate().map(|(at, ops)| {
                let others = plain.iter().enumerate().filter(|(other, _)| *other != at);
                let others: Vec<_> = others.flat_map(|(_, ops)| ranges(ops)).collect();
                in_question(ops, &others, Some(lang))
            });
            let part = (part_name(&name), views.collect());
            let who: Vec<usize> = group.iter().map(|(at, _)| *at).collect();
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

/// Groups of redlines of the same text that hang together by wanting the same words.
fn clashing<'a>(redlines: &[(usize, &'a [Op])]) -> Vec<Vec<(usize, &'a [Op])>> {
    let clash = |one: &[Op], other: &[Op]| {
        let base = old_text(one);
        base == old_text(other) && merge_text(&base, &new_text(one), &new_text(other)).is_none()
    };
    let mut groups: Vec<Vec<(usize, &[Op])>> = Vec::new();
    for (at, ops) in redlines {
        let (meeting, mut others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|(_, other)| clash(ops, other)));
        let mut joined: Vec<_> = meeting.into_iter().flatten().collect();
        joined.push((*at, *ops));
        others.push(joined);
        groups = others;
    }
    groups.retain(|group| group.len() > 1);
    groups
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
            let text = op.text.clone();
            match (op.op, meets) {
                (OpKind::Equal, _) => text.into_any(),
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

    fn check(texts: &[&str], expected: &[&[usize]]) {
        let all: Vec<Fields> = texts.iter().map(|text| fields(text)).collect();
        let all: Vec<&Fields> = all.iter().collect();
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
