//! The item under discussion: its words as they read now, and what would change them.

use domain::Moment;
use leptos::prelude::*;
use registry::redlines::Redline;

use super::{Scene, Seen};
use crate::parts::{
    Byline, EntryLinks, counted, direction, empty, hidden, redline_parts, status, wording,
};

pub(super) fn item(scene: &Scene, seen: Seen) -> AnyView {
    let recorded = &scene.recorded;
    let Some(item) = recorded.item() else {
        return empty(
            "No item is under discussion",
            "It will stand here with its words as soon as the convener opens one.",
        );
    };
    let budget = item.minutes.map(|minutes| {
        view! { <span class="agenda-minutes">{counted(minutes as usize, "minute", "minutes")}" meant for it"</span> }
    });
    view! {
        <div class="room-item" data-words=scene.words()>
            <p class="room-item-line"><b>{format!("{}. {}", item.number, item.title)}</b> " " {budget}</p>
            {recorded.entry.as_ref().map(|_| words(scene, seen))}
        </div>
    }
    .into_any()
}

/// The entry as a dictionary has it.
fn words(scene: &Scene, seen: Seen) -> AnyView {
    let recorded = &scene.recorded;
    let (Some(entry), Some(lang)) = (&recorded.entry, recorded.process.languages.first()) else {
        return ().into_any();
    };
    // From three metres only the words that are agreed on are read: the first language, without what surrounds them.
    let languages = match seen {
        Seen::Screen => &recorded.process.languages[..1],
        _ => &recorded.process.languages[..],
    };
    let plain = EntryLinks::of(&recorded.process.slug);
    let links = match seen {
        Seen::Screen => &plain,
        _ => &recorded.links,
    };
    let term = entry.term.clone();
    let headword = match seen {
        Seen::Screen => term.into_any(),
        _ => view! { <a href=format!("/p/{}/entries/{}", recorded.process.slug, entry.slug)>{term}</a> }.into_any(),
    };
    view! {
        <article class="entry">
            <div class="entry-head">
                <h2 class="headword" lang=lang.to_string() dir=direction(lang)>{headword}</h2>
                {status(entry.status)}
                <span class="quiet">{format!("wording {}, {} holds the pen", entry.wording.number, entry.pen_holder.name)}</span>
            </div>
            {wording(&entry.wording.content, languages, links, &[], None)}
        </article>
    }
    .into_any()
}

/// The redlines that are on record and wait. A screen shows them while nothing else is looked at.
pub(super) fn redlines(scene: &Scene, seen: Seen, now: Moment) -> AnyView {
    let recorded = &scene.recorded;
    let (Some(lang), false) = (
        recorded.process.languages.first(),
        recorded.redlines.is_empty(),
    ) else {
        return ().into_any();
    };
    let busy = scene.live.room.poll.is_some()
        || !scene.live.room.drafts.is_empty()
        || recorded.open_call().is_some();
    if seen == Seen::Screen && busy {
        return ().into_any();
    }
    let total = recorded.entry.as_ref().map_or(0, |it| it.pending_redlines);
    let shown = recorded.redlines.iter().map(|redline| {
        let by = Byline::from(&redline.author).at(redline.at);
        view! {
            <li class="room-redline" id=format!("room-redline-{}", redline.number)>
                {by.view(now)}
                {moved(scene, redline, seen)}
                {redline_parts(redline.fields_now.as_ref().unwrap_or(&redline.fields), lang)}
                <p class="quiet">{redline.rationale.clone()}</p>
                {fold(scene, redline, seen)}
            </li>
        }
    });
    let more = usize::try_from(total)
        .unwrap_or(0)
        .saturating_sub(recorded.redlines.len());
    view! {
        <h3>{counted(usize::try_from(total).unwrap_or(0), "redline waits", "redlines wait")}" for the pen holder"</h3>
        <ul class="plain-list">{shown.collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="quiet">{format!("{more} more on the entry's page.")}</p> })}
    }
    .into_any()
}

/// Of a redline that somebody typed for somebody else: whose word it waits for. The form is for that one alone.
fn moved(scene: &Scene, redline: &Redline, seen: Seen) -> Option<AnyView> {
    let mover = redline.mover.as_ref()?;
    let waits = match redline.confirmed {
        Some(true) => format!("Moved by {}, who confirmed it.", mover.name),
        Some(false) => format!("{} says that it is not theirs.", mover.name),
        None => format!("Typed for {}, whose word it waits for.", mover.name),
    };
    let asks = redline.confirmed.is_none() && seen == Seen::Participant;
    let own = scene
        .recorded
        .me()
        .is_some_and(|me| me.number == mover.number);
    let form = asks.then(|| {
        let action = format!("{}/room/redlines/{}/confirmation", scene.home(), redline.number);
        let other = action.clone();
        view! {
            <div class="actions" data-for=mover.number.to_string() hidden=!own>
                <form method="post" action=action data-room="">
                    {hidden("agree", "yes")}
                    <button class="button" data-size="small">"It is mine"</button>
                </form>
                <form method="post" action=other data-room="">
                    {hidden("agree", "no")}
                    <button class="button" data-rank="second" data-size="small">"It is not mine"</button>
                </form>
            </div>
        }
    });
    Some(view! { <p class="room-moved">{waits}</p> {form} }.into_any())
}

/// Making a redline the new wording, for who holds the pen alone. One that collides with the words of now is settled on
/// the entry's page, where both can be seen.
fn fold(scene: &Scene, redline: &Redline, seen: Seen) -> Option<AnyView> {
    let entry = scene.recorded.entry.as_ref()?;
    if seen != Seen::Participant || !redline.carries || entry.open_call.is_some() {
        return None;
    }
    let own = scene.recorded.holds_pen();
    let action = format!("{}/room/redlines/{}/folding", scene.home(), redline.number);
    Some(
        view! {
            <div class="actions" data-for=entry.pen.to_string() hidden=!own>
                <form method="post" action=action data-room="">
                    {hidden("form", "fold")}
                    <button class="button" data-rank="second" data-size="small">"Fold in: the new wording"</button>
                </form>
            </div>
        }
        .into_any(),
    )
}
