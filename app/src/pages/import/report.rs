//! What became of a file, or would, entry by entry.

use leptos::prelude::*;
use registry::{
    imports::{Counts, Item, Outcome, Problem, Report},
    processes::Process,
};

use super::Samples;
use crate::parts::{self, counted};

/// More of a kind than these nobody reads on a page.
const SHOWN_MAX: usize = 200;

pub(super) fn report(process: &Process, report: &Report, samples: &Samples) -> AnyView {
    let of = |outcome: Outcome| -> Vec<&Item> {
        let items = report.items.iter();
        items.filter(|item| item.outcome == outcome).collect()
    };
    let counts = report.counts;
    let words = |done: &'static str, would: &'static str| match report.dry_run {
        true => would,
        false => done,
    };
    let remarks = (!report.remarks.is_empty()).then(|| {
        let remarks = report.remarks.iter().take(SHOWN_MAX).map(problem);
        view! {
            <section class="part" id="remarks">
                <div class="part-head"><h2>"Passed over"</h2></div>
                <ul class="import-list">{remarks.collect_view()}</ul>
            </section>
        }
    });
    view! {
        {counted_up(&counts, report.dry_run)}
        {section(process, ("refused", "Refused", "Nothing is taken of these. Mend them in the file and send it again."), &of(Outcome::Refused), counts.refused, samples)}
        {section(process, ("changed", "Changed", words("Each of these is a redline of yours now, against the newest wording.", "Each of these would be a redline of yours, against the newest wording.")), &of(Outcome::Changed), counts.changed, samples)}
        {section(process, ("new", "New", words("These are proposals of yours now.", "These would be proposals of yours.")), &of(Outcome::New), counts.new, samples)}
        {section(process, ("same", "Same", "These stand here already, or are proposed already."), &of(Outcome::Same), counts.same, samples)}
        {remarks}
    }
    .into_any()
}

fn counted_up(counts: &Counts, dry_run: bool) -> AnyView {
    let counts = [
        ("new", "New", counts.new),
        ("changed", "Changed", counts.changed),
        ("same", "Same", counts.same),
        ("refused", "Refused", counts.refused),
    ];
    let items = counts.into_iter().map(|(id, word, count)| {
        let word = match count {
            0 => word.into_any(),
            _ => view! { <a href=format!("#{id}")>{word}</a> }.into_any(),
        };
        view! { <div class="import-count"><dt>{word}</dt><dd>{count.to_string()}</dd></div> }
    });
    let items = items.collect_view();
    let label = if dry_run {
        "What it would change"
    } else {
        "What it changed"
    };
    view! {
        <section class="part" id="report">
            <div class="part-head"><h2>{label}</h2></div>
            <dl class="import-counts">{items}</dl>
        </section>
    }
    .into_any()
}

fn section(
    process: &Process,
    (id, title, note): (&'static str, &'static str, &'static str),
    items: &[&Item],
    count: u64,
    samples: &Samples,
) -> Option<AnyView> {
    if count == 0 {
        return None;
    }
    let rows = items.iter().take(SHOWN_MAX);
    let rows = rows.map(|item| row(process, item)).collect_view();
    let shown = items.len().min(SHOWN_MAX) as u64;
    let more = (count > shown).then(|| {
        let more = counted(
            usize::try_from(count - shown).unwrap_or(usize::MAX),
            "other",
            "others",
        );
        view! { <p class="part-note">"And " {more} "; the API and the command line name more."</p> }
    });
    let shows = items.iter().filter_map(|item| {
        let fields = samples.get(&item.place.line)?;
        let lang = process.languages.first()?;
        Some(view! {
            <article class="redline">
                <div class="redline-head"><h3>{item.term.clone()}</h3></div>
                {parts::redline_parts(fields, lang)}
            </article>
        })
    });
    let shows = (id == "changed").then(|| shows.collect_view());
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=title>
            <table class="table table-stack">
                <caption class="unseen">{title}</caption>
                <thead><tr><th scope="col">"Entry"</th><th scope="col">"Line"</th><th scope="col">"What is to say"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    };
    let head = view! { <div class="part-head"><h2>{format!("{title} ({count})")}</h2></div><p class="part-note">{note}</p> };
    let section = match id {
        // What needs nobody is out of the way.
        "same" => view! {
            <section class="part" id=id>
                {head}
                <details class="disclosure"><summary>"Show them"</summary>{table}</details>
            </section>
        }
        .into_any(),
        _ => view! { <section class="part" id=id>{head}{table}{shows}</section> }.into_any(),
    };
    Some(section)
}

fn row(process: &Process, item: &Item) -> AnyView {
    let entries = format!("/p/{}/entries", process.slug);
    let is_there = item.outcome != Outcome::New || item.redline.is_some();
    let place = item.slug.as_ref().map(|slug| match item.redline {
        Some(redline) if item.outcome == Outcome::Same => {
            format!("{entries}/{slug}/redlines/{redline}")
        }
        _ => format!("{entries}/{slug}"),
    });
    let name = match item.term.is_empty() {
        true => "without a name".to_owned(),
        false => item.term.clone(),
    };
    let name = match place.filter(|_| is_there || item.entry.is_some()) {
        Some(place) => view! { <a href=place>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let parts = (!item.parts.is_empty()).then(|| {
        let parts: Vec<_> = item.parts.iter().map(|part| part_name(part)).collect();
        view! { <li>{parts::capital(&parts::enumerated(&parts))}</li> }
    });
    let problems = item.problems.iter().map(problem).collect_view();
    let notes = item
        .notes
        .iter()
        .map(|note| view! { <li>{note.clone()}</li> });
    let says = !(item.parts.is_empty() && item.problems.is_empty() && item.notes.is_empty());
    let says = says
        .then(|| view! { <ul class="import-list">{parts}{problems}{notes.collect_view()}</ul> });
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number" data-label="Line">{item.place.line.to_string()}</td>
            <td data-label="To say">{says}</td>
        </tr>
    }
    .into_any()
}

fn problem(problem: &Problem) -> AnyView {
    view! { <li>{problem.line()}</li> }.into_any()
}

fn part_name(part: &str) -> String {
    match part.parse() {
        Ok(name) => parts::part_name(&name).to_lowercase(),
        Err(_) => part.to_owned(),
    }
}
