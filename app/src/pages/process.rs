//! A process: what it is for, where its words stand, who takes part, and what governs.

use domain::{
    Moment, Slug,
    call::CallState,
    process::{Role, State, Visibility},
    review::ReviewState,
};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    calls::{self, CallFilter, Setup},
    chronicle::{self, Chronicle},
    meetings,
    names::Names,
    overview::{self, Overview, Progress},
    processes::{self, Process},
    reviews,
};

use super::{calls::open_calls, chronicle::sentence, meeting::next_meeting, review::open_reviews};
use crate::{
    Page, Visit,
    parts::{EntryLinks, counted, day, empty, language_name, rule_words},
};

/// The acts that a timeline tells; all others are in the record.
const MAIN_EVENTS: [&str; 10] = [
    "process.created",
    "process.updated",
    "rule.adopted",
    "call.opened",
    "call.finalised",
    "call.contested",
    "release.published",
    "release.yanked",
    "review.opened",
    "review.closed",
];
const TIMELINE: u32 = 12;
/// With more entries than this a picture shows blocks instead of single entries.
const SINGLE_ENTRIES: u32 = 60;

pub async fn process(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let overview = overview::overview(registry, caller, now, slug).await?;
    let setup = calls::setup(registry, caller, now, slug).await?;
    let open = CallFilter {
        state: Some(CallState::Open),
        entry: None,
    };
    let mut open = calls::list(registry, caller, now, slug, &open, &Piece::default())
        .await?
        .items;
    open.sort_by_key(|call| call.closes_at);
    let mut reviews = reviews::list(registry, caller, now, slug, &Piece::default())
        .await?
        .items;
    reviews.retain(|review| review.state == ReviewState::Open);
    let meeting = meetings::next_of(registry, caller, now, slug).await?;
    let piece = Piece {
        limit: Some(TIMELINE),
        cursor: None,
    };
    let events = chronicle::read(registry, caller, now, slug, &MAIN_EVENTS, &piece).await?;
    let shown = process.clone();
    Ok(Page::new(process.title.clone(), move || {
        let home = format!("/p/{}", shown.slug);
        view! {
            <div class="page-head"><h1>{shown.title.clone()}</h1>{action(&shown, &home)}</div>
            <div class="columns">
                <div id="stand" data-live="">
                    {progress(&overview, &home)}
                    {meeting.as_ref().map(|it| next_meeting(it, &home, now, shown.me.is_some()))}
                    {open_reviews(&reviews, &home, now)}
                    {open_calls(open, &home, now)}
                    {charter(&shown)}
                    {people(&overview.names, &shown, &home)}
                    {rule(&shown, &setup)}
                </div>
                <aside class="beside">
                    {facts(&shown, &overview)}
                    {timeline(&events, &home, now)}
                    <section>
                        <h2>"Figures"</h2>
                        <ul role="list">
                            <li><a href=format!("{home}/neutrality")>"The convener's own"</a></li>
                            <li><a href=format!("{home}/figures")>"Who spoke, and where the words stood"</a></li>
                        </ul>
                    </section>
                    <section>
                        <h2>"The record"</h2>
                        <p>
                            {format!("{}, each with the digest of the one before. ", counted(shown.seq as usize, "line", "lines"))}
                            <a href=format!("{home}/record")>"Read it"</a> "."
                        </p>
                    </section>
                </aside>
            </div>
        }
        .into_any()
    })
    .at(process, "Overview")
    .live())
}

/// The one thing to do here first, by who looks.
fn action(process: &Process, home: &str) -> Option<AnyView> {
    let (words, href) = match process.me.as_ref().map(|me| me.role) {
        Some(Role::Convener) => ("Settings", format!("{home}/settings")),
        Some(Role::Participant) if process.state == State::Open => {
            ("Propose an entry", format!("{home}/entries/compose"))
        }
        None if process.state != State::Closed => ("Take part", format!("{home}/join")),
        _ => return None,
    };
    Some(view! { <a class="button" href=href>{words}</a> }.into_any())
}

fn progress(overview: &Overview, home: &str) -> AnyView {
    let progress = &overview.progress;
    let all = format!("{home}/entries");
    let picture = if progress.all() == 0 {
        empty(
            "No entries yet",
            "Words will stand here as soon as somebody proposes one.",
        )
    } else {
        let heard = format!(
            "{}; {} of them agreed, {} of those released",
            counted(progress.all() as usize, "entry", "entries"),
            progress.agreed + progress.released,
            progress.released
        );
        view! { <p class="tally-heard">{heard}</p> {bar(progress)} {steps(progress, home)} }
            .into_any()
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"Where the words stand"</h2> <a href=all>"All entries"</a></div>
            {picture}
        </section>
    }
    .into_any()
}

