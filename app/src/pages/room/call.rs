//! The call that is held in the meeting: how it stands, and positions in one tap.

use domain::{
    Moment,
    call::CallState,
    reading::{Stance, Verdict},
};
use leptos::prelude::*;
use registry::calls::Call;

use super::{Scene, Seen};
use crate::parts::{hidden, stance, tally_bar, tally_counts, until, when};

/// What can be said without a reason. The others are said on the call's page, where there is room for one.
const TAPS: [Stance; 3] = [Stance::Support, Stance::Accept, Stance::Abstain];

pub(super) fn call(scene: &Scene, seen: Seen, now: Moment) -> AnyView {
    let Some(call) = &scene.recorded.call else {
        return ().into_any();
    };
    let address = format!("/p/{}/calls/{}", scene.recorded.process.slug, call.number);
    let title = format!("Call {}: {}", call.number, call.title);
    let title = match seen {
        Seen::Screen => title.into_any(),
        _ => view! { <a href=address.clone()>{title}</a> }.into_any(),
    };
    let tally = call.tally.as_ref().map(|tally| {
        view! { {tally_bar(&tally.all)} {tally_counts(&tally.all)} }
    });
    let sealed = (call.tally.is_none() && call.state == CallState::Open).then(|| {
        view! { <p class="quiet">"The call is blind: what is held is seen when it closes."</p> }
    });
    view! {
        <div class="room-call">
            <h3>{title}</h3>
            <p>{stands(call, now)}</p>
            {tally}
            {sealed}
            {(seen == Seen::Participant && call.state == CallState::Open).then(|| taps(scene, call, &address))}
        </div>
    }
    .into_any()
}

fn stands(call: &Call, now: Moment) -> AnyView {
    match call.state {
        CallState::Open => {
            view! { <strong>"Open until "{until(call.closes_at, now)}"."</strong> }.into_any()
        }
        CallState::Scheduled => view! { "It opens " {when(call.opens_at, now)} "." }.into_any(),
        CallState::Withdrawn => "It was withdrawn.".into_any(),
        _ => {
            let reached = call
                .outcome
                .as_ref()
                .is_some_and(|outcome| outcome.result == Verdict::Reached);
            let words = match reached {
                true => "Closed: what its rule asks for was reached.",
                false => "Closed: what its rule asks for was not reached.",
            };
            view! { <strong>{words}</strong> }.into_any()
        }
    }
}

/// One tap takes a position; which one is one's own is marked by the script.
fn taps(scene: &Scene, call: &Call, address: &str) -> AnyView {
    let action = format!("{}/room/calls/{}/position", scene.home(), call.number);
    let mine = scene.recorded.my_stance();
    let taps = TAPS.into_iter().map(|it| {
        let pressed = (mine == Some(it.word())).to_string();
        view! {
            <form method="post" action=action.clone() data-room="">
                {hidden("stance", it.word())}
                <button class="tap stance" data-stance=it.word() data-tap-stance=it.word() data-call=call.number.to_string() aria-pressed=pressed>
                    {stance_word(it)}
                </button>
            </form>
        }
    });
    view! {
        <p class="label">"Your position"</p>
        <div class="taps">{taps.collect_view()}</div>
        <p class="quiet">
            {stance(Some(Stance::Concern))} ", " {stance(Some(Stance::Object))} " and " {stance(Some(Stance::Recuse))} ": "
            <a href=format!("{address}#position")>"say so with a reason"</a>
        </p>
    }
    .into_any()
}

fn stance_word(stance: Stance) -> String {
    let word = stance.word();
    word[..1].to_uppercase() + &word[1..]
}
