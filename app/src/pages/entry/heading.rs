//! The words of an entry, and in a sentence where it stands.

use domain::{Moment, entry::EntryStatus, reading::Counts};
use leptos::prelude::*;
use registry::calls::Call;

use super::Shown;
use crate::parts::{self, Quoted, counted};

pub fn article(shown: &Shown, quotes: &[Quoted], now: Moment) -> AnyView {
    let entry = &shown.entry;
    let content = &entry.wording.content;
    let languages = &shown.process.languages;
    let Some(authoritative) = languages.first() else {
        return ().into_any();
    };
    let abbreviation = parts::abbreviation(content, authoritative).map(str::to_owned);
    let abbreviation = abbreviation.map(|text| view! { <span class="entry-abbr">{text}</span> });
    let state = view! { <p class="entry-state">{sentence(shown, now)}</p> }.into_any();
    view! {
        <article class="entry" data-wording=entry.wording.number.to_string()>
            <div class="entry-head">
                <h1 class="headword" lang=authoritative.to_string() dir=parts::direction(authoritative)>{entry.term.clone()}</h1>
                {abbreviation}
                {parts::status(entry.status)}
            </div>
            {parts::wording(content, languages, &shown.links, quotes, Some(state))}
        </article>
    }
    .into_any()
}

/// "In call until Friday at 21:00 UTC. 9 of 14 organisations heard; retailers silent."
fn sentence(shown: &Shown, now: Moment) -> AnyView {
    let entry = &shown.entry;
    match entry.status {
        EntryStatus::Called => match &shown.call {
            Some(call) => view! {
                <strong>"In call until "{parts::until(call.closes_at, now)}"."</strong> " " {who_spoke(shown, call)}
            }
            .into_any(),
            None => view! {
                <strong>"The call on it has closed."</strong>
                " What it decided becomes final when the time to contest it is over."
            }
            .into_any(),
        },
        EntryStatus::Agreed => {
            let call = entry.agreed_call.map(|call| {
                view! { " in " <a href=format!("/p/{}/calls/{call}", shown.process.slug)>{format!("call {call}")}</a> }
            });
            let at = entry.agreed_at.map(|at| view! { " " {parts::when(at, now)} });
            view! { <strong>"Agreed"{call}</strong>{at}"." }.into_any()
        }
        EntryStatus::Proposed => view! {
            <strong>"Proposed"</strong> " by " {entry.proposed_by.name.clone()} " " {parts::when(entry.created_at, now)}
            ". Nobody has redlined it or commented on it yet."
        }
        .into_any(),
        EntryStatus::Discussed => view! {
            <strong>"Under discussion."</strong> " " {waiting(shown)} {stays_agreed(shown)}
        }
        .into_any(),
        EntryStatus::Withdrawn => view! {
            <strong>"Withdrawn"</strong> " by its proposer " {parts::when(entry.since, now)} "."
            {entry.reason.clone().map(|reason| format!(" They say: “{reason}”"))}
        }
        .into_any(),
        EntryStatus::Retired => {
            let instead = entry.replaced_by.clone().map(|link| {
                view! { " Use " <a href=format!("/p/{}/entries/{}", shown.process.slug, link.slug)>{link.term}</a> " instead." }
            });
            view! { <strong>"Retired"</strong> " " {parts::when(entry.since, now)} "." {instead} }.into_any()
        }
    }
}

fn who_spoke(shown: &Shown, call: &Call) -> String {
    let Some(tally) = &call.tally else {
        return "Positions are sealed until it closes.".to_owned();
    };
    let heard = parts::heard(tally.all.cast, tally.all.eligible, call.rule.unit);
    let is_silent = |counts: &Counts| counts.eligible > 0 && counts.cast == 0;
    let silent: Vec<String> = shown
        .process
        .groups
        .iter()
        .filter(|group| is_silent(&tally.group(&group.slug)))
        .map(|group| group.name.to_string())
        .collect();
    if silent.is_empty() {
        format!("{heard}.")
    } else {
        format!("{heard}; {} silent.", parts::enumerated(&silent))
    }
}

fn waiting(shown: &Shown) -> String {
    let redlines = match shown.entry.pending_redlines {
        0 => "No redline waits".to_owned(),
        1 => "1 redline waits for the pen holder".to_owned(),
        n => format!("{n} redlines wait for the pen holder"),
    };
    let comments = match shown.entry.undisposed_comments {
        0 => String::new(),
        n => format!(
            "; {} not answered",
            counted(n as usize, "comment is", "comments are")
        ),
    };
    format!("{redlines}{comments}.")
}

fn stays_agreed(shown: &Shown) -> Option<String> {
    let wording = shown.entry.agreed_wording?;
    Some(format!(
        " Wording {wording} stays agreed until another one is."
    ))
}
