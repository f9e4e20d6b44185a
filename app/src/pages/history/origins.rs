//! Where each word of the wording of now comes from.

use domain::{Moment, redline::PartName};
use leptos::prelude::*;
use registry::{
    processes::Process,
    wordings::{Blame, BlamedSpan, Origin},
};

use super::story::full_name;
use crate::parts::{self, direction, part_name};

pub fn section(blame: &Blame, process: &Process, here: &str, now: Moment) -> Option<AnyView> {
    let authoritative = process.languages.first()?;
    let lead = if blame.origins.len() > 1 {
        "The small numbers say which wording brought the words; below stands who, when and why."
    } else {
        "Every word is as it came with the first wording."
    };
    let mut fields: Vec<_> = blame
        .fields
        .iter()
        .filter_map(|(name, field)| Some((name.parse::<PartName>().ok()?, field)))
        // Relations name other entries by number, which says nothing to a reader.
        .filter(|(part, _)| *part != PartName::Relations)
        .collect();
    fields.sort_by(|(a, _), (b, _)| a.cmp(b));
    let fields = fields
        .into_iter()
        .map(|(part, field)| {
            let lang = part.lang().unwrap_or(authoritative);
            let words = field
                .spans
                .iter()
                .flat_map(|span| {
                    let lines = span.text.split_inclusive('\n');
                    lines.map(move |line| words(span, line, blame, now))
                })
                .collect_view();
            view! {
                <div class="redline-part">
                    <span class="redline-part-name">{part_name(&part)}</span>
                    <p class="redline-text" lang=lang.to_string() dir=direction(lang)>{words}</p>
                </div>
            }
        })
        .collect_view();
    let key = blame
        .origins
        .iter()
        .map(|origin| explained(origin, here, now))
        .collect_view();
    Some(
        view! {
            <section class="part" id="origins">
                <div class="part-head"><h2>"Where each word comes from"</h2></div>
                <p class="part-note">{lead}</p>
                {fields}
                <ul class="origin-key" role="list">{key}</ul>
            </section>
        }
        .into_any(),
    )
}

/// A line of words with the number of their wording. They lead to the key, and say the short of it where one points at
/// them.
fn words(span: &BlamedSpan, line: &str, blame: &Blame, now: Moment) -> AnyView {
    // What is blank behind the words stays outside, where a line may break.
    let (inner, rest) = line.split_at(line.trim_end().len());
    if inner.is_empty() {
        return parts::text_lines(rest);
    }
    let place = blame
        .origins
        .iter()
        .position(|origin| origin.wording == span.wording)
        .unwrap_or_default();
    let note = match span.redline {
        Some(redline) => format!(
            "{}, redline {redline}, {}",
            full_name(&span.author),
            parts::said(span.at, now)
        ),
        None => format!(
            "{}, as first proposed, {}",
            full_name(&span.author),
            parts::said(span.at, now)
        ),
    };
    view! {
        <a class="origin" data-shade={place % 4} href=format!("#origin-{}", span.wording)>
            <span class="origin-words">{parts::text_lines(inner)}</span>
            <sup>{span.wording}</sup>
            <span class="origin-note" aria-hidden="true">{note}</span>
        </a>
        {parts::text_lines(rest)}
    }
    .into_any()
}

fn explained(origin: &Origin, here: &str, now: Moment) -> AnyView {
    let what = match origin.redline {
        Some(redline) => view! {
            <a href=format!("{here}/redlines/{redline}")>{format!("Redline {redline}")}</a>
            {format!(" by {}", full_name(&origin.author))}
            {origin.folded_by.as_ref().filter(|by| by.number != origin.by).map(|by| format!(", folded in by {}", full_name(by)))}
        }
        .into_any(),
        None => format!("Proposed by {}", full_name(&origin.author)).into_any(),
    };
    let why = origin
        .rationale
        .clone()
        .map(|why| view! { <p class="redline-reason"><b>"Why: "</b>{why}</p> });
    view! {
        <li id=format!("origin-{}", origin.wording)>
            <p>
                <b>{format!("{} ", origin.wording)}</b>
                <a href=format!("#wording-{}", origin.wording)>{format!("Wording {}", origin.wording)}</a>
                ". " {what} ", " {parts::when(origin.at, now)} "."
            </p>
            {why}
        </li>
    }
    .into_any()
}
