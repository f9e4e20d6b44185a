//! Who is here, and for how many voices.

use domain::rule::VotingUnit;
use leptos::prelude::*;

use super::{Scene, Seen};
use crate::parts::counted;

pub(super) fn here(scene: &Scene, seen: Seen) -> AnyView {
    let meeting = &scene.recorded.meeting;
    let quorum = &meeting.quorum;
    let units = match quorum.unit {
        VotingUnit::Person => "participants",
        VotingUnit::Organisation => "organisations",
    };
    let stands = match quorum.needed {
        Some(needed) => {
            let word = match quorum.met {
                true => "✓ as many as a call needs",
                false => "fewer than a call needs",
            };
            format!(
                "{} of {} {units} here; {word} ({needed})",
                quorum.present, quorum.eligible
            )
        }
        None => format!("{} of {} {units} here", quorum.present, quorum.eligible),
    };
    let groups = meeting.here.iter().map(|group| {
        view! { <li><span>{group.name.clone()}</span> <b>{group.present}</b></li> }
    });
    let groups = (seen != Seen::Screen).then(|| {
        view! { <ul class="here-groups plain-list">{groups.collect_view()}</ul> }
    });
    view! {
        <h3>{counted(meeting.present as usize, "person is here", "people are here")}</h3>
        <p class="quorum" data-met=quorum.met>{stands}</p>
        {groups}
    }
    .into_any()
}
