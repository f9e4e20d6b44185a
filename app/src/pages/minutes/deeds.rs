//! What was done, one after the other.

use leptos::prelude::*;
use registry::meetings::minutes::{
    Action, Bit, Deed, Detail, GroupTally, Part, PollOption, Position, clock, named,
};

use super::{Shown, actions, writing};
use crate::{
    Form,
    parts::{counted, redline_parts, stance, tally_bar, tally_counts, time},
};

pub fn deeds(part: &Part, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let here = list(&part.deeds, shown, sent);
    let elsewhere = (!part.elsewhere.is_empty()).then(|| {
        let words = counted(part.elsewhere.len(), "thing", "things");
        view! {
            <div class="minutes-elsewhere">
                <h3>{format!("Meanwhile, elsewhere: {words}")}</h3>
                {list(&part.elsewhere, shown, sent)}
            </div>
        }
    });
    view! { {here} {elsewhere} }.into_any()
}

fn list(deeds: &[Deed], shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    if deeds.is_empty() {
        return None;
    }
    let items = deeds
        .iter()
        .map(|deed| {
            let said = match &deed.detail {
                Some(Detail::Note {
                    number,
                    text,
                    changed_at,
                }) => note(deed, (*number, text, changed_at.is_some()), shown, sent),
                Some(Detail::Action { action }) => assigned(action, shown),
                _ => view! { <p>{words(&deed.words, shown)} "."</p> {detail(deed, shown)} }.into_any(),
            };
            let at = match deed.later {
                true => time(deed.at, "later".to_owned()),
                false => time(deed.at, clock(deed.at)),
            };
            let kind = kind(deed);
            view! { <li data-kind=kind><span class="minutes-clock">{at}</span><div>{said}</div></li> }
        })
        .collect_view();
    Some(view! { <ol class="minutes-deeds" role="list">{items}</ol> }.into_any())
}

fn kind(deed: &Deed) -> Option<&'static str> {
    match &deed.detail {
        Some(Detail::Note { .. }) => Some("note"),
        Some(Detail::Action { .. }) => Some("action"),
        Some(Detail::Outcome { .. }) => Some("outcome"),
        _ => None,
    }
}

fn words(bits: &[Bit], shown: &Shown) -> AnyView {
    bits.iter()
        .map(|bit| match bit {
            Bit::Words { text } => text.clone().into_any(),
            Bit::Term(term) => shown.term(term),
            Bit::Call { number } => {
                let href = format!("/p/{}/calls/{number}", shown.process.slug);
                view! { <a href=href>{format!("call {number}")}</a> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}

fn detail(deed: &Deed, shown: &Shown) -> Option<AnyView> {
    Some(match deed.detail.as_ref()? {
        Detail::Said { text } => shown.links.blocks("minutes-said", text),
        Detail::Redline { fields, rationale } => view! {
            {redline_parts(fields, &shown.minutes.lang)}
            {shown.links.blocks("minutes-said", rationale)}
        }
        .into_any(),
        Detail::Positions { taken, sealed } => positions(taken, *sealed, shown),
        Detail::Poll { options, .. } => poll(options),
        Detail::Outcome {
            missing,
            statement,
            tally,
            groups,
            ..
        } => {
            let missing = missing
                .iter()
                .map(|it| view! { <li>{format!("Missing: {it}")}</li> })
                .collect_view();
            let statement = statement
                .as_ref()
                .map(|text| shown.links.blocks("minutes-said", text));
            view! {
                {tally_bar(tally)}
                {tally_counts(tally)}
                {groups_of(groups)}
                <ul class="minutes-missing">{missing}</ul>
                {statement}
            }
            .into_any()
        }
        Detail::Note { .. } | Detail::Action { .. } => return None,
    })
}

fn groups_of(groups: &[GroupTally]) -> AnyView {
    let rows = groups
        .iter()
        .map(|it| {
            view! { <tr><th scope="row">{it.name.clone()}</th><td>{tally_counts(&it.counts)}</td></tr> }
        })
        .collect_view();
    view! {
        <table class="table">
            <caption class="unseen">"By group"</caption>
            <thead class="unseen"><tr><th scope="col">"Group"</th><th scope="col">"Positions"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn positions(taken: &[Position], sealed: u32, shown: &Shown) -> AnyView {
    let items = taken
        .iter()
        .map(|it| {
            let reason = it.reason.as_ref().map(|text| shown.links.blocks("minutes-said", text));
            let resolve = it.would_resolve.as_ref().map(|text| {
                view! { <div class="minutes-resolve"><span class="quiet">"What would resolve it: "</span>{shown.links.blocks("minutes-said", text)}</div> }
            });
            view! {
                <li>
                    {named(&it.by)} " " {stance(Some(it.stance))} " " <span class="quiet">{time(it.at, clock(it.at))}</span>
                    {reason}
                    {resolve}
                </li>
            }
        })
        .collect_view();
    let sealed = (sealed > 0).then(|| {
        let words = counted(sealed as usize, "position is", "positions are");
        view! { <li>{format!("{words} sealed until the call closes.")}</li> }
    });
    view! { <ul class="minutes-positions">{items}{sealed}</ul> }.into_any()
}

fn poll(options: &[PollOption]) -> AnyView {
    let rows = options
        .iter()
        .map(|option| {
            let count = option.count.map_or_else(|| "open".to_owned(), |n| n.to_string());
            view! { <tr><th scope="row">{option.text.clone()}</th><td class="number">{count}</td></tr> }
        })
        .collect_view();
    view! {
        <table class="table minutes-poll">
            <caption class="unseen">"What was chosen"</caption>
            <thead class="unseen"><tr><th scope="col">"Option"</th><th scope="col">"Chosen by"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="quiet">"A straw poll binds nobody."</p>
    }
    .into_any()
}

fn note(
    deed: &Deed,
    (number, text, changed): (u32, &str, bool),
    shown: &Shown,
    sent: Option<&Form>,
) -> AnyView {
    let change = shown
        .writes()
        .then(|| writing::change(number, text, shown, sent));
    let by = deed.by.as_ref().map(named);
    let changed = if changed { ", changed since" } else { "" };
    let label = format!("Note by {}{changed}", by.unwrap_or_default());
    view! {
        <div class="minutes-note" id=format!("note-{number}")>
            <p class="quiet">{label}</p>
            {shown.links.blocks("prose", text)}
            {change}
        </div>
    }
    .into_any()
}

fn assigned(action: &Action, shown: &Shown) -> AnyView {
    view! { <p>"To do: " {actions::told(action, shown)}</p> }.into_any()
}
