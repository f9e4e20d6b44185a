//! The convener's desk: every word under way beside every group, what stands in the way, what waits.

mod filters;
mod matrix;
mod waiting;
mod way;

use domain::{Slug, people::InterestState};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    desk::{self, Desk, DeskFilter},
    interests::{self, Interest},
    page::LIMIT_MAX,
    processes::{self, Process},
};

use super::members::interests as wishes;
use crate::{Page, Visit};

/// As many entries as one works on at a sitting; each brings its groups and what is in its way.
const ON_A_PAGE: u32 = 50;

/// The desk with what it was asked for.
struct Sheet {
    process: Process,
    desk: Desk,
    filter: DeskFilter,
    /// Whether it begins after the first entry.
    later: bool,
    now: domain::Moment,
}

pub async fn desk(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    filter: DeskFilter,
    cursor: Option<String>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let later = cursor.is_some();
    let piece = Piece {
        limit: Some(ON_A_PAGE),
        cursor,
    };
    let desk = desk::desk(registry, caller, now, slug, &filter, &piece).await?;
    let piece = Piece {
        limit: Some(LIMIT_MAX),
        cursor: None,
    };
    let pending: Vec<Interest> = match desk.interests {
        0 => Vec::new(),
        _ => interests::list(registry, caller, now, slug, &piece)
            .await?
            .items
            .into_iter()
            .filter(|interest| interest.state == InterestState::Pending)
            .collect(),
    };
    let sheet = Sheet {
        process: process.clone(),
        desk,
        filter,
        later,
        now,
    };
    Ok(Page::new("Desk", move || page(&sheet, &pending))
        .at(process, "Desk")
        .live())
}

fn page(sheet: &Sheet, pending: &[Interest]) -> AnyView {
    let home = sheet.home();
    view! {
        <div class="page-head"><h1>"Desk"</h1><a class="button" href=format!("{home}/calls/new")>"Open a call"</a></div>
        {filters::filters(sheet)}
        <div id="matrix" data-live="">{matrix::matrix(sheet)}</div>
        <div class="columns part">
            <div>
                <div id="way" data-live="">{way::in_the_way(sheet)}{waiting::waiting(sheet)}</div>
                {wishes(pending, &sheet.process, &home, None, sheet.now)}
            </div>
            <aside class="beside">{beside(&sheet.process, &home)}</aside>
        </div>
    }
    .into_any()
}

impl Sheet {
    fn home(&self) -> String {
        format!("/p/{}", self.process.slug)
    }

    /// The address of the desk under its filter, from this cursor on.
    fn here(&self, cursor: Option<&str>) -> String {
        match filters::query(&self.filter, cursor) {
            query if query.is_empty() => format!("{}/desk", self.home()),
            query => format!("{}/desk?{query}", self.home()),
        }
    }
}

fn beside(process: &Process, home: &str) -> AnyView {
    let state = match process.state {
        domain::process::State::Announced => "Announced. Open the process when the work begins.",
        domain::process::State::Open => "Open: words are worked on.",
        domain::process::State::Closed => "Closed: only reading is left.",
    };
    view! {
        <section>
            <h2>"The process"</h2>
            <p>{state}</p>
            <ul>
                <li><a href=format!("{home}/settings")>"Settings"</a></li>
                <li><a href=format!("{home}/members#add")>"Add or invite somebody"</a></li>
                <li><a href=format!("{home}/releases")>"Publish a release"</a></li>
                <li><a href=format!("{home}/dispositions")>"Disposition report"</a></li>
            </ul>
        </section>
        <section>
            <h2>"Your part"</h2>
            <p class="quiet">
                "You hold no position, propose no entry and hold no pen here. Where you limit somebody, your reason "
                "stands in the record. "
                <a href=format!("{home}/neutrality")>"What you did, counted"</a>
            </p>
        </section>
    }
    .into_any()
}
