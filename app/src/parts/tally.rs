//! How many hold what, as a bar and as counts.

use domain::{meeting::Quorum, reading::Counts, rule::VotingUnit};
use leptos::prelude::*;

use super::counted;

/// More voices than this are drawn as one block for each stance.
const SINGLE_VOICES: u32 = 60;

/// "9 of 14 organisations heard".
pub fn heard(cast: u32, eligible: u32, unit: VotingUnit) -> String {
    format!("{cast} of {} heard", voices(eligible, unit))
}

/// "1 organisation", "14 participants": who has a voice.
pub fn voices(count: u32, unit: VotingUnit) -> String {
    let (one, many) = match unit {
        VotingUnit::Person => ("participant", "participants"),
        VotingUnit::Organisation => ("organisation", "organisations"),
    };
    counted(count as usize, one, many)
}

/// How the voices in a meeting stand to what the rule asks to be heard.
pub fn quorum(quorum: &Quorum) -> String {
    let all = voices(quorum.eligible, quorum.unit);
    let here = format!("They speak for {} of {all}", quorum.present);
    match (quorum.needed, quorum.met) {
        (None, _) => format!("{here}; the rule asks for no quorum."),
        (Some(needed), true) => format!("{here}; the quorum of {needed} is there."),
        (Some(needed), false) => format!("{here}; {needed} would be the quorum."),
    }
}

/// A bar with one voice after the other, the silent ones last.
pub fn tally_bar(counts: &Counts) -> AnyView {
    let total = counts.eligible.max(1);
    let told: Vec<_> = held(counts)
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .collect();
    let label = told
        .iter()
        .map(|(_, n, word)| format!("{n} {word}"))
        .collect::<Vec<_>>()
        .join(", ");
    let mut at = 0;
    let mut voices = Vec::new();
    for (class, n, _) in told {
        let blocks = if counts.eligible > SINGLE_VOICES {
            vec![n]
        } else {
            vec![1; n as usize]
        };
        for width in blocks {
            voices.push(voice(class, at, width));
            at += width;
        }
    }
    view! {
        <svg class="tally-bar" viewBox=format!("0 0 {total} 1") preserveAspectRatio="none" role="img" aria-label=label>
            {voices}
        </svg>
    }
    .into_any()
}

/// The same in words: "5 support".
pub fn tally_counts(counts: &Counts) -> AnyView {
    let items = held(counts)
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .map(|(stance, n, word)| view! { <li class="stance" data-stance=stance>{format!("{n} {word}")}</li> })
        .collect_view();
    view! { <ul class="tally-counts">{items}</ul> }.into_any()
}

fn held(counts: &Counts) -> [(&'static str, u32, &'static str); 6] {
    [
        ("support", counts.support, "support"),
        ("accept", counts.accept, "accept"),
        ("concern", counts.concern, "concern"),
        ("object", counts.object, "object"),
        ("abstain", counts.abstain, "abstain"),
        ("silent", counts.silent(), "silent"),
    ]
}

/// The silent are drawn a little smaller, so that they are told apart without colour.
fn voice(class: &'static str, at: u32, width: u32) -> AnyView {
    if class == "silent" {
        let (x, width) = (
            format!("{at}.03"),
            format!("{:.2}", f64::from(width) - 0.06),
        );
        return view! { <rect class=class x=x y="0.08" width=width height="0.84"/> }.into_any();
    }
    view! { <rect class=class x=at.to_string() width=width.to_string() height="1"/> }.into_any()
}
