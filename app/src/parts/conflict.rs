//! Two changes that want the same words, beside each other with the words in question marked.

use std::ops::Range;

use domain::{
    Lang,
    redline::{Conflict, Fields, Op, OpKind, diff, merge_text, new_text, old_text, readable},
};
use leptos::prelude::*;

use super::{direction, part_name};

/// Where two redlines of one wording want the same words: the part's name, and what each makes of it.
pub fn rivals(one: &Fields, other: &Fields, authoritative: &Lang) -> Vec<(String, [AnyView; 2])> {
    let shared = one.iter().filter_map(|(name, field)| Some((name, field, other.get(name)?)));
    shared
        .filter_map(|(name, one, other)| {
            let base = old_text(&one.ops);
            if base != old_text(&other.ops) {
                return None;
            }
            merge_text(&base, &new_text(&one.ops), &new_text(&other.ops)).is_none().then_some(())?;
            let part = name.parse().ok()?;
            let (one, other) = (readable(&one.ops), readable(&other.ops));
            let lang = name.split_once('@').map_or(Some(authoritative.clone()), |(_, lang)| Lang::parse(lang).ok());
            let views = [
                in_question(&one, &ranges(&other), lang.as_ref()),
                in_question(&other, &ranges(&one), lang.as_ref()),
            ];
            Some((part_name(&part), views))
        })
        .collect()
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
            let end = if op.op == OpKind::Insert { at } else { at + op.text.len() };
            let meets = other.iter().any(|range| range.start <= end && at <= range.end);
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
        let end = if op.op == OpKind::Insert { at } else { at + op.text.len() };
        if op.op != OpKind::Equal {
            ranges.push(at..end);
        }
        at = end;
    }
    ranges
}
