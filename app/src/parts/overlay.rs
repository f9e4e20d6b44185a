//! Many redlines on one text: whose each change is, and where several want the same words.

use std::collections::BTreeMap;

use domain::{
    Lang,
    ids::RedlineNo,
    redline::{Fields, Laid, LaidOrder, Op, OpKind, PartName, old_text, overlay, spoken_overlay},
};
use leptos::prelude::*;

use super::{
    direction, enumerated, part_name,
    redline::{lines, shown},
};

/// What each redline makes of one part.
pub(super) type OnPart = Vec<(RedlineNo, Vec<Op>)>;

/// All redlines laid over the text they are made on, part by part. `link` is where a redline's number leads.
pub fn overlaid(
    redlines: &[(RedlineNo, &Fields)],
    authoritative: &Lang,
    link: fn(RedlineNo) -> String,
) -> AnyView {
    by_part(redlines)
        .into_iter()
        .map(|(part, laid)| {
            let lang = part.lang().unwrap_or(authoritative).clone();
            let slices: Vec<(RedlineNo, &[Op])> =
                laid.iter().map(|(who, ops)| (*who, ops.as_slice())).collect();
            let words = overlay(&slices)
                .iter()
                .map(|stretch| stretch_of(stretch, link))
                .collect_view();
            let name = part_name(&part);
            let said = spoken_overlay(&slices)
                .iter()
                .map(|said| view! { <li>{order_of(said)}</li> })
                .collect_view();
            view! {
                <div class="redline-part">
                    <span class="redline-part-name">{name.clone()}</span>
                    <p class="redline-text overlay" lang=lang.to_string() dir=direction(&lang)>{words}</p>
                    <details class="disclosure" id=format!("overlay-{part}-spoken")>
                        <summary>{format!("{name}: all as spoken orders")}</summary>
                        <ol class="overlay-orders">{said}</ol>
                    </details>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// What the redlines make of each part, in the order of an entry. A redline that changes only marks of a definition
/// is shown on its source, and then all are, because they are laid over one text.
pub(super) fn by_part(redlines: &[(RedlineNo, &Fields)]) -> BTreeMap<PartName, OnPart> {
    let mut parts: BTreeMap<PartName, OnPart> = BTreeMap::new();
    for (who, fields) in redlines {
        for (name, field) in *fields {
            if let Ok(part) = name.parse::<PartName>() {
                let ops = shown(&part, field);
                parts.entry(part).or_default().push((*who, ops));
            }
        }
    }
    for (part, laid) in &mut parts {
        let mut texts = laid.iter().map(|(_, ops)| old_text(ops));
        let first = texts.next();
        if texts.any(|text| Some(text) != first) {
            let source = |(who, fields): &(RedlineNo, &Fields)| {
                Some((*who, fields.get(&part.to_string())?.ops.clone()))
            };
            *laid = redlines.iter().filter_map(source).collect();
        }
    }
    parts
}

fn stretch_of(stretch: &Laid, link: fn(RedlineNo) -> String) -> AnyView {
    let text = lines(&stretch.text);
    let collides = !stretch.collides_with.is_empty();
    let words = match stretch.op {
        OpKind::Equal => return text,
        OpKind::Insert => view! { <ins>{text}</ins> }.into_any(),
        OpKind::Delete => view! { <del>{text}</del> }.into_any(),
    };
    let whose = stretch
        .redlines
        .iter()
        .map(|number| {
            view! { <a href=link(*number) aria-label=format!("Redline {number}")>{*number}</a> }
        })
        .collect_view();
    // The glyph stands where the collision is; which ones want the words is said in words below and read out.
    let glyph = collides.then(|| {
        let against = format!(" collides with {}", redlines_named(&stretch.collides_with));
        view! { <span class="overlay-glyph" aria-hidden="true">"≠"</span><span class="unseen">{against}</span> }
    });
    let mark = view! { <sup class="overlay-whose">{whose}{glyph}</sup> };
    if collides {
        view! { <mark class="overlay-collision">{words}{mark}</mark> }.into_any()
    } else {
        view! { {words}{mark} }.into_any()
    }
}

fn order_of(said: &LaidOrder) -> String {
    let against = if said.collides_with.is_empty() {
        String::new()
    } else {
        format!(" Collides with {}.", redlines_named(&said.collides_with))
    };
    format!("Redline {}: {}.{against}", said.redline, said.order)
}

/// Of more redlines than this only the first are named where one says which.
const NAMED_MAX: usize = 12;

/// "redline 3", "redlines 3 and 5".
pub fn redlines_named(numbers: &[RedlineNo]) -> String {
    let mut words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    if words.len() > NAMED_MAX {
        words.truncate(NAMED_MAX);
        words.push(format!("{} more", numbers.len() - NAMED_MAX));
    }
    let noun = if numbers.len() == 1 {
        "redline"
    } else {
        "redlines"
    };
    format!("{noun} {}", enumerated(&words))
}
