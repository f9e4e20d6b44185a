//! The agreement behind a published term, dissent included.

use domain::{
    Slug,
    ids::CallNo,
    reading::Counts,
    release::{Consensus, Minority, Term},
};
use leptos::prelude::*;

use crate::parts::{counted, day, tally_bar, tally_counts};

/// In a dictionary: one line, and what those who dissented say, folded.
pub(super) fn line(term: &Term, slug: &Slug) -> AnyView {
    let consensus = &term.consensus;
    let minority = (!consensus.minority.is_empty()).then(|| {
        let count = counted(consensus.minority.len(), "minority statement", "minority statements");
        let said = consensus
            .minority
            .iter()
            .map(|minority| view! { {byline(minority)} <p class="dissent-text">{minority.text.clone()}</p> })
            .collect_view();
        view! { <details class="disclosure"><summary>{count}</summary>{said}</details> }
    });
    view! {
        <div class="agreement">
            <p>"Agreed " {day(consensus.decided_at)} " in " {call(consensus, slug)} ": " {figures(consensus)}</p>
            {minority}
        </div>
    }
    .into_any()
}

/// On the page of a term: the whole of it.
pub(super) fn whole(term: &Term, slug: &Slug, retired_by: Option<CallNo>) -> AnyView {
    let consensus = &term.consensus;
    let minority = consensus
        .minority
        .iter()
        .map(|minority| {
            view! {
                <article class="dissent">
                    <h3>"Minority statement"</h3>
                    {byline(minority)}
                    <p class="dissent-text">{minority.text.clone()}</p>
                </article>
            }
        })
        .collect_view();
    let retired = retired_by.map(|number| {
        let href = format!("/p/{slug}/calls/{number}");
        view! {
            <p>"That it is retired was agreed in " <a href=href>{format!("call {number}")}</a> ". What it says was agreed before:"</p>
        }
    });
    view! {
        <section class="part">
            <div class="part-head"><h2>"The agreement behind it"</h2></div>
            {retired}
            <p class="call-outcome">{capital(&figures(consensus))} "."</p>
            <p class="quiet">
                {call(consensus, slug)} {format!(", under the rule “{}”, decided ", consensus.rule)}
                {day(consensus.decided_at)} {format!(". Level of agreement: {}.", consensus.level)}
            </p>
            {tally_bar(&consensus.tally.all)}
            {tally_counts(&consensus.tally.all)}
            {minority}
        </section>
    }
    .into_any()
}

fn call(consensus: &Consensus, slug: &Slug) -> AnyView {
    let href = format!("/p/{slug}/calls/{}", consensus.call_number);
    view! { <a href=href>{format!("call {}", consensus.call_number)}</a> }.into_any()
}

/// "10 of 14 for, 2 concerns, all 9 groups heard".
fn figures(consensus: &Consensus) -> String {
    let all = &consensus.tally.all;
    let mut words = vec![format!("{} of {} for", all.yes(), all.eligible)];
    if all.concern > 0 {
        words.push(counted(all.concern as usize, "concern", "concerns"));
    }
    if all.object > 0 {
        words.push(counted(all.object as usize, "objection", "objections"));
    }
    let groups: Vec<&Counts> = consensus.tally.groups.values().collect();
    let heard = groups.iter().filter(|counts| counts.cast > 0).count();
    words.push(if heard == groups.len() {
        format!("all {} heard", counted(groups.len(), "group", "groups"))
    } else {
        format!(
            "{heard} of {} heard",
            counted(groups.len(), "group", "groups")
        )
    });
    words.join(", ")
}

fn byline(minority: &Minority) -> AnyView {
    view! {
        <p class="byline">
            {minority.organisation.clone().map(|name| view! { <span class="byline-name">{name}</span> })}
            {minority.group.clone().map(|group| view! { <span class="group">{group}</span> })}
        </p>
    }
    .into_any()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
