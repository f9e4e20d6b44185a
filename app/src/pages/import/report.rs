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
        {section(process, ("refused", "Refused", "Nothing is taken of these. Mend them in the file and send it again."), &of(Outcome::Refused), (counts.refused, report.dry_run), samples)}
        {section(process, ("changed", "Changed", words("Each of these is a redline of yours now, against the newest wording.", "Each of these would be a redline of yours, against the newest wording.")), &of(Outcome::Changed), (counts.changed, report.dry_run), samples)}
        {section(process, ("new", "New", words("These are proposals of yours now.", "These would be proposals of yours.")), &of(Outcome::New), (counts.new, report.dry_run), samples)}
        {section(process, ("same", "Same", "These stand here already, or are proposed already."), &of(Outcome::Same), (counts.same, report.dry_run), samples)}
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
    (count, dry_run): (u64, bool),
    samples: &Samples,
) -> Option<AnyView> {
    if count == 0 {
        return None;
    }
    let rows = items.iter().take(SHOWN_MAX);
    let rows = rows.map(|item| row(process, item, dry_run)).collect_view();
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
            <table class="table table-stack import-items">
                <caption class="unseen">{title}</caption>
                <thead><tr><th scope="col">"Entry"</th><th scope="col" class="number">"Line"</th><th scope="col">"What is to say"</th></tr></thead>
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

fn row(process: &Process, item: &Item, dry_run: bool) -> AnyView {
    let entries = format!("/p/{}/entries", process.slug);
    // What is not proposed yet is nowhere.
    let slug = item.slug.as_ref();
    let slug = slug.filter(|_| item.outcome != Outcome::New || !dry_run);
    let place = slug.map(|slug| match item.redline {
        Some(redline) if item.outcome == Outcome::Same || !dry_run => {
            format!("{entries}/{slug}/redlines/{redline}")
        }
        _ => format!("{entries}/{slug}"),
    });
    let name = match item.term.is_empty() {
        true => "without a name".to_owned(),
        false => item.term.clone(),
    };
    let name = match place {
        Some(place) => view! { <a href=place>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let parts = (!item.parts.is_empty()).then(|| {
        let parts: Vec<_> = item.parts.iter().map(|part| part_name(part)).collect();
        view! { <li>{parts::capital(&parts::enumerated(&parts))}</li> }
    });
    let problems = item
        .problems
        .iter()
        .map(|problem| fault(problem, item))
        .collect_view();
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

/// A problem beside its entry, whose line is told already.
fn fault(it: &Problem, item: &Item) -> AnyView {
    if it.place.line != item.place.line {
        return problem(it);
    }
    let field = it
        .field
        .as_ref()
        .map(|field| view! { <code>{field.clone()}</code> ": " });
    view! { <li>{field}{it.detail.clone()}</li> }.into_any()
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
