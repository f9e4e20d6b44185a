//! Who speaks and who comes next. The groups take turns, so that none of them holds the floor.

use domain::meeting::MeetingState;
use leptos::prelude::*;
use registry::meetings::HandView;

use super::{Scene, Seen};
use crate::parts::{hidden, lasted};

/// How many waiting hands are named.
const NAMED: usize = 12;

pub(super) fn floor(scene: &Scene, seen: Seen) -> AnyView {
    let room = &scene.live.room;
    if scene.recorded.meeting.summary.state != MeetingState::Running {
        return ().into_any();
    }
    let speaks = room.floor.as_ref().map(|hand| {
        let back = (seen == Seen::Convener).then(|| lower(scene, hand, "Has spoken"));
        view! {
            <p class="floor-now" data-hand=hand.person.number.to_string()>
                "Speaks: " <b>{hand.person.name.clone()}</b> " " {group(hand)}
            </p>
            {back}
        }
    });
    let waiting = room.hands.iter().take(NAMED).map(|hand| {
        let give = (seen == Seen::Convener).then(|| {
            let action = format!("{}/room/hands/{}/floor", scene.home(), hand.person.number);
            view! {
                <form method="post" action=action data-room="">
                    <button class="button" data-rank="second" data-size="small">"Give the floor"</button>
                </form>
                {lower(scene, hand, "Take down")}
            }
        });
        view! {
            <li data-hand=hand.person.number.to_string()>
                <span>{hand.person.name.clone()} " " {group(hand)}</span>
                <span class="actions">{give}</span>
            </li>
        }
    });
    let waiting = waiting.collect::<Vec<_>>();
    let more = room.hands.len().saturating_sub(NAMED);
    let nobody = (waiting.is_empty() && room.floor.is_none())
        .then(|| view! { <p class="quiet">"No hand is up."</p> });
    view! {
        <h3>"Raised hands"</h3>
        {speaks}
        {nobody}
        <ol class="floor-queue">{waiting}</ol>
        {(more > 0).then(|| view! { <p class="quiet">{format!("and {more} more")}</p> })}
        {(seen == Seen::Convener).then(|| spoken(scene))}
    }
    .into_any()
}

/// How long each group spoke, for the convener.
fn spoken(scene: &Scene) -> AnyView {
    let groups = &scene.recorded.process.groups;
    let rows = scene.live.room.spoken.iter().map(|spoken| {
        let name = groups.iter().find(|group| group.slug == spoken.group);
        let name = name.map_or_else(|| spoken.group.to_string(), |it| it.name.to_string());
        let seconds = u64::try_from(spoken.milliseconds / 1000).unwrap_or(0);
        let time = match seconds {
            0 => "not yet".to_owned(),
            seconds => lasted(seconds),
        };
        view! { <tr><th scope="row">{name}</th><td>{time}</td></tr> }
    });
    view! {
        <details class="disclosure" id="room-spoken">
            <summary>"Speaking time by group"</summary>
            <table class="table"><tbody>{rows.collect_view()}</tbody></table>
        </details>
    }
    .into_any()
}

fn lower(scene: &Scene, hand: &HandView, words: &'static str) -> AnyView {
    let action = format!(
        "{}/room/hands/{}/lowering",
        scene.home(),
        hand.person.number
    );
    view! {
        <form method="post" action=action data-room="">
            {hidden("form", "hand")}
            <button class="button" data-rank="second" data-size="small">{words}</button>
        </form>
    }
    .into_any()
}

fn group(hand: &HandView) -> Option<AnyView> {
    let name = hand.person.group_name.clone()?;
    Some(view! { <span class="group">{name}</span> }.into_any())
}
