//! What is typed before all, as redlines: the pen holder's words, and beside them those of others.

use domain::Moment;
use leptos::prelude::*;
use registry::meetings::Draft;

use super::Scene;
use crate::parts::{Byline, redline_parts};

pub(super) fn typing(scene: &Scene, now: Moment) -> AnyView {
    let entry = scene.recorded.entry.as_ref().map(|entry| entry.number);
    let here = scene.live.room.drafts.iter();
    let here: Vec<_> = here.filter(|draft| Some(draft.entry) == entry).collect();
    if here.is_empty() {
        return ().into_any();
    }
    let drafts = here.into_iter().map(|draft| one(scene, draft, now));
    view! {
        <h3>"Typed at this moment"</h3>
        <div class="room-drafts">{drafts.collect_view()}</div>
    }
    .into_any()
}

fn one(scene: &Scene, draft: &Draft, now: Moment) -> AnyView {
    let by = Byline::from(&draft.typed_by).role(match draft.pen {
        true => "holds the pen",
        false => "beside it",
    });
    let words = match scene.recorded.process.languages.first() {
        Some(lang) if !draft.fields.is_empty() => redline_parts(&draft.fields, lang),
        _ => view! { <p class="quiet">"Nothing is changed yet."</p> }.into_any(),
    };
    let old = scene
        .recorded
        .entry
        .as_ref()
        .filter(|entry| entry.wording.number != draft.base)
        .map(|_| view! { <p class="quiet">{format!("Begun on wording {}.", draft.base)}</p> });
    view! {
        <div class="room-draft" data-pen=draft.pen>
            {by.view(now)}
            {old}
            {words}
        </div>
    }
    .into_any()
}