/// The five steps of a word: value, word, count, and the filter that shows those that stand there.
fn counts(progress: &Progress) -> [(&'static str, &'static str, u32, &'static str); 5] {
    [
        ("proposed", "proposed", progress.proposed, "proposed"),
        ("discussed", "discussed", progress.discussed, "discussed"),
        ("called", "in call", progress.called, "called"),
        ("agreed", "agreed", progress.agreed, "agreed"),
        ("released", "released", progress.released, "agreed"),
    ]
}

fn bar(progress: &Progress) -> AnyView {
    let all = progress.all();
    let mut at = 0;
    let mut rects = Vec::new();
    for (class, _, count, _) in counts(progress) {
        let widths = if all > SINGLE_ENTRIES {
            vec![count; usize::from(count > 0)]
        } else {
            vec![1; count as usize]
        };
        for width in widths {
            let (x, w) = (f64::from(at) + 0.03, f64::from(width) - 0.06);
            at += width;
            rects.push(view! { <rect class=class x=format!("{x:.2}") width=format!("{w:.2}") height="1"></rect> });
        }
    }
    let said: Vec<_> = counts(progress)
        .iter()
        .map(|(_, word, count, _)| format!("{count} {word}"))
        .collect();
    let label = format!(
        "{}: {}",
        counted(all as usize, "entry", "entries"),
        said.join(", ")
    );
    view! {
        <svg class="progress-bar" viewBox=format!("0 0 {all} 1") preserveAspectRatio="none" role="img" aria-label=label>
            {rects}
        </svg>
    }
    .into_any()
}

fn steps(progress: &Progress, home: &str) -> AnyView {
    let items = counts(progress)
        .into_iter()
        .map(|(value, word, count, filter)| {
            view! {
                <li>
                    <a href=format!("{home}/entries?status={filter}")>
                        <span class="progress-number">{count}</span>
                        <span class="status" data-status=value>{word}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="progress">{items}</ul> }.into_any()
}

fn charter(process: &Process) -> AnyView {
    let links = EntryLinks::of(&process.slug);
    view! {
        <section class="part">
            <div class="part-head"><h2>"Charter"</h2></div>
            {links.blocks("charter prose", &process.charter)}
        </section>
    }
    .into_any()
}

/// Who takes part, by group; a group nobody speaks for is shown as one.
fn people(names: &Names, process: &Process, home: &str) -> AnyView {
    let participants: Vec<_> = names
        .people()
        .into_iter()
        .filter(|person| !person.left && person.role == Role::Participant)
        .collect();
    let all = names
        .people()
        .into_iter()
        .filter(|person| !person.left)
        .count();
    let items = process
        .groups
        .iter()
        .map(|group| {
            let mut voices: Vec<String> = Vec::new();
            for person in participants
                .iter()
                .filter(|person| person.group.as_ref() == Some(&group.slug))
            {
                let name = person
                    .organisation
                    .as_ref()
                    .map_or(&person.name, |organisation| &organisation.name);
                if !voices.contains(name) {
                    voices.push(name.clone());
                }
            }
            let count = voices.len();
            let words = if count == 0 {
                "Nobody speaks for them yet.".to_owned()
            } else {
                voices.join(", ")
            };
            view! {
                <li data-empty=count == 0>
                    <h3>{group.name.to_string()} " " <span class="quiet">{count}</span></h3>
                    <p>{words}</p>
                </li>
            }
        })
        .collect_view();
    let link = format!("All {}", counted(all, "person", "people"));
    view! {
        <section class="part">
            <div class="part-head"><h2>"Who takes part"</h2> <a href=format!("{home}/members")>{link}</a></div>
            <ul class="groups">{items}</ul>
        </section>
    }
    .into_any()
}

fn rule(process: &Process, setup: &Setup) -> AnyView {
    let lead = format!(
        "The rule “{}” decides what counts as agreement. All of this must hold when a call closes:",
        process.rule.name
    );
    view! {
        <section class="part">
            <div class="part-head"><h2>"The rule, in words"</h2></div>
            {rule_words(lead.into_any(), &setup.words, Some(setup.today.clone()), setup.rule_provisional)}
        </section>
    }
    .into_any()
}

fn facts(process: &Process, overview: &Overview) -> AnyView {
    let conveners: Vec<_> = overview
        .names
        .people()
        .into_iter()
        .filter(|person| !person.left && person.role == Role::Convener)
        .map(|person| person.name.clone())
        .collect();
    let state = match process.state {
        State::Announced => "announced: people are gathered",
        State::Open => "open: words are worked on",
        State::Closed => "closed: only reading is left",
    };
    let languages: Vec<_> = process
        .languages
        .iter()
        .enumerate()
        .map(|(at, lang)| {
            let name = language_name(lang);
            if at == 0 && process.languages.len() > 1 {
                format!("{name} (authoritative)")
            } else {
                name
            }
        })
        .collect();
    let contest = match process.contest_days {
        0 => "not possible: a closed call is final at once".to_owned(),
        days => format!(
            "{} after a call closes",
            counted(days as usize, "day", "days")
        ),
    };
    let members_only = (process.visibility == Visibility::Members)
        .then(|| view! { <dt>"Readers"</dt><dd>"members only"</dd> });
    let newest = overview.newest.map(|version| {
        let href = format!("/g/{}/{version}/", process.slug);
        view! { <dt>"Newest release"</dt><dd><a href=href>{version.to_string()}</a></dd> }
    });
    view! {
        <section>
            <h2>"In short"</h2>
            <dl class="facts">
                <dt>"Convened by"</dt>
                <dd>{conveners.join(", ")}</dd>
                <dt>"State"</dt>
                <dd>{state}</dd>
                <dt>"Begun"</dt>
                <dd>{day(process.created_at)}</dd>
                {newest}
                <dt>"Languages"</dt>
                <dd>{languages.join(", ")}</dd>
                <dt>"Licence"</dt>
                <dd>{process.licence.clone()}</dd>
                <dt>"To contest"</dt>
                <dd>{contest}</dd>
                {members_only}
            </dl>
        </section>
    }
    .into_any()
}

fn timeline(events: &Chronicle, home: &str, now: Moment) -> AnyView {
    let items = events
        .lines
        .items
        .iter()
        .map(|line| {
            let mark = matches!(
                line.event,
                domain::Event::CallFinalised { .. } | domain::Event::ReleasePublished(_)
            );
            view! {
                <li data-mark=mark.then_some("agreed")>
                    {crate::parts::when(line.at, now)}
                    <p class="timeline-what">{sentence(line, events, home)}</p>
                </li>
            }
        })
        .collect_view();
    view! { <section><h2>"Timeline"</h2><ol class="timeline">{items}</ol></section> }.into_any()
}
