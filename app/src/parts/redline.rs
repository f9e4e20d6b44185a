//! Redlines: in running text, side by side, and as they are read out.

use domain::{
    Lang,
    redline::{
        Field, Fields, Item, ItemChange, Op, OpKind, PartName, items, readable, spoken,
        spoken_items,
    },
};
use leptos::prelude::*;

use super::{
    direction, language_name,
    quotes::Quoted,
    redline_quotes::{marked_with, on_definition},
};

/// The parts of a redline in the order of an entry, each with its name.
pub fn redline_parts(fields: &Fields, authoritative: &Lang) -> AnyView {
    redline_parts_quoted(fields, authoritative, &[])
}

/// The same with the words marked that comments on the redline speak of.
pub fn redline_parts_quoted(fields: &Fields, authoritative: &Lang, quotes: &[Quoted]) -> AnyView {
    in_order(fields)
        .into_iter()
        .map(|(part, field)| {
            let lang = part.lang().unwrap_or(authoritative).clone();
            let words = if is_list(&part) {
                items_of(&read_items(&part, field), &lang)
            } else {
                let (ops, here) = (shown(&part, field), on_definition(quotes, &part, &lang));
                match here.is_empty() {
                    true => running(&ops, Some(&lang)),
                    false => in_paragraph(marked_with(&ops, &here), Some(&lang)),
                }
            };
            view! {
                <div class="redline-part">
                    <span class="redline-part-name">{part_name(&part)}</span>
                    {words}
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// The same read out, and side by side, folded away until wanted. `id` keeps them open when the
/// page follows what others do.
pub fn redline_ways(fields: &Fields, authoritative: &Lang, id: &str) -> AnyView {
    redline_ways_between(fields, authoritative, id, ("now", "proposed"))
}

/// The same for what is neither: each side is headed by the part and what it stands for here.
pub fn redline_ways_between(
    fields: &Fields,
    authoritative: &Lang,
    id: &str,
    (before, after): (&str, &str),
) -> AnyView {
    let parts = in_order(fields);
    let read_out = parts
        .iter()
        .flat_map(|(part, field)| {
            let name = part_name(part);
            orders(part, field).into_iter().map(move |order| {
                view! { <p class="redline-spoken">{format!("{name}: {order}.")}</p> }
            })
        })
        .collect_view();
    let sides = parts
        .iter()
        .map(|(part, field)| {
            let lang = part.lang().unwrap_or(authoritative);
            let ops = shown(part, field);
            let old: Vec<Op> = ops.iter().filter(|op| op.op != OpKind::Insert).cloned().collect();
            let new: Vec<Op> = ops.iter().filter(|op| op.op != OpKind::Delete).cloned().collect();
            let name = part_name(part);
            view! {
                <div class="sides">
                    <div class="side"><h4>{format!("{name} {before}")}</h4>{running(&old, Some(lang))}</div>
                    <div class="side"><h4>{format!("{name} {after}")}</h4>{running(&new, Some(lang))}</div>
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="disclosure" id=format!("{id}-spoken")>
            <summary>"As a spoken order"</summary>
            {read_out}
        </details>
        <details class="disclosure" id=format!("{id}-sides")>
            <summary>"Side by side"</summary>
            {sides}
        </details>
    }
    .into_any()
}

/// What is done to a part, as it is read out.
fn orders(part: &PartName, field: &Field) -> Vec<String> {
    if is_list(part) {
        spoken_items(&field.ops)
    } else {
        let orders = spoken(&shown(part, field)).into_iter();
        orders.map(|order| order.to_string()).collect()
    }
}

/// The items of a list; notes and examples are read as words like definitions.
fn read_items(part: &PartName, field: &Field) -> Vec<Item> {
    let mut items = items(&field.ops);
    if matches!(part, PartName::Notes(_) | PartName::Examples(_)) {
        for item in &mut items {
            item.ops = readable(&item.ops);
        }
    }
    items
}

/// The items of a list that change, each with what happens to it; of the others only how many there are.
fn items_of(items: &[Item], lang: &Lang) -> AnyView {
    let kept = items
        .iter()
        .filter(|item| item.change == ItemChange::Kept)
        .count();
    let changing = items.iter().filter(|item| item.change != ItemChange::Kept);
    let changing = changing
        .map(|item| {
            let word = match item.change {
                ItemChange::Kept => "stays",
                ItemChange::Added => "added",
                ItemChange::Removed => "removed",
                ItemChange::Changed => "changed",
                ItemChange::Moved => "moved",
            };
            view! {
                <li data-change=word>
                    <span class="redline-item-what">{word}</span>
                    {running(&item.ops, Some(lang))}
                </li>
            }
        })
        .collect_view();
    let rest = (kept > 0).then(|| {
        let words = super::counted(kept, "other stays.", "others stay.");
        view! { <p class="redline-item-rest">{words}</p> }
    });
    view! { <ul class="redline-items" role="list">{changing}</ul> {rest} }.into_any()
}

/// A redline in running text: what goes is struck through, what comes is underlined.
pub fn running(ops: &[Op], lang: Option<&Lang>) -> AnyView {
    in_paragraph(marked(ops), lang)
}

fn in_paragraph(words: AnyView, lang: Option<&Lang>) -> AnyView {
    let dir = lang.and_then(direction);
    view! { <p class="redline-text" lang=lang.map(Lang::to_string) dir=dir>{words}</p> }.into_any()
}

/// The words of a redline without a paragraph around them.
pub fn marked(ops: &[Op]) -> AnyView {
    ops.iter()
        .enumerate()
        .map(|(at, op)| {
            // A line end at the very end begins no line.
            let last = at + 1 == ops.len();
            let text = lines(if last {
                op.text.trim_end_matches('\n')
            } else {
                &op.text
            });
            match op.op {
                OpKind::Equal => text,
                OpKind::Insert => view! { <ins>{text}</ins> }.into_any(),
                OpKind::Delete => view! { <del>{text}</del> }.into_any(),
            }
        })
        .collect_view()
        .into_any()
}

/// Lists have a line for each item, and it is seen where one ends.
pub fn lines(text: &str) -> AnyView {
    text.split(['\n', '\u{2028}'])
        .enumerate()
        .map(|(at, line)| {
            (
                (at > 0).then(|| view! { <br/> }),
                (!line.is_empty()).then(|| line.to_owned()),
            )
        })
        .collect_view()
        .into_any()
}

/// What a part is called: "Definition", "Notes (German)".
pub fn part_name(part: &PartName) -> String {
    let name = match part {
        PartName::Designations => "Designations",
        PartName::Definition(_) => "Definition",
        PartName::Notes(_) => "Notes",
        PartName::Examples(_) => "Examples",
        PartName::Sources => "Sources",
        PartName::Relations => "Relations",
    };
    match part.lang() {
        Some(lang) => format!("{name} ({})", language_name(lang)),
        None => name.to_owned(),
    }
}

/// Parts go by name in a map; people read them in the order of an entry.
fn in_order(fields: &Fields) -> Vec<(PartName, &Field)> {
    let mut parts: Vec<_> = fields
        .iter()
        .filter_map(|(name, field)| Some((name.parse::<PartName>().ok()?, field)))
        .collect();
    parts.sort_by(|(a, _), (b, _)| a.cmp(b));
    parts
}

/// Whether a part is a list with a line for each item.
fn is_list(part: &PartName) -> bool {
    !matches!(part, PartName::Definition(_))
}

/// Definitions are read as words, not as the Markdown they were typed in. Lists keep their lines.
pub(super) fn shown(part: &PartName, field: &Field) -> Vec<Op> {
    match part {
        PartName::Definition(_) => readable(&field.ops),
        _ => field.ops.clone(),
    }
}
