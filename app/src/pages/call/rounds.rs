//! What became of the words since the calls before: what stayed, what changed, and which words were
//! spoken against.

use domain::{
    comment::anchor::AnchorState,
    reading::{Stance, Tally, Verdict},
};
use leptos::prelude::*;
use registry::calls::{Contested, Round};

use super::Sheet;
use crate::parts::{counted, enumerated, redline_parts, stance_chip};

/// The rounds before this one, the newest first. Nothing in the first round.
pub(super) fn rounds(sheet: &Sheet) -> Option<AnyView> {
    let earlier = &sheet.rounds.as_ref()?.earlier;
    if earlier.is_empty() {
        return None;
    }
    let rounds = earlier
        .iter()
        .enumerate()
        .map(|(at, round)| round_before(sheet, round, at == 0))
        .collect_view();
    Some(
        view! {
            <section class="part" id="rounds">
                <div class="part-head"><h2>"Since the round before"</h2></div>
                {rounds}
            </section>
        }
        .into_any(),
    )
}

fn round_before(sheet: &Sheet, round: &Round, newest: bool) -> AnyView {
    let result = match round.result {
        Some(Verdict::Reached) => "agreement was reached",
        Some(Verdict::NotReached) => "agreement was not reached",
        None => "it had no outcome",
    };
    let call = format!("{}/calls/{}", sheet.home, round.call);
    let held = round.tally.as_ref().map(held);
    let words = match sheet.process.languages.first() {
        Some(lang) if !round.fields.is_empty() => view! {
            {redline_parts(&round.fields, lang)}
            <p class="part-note">"What is not marked was before everybody who took a position then."</p>
        }
        .into_any(),
        _ => view! { <p class="part-note">"The words are the same as then."</p> }.into_any(),
    };
    let contested = round.contested.iter().map(fate).collect_view();
    let at_large = (round.at_large > 0).then(|| {
        let voices = counted(round.at_large as usize, "voice", "voices");
        view! { <li>{format!("{voices} spoke against the text without naming words.")}</li> }
    });
    let unopposed = (round.contested.is_empty() && round.at_large == 0)
        .then(|| view! { <li>"Nobody spoke against any of its words."</li> });
    view! {
        <details class="disclosure" id=format!("round-{}", round.call) open=newest>
            <summary>{format!("Call {} on wording {}: {result}", round.call, round.wording)}</summary>
            <p>{held} " " <a href=call>{format!("Call {}", round.call)}</a></p>
            {words}
            <ul class="rounds-words">{contested}{at_large}{unopposed}</ul>
        </details>
    }
    .into_any()
}

/// "7 support, 4 accept and 1 object."
fn held(tally: &Tally) -> String {
    let all = &tally.all;
    let counts = [
        (all.support, "in support"),
        (all.accept, "could accept it"),
        (all.concern, "with a concern"),
        (all.object, "objecting"),
        (all.abstain, "abstaining"),
    ];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match words.as_slice() {
        [] => "Nobody took a position.".to_owned(),
        words => format!("{}.", enumerated(words)),
    }
}

/// Words spoken against, by whom, and where they are now.
fn fate(contested: &Contested) -> AnyView {
    let fate = match contested.anchor.state {
        AnchorState::Found => view! { "They stand here still." }.into_any(),
        AnchorState::Moved => view! {
            "They were changed; here it reads: " <q>{contested.anchor.text.clone()}</q>
        }
        .into_any(),
        AnchorState::Orphaned => view! { "They are gone." }.into_any(),
    };
    let stance: Stance = contested.stance;
    view! {
        <li>
            <q>{contested.quote.exact.to_string()}</q> " "
            {stance_chip(Some(stance))}
            {format!(" {} ({}). ", contested.name, contested.group_name)}
            {fate}
        </li>
    }
    .into_any()
}
