//! Pictures of a process: who spoke how often, and where its entries stood.

use std::sync::Arc;

use domain::{
    Moment, Slug,
    figures::{EntriesOverTime, GroupVoice, Spoken, Stood, Voice},
    process::State,
};
use leptos::prelude::*;
use registry::{
    Registry, Result, figures,
    names::Names,
    overview,
    processes::{self, Process},
};

use crate::{
    Page, Visit,
    charts::{Band, Bar, BarGroup, Bars, Picture, Stack, thinned},
    parts::{capital, crumbs, dated, empty, exact, time},
};

/// As many rows as the table beside the picture over time has at most; the file has all.
const ROWS: usize = 24;

/// A status as it is drawn, named and counted.
type Count = (&'static str, &'static str, fn(&Stood) -> u32);

/// From the bottom of the picture on.
const STATUSES: [Count; 6] = [
    ("released", "released", |stood| stood.released),
    ("agreed", "agreed", |stood| stood.agreed - stood.released),
    ("called", "in call", |stood| stood.called),
    ("discussed", "discussed", |stood| stood.discussed),
    ("proposed", "proposed", |stood| stood.proposed),
    ("ended", "ended", |stood| stood.withdrawn + stood.retired),
];

/// What is said, named and counted.
type Said = (&'static str, fn(&Spoken) -> u32);

/// What is counted of everybody; the first is what the others are measured by.
const SPOKEN: [Said; 5] = [
    ("participants", |spoken| spoken.participants),
    ("entries", |spoken| spoken.proposals),
    ("redlines", |spoken| spoken.redlines),
    ("comments", |spoken| spoken.comments),
    ("positions", |spoken| spoken.positions),
];

/// The figures with what it takes to draw them.
struct Sheet {
    process: Process,
    voice: Voice,
    entries: EntriesOverTime,
    names: Arc<Names>,
    now: Moment,
}

pub async fn figures(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let sheet = Sheet {
        process: process.clone(),
        voice: figures::voice(registry, caller, now, slug).await?,
        entries: figures::entries(registry, caller, now, slug).await?,
        names: overview::names(registry, caller, now, slug).await?,
        now,
    };
    Ok(Page::new("Figures", move || page(&sheet))
        .at(process, "Overview")
        .live())
}

fn page(sheet: &Sheet) -> AnyView {
    let home = format!("/p/{}", sheet.process.slug);
    let way = [
        (sheet.process.title.clone(), home.clone()),
        ("Figures".to_owned(), format!("{home}/figures")),
    ];
    view! {
        {crumbs(way)}
        <div class="page-head"><h1>"Figures"</h1></div>
        <p class="page-lead">
            "Who spoke how often, and where the words stood. Counted from the record alone; what the convener did stands under "
            <a href=format!("{home}/neutrality")>"Neutrality"</a> "."
        </p>
        <div id="voice" data-live="">{voice(sheet)}</div>
        <div id="entries" data-live="">{entries(sheet)}</div>
    }
    .into_any()
}

fn voice(sheet: &Sheet) -> AnyView {
    let all = &sheet.voice.all;
    let shown = if SPOKEN[1..].iter().all(|(_, count)| count(all) == 0) {
        empty(
            "Nobody spoke yet",
            "Each group's share of the entries, redlines, comments and positions will stand here, beside its share of the participants.",
        )
    } else {
        let groups = sheet.voice.groups.iter().map(|it| BarGroup {
            name: name(it, &sheet.names),
            bars: SPOKEN
                .map(|(word, count)| Bar {
                    word,
                    part: count(&it.spoken),
                    whole: count(all),
                })
                .into(),
        });
        let bars = Bars {
            groups: groups.collect(),
        };
        let picture = Picture {
            id: "voice-picture",
            title: "Share of voice by group".to_owned(),
            words: bars.words(),
            size: bars.size(),
            shapes: bars.shapes(),
        };
        let csv = format!("/api/v1/processes/{}/figures/voice.csv", sheet.process.slug);
        view! {
            <p class="part-note">
                "For each group its share of the participants today, in grey and as a line, and below it its share of what was said. A bar that ends before the line is less than the group's numbers. "
                "A member counts once in each call, and for the group they belonged to then; a blind call counts once it has closed."
            </p>
            {picture.view(csv, voice_table(sheet))}
        }
        .into_any()
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"Who spoke"</h2></div>
            {shown}
        </section>
    }
    .into_any()
}

fn name(of: &GroupVoice, names: &Names) -> String {
    let group = of.group.as_ref();
    group.map_or_else(|| "No group".to_owned(), |slug| names.group(slug))
}

fn voice_table(sheet: &Sheet) -> AnyView {
    let all = &sheet.voice.all;
    let rows = sheet
        .voice
        .groups
        .iter()
        .map(|it| {
            let cells = SPOKEN.map(|(_, count)| {
                let share = format!("{} of {}", count(&it.spoken), count(all));
                view! { <td class="number">{share}</td> }
            });
            let name = name(it, &sheet.names);
            view! { <tr><th scope="row">{name}</th>{cells.into_iter().collect_view()}</tr> }
        })
        .collect_view();
    let heads =
        SPOKEN.map(|(word, _)| view! { <th scope="col" class="number">{capital(word)}</th> });
    view! {
        <table class="table">
            <caption class="unseen">"What each group said, beside its participants"</caption>
            <thead><tr><th scope="col">"Group"</th>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn entries(sheet: &Sheet) -> AnyView {
    let points = &sheet.entries.points;
    let shown = match (points.first(), points.last()) {
        (Some(first), Some(last)) => over_time(sheet, first, last),
        _ => empty(
            "No entries yet",
            "How many entries are proposed, discussed, called and agreed will stand here over time, as soon as somebody proposes one.",
        ),
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"Where the words stood"</h2></div>
            {shown}
        </section>
    }
    .into_any()
}

fn over_time(sheet: &Sheet, first: &Stood, last: &Stood) -> AnyView {
    let points = &sheet.entries.points;
    let drawn = thinned(points, Stack::STEPS, |stood| stood.at);
    // What is closed does not go on.
    let (to, end) = match sheet.process.state {
        State::Closed => (last.at, dated(last.at)),
        _ => (sheet.now, "now".to_owned()),
    };
    let releases = sheet.entries.releases.iter();
    let marks = releases.map(|it| (it.at, it.version.to_string())).collect();
    let bands = STATUSES.map(|(class, word, count)| Band {
        class,
        word,
        counts: drawn.iter().map(|it| (it.at, count(it))).collect(),
    });
    let stack = Stack {
        from: first.at,
        to,
        dates: [dated(first.at), end],
        bands: bands.into(),
        marks,
    };
    let told: Vec<_> = STATUSES
        .iter()
        .map(|(_, word, count)| (count(last), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let picture = Picture {
        id: "entries-picture",
        title: "Entries by status over time".to_owned(),
        words: format!(
            "How many entries stood where since {}. After the last change, {}: {}.",
            exact(first.at),
            exact(last.at),
            told.join(", ")
        ),
        size: Stack::SIZE,
        shapes: stack.shapes(),
    };
    let csv = format!(
        "/api/v1/processes/{}/figures/entries.csv",
        sheet.process.slug
    );
    let released = (!sheet.entries.releases.is_empty()).then_some("A line marks each release. ");
    view! {
        <p class="part-note">{released} "Released are the agreed whose words stand in a release as they read now. Ended are those withdrawn or retired."</p>
        {picture.view(csv, entries_table(points))}
    }
    .into_any()
}

fn entries_table(points: &[Stood]) -> AnyView {
    let rows = thinned(points, ROWS, |stood| stood.at);
    let rows = rows
        .iter()
        .map(|stood| {
            let cells = STATUSES.map(|(_, _, count)| {
                let n = count(stood);
                view! { <td class="number">{(n > 0).then_some(n)}</td> }
            });
            let at = time(stood.at, dated(stood.at));
            view! { <tr><th scope="row">{at}</th>{cells.into_iter().collect_view()}</tr> }
        })
        .collect_view();
    let heads =
        STATUSES.map(|(_, word, _)| view! { <th scope="col" class="number">{capital(word)}</th> });
    view! {
        <table class="table">
            <caption class="unseen">"How many entries stood where from when on"</caption>
            <thead><tr><th scope="col">"From"</th>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
