//! The room of a meeting, for whoever takes part in it, and its screen, for the projector.
//!
//! What all see alike stands in regions. They are rendered once for everybody who looks in the same way, and put in
//! place while the meeting goes on; what is one's own stands beside them and is marked in them by a script.

mod call;
mod floor;
mod here;
mod item;
mod lead;
mod own;
mod poll;
mod scene;
mod typing;

use domain::{Moment, Slug, ids::MeetingNo, meeting::MeetingState, process::Role};
use leptos::prelude::*;
use registry::{Registry, Result};

use crate::{
    Form, Page, Visit,
    page::render_pieces,
    parts::{crumbs, error_summary, notice},
};

pub use scene::{Live, Recorded, Scene};

/// How somebody looks at a meeting; who looks in the same way is shown the same regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// From the projector: large, and nothing to press.
    Screen,
    /// By who reads along: observers and the public.
    Onlooker,
    Participant,
    Convener,
}

impl Seen {
    /// As what somebody with this role is in the room.
    pub fn by(role: Option<Role>) -> Self {
        match role {
            Some(Role::Convener) => Self::Convener,
            Some(Role::Participant) => Self::Participant,
            Some(Role::Observer) | None => Self::Onlooker,
        }
    }
}

/// A region: its id and what stands in it.
pub type Region = (&'static str, String);

/// The regions of a room at a moment, as one kind of onlookers sees them.
pub fn regions(scene: &Scene, seen: Seen, now: Moment) -> Vec<Region> {
    render_pieces(|| placed(scene, seen, now, None))
}

/// The room.
pub async fn room(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: MeetingNo,
    sent: Option<Form>,
) -> Result<Page> {
    let scene = Scene::load(registry, &visit.caller, visit.now, slug, number).await?;
    let process = scene.recorded.process.clone();
    let title = format!("Room: {}", scene.recorded.meeting.summary.title);
    let now = visit.now;
    Ok(Page::new(title, move || inside(&scene, now, sent.as_ref()))
        .at(process, "Meetings")
        .with_script("room.js"))
}

/// The screen.
pub async fn screen(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: MeetingNo,
) -> Result<Page> {
    let scene = Scene::load(registry, &visit.caller, visit.now, slug, number).await?;
    let process = scene.recorded.process.clone();
    let title = format!("Screen: {}", scene.recorded.meeting.summary.title);
    let now = visit.now;
    Ok(Page::new(title, move || projected(&scene, now))
        .at(process, "Meetings")
        .with_script("room.js")
        .on_screen())
}

fn inside(scene: &Scene, now: Moment, sent: Option<&Form>) -> AnyView {
    let meeting = &scene.recorded.meeting;
    let home = scene.home();
    let seen = Seen::by(scene.role());
    let way = [
        (
            scene.recorded.process.title.clone(),
            format!("/p/{}", scene.recorded.process.slug),
        ),
        (
            "Meetings".to_owned(),
            format!("/p/{}/meetings", scene.recorded.process.slug),
        ),
        (meeting.summary.title.clone(), home.clone()),
    ];
    let summary = sent.and_then(error_summary);
    let (main, side): (Vec<_>, Vec<_>) = placed(scene, seen, now, sent)
        .into_iter()
        .chain(own::own(scene, now, sent))
        .partition(|(id, _)| MAIN.contains(id));
    let mut main = main;
    main.sort_by_key(|(id, _)| MAIN.iter().position(|it| it == id));
    let show = |regions: Vec<(&'static str, AnyView)>| {
        let sections = regions.into_iter().map(|(id, view)| {
            let words = id.starts_with("room-own").then(|| scene.words()).flatten();
            view! { <section class="room-region" id=id data-region="" data-words=words>{view}</section> }
        });
        sections.collect_view()
    };
    let join = meeting.link.clone().map(|link| {
        view! { <a href=link rel="noreferrer">"Join from afar"</a> }
    });
    view! {
        {crumbs(way)}
        <div id="room-errors" data-region="">{summary}</div>
        <div class="room" data-state=state_word(meeting.summary.state)>
            <div class="room-line" role="status" id="room-line" hidden></div>
            <h1 class="room-title">{meeting.summary.title.clone()}</h1>
            <p class="room-links">
                <a href=home.clone()>"Agenda and materials"</a>
                <a href=format!("{home}/minutes")>"Minutes as they grow"</a>
                <a href=format!("{home}/screen")>"Screen"</a>
                {join}
            </p>
            <div class="room-columns">
                <div class="room-main">
                    {show(main)}
                </div>
                <div class="room-side">
                    {show(side)}
                </div>
            </div>
        </div>
        {follower(scene, seen)}
    }
    .into_any()
}

fn projected(scene: &Scene, now: Moment) -> AnyView {
    let meeting = &scene.recorded.meeting;
    let regions = placed(scene, Seen::Screen, now, None)
        .into_iter()
        .map(|(id, view)| {
            view! { <section class="screen-region" id=id data-region="">{view}</section> }
        });
    view! {
        <h1 class="unseen">{meeting.summary.title.clone()}</h1>
        <div class="room-line" role="status" id="room-line" hidden></div>
        <div class="screen-regions">{regions.collect_view()}</div>
        {follower(scene, Seen::Screen)}
    }
    .into_any()
}

/// What listens, and what is one's own: who one is here, what one chose, and whether one's hand is up.
fn follower(scene: &Scene, seen: Seen) -> AnyView {
    let own = scene.recorded.me();
    let view = match seen {
        Seen::Screen => "?as=screen",
        _ => "",
    };
    let source = format!("{}/live{view}", scene.home());
    let poll = scene.live.room.poll.as_ref();
    let stance = scene.recorded.my_stance();
    view! {
        <parlance-room
            data-source=source
            data-at=scene.stamp()
            data-member=own.map(|me| me.number.to_string())
            data-poll=poll.map(|poll| poll.number.to_string())
            data-choice=poll.and_then(|poll| poll.mine).map(|mine| mine.to_string())
            data-call=scene.recorded.call.as_ref().map(|call| call.number.to_string())
            data-stance=stance
        ></parlance-room>
    }
    .into_any()
}

/// The regions that there are for one kind of onlookers, in their order.
fn placed(
    scene: &Scene,
    seen: Seen,
    now: Moment,
    sent: Option<&Form>,
) -> Vec<(&'static str, AnyView)> {
    let mut regions = vec![
        ("room-state", state(scene, seen)),
        ("room-item", item::item(scene, seen)),
        ("room-call", call::call(scene, seen, now)),
        ("room-poll", poll::poll(scene, seen)),
        ("room-typing", typing::typing(scene, now)),
        ("room-redlines", item::redlines(scene, seen, now)),
    ];
    if seen == Seen::Convener {
        regions.push(("room-lead", lead::lead(scene, sent)));
    }
    if seen != Seen::Screen {
        regions.push(("room-agenda", lead::agenda(scene, seen)));
    }
    regions.push(("room-floor", floor::floor(scene, seen)));
    regions.push(("room-here", here::here(scene, seen)));
    regions
}

/// The regions of the room's main column from above: what one does oneself stands beside what it is about.
const MAIN: [&str; 9] = [
    "room-acts",
    "room-state",
    "room-item",
    "room-call",
    "room-poll",
    "room-typing",
    "room-own-words",
    "room-redlines",
    "room-own-note",
];

/// Where the meeting stands, where it does not run.
fn state(scene: &Scene, seen: Seen) -> AnyView {
    let meeting = &scene.recorded.meeting;
    match meeting.summary.state {
        MeetingState::Running => ().into_any(),
        MeetingState::Planned => {
            let at = crate::parts::exact(meeting.summary.starts_at);
            let words = match seen {
                Seen::Convener => format!("It is planned for {at}. Start it when people are here."),
                _ => format!(
                    "It begins at {at}, when the convener starts it. This page follows by itself."
                ),
            };
            notice("information", "The meeting has not begun", words)
        }
        MeetingState::Ended => notice(
            "information",
            "The meeting has ended",
            "Its minutes stand on the page beside. Positions in open calls are still taken.",
        ),
        MeetingState::Cancelled => notice(
            "warning",
            "The meeting does not take place",
            meeting.summary.cancelled.clone().unwrap_or_default(),
        ),
    }
}

fn state_word(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "planned",
        MeetingState::Running => "running",
        MeetingState::Ended => "ended",
        MeetingState::Cancelled => "cancelled",
    }
}
