//! How the positions of a call came about, as a picture.

use domain::figures::Held;
use leptos::prelude::*;

use super::Sheet;
use crate::{
    charts::{Band, Picture, Stack, thinned},
    parts::{capital, dated, exact, time},
};

/// As many rows as the table beside the picture has at most; the file has all.
const ROWS: usize = 24;

/// A stance as it is drawn, named and counted.
type Count = (&'static str, &'static str, fn(&Held) -> u32);

/// From the bottom of the picture on.
const COUNTS: [Count; 6] = [
    ("support", "support", |held| held.support),
    ("accept", "accept", |held| held.accept),
    ("concern", "concern", |held| held.concern),
    ("object", "object", |held| held.object),
    ("abstain", "abstain", |held| held.abstain),
    ("silent", "silent", |held| held.silent),
];

/// Nothing while nobody spoke, and nothing of a blind call before it has closed.
pub(super) fn course(sheet: &Sheet) -> Option<AnyView> {
    let course = &sheet.course;
    let from = course.opened_at?;
    let last = course.points.last()?;
    if COUNTS[..5].iter().all(|(_, _, count)| count(last) == 0) && course.points.len() < 2 {
        return None;
    }
    let to = course.ended_at.unwrap_or(sheet.now);
    let end = match course.ended_at {
        Some(at) => dated(at),
        None => "now".to_owned(),
    };
    let drawn = thinned(&course.points, Stack::STEPS, |held| held.at);
    let bands = COUNTS.map(|(class, word, count)| Band {
        class,
        word,
        counts: drawn.iter().map(|held| (held.at, count(held))).collect(),
    });
    let stack = Stack {
        from,
        to,
        dates: [dated(from), end],
        bands: bands.into(),
        marks: Vec::new(),
    };
    let picture = Picture {
        id: "course",
        title: "Positions over time".to_owned(),
        words: words(sheet),
        size: Stack::SIZE,
        shapes: stack.shapes(),
    };
    let csv = format!(
        "/api/v1/processes/{}/calls/{}/positions-over-time.csv",
        sheet.process.slug, sheet.call.number
    );
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"How it came about"</h2></div>
                {picture.view(csv, table(&course.points))}
            </section>
        }
        .into_any(),
    )
}

/// The picture in a sentence: where it began and where it stands.
fn words(sheet: &Sheet) -> String {
    let told = |held: &Held| {
        let counts = COUNTS.map(|(_, word, count)| (count(held), word));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(n, word)| format!("{n} {word}")).collect();
        counts.join(", ")
    };
    let points = &sheet.course.points;
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    format!(
        "How many voices held what while the call was open. At its opening, {}: {}. After the last change, {}: {}.",
        exact(first.at),
        told(first),
        exact(last.at),
        told(last)
    )
}

fn table(points: &[Held]) -> AnyView {
    let rows = thinned(points, ROWS, |held| held.at);
    let rows = rows
        .iter()
        .map(|held| {
            let cells = COUNTS.map(|(_, _, count)| {
                let n = count(held);
                view! { <td class="number">{(n > 0).then_some(n)}</td> }
            });
            let at = time(held.at, exact(held.at));
            view! { <tr><th scope="row">{at}</th>{cells.into_iter().collect_view()}</tr> }
        })
        .collect_view();
    let heads =
        COUNTS.map(|(_, word, _)| view! { <th scope="col" class="number">{capital(word)}</th> });
    view! {
        <table class="table">
            <caption class="unseen">"How many voices held what from when on"</caption>
            <thead><tr><th scope="col">"From"</th>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
