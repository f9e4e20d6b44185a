//! The roll call on a page of its own, in pieces: for calls in which many take part.

use domain::{Slug, ids::CallNo};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    positions::{self, Holding, Roll, RollFilter, Voice},
    processes::{self, Process},
};

use super::roll::{Ground, head, quiet, row};
use crate::{
    Form, Page, Visit,
    parts::{Field, capital, counted, crumbs, empty, notice, pagination, query_value, stance},
};

const ON_A_PAGE: u32 = 100;
const HOLDS: [(Holding, &str, &str); 7] = [
    (Holding::Support, "support", "supports"),
    (Holding::Accept, "accept", "accepts"),
    (Holding::Concern, "concern", "has a concern"),
    (Holding::Object, "object", "objects"),
    (Holding::Abstain, "abstain", "abstains"),
    (Holding::Recuse, "recuse", "recused"),
    (Holding::Silent, "silent", "silent"),
];

pub async fn roll(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: CallNo,
    filter: RollFilter,
    cursor: Option<String>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let later = cursor.is_some();
    let piece = Piece {
        limit: Some(ON_A_PAGE),
        cursor,
    };
    let found = positions::roll(registry, caller, now, slug, number, &filter, &piece).await?;
    let title = found.title.clone();
    let ground = Ground {
        here: format!("/p/{slug}/calls/{number}"),
        unit: found.unit,
        now,
    };
    let csv = format!(
        "/api/v1{}/positions.csv",
        ground.here.replacen("/p/", "/processes/", 1)
    );
    let calls = format!("/p/{slug}/calls");
    let shown = process.clone();
    let name = format!("Roll call of call {number}: {title}");
    Ok(Page::new(name, move || {
        let roll = format!("{}/roll", ground.here);
        view! {
            {crumbs([
                ("Calls".to_owned(), calls),
                (format!("Call {number}"), ground.here.clone()),
                ("Roll call".to_owned(), roll.clone()),
            ])}
            <div class="page-head"><h1>"Roll call: " <i>{title}</i></h1></div>
            <p class="part-note"><a href=csv>"All of it as CSV"</a></p>
            {filters(&shown, &filter, &roll)}
            <div id="roll" data-live="">{list(&found, &filter, &ground, later)}</div>
        }
    })
    .at(process, "Calls")
    .live())
}

fn filters(process: &Process, filter: &RollFilter, roll: &str) -> AnyView {
    let group = filter.group.as_ref().map(ToString::to_string);
    let holds = HOLDS.iter().find(|(it, ..)| Some(*it) == filter.holds);
    let form = Form::begin(
        "",
        [
            ("group", group.unwrap_or_default()),
            ("holds", holds.map_or("", |(_, value, _)| value).to_owned()),
        ],
    );
    let any = || std::iter::once((String::new(), "Any".to_owned()));
    let groups = process.groups.iter();
    let groups = any().chain(groups.map(|it| (it.slug.to_string(), it.name.to_string())));
    let holdings = HOLDS.iter();
    let holdings =
        any().chain(holdings.map(|(_, value, word)| ((*value).to_owned(), capital(word))));
    view! {
        <form class="filters" role="search" aria-label="Voices" action=roll.to_owned()>
            {Field::new("group", "Group").select(&form, groups.collect())}
            {Field::new("holds", "Position").select(&form, holdings.collect())}
            <button class="button" data-rank="second">"Show"</button>
        </form>
    }
    .into_any()
}

fn list(found: &Roll, filter: &RollFilter, ground: &Ground, later: bool) -> AnyView {
    let sealed = found.hidden.then(|| {
        notice(
            "warning",
            "Positions are sealed",
            "The call is blind: nobody sees more than the own position and who is silent.",
        )
    });
    if found.items.is_empty() {
        let none = empty(
            "No voice fits",
            "Voices are on the roster from the opening of a call on. Ask for less to see more of them.",
        );
        return view! { {sealed}{none} }.into_any();
    }
    let total = counted(found.total as usize, "voice", "voices");
    let more = found.next.is_some() || later;
    let place = match more {
        true => format!("{} of {total}", found.items.len()),
        false => total,
    };
    let mut bodies = Vec::new();
    for group in found.items.chunk_by(|a, b| a.group == b.group) {
        let rows = group.iter().map(|it| voice(it, ground)).collect_view();
        let name = group[0].group_name.clone();
        bodies.push(view! {
            <tbody>
                <tr class="roll-group"><th colspan="4" scope="rowgroup">{name}</th></tr>
                {rows}
            </tbody>
        });
    }
    let pages = more.then(|| {
        let first = later.then(|| address(ground, filter, None));
        let next = found.next.as_deref();
        let next = next.map(|next| address(ground, filter, Some(next)));
        pagination(first, place.clone(), next)
    });
    view! {
        {sealed}
        <p class="quiet">{place.clone()}</p>
        <table class="table table-stack roll">
            <caption class="unseen">"Eligible voices and their positions"</caption>
            {head(ground.unit)}
            {bodies}
        </table>
        {pages}
    }
    .into_any()
}

fn voice(voice: &Voice, ground: &Ground) -> AnyView {
    if voice.positions.is_empty() {
        let word = match voice.silent {
            true => stance(None),
            false => view! { <span class="quiet">"sealed"</span> }.into_any(),
        };
        return quiet(&voice.name, word);
    }
    let rows = voice.positions.iter();
    rows.map(|it| row(ground, &voice.name, it))
        .collect_view()
        .into_any()
}

fn address(ground: &Ground, filter: &RollFilter, cursor: Option<&str>) -> String {
    let holds = HOLDS.iter().find(|(it, ..)| Some(*it) == filter.holds);
    let asked: Vec<String> = [
        filter.group.as_ref().map(|group| format!("group={group}")),
        holds.map(|(_, value, _)| format!("holds={value}")),
        cursor.map(|cursor| format!("cursor={}", query_value(cursor))),
    ]
    .into_iter()
    .flatten()
    .collect();
    match asked.is_empty() {
        true => format!("{}/roll", ground.here),
        false => format!("{}/roll?{}", ground.here, asked.join("&")),
    }
}
