//! Rules and what they make of a call, in words.

use domain::reading::{Missing, Part, ToldPreset, ToldReading, ToldReadings};
use leptos::prelude::*;

/// A rule in words, a sentence for each of its parts. `today` is what it asks of the present roster.
pub fn rule_words(
    lead: AnyView,
    words: &[String],
    today: Option<String>,
    provisional: bool,
) -> AnyView {
    let parts = words
        .iter()
        .map(|word| view! { <li><div>{word.clone()}</div></li> })
        .collect_view();
    view! {
        <div class="rule">
            <p>{lead}</p>
            <ol class="rule-parts">{parts}</ol>
            {today.map(|today| view! { <p><span class="rule-today">{today}</span></p> })}
            {provisional
                .then(|| {
                    view! {
                        <p class="rule-provisional">
                            "Provisional: the convener named this rule. It stays so until the participants adopt one by a call."
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

/// What the adopted rule and every preset make of a call, the adopted one first and with its path.
pub fn readings(readings: &ToldReadings, name: &str) -> AnyView {
    let presets = readings.presets.iter().map(preset).collect_view();
    let gic = readings.gic.map(|gic| {
        format!(" Cross-group agreement {gic:.2} of 1, an indicator and never a verdict.")
    });
    view! {
        <ul class="readings">
            <li>
                <div class="reading" data-met=readings.rule.met.to_string() data-governs="">
                    <span class="reading-name">{name.to_owned()}</span>
                    <span class="reading-word">
                        {if readings.rule.met { "met; it governs and alone decides" } else { "not met; it governs and alone decides" }}
                    </span>
                </div>
                {path(&readings.rule.missing)}
                {remarks(&readings.rule)}
            </li>
            {presets}
        </ul>
        <p class="quiet">{format!("ICANN level: {}.", readings.level)} {gic}</p>
    }
    .into_any()
}

/// The shortest path to agreement: what is missing, and who could change it.
pub fn path(missing: &[Missing]) -> Option<AnyView> {
    if missing.is_empty() {
        return None;
    }
    let items = missing
        .iter()
        .map(|missing| view! { <li>{missing.text.clone()}</li> })
        .collect_view();
    Some(view! { <ul class="path">{items}</ul> }.into_any())
}

/// A preset in a few words; what exactly is missing is folded away, because only one rule decides.
fn preset(preset: &ToldPreset) -> AnyView {
    let reading = &preset.reading;
    let mut parts: Vec<_> = reading
        .missing
        .iter()
        .map(|missing| part_word(missing.part))
        .collect();
    parts.dedup();
    let word = if reading.met {
        "met".to_owned()
    } else {
        format!("not met: {}", parts.join(", "))
    };
    let missing = path(&reading.missing).map(|path| {
        view! {
            <details class="disclosure" id=format!("reading-{}", preset.name)>
                <summary>"What is missing" <span class="unseen">{format!(" for {}", preset.name)}</span></summary>
                {path}
            </details>
        }
    });
    view! {
        <li>
            <div class="reading" data-met=reading.met.to_string()>
                <span class="reading-name">{preset.name.clone()}</span>
                <span class="reading-word">{word}</span>
            </div>
            {missing}
        </li>
    }
    .into_any()
}

fn part_word(part: Part) -> &'static str {
    match part {
        Part::NothingCast => "nobody was heard",
        Part::Silence => "silence as assent",
        Part::Quorum => "quorum",
        Part::SupportMin => "support",
        Part::Approval => "share of yes",
        Part::NegativesMax => "too many against",
        Part::Groups => "groups",
        Part::Objections => "objections",
    }
}

fn remarks(reading: &ToldReading) -> AnyView {
    let figures = reading.figures.iter().map(|figure| figure.text.clone());
    let lines = figures.chain(reading.remarks.iter().cloned());
    let items = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <details class="disclosure" id="figures">
            <summary>"The figures behind it"</summary>
            <ul>{items}</ul>
        </details>
    }
    .into_any()
}
