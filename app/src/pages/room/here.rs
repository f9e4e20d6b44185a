//! Who is here, and for how many voices.

use leptos::prelude::*;

use super::{Scene, Seen};
use crate::parts::{counted, quorum};

pub(super) fn here(scene: &Scene, seen: Seen) -> AnyView {
    let meeting = &scene.recorded.meeting;
    let groups = meeting.here.iter().map(|group| {
        view! { <li><span>{group.name.clone()}</span> <b>{group.present}</b></li> }
    });
    let groups = (seen != Seen::Screen).then(|| {
        view! { <ul class="here-groups plain-list">{groups.collect_view()}</ul> }
    });
    view! {
        <h3>{counted(meeting.present as usize, "person is here", "people are here")}</h3>
        <p class="quorum" data-met=meeting.quorum.met>{quorum(&meeting.quorum)}</p>
        {groups}
    }
    .into_any()
}
